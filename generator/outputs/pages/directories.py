"""The index of each kind of list: every topic, person, organization, place, source, year ..."""

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
from generator.outputs.views import View, filled, language_name, paged_part
from generator.outputs.words import words

# More than articles in a list, since a name takes less room.
NAMES_A_PAGE = 300
# Where the tags plugin of Material for MkDocs lists the pages of every tag; invisible elsewhere.
EVERY_TAG = "<!-- material/tags -->"


def directory_pages(archive: Archive, settings: Settings) -> Iterator[Output]:
    """One index for each kind, most articles first, cut into pages."""
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
    """Every year with address and count, newest first; undated articles last."""
    counts = Counter(article.date[:4] or "undated" for article in archive.newest)
    undated = counts.pop("undated", 0)
    dated: list[View] = [
        {"name": year, "url": date_url(year), "count": count}
        for year, count in sorted(counts.items(), reverse=True)
    ]
    name = words(settings.language)["undated"]
    return dated + ([{"name": name, "url": date_url(""), "count": undated}] if undated else [])


def _directory(kind: str, terms: Sequence[View], settings: Settings) -> Iterator[Output]:
    title = words(settings.language)[kind]
    for part in paged_part(f"{kind}/", terms, NAMES_A_PAGE):
        view = {
            "kind": kind,
            "count": len(terms),
            "terms": list(part.items),
            "pager": part.pager,
        }
        first = part.pager["page"] == 1
        closing = EVERY_TAG if kind == "tags" and first else ""
        yield page("directory", part.url, title, view, settings, closing=closing)
