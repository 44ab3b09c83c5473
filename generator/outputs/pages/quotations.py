"""Quotations by known speakers and by others, and an index of the speakers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from generator.archive.archive import Archive, Shelf
from generator.archive.speakers import ArticleQuotation, Speakers
from generator.inputs.settings import Settings
from generator.model.addresses import markdown_path
from generator.model.output import Output, Page
from generator.outputs.keys import articles_key
from generator.outputs.page import made_page, page
from generator.outputs.repeated_quotes import is_complete
from generator.outputs.views import (
    View,
    chunks,
    day_text,
    direction,
    filled,
    page_url,
    paged_part,
    pager,
)
from generator.outputs.words import words
from generator.text.quotation_marks import quotation_marks

# Number of quotations on the page of a person, and on the index of speakers.
SHOWN = 6
LATEST = 12
SPEAKERS_A_PAGE = 300
OTHERS = "quotations/others/"


def quoted(spoken: ArticleQuotation, settings: Settings, speaker_url: str | None = None) -> View:
    """One quotation with its article. ``speaker_url`` is None if the page itself names the speaker."""
    article = spoken.article
    opening, closing = quotation_marks(article.language)
    return filled(
        text=spoken.text,
        open=opening,
        close=closing,
        speaker=spoken.speaker if speaker_url is not None else "",
        speaker_url=speaker_url,
        title=article.title,
        url=article.url,
        date=article.date,
        when=day_text(article.date, settings.language) if article.date else "",
        language=article.language,
        direction=direction(article.language),
    )


def own_quotations(shelf: Shelf, speakers: Speakers, settings: Settings) -> View | None:
    """The newest quotations of a person or organization, for their page."""
    quotations = speakers.known.get(shelf.url)
    if not quotations:
        return None
    return {
        "quotations": [quoted(quotation, settings) for quotation in _complete(quotations)[:SHOWN]],
        "url": f"{shelf.url}quotations/",
        "count": len(quotations),
    }


def quotation_pages(archive: Archive, settings: Settings) -> Iterator[Output]:
    """``quotations/``, the pages of each known speaker and ``quotations/others/``."""
    speakers = archive.speakers
    yield from _index(speakers, settings)
    texts = words(settings.language)
    for address, quotations in speakers.known.items():
        name = speakers.names[address]
        about = {"speaker": {"name": name, "url": address}}
        yield from _listed(
            Words(f"{address}quotations/", f"{texts['quotations']}: {name}", about, quotations), settings
        )
    if speakers.others:
        yield from _listed(Words(OTHERS, texts["other_speakers"], {}, speakers.others, ""), settings)


class Words(NamedTuple):
    """Quotations with pages of their own at ``url``. ``speaker_url``: see ``quoted``."""

    url: str
    title: str
    about: View
    spoken: Sequence[ArticleQuotation]
    speaker_url: str | None = None


def _listed(listed: Words, settings: Settings) -> Iterator[Output]:
    cut = list(chunks(listed.spoken, settings.page_size, lambda quotation: quotation.text))
    for number, part in cut:
        # Only the first page has the total, so that older pages stay the same.
        count = 0 if number else len(listed.spoken)
        view = {**listed.about, **filled(count=count or None), "pager": pager(listed.url, number, len(cut))}
        key = articles_key(settings, (q.article for q in part), listed.title, view, [q.text for q in part])
        yield Output(
            markdown_path(page_url(listed.url, number)), partial(_page, listed, part, view, settings), key
        )


def _page(listed: Words, part: Sequence[ArticleQuotation], view: View, settings: Settings) -> Page:
    quotations = [quoted(quotation, settings, listed.speaker_url) for quotation in part]
    view = {**view, "quotations": quotations}
    return made_page("quotations", listed.url, listed.title, view, settings)


def _index(speakers: Speakers, settings: Settings) -> Iterator[Output]:
    terms = [
        {"name": speakers.names[address], "url": f"{address}quotations/", "count": len(quotations)}
        for address, quotations in speakers.known.items()
    ]
    terms.sort(key=lambda term: (-int(str(term["count"])), str(term["name"])))
    count = sum(map(len, speakers.known.values())) + len(speakers.others)
    for part in paged_part("quotations/", terms, SPEAKERS_A_PAGE):
        first = part.pager["page"] == 1
        view = filled(
            index=True,
            count=count,
            quotations=_latest(speakers, settings) if first else [],
            speakers=list(part.items),
            others={"url": OTHERS, "count": len(speakers.others)} if speakers.others else None,
            pager=part.pager,
        )
        yield page("quotations", part.url, words(settings.language)["quotations"], view, settings)


def _complete(quotations: Sequence[ArticleQuotation]) -> Sequence[ArticleQuotation]:
    """Those that make sense alone, for a page that shows only some; all if none does."""
    return [quotation for quotation in quotations if is_complete(quotation.text)] or quotations


def _latest(speakers: Speakers, settings: Settings) -> list[View]:
    """The newest quotations of known speakers, newest first; of others if none is known."""
    if not speakers.known:
        return [quoted(spoken, settings, "") for spoken in _complete(speakers.others)[:LATEST]]
    newest = sorted(
        (
            (url, quotation)
            for url, quotations in speakers.known.items()
            for quotation in _complete(quotations)[:LATEST]
        ),
        key=lambda pair: pair[1].article.date,
        reverse=True,
    )
    return [quoted(spoken, settings, address) for address, spoken in newest[:LATEST]]
