"""The index of each kind: every topic, person, organization, place, source, language, collection and year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.archive.archive import Archive
from generator.inputs.settings import Settings
from generator.model.addresses import date_url
from generator.model.kinds import LISTS
from generator.model.output import Output
from generator.outputs.charts.art import art
from generator.outputs.page import page
from generator.outputs.pages.introductions import plain_start
from generator.outputs.views import View, filled, index_pages, language_name
from generator.outputs.words import words

# A name takes much less space in a list than an article.
NAMES_A_PAGE = 300


def directory_pages(archive: Archive, settings: Settings) -> Iterator[Output]:
    """An index of each kind that has terms, those with most articles first, split into pages."""
    for kind in listed_kinds(archive):
        if kind == "collections":
            terms = collection_cards(archive)
        else:
            terms = years(archive, settings) if kind == "dates" else shelf_terms(archive, kind, settings)
        yield from _directory(kind, terms, settings)


def listed_kinds(archive: Archive) -> list[str]:
    """The kinds that have an index, in the order of the menus."""
    return [kind for kind, traits in LISTS.items() if not traits.optional or archive.shelves[kind]]


def shelf_terms(archive: Archive, kind: str, settings: Settings) -> list[View]:
    """Every term of a kind with address and number of articles, those with most articles first."""
    is_language = kind == "languages"
    return [
        {
            "name": language_name(shelf.name, settings.language) if is_language else shelf.name,
            "url": shelf.url,
            "count": len(shelf.articles),
        }
        for shelf in archive.shelves[kind]
    ]


def collection_cards(archive: Archive) -> list[View]:
    """Every collection with its art and the first paragraph of its introduction."""
    introductions = {file.id: file.description for file in archive.collection_files}
    return [
        filled(
            name=shelf.name,
            url=shelf.url,
            count=len(shelf.articles),
            description=plain_start(introductions.get(shelf.id, "")),
            art=art(shelf),
        )
        for shelf in archive.shelves["collections"]
    ]


def years(archive: Archive, settings: Settings) -> list[View]:
    """Every year with address and number of articles, newest first, then the undated articles."""
    counts = Counter(article.date[:4] or "undated" for article in archive.newest)
    undated = counts.pop("undated", 0)
    items: list[View] = [
        {"name": year, "url": date_url(year), "count": count}
        for year, count in sorted(counts.items(), reverse=True)
    ]
    name = words(settings.language)["undated"]
    return items + ([{"name": name, "url": date_url(""), "count": undated}] if undated else [])


def _directory(kind: str, terms: Sequence[View], settings: Settings) -> Iterator[Output]:
    title = words(settings.language)[kind]
    for part in index_pages(f"{kind}/", terms, NAMES_A_PAGE):
        view = {
            "kind": kind,
            "count": len(terms),
            "terms": list(part.items),
            "pager": part.pager,
        }
        yield page("directory", part.url, title, view, settings)
