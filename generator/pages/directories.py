"""The index of each kind: every topic, person, organization, place, source, language, collection and year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.addresses import paged
from generator.archive import Archive
from generator.model import Output
from generator.pages.views import LABELS, View, filled, language_name, page
from generator.settings import Settings
from generator.strings import words

# A name takes a fraction of the room that an article takes in a list.
NAMES_A_PAGE = 300


def directory_pages(archive: Archive, settings: Settings) -> Iterator[Output]:
    """One index a kind that has anything in it, most articles first, cut into pages."""
    for kind in LABELS:
        terms = years(archive, settings) if kind == "dates" else shelf_terms(archive, kind, settings)
        yield from _directory(kind, terms, words(settings.language)[kind])


def shelf_terms(archive: Archive, kind: str, settings: Settings) -> list[View]:
    """Every term of a kind with address and count, most articles first."""
    named = kind == "languages"
    return [
        {
            "name": language_name(shelf.name, settings.language) if named else shelf.name,
            "url": shelf.url,
            "count": len(shelf.articles),
        }
        for shelf in archive.shelves[kind]
    ]


def years(archive: Archive, settings: Settings) -> list[View]:
    """Every year with address and count, newest first; undated articles last."""
    counts = Counter(article.date[:4] or "undated" for article in archive.newest)
    undated = counts.pop("undated", 0)
    found: list[View] = [
        {"name": year, "url": f"dates/{year}/", "count": count}
        for year, count in sorted(counts.items(), reverse=True)
    ]
    name = words(settings.language)["undated"]
    return found + ([{"name": name, "url": "dates/undated/", "count": undated}] if undated else [])


def _directory(kind: str, terms: Sequence[View], label: str) -> Iterator[Output]:
    url = f"{kind}/"
    pages = max(1, -(-len(terms) // NAMES_A_PAGE))
    for number in range(1, pages + 1):
        view = {
            "kind": kind,
            "kind_label": label,
            "count": len(terms),
            "terms": list(terms[(number - 1) * NAMES_A_PAGE : number * NAMES_A_PAGE]),
            "pager": filled(
                page=number,
                pages=pages,
                previous=_page(url, number - 1) if number > 1 else "",
                next=_page(url, number + 1) if number < pages else "",
            ),
        }
        yield page("directory", _page(url, number), label, view)


def _page(url: str, number: int) -> str:
    return paged(url, number) if number > 1 else url
