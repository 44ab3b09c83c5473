"""What helps a reader to find an article in a long list: years to jump to, filters, the search within it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from generator.archive.shelves import Shelf
from generator.inputs.settings import Settings
from generator.model.kinds import LISTS
from generator.model.records import Article
from generator.outputs.views import View, filled, language_name, page_url

# In a shorter list everything is found at a glance.
LONG = 12
# In a list with fewer articles a year, years are no help.
A_YEAR = 2
FEWEST_YEARS = 3
# More years than these are offered by decade.
MOST_YEARS = 36
MOST_SOURCES = 40


def jumps(url: str, pages: Sequence[tuple[int, Sequence[Article]]]) -> list[View]:
    """The years of a list, or its decades, each with the page and the day on which its articles begin.

    Args:
        url: of the list.
        pages: number and articles of each page, in the order of reading.
    """
    years = {article.date[:4] for _, articles in pages for article in articles if article.date}
    count = sum(len(articles) for _, articles in pages)
    if len(years) < FEWEST_YEARS or count < max(LONG, A_YEAR * len(years)):
        return []
    length = 4 if len(years) <= MOST_YEARS else 3
    spans: dict[str, View] = {}
    for number, articles in pages:
        for place, article in enumerate(articles):
            span = article.date[:length]
            if span and span not in spans:
                name = span if length == len("2001") else f"{span}0\u2013{span}9"
                # The first article of a page needs no anchor, so that the next one changes nothing.
                spans[span] = filled(name=name, url=page_url(url, number), day=article.day if place else "")
    return list(spans.values())


def filters(shelf: Shelf) -> View:
    """The sources and years of a shelf's articles with their counts, for choosing among several."""
    sources = _counted(article.source.name for article in shelf.articles)[:MOST_SOURCES]
    years = sorted(_counted(article.date[:4] for article in shelf.articles), reverse=True)
    return filled(
        sources=_choices(sources) if shelf.kind != "sources" else None,
        years=_choices(years) if shelf.kind != "dates" else None,
    )


def _counted(values: Iterable[str]) -> list[tuple[str, int]]:
    counts = Counter(value for value in values if value)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _choices(counts: Sequence[tuple[str, int]]) -> list[View]:
    """None for a single value: it would choose everything."""
    return [{"name": name, "count": count} for name, count in counts] if len(counts) > 1 else []


def within(shelf: Shelf, settings: Settings) -> list[View]:
    """What the address of the search page says, as ``name, value``, in order to search only this list."""
    if len(shelf.articles) < LONG or shelf.id == "undated":
        return []
    if shelf.kind == "dates":
        # Of a month both bounds are known; the search knows a year by name.
        if "/" not in shelf.id:
            return [{"name": "year", "value": shelf.id}]
        return [{"name": bound, "value": shelf.id.replace("/", "-")} for bound in ("from", "to")]
    value = language_name(shelf.name, settings.language) if shelf.kind == "languages" else shelf.name
    return [{"name": LISTS[shelf.kind].singular, "value": value}]


def span(articles: Sequence[Article]) -> str:
    """The years of some articles, "1998" or "1998–2004"; "" if all are undated."""
    years = [article.date[:4] for article in articles if article.date]
    if not years:
        return ""
    first, last = min(years), max(years)
    return first if first == last else f"{first}\u2013{last}"
