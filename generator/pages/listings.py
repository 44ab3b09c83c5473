"""Lists of articles: a topic, person, organization, place, source, language, collection, month or year."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from generator.archive import Archive, Shelf
from generator.feeds import has_feed
from generator.model import Article, Output
from generator.pages.views import (
    View,
    chunks,
    entry,
    filled,
    language_name,
    month_text,
    page,
    page_url,
    pager,
    term,
)
from generator.settings import Settings
from generator.strings import words


def term_pages(archive: Archive, settings: Settings) -> Iterator[Output]:
    """The pages of every shelf: topics, people, organizations, places, sources, languages, collections."""
    for kind, shelves in archive.shelves.items():
        for shelf in shelves:
            name = language_name(shelf.name, settings.language) if kind == "languages" else shelf.name
            yield from _listing(shelf, name, _about(shelf, archive, settings), settings)


def date_pages(archive: Archive, settings: Settings) -> Iterator[Output]:
    """The pages of every month and every year, and of the undated articles."""
    for month in archive.months:
        yield from _listing(month, month_text(month.id, settings.language), {}, settings)
    for year, months in itertools.groupby(archive.months, lambda month: month.id[:4]):
        parts = list(months)
        shelf = Shelf(
            "dates", year, year, tuple(itertools.chain.from_iterable(month.articles for month in parts))
        )
        named = [_month(month, settings) for month in parts]
        yield from _listing(shelf, year, {"parts": named}, settings)
    undated = tuple(article for article in archive.newest if not article.date)
    if undated:
        name = words(settings.language)["undated"]
        yield from _listing(Shelf("dates", "undated", name, undated), name, {}, settings)


def _month(month: Shelf, settings: Settings) -> View:
    return {"name": month_text(month.id, settings.language), "url": month.url, "count": len(month.articles)}


def _listing(shelf: Shelf, name: str, about: View, settings: Settings) -> Iterator[Output]:
    cut: list[tuple[int, tuple[Article, ...]]] = [
        (n, tuple(part)) for n, part in chunks(shelf.articles, settings.page_size)
    ]
    for number, articles in cut:
        view = {
            "kind": shelf.kind,
            "kind_label": words(settings.language)[shelf.kind],
            "kind_url": f"{shelf.kind}/",
            "count": len(shelf.articles),
            # What is said of a term stands on its first page only.
            **({} if number else about),
            "entries": [entry(article, settings) for article in articles],
            "pager": pager(shelf.url, number, len(cut)),
        }
        yield page(
            "listing", page_url(shelf.url, number), name, view, **filled(description=about.get("description"))
        )


def _about(shelf: Shelf, archive: Archive, settings: Settings) -> View:
    known = archive.entry(shelf.kind, shelf.id)
    curated = next(
        (file for file in archive.collection_files if shelf.kind == "collections" and file.id == shelf.id),
        None,
    )
    together = archive.together.get((shelf.kind, shelf.id), {})
    return filled(
        description=(known.description if known else "") or (curated.description if curated else ""),
        aliases=list(known.aliases) if known else [],
        wikidata=known.wikidata if known else "",
        feeds={"rss": f"{shelf.url}feed.xml", "json": f"{shelf.url}feed.json"}
        if has_feed(shelf, settings)
        else None,
        together=[
            {
                "label": words(settings.language)[kind],
                "terms": [{**term(kind, one, archive), "count": count} for one, count in found],
            }
            for kind, found in together.items()
        ],
    )
