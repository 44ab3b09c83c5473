"""The front page and the search page."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.archive.archive import Archive
from generator.inputs.settings import Settings
from generator.model.addresses import term_url
from generator.model.kinds import AUTHORITY_KINDS
from generator.model.output import Output
from generator.model.records import Article
from generator.outputs.page import page
from generator.outputs.pages.choices import (
    anniversaries,
    by_topic,
    chosen,
    each_day,
    most_covered,
    newest_day,
)
from generator.outputs.pages.directories import collection_cards, listed_kinds, shelf_terms, years
from generator.outputs.pages.gallery import pictures_in
from generator.outputs.pages.timeline import archive_coverage
from generator.outputs.views import View, day_of_year, day_text, entry, filled
from generator.outputs.words import words

LATEST = 9
TOPICS = 4
OF_TOPIC = 4
DAYS = 4
MOST = 8
CARDS = 6
TERMS = 12
_TONGUE = ("language", "direction")


def front_page(archive: Archive, settings: Settings) -> Iterator[Output]:
    """``index.md``: the curator's introduction, then the parts that ``settings.front_page`` names.

    ``order`` is the order of the parts; those without content are left out.
    """
    view: View = {}
    shown: set[str] = set()
    for name, make in PARTS.items():
        if name in settings.front_page:
            view |= filled(**{name: make(archive, settings, shown)})
    view["order"] = [name for name in settings.front_page if name in view]
    more = {"description": settings.description, "introduction": settings.introduction}
    yield page("home", "", settings.site_name, view, settings, **more)


def _latest(archive: Archive, settings: Settings, shown: set[str]) -> list[View]:
    """The lead first, then what the editor pinned; ``on_these_days``, made earlier, leaves these out."""
    first = chosen(archive, settings)
    names = {article.id for article in first}
    others = (article for article in archive.newest if article.id not in names | shown)
    listed = [*first, *itertools.islice(others, max(0, LATEST - len(first)))]
    shown.update(article.id for article in listed)
    return [entry(article, settings) for article in listed]


def _by_topic(archive: Archive, settings: Settings, shown: set[str]) -> list[View]:
    return [
        {
            "name": topic.name,
            "url": term_url("topics", topic.id),
            "entries": [entry(article, settings) for article in articles],
        }
        for topic, articles in by_topic(archive, shown, TOPICS, OF_TOPIC)
    ]


def _days(archive: Archive, settings: Settings, shown: set[str]) -> View | None:
    """The same days in other years; if there are none, a place for front.js to show the reader's day."""
    first = {article.id for article in chosen(archive, settings)}
    earlier = anniversaries(archive, shown | first, DAYS)
    if not earlier and len(archive.articles) <= LATEST:
        return None
    shown.update(article.id for article in earlier)
    today = newest_day(archive)
    if not today:
        return None
    return {
        "day": day_of_year(today, settings.language),
        "entries": [entry(article, settings) for article in earlier],
    }


def day_files(archive: Archive, settings: Settings) -> Iterator[Output]:
    """``data/days/MM.json``: for each day of a month, articles of that day in any year, or of days near it.

    The front page shows those of the reader's day. ``exact`` says whether they are of that very day. Each
    month has its file: the browser would report a missing one as an error of the page.
    """
    if "on_these_days" not in settings.front_page:
        return
    months: dict[int, dict[str, object]] = {month: {} for month in range(1, 13)}
    for day, exact, articles in each_day(archive, DAYS):
        listed = [_brief(article, settings) for article in articles]
        months[day.month][f"{day.day:02}"] = {"exact": exact, "articles": listed}
    for month, days in months.items():
        text = json.dumps(days, ensure_ascii=False, separators=(",", ":"))
        yield Output(f"data/days/{month:02}.json", f"{text}\n")


def _brief(article: Article, settings: Settings) -> View:
    whole = entry(article, settings)
    return {key: whole[key] for key in ("title", "url", "date", "when", "source", *_TONGUE) if key in whole}


def _most(archive: Archive, settings: Settings, _: set[str]) -> View | None:
    since, most = most_covered(archive, MOST)
    if not most:
        return None
    terms = [
        {"name": term.name, "url": term_url(kind, term.id), "count": count} for kind, term, count in most
    ]
    return {"day": day_text(since, settings.language), "terms": terms}


def _collections(archive: Archive, settings: Settings, _: set[str]) -> list[View]:
    del settings
    return collection_cards(archive)[:CARDS]


def _coverage(archive: Archive, settings: Settings, _: set[str]) -> View | None:
    return archive_coverage(archive, settings)


def _browse(archive: Archive, settings: Settings, _: set[str]) -> list[View]:
    sections = (_section(kind, archive, settings) for kind in listed_kinds(archive))
    return [section for section in sections if section["terms"]]


def _size(archive: Archive, settings: Settings, _: set[str]) -> View | None:
    del settings
    if not archive.articles:
        return None
    dated = [article.date for article in archive.articles if article.date]
    counts = {kind: len(archive.shelves[kind]) for kind in AUTHORITY_KINDS}
    first, last = (dated[0], dated[-1]) if dated else ("", "")
    return filled(articles=len(archive.articles), first=first, last=last, **counts)


# Functions that make the parts, in the order of making. The set has the ids of articles already on the page.
PARTS: Mapping[str, Callable[[Archive, Settings, set[str]], object]] = {
    "on_these_days": _days,
    "latest": _latest,
    "topics": _by_topic,
    "most_covered": _most,
    "coverage": _coverage,
    "collections": _collections,
    "browse": _browse,
    "archive_size": _size,
}


def _section(kind: str, archive: Archive, settings: Settings) -> View:
    terms: Sequence[View] = (
        years(archive, settings) if kind == "dates" else shelf_terms(archive, kind, settings)[:TERMS]
    )
    return {"label": words(settings.language)[kind], "url": f"{kind}/", "terms": list(terms[:TERMS])}


def search_page(archive: Archive, settings: Settings) -> Iterator[Output]:
    """``search/index.md``: the full search page."""
    texts = words(settings.language)
    names = [
        *listed_kinds(archive),
        *(["pictures"] if pictures_in(archive.newest, archive, settings) else []),
    ]
    sections = [{"label": texts[name], "url": f"{name}/"} for name in names]
    yield page("search", "search/", texts["search"], {"sections": sections}, settings)
