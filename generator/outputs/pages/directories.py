"""The index of each kind of list: every topic, person, organization, place, source, year ...

Names are listed from A to Z, with a second page for those with most articles; years, languages and
collections, which are few, have an order of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.archive.archive import Archive, Shelf
from generator.inputs.settings import Settings
from generator.model.addresses import date_url, paged
from generator.model.kinds import LISTS
from generator.model.output import Output
from generator.outputs.alphabet import alphabetical
from generator.outputs.charts.art import art
from generator.outputs.page import page
from generator.outputs.pages.introductions import plain_start
from generator.outputs.views import View, filled, language_name, paged_part
from generator.outputs.words import words

# More than articles in a list, since a name takes less room.
NAMES_A_PAGE = 300
# From this number on, names are in the order of the alphabet.
LETTERED = 20
UNLETTERED = ("dates", "languages", "collections")
# Where the tags plugin of Material for MkDocs lists the pages of every tag; invisible elsewhere.
EVERY_TAG = "<!-- material/tags -->"


def directory_pages(archive: Archive, settings: Settings) -> Iterator[Output]:
    """One index for each kind, cut into pages."""
    for kind in listed_kinds(archive):
        if kind == "collections":
            terms = collection_cards(archive)
        else:
            terms = years(archive, settings) if kind == "dates" else shelf_terms(archive, kind, settings)
        if kind in UNLETTERED or len(terms) < LETTERED:
            yield from _directory(kind, terms, {"count": len(terms)}, settings)
        else:
            yield from _lettered(kind, terms, settings)


def listed_kinds(archive: Archive) -> list[str]:
    """The kinds that have an index, in the order of the menus."""
    return [kind for kind, traits in LISTS.items() if not traits.optional or archive.shelves[kind]]


def shelf_terms(archive: Archive, kind: str, settings: Settings) -> list[View]:
    """Every term of a kind with address, count and description, most articles first."""
    named = kind == "languages"
    return [
        filled(
            name=language_name(shelf.name, settings.language) if named else shelf.name,
            url=shelf.url,
            count=len(shelf.articles),
            description=_description(archive, shelf),
        )
        for shelf in archive.shelves[kind]
    ]


def _description(archive: Archive, shelf: Shelf) -> str:
    known = archive.paper(shelf) or archive.entry(shelf.kind, shelf.id)
    return known.description if known else ""


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


def _directory(kind: str, terms: Sequence[View], about: View, settings: Settings) -> Iterator[Output]:
    title = words(settings.language)[kind]
    for part in paged_part(f"{kind}/", terms, NAMES_A_PAGE):
        view = {"kind": kind, **about, "terms": list(part.items), "pager": part.pager}
        first = part.pager["page"] == 1
        closing = EVERY_TAG if kind == "tags" and first else ""
        yield page("directory", part.url, title, view, settings, closing=closing)


def _lettered(kind: str, terms: Sequence[View], settings: Settings) -> Iterator[Output]:
    """An index from A to Z, and a page with the names that have most articles."""
    url = f"{kind}/"
    by_count = f"{url}page/most/"
    letters: dict[str, View] = {}
    listed: list[View] = []
    for place, (letter, term) in enumerate(alphabetical(terms, lambda term: str(term["name"]))):
        number = place // NAMES_A_PAGE
        if letter not in letters:
            address = paged(url, number + 1) if number else url
            letters[letter] = {"name": letter, "url": address, "day": f"{ord(letter):x}"}
        # The first name of a letter, on every page of it, has the letter.
        opens = not place % NAMES_A_PAGE or listed[-1]["in"] != letter
        listed.append({**term, "in": letter, **({"letter": letters[letter]} if opens else {})})
    shown = [{key: value for key, value in term.items() if key != "in"} for term in listed]
    about = {
        "count": len(terms),
        "jump": list(letters.values()),
        "orders": [{"key": "by_name"}, {"key": "by_count", "url": by_count}],
        "whole": len(terms) <= NAMES_A_PAGE,
    }
    yield from _directory(kind, shown, about, settings)
    most = list(terms[:NAMES_A_PAGE])
    view = {
        **about,
        "kind": kind,
        "jump": [],
        "orders": [{"key": "by_name", "url": url}, {"key": "by_count"}],
        "most": len(most) if len(most) < len(terms) else 0,
        "terms": most,
    }
    yield page("directory", by_count, words(settings.language)[kind], view, settings)
