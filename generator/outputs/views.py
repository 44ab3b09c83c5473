"""Small records for templates: entries, terms, pagers. See the page contract in DESIGN.md."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from zlib import crc32

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from generator.archive.archive import Archive
from generator.inputs.settings import Settings
from generator.model.addresses import paged, slug, term_url
from generator.model.records import Article, Term

View = dict[str, Any]
# The length of a page of a list may differ from the setting by up to a fourth.
SLACK = 4


@lru_cache(maxsize=8192)
def day_text(day: str, language: str) -> str:
    """A day (YYYY-MM-DD) written out in the site's language, such as "22 December 2025"."""
    return str(format_date(dt.date.fromisoformat(day), format="long", locale=_locale(language)))


def month_text(month: str, language: str) -> str:
    """``YYYY/MM`` as a month and year in the site's language."""
    year, number = map(int, month.split("/"))
    return str(format_skeleton("yMMMM", dt.date(year, number, 1), locale=_locale(language)))


@lru_cache(maxsize=64)
def short_month(number: int, language: str) -> str:
    """The abbreviated name of a month (1 to 12) in the site's language."""
    return str(format_skeleton("MMM", dt.date(2000, number, 1), locale=_locale(language)))


def day_of_year(day: str, language: str) -> str:
    """A day (YYYY-MM-DD) written out without its year, such as "14 October"."""
    return str(format_skeleton("MMMMd", dt.date.fromisoformat(day), locale=_locale(language)))


@lru_cache(maxsize=512)
def country_name(code: str, language: str) -> str:
    """The name of a country (ISO 3166-1 alpha-2) in the site's language; the code if the name is unknown."""
    return str(_locale(language).territories.get(code, code))


@lru_cache(maxsize=64)
def _locale(tag: str) -> Locale:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@lru_cache(maxsize=256)
def language_name(tag: str, site_language: str) -> str:
    """The name of a language (BCP 47 tag) in the site's language; the tag if the name is unknown."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(_locale(site_language)) or tag
    except (UnknownLocaleError, ValueError):
        return tag


@lru_cache(maxsize=256)
def direction(tag: str) -> str:
    """``rtl`` or ``ltr`` for a BCP 47 tag; "" if the language is unknown."""
    try:
        return str(Locale.parse(tag, sep="-").text_direction) if tag else ""
    except (UnknownLocaleError, ValueError):
        return ""


def filled(**values: object) -> View:
    """The values that are not empty. Templates test for presence, so empty values are never written."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {}, ())}


def entry(article: Article, settings: Settings) -> View:
    """An article as an item of a list."""
    return filled(
        title=article.title,
        url=article.url,
        date=article.date,
        when=day_text(article.date, settings.language) if article.date else "",
        place=article.places[0].name if article.places else "",
        source=article.source.name,
        summary=article.summary,
        language=article.language,
        direction=direction(article.language),
    )


def headline(article: Article | None) -> View | None:
    """Title and address of an article; None for None."""
    return {"title": article.title, "url": article.url} if article else None


def term(kind: str, item: Term, archive: Archive) -> View:
    """A term with its address and the number of its articles."""
    return {
        "name": item.name,
        "url": term_url(kind, item.id),
        "count": archive.counts.get((kind, item.id), 0),
    }


def source_term(name: str, archive: Archive) -> View:
    """An outlet with its address and the number of its articles."""
    return term("sources", Term(slug(name), name), archive)


def chunks(
    items: Sequence[Any], size: int, name: Callable[[Any], str]
) -> Iterator[tuple[int, Sequence[Any]]]:
    """Split a list, newest first, into pages that change little when items are added.

    Older pages are numbered from the oldest, so they keep their numbers. They have about ``size`` items, and
    where they end depends on the names of their items only: an item added in the middle changes its own page,
    not the others. The newest page has the remaining items, at least ``size`` if there are so many.

    Args:
        items: newest first.
        size: of a page, in items.
        name: a permanent name of an item.

    Yields:
        (number of the page, 0 for the newest; its items), newest page first.
    """
    ends = _ends(items[::-1], size, name) if len(items) >= 2 * size else []
    while ends and len(items) - ends[-1] < size:
        ends.pop()
    starts = [0, *ends]
    yield 0, items[: len(items) - starts[-1]]
    for number in range(len(ends), 0, -1):
        yield number, items[len(items) - starts[number] : len(items) - starts[number - 1]]


def _ends(items: Sequence[Any], size: int, name: Callable[[Any], str]) -> list[int]:
    """Indexes at which pages end, in a list with the oldest item first."""
    slack, ends, start = size // SLACK, [], 0
    for position, item in enumerate(items):
        length = position - start
        near = length >= size - slack and crc32(name(item).encode(errors="replace")) % max(1, slack) == 0
        if near or length >= size + slack:
            ends.append(position)
            start = position
    return ends


class IndexPage(NamedTuple):
    """One page of an index: its address, its items, and its pager."""

    url: str
    items: Sequence[Any]
    pager: View


def index_pages(url: str, items: Sequence[Any], size: int) -> Iterator[IndexPage]:
    """Split an index into pages of ``size`` items, numbered from its start. The first is at ``url``.

    Use ``chunks`` for lists by date, whose older pages should not change.
    """
    total = max(1, -(-len(items) // size))
    addresses = [url, *(paged(url, number) for number in range(2, total + 1))]
    for place, address in enumerate(addresses):
        yield IndexPage(
            address,
            items[place * size : (place + 1) * size],
            filled(
                page=place + 1,
                pages=total,
                previous=addresses[place - 1] if place else "",
                next=addresses[place + 1] if place + 1 < total else "",
            ),
        )


def pager(url: str, number: int, total: int) -> View:
    """The pager of page ``number`` of a list at ``url`` that ``chunks`` split into ``total`` pages."""
    place = 1 if number == 0 else total - number + 1
    newer = None if place == 1 else url if place == 2 else page_url(url, number + 1)
    older = None if place == total else page_url(url, number - 1 if number else total - 1)
    return filled(page=place, pages=total, previous=newer, next=older)


def page_url(url: str, number: int) -> str:
    """The address of page ``number`` of a list that ``chunks`` split; page 0 is at ``url``."""
    return paged(url, number) if number else url
