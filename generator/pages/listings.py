"""Lists of articles: a topic, person, organization, place, source, language, collection, month or year."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.archive import Archive, Shelf
from generator.feeds import has_feed
from generator.model import KINDS, Article, Kind, Output, Term
from generator.pages.art import art
from generator.pages.coverage import Where, coverage, month_bounds, year_bounds
from generator.pages.introductions import plain_start, tame
from generator.pages.maps import shelf_map
from generator.pages.quotations import find_speakers, own_quotations
from generator.pages.ties import ties
from generator.pages.tracks import track
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
from generator.seeds import CollectionFile
from generator.settings import Settings
from generator.strings import words

# Names of each kind that a collection lists beside its articles.
NAMED = 6


class Listing(NamedTuple):
    """A shelf cut into pages: (number, articles); 0 is the newest page."""

    shelf: Shelf
    name: str
    pages: Sequence[tuple[int, Sequence[Article]]]

    def where(self) -> Where:
        """What leads from a bar of a chart to an article in this list: the page, and its day as an anchor."""
        pages = {article.id: number for number, articles in self.pages for article in articles}

        def found(article: Article, _: str) -> View:
            return {"url": page_url(self.shelf.url, pages[article.id]), "day": article.date}

        return found


def term_pages(archive: Archive, settings: Settings) -> Iterator[Output]:
    """The pages of every shelf: topics, people, organizations, places, sources, languages, collections."""
    speakers = find_speakers(archive)
    for kind, shelves in archive.shelves.items():
        for shelf in shelves:
            name = language_name(shelf.name, settings.language) if kind == "languages" else shelf.name
            listing = _listing(shelf, name, settings)
            about = filled(
                **_about(shelf, archive, settings),
                coverage=coverage(shelf.articles, settings.language, listing.where()),
                quotations=own_quotations(shelf, speakers, settings),
                **_pictures(shelf, archive, settings),
                feeds=_feeds(shelf, settings),
            )
            yield from _pages(listing, about, settings, _introduction(shelf, archive))


def date_pages(archive: Archive, settings: Settings) -> Iterator[Output]:
    """The pages of every month and every year, and of the undated articles."""
    for month in archive.months:
        listing = _listing(month, month_text(month.id, settings.language), settings)
        days = coverage(month.articles, settings.language, listing.where(), "day", month_bounds(month.id))
        yield from _pages(listing, filled(coverage=days), settings)
    for year, months in itertools.groupby(archive.months, lambda month: month.id[:4]):
        yield from _year(year, list(months), settings)
    undated = tuple(article for article in archive.newest if not article.date)
    if undated:
        yield from _pages(
            _listing(Shelf("dates", "undated", "Undated", undated), "Undated", settings), {}, settings
        )


def _year(year: str, months: Sequence[Shelf], settings: Settings) -> Iterator[Output]:
    articles = tuple(itertools.chain.from_iterable(month.articles for month in months))
    about = filled(
        parts=[
            {"name": month_text(month.id, settings.language), "url": month.url, "count": len(month.articles)}
            for month in months
        ],
        coverage=coverage(articles, settings.language, _to_month, "month", year_bounds(year)),
    )
    yield from _pages(_listing(Shelf("dates", year, year, articles), year, settings), about, settings)


def _to_month(article: Article, _: str) -> View:
    return {"url": f"dates/{article.date[:4]}/{article.date[5:7]}/"}


def _listing(shelf: Shelf, name: str, settings: Settings) -> Listing:
    return Listing(shelf, name, tuple(chunks(shelf.articles, settings.page_size)))


def _pages(listing: Listing, about: View, settings: Settings, introduction: str = "") -> Iterator[Output]:
    shelf, total = listing.shelf, len(listing.pages)
    ordered, start = bool(about.get("ordered")), 1
    for number, articles in listing.pages:
        view = {
            "kind": shelf.kind,
            "kind_label": words(settings.language)[shelf.kind],
            "kind_url": f"{shelf.kind}/",
            "count": len(shelf.articles),
            # What is said of a term stands on its first page only.
            **({} if number else about),
            "entries": _entries(articles, settings),
            "pager": pager(shelf.url, number, total),
            **({"ordered": True, "start": start} if ordered else {}),
        }
        start += len(articles)
        said = filled(
            description=about.get("description") or plain_start(introduction),
            body="" if number else introduction,
        )
        yield page("listing", page_url(shelf.url, number), listing.name, view, **said)


def _entries(articles: Sequence[Article], settings: Settings) -> list[View]:
    """The articles of one page; the first of each day bears the day, which charts lead to."""
    seen = {""}
    views = []
    for article in articles:
        anchor = "" if article.date in seen else article.date
        seen.add(article.date)
        views.append(entry(article, settings) | filled(anchor=anchor))
    return views


def _about(shelf: Shelf, archive: Archive, settings: Settings) -> View:
    known = archive.entry(shelf.kind, shelf.id)
    return filled(
        description=known.description if known else "",
        aliases=list(known.aliases) if known else [],
        wikidata=known.wikidata if known else "",
        together=[
            {
                "label": words(settings.language)[kind],
                "kind": kind,
                "terms": [{**term(kind, one, archive), "count": count} for one, count in found],
            }
            for kind, found in _together(shelf, archive).items()
        ],
    )


def _together(shelf: Shelf, archive: Archive) -> Mapping[Kind, Sequence[tuple[Term, int]]]:
    """What stands in a shelf's articles most: by kind, terms and their counts."""
    if shelf.kind != "collections":
        return archive.together.get((shelf.kind, shelf.id), {})
    counts = {
        kind: Counter(one for article in shelf.articles for one in article.terms(kind)) for kind in KINDS
    }
    return {
        kind: sorted(count.items(), key=lambda pair: (-pair[1], pair[0].name))[:NAMED]
        for kind, count in counts.items()
        if count
    }


def _pictures(shelf: Shelf, archive: Archive, settings: Settings) -> View:
    """Networks for people and organizations, timelines for people and collections, maps for collections."""
    collection = shelf.kind == "collections"
    return filled(
        ties=ties(shelf, archive) if shelf.kind in ("people", "organizations") else None,
        track=track(shelf.articles, settings) if collection or shelf.kind == "people" else None,
        map=shelf_map(shelf, archive) if collection else None,
        art=art(shelf) if collection else None,
        ordered=collection and _is_ordered(shelf, archive),
    )


def _curated(shelf: Shelf, archive: Archive) -> CollectionFile | None:
    files = archive.collection_files if shelf.kind == "collections" else ()
    return next((file for file in files if file.id == shelf.id), None)


def _introduction(shelf: Shelf, archive: Archive) -> str:
    curated = _curated(shelf, archive)
    return tame(curated.description) if curated else ""


def _is_ordered(shelf: Shelf, archive: Archive) -> bool:
    curated = _curated(shelf, archive)
    return bool(curated and curated.order == "listed")


def _feeds(shelf: Shelf, settings: Settings) -> View | None:
    return (
        {"rss": f"{shelf.url}feed.xml", "json": f"{shelf.url}feed.json"}
        if has_feed(shelf, settings)
        else None
    )
