"""Quotations of each known speaker and of all others, and an index of the speakers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from generator.archive.archive import Archive, Shelf
from generator.archive.speakers import Quotation, Speakers
from generator.inputs.settings import Settings
from generator.model.addresses import markdown_path
from generator.model.output import Output, Page
from generator.outputs.keys import articles_key
from generator.outputs.page import build_page, page
from generator.outputs.views import (
    View,
    chunks,
    day_text,
    direction,
    filled,
    index_pages,
    page_url,
    pager,
)
from generator.outputs.words import words

# Quotations on a speaker's own page, and the latest ones on the index of speakers.
SHOWN = 6
LATEST = 12
SPEAKERS_A_PAGE = 300
OTHERS = "quotations/others/"


def quotation_view(quotation: Quotation, settings: Settings, speaker_url: str | None = None) -> View:
    """A quotation with its article. ``speaker_url`` is None if the page itself names the speaker."""
    article = quotation.article
    return filled(
        text=quotation.text,
        speaker=quotation.speaker if speaker_url is not None else "",
        speaker_url=speaker_url,
        title=article.title,
        url=article.url,
        date=article.date,
        when=day_text(article.date, settings.language) if article.date else "",
        language=article.language,
        direction=direction(article.language),
    )


def own_quotations(shelf: Shelf, speakers: Speakers, settings: Settings) -> View | None:
    """The newest quotations of a person or organization, for their page; None if there are none."""
    quotations = speakers.known.get(shelf.url)
    if not quotations:
        return None
    return {
        "quotations": [quotation_view(quotation, settings) for quotation in quotations[:SHOWN]],
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
        listing = QuotationList(f"{address}quotations/", f"{texts['quotations']}: {name}", about, quotations)
        yield from _list_pages(listing, settings)
    if speakers.others:
        listing = QuotationList(OTHERS, texts["other_speakers"], {}, speakers.others, "")
        yield from _list_pages(listing, settings)


class QuotationList(NamedTuple):
    """Quotations that have pages of their own at ``url``. For ``speaker_url`` see ``quotation_view``."""

    url: str
    title: str
    about: View
    quotations: Sequence[Quotation]
    speaker_url: str | None = None


def _list_pages(listing: QuotationList, settings: Settings) -> Iterator[Output]:
    pages = list(chunks(listing.quotations, settings.page_size, lambda quotation: quotation.text))
    for number, quotations in pages:
        # Only the first page states the total, so that older pages do not change with it.
        count = 0 if number else len(listing.quotations)
        about = filled(count=count or None)
        view = {**listing.about, **about, "pager": pager(listing.url, number, len(pages))}
        articles = (quotation.article for quotation in quotations)
        texts = [quotation.text for quotation in quotations]
        key = articles_key(settings, articles, listing.title, view, texts)
        make = partial(_page, listing, quotations, view, settings)
        yield Output(markdown_path(page_url(listing.url, number)), make, key)


def _page(listing: QuotationList, quotations: Sequence[Quotation], view: View, settings: Settings) -> Page:
    views = [quotation_view(quotation, settings, listing.speaker_url) for quotation in quotations]
    return build_page("quotations", listing.url, listing.title, {**view, "quotations": views}, settings)


def _index(speakers: Speakers, settings: Settings) -> Iterator[Output]:
    terms = [
        {"name": speakers.names[address], "url": f"{address}quotations/", "count": len(quotations)}
        for address, quotations in speakers.known.items()
    ]
    terms.sort(key=lambda term: (-int(str(term["count"])), str(term["name"])))
    count = sum(map(len, speakers.known.values())) + len(speakers.others)
    for part in index_pages("quotations/", terms, SPEAKERS_A_PAGE):
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


def _latest(speakers: Speakers, settings: Settings) -> list[View]:
    """The newest quotations of known speakers, newest first."""
    newest = sorted(
        (
            (address, quotation)
            for address, quotations in speakers.known.items()
            for quotation in quotations[:LATEST]
        ),
        key=lambda pair: pair[1].article.date,
        reverse=True,
    )
    return [quotation_view(quotation, settings, address) for address, quotation in newest[:LATEST]]
