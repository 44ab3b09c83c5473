"""Lists of articles: one for each term of a kind, each source, language, collection, month and year."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from generator.archive.archive import TOGETHER, Archive, Shelf, together
from generator.archive.speakers import Speakers
from generator.inputs.settings import Settings
from generator.model.addresses import date_url, markdown_path, term_url
from generator.model.output import Output, Page
from generator.model.records import Article, Term
from generator.outputs.charts.art import art
from generator.outputs.charts.coverage import Where, coverage, month_bounds, year_bounds
from generator.outputs.charts.maps import shelf_map
from generator.outputs.charts.ties import ties
from generator.outputs.charts.tracks import track
from generator.outputs.feeds import has_feed, has_json_feed
from generator.outputs.keys import articles_key, digest
from generator.outputs.other_names import other_names
from generator.outputs.page import made_page
from generator.outputs.pages.finding import LONG, filters, jumps, span, within
from generator.outputs.pages.gallery import gallery_key, own_pictures
from generator.outputs.pages.introductions import plain_start, tame
from generator.outputs.pages.papers import paper_view
from generator.outputs.pages.quotations import own_quotations
from generator.outputs.views import (
    View,
    chunks,
    entry,
    filled,
    language_name,
    month_text,
    page_url,
    pager_of,
)
from generator.outputs.words import words

# Names of each kind that the page of a collection lists.
NAMED = 6


class Listing(NamedTuple):
    """A shelf cut into pages: (number, articles), in the order of reading; 0 is the list's own address.

    ``about`` makes what the first page shows besides articles. ``parts`` are the other values that it depends
    on, None if they are unknown. ``description`` and ``introduction`` come from a curator; ``ordered`` means
    that a curator chose the order of the articles, ``forward`` that the oldest comes first.
    """

    shelf: Shelf
    name: str
    pages: Sequence[tuple[int, Sequence[Article]]]
    about: Callable[[], View] = dict
    parts: tuple[object, ...] | None = ()
    description: str = ""
    introduction: str = ""
    ordered: bool = False
    forward: bool = False

    def address(self, number: int) -> str:
        """Address of the page with this number."""
        return page_url(self.shelf.url, number)

    def turn(self) -> View | None:
        """Where the same list begins in the other order of time; None if it is short or has its own order."""
        if self.ordered or sum(len(articles) for _, articles in self.pages) < LONG:
            return None
        url = self.address(self.pages[-1][0])
        return {"to": "newest" if self.forward else "oldest", "url": url, "back": self.shelf.url}

    def where(self) -> Where:
        """For bars of a chart: a function from an article to its page in this list, and its day as anchor."""
        pages = {article.id: number for number, articles in self.pages for article in articles}

        def link(article: Article, _: str) -> View:
            return filled(url=self.address(pages[article.id]), day=article.day)

        return link


def term_pages(archive: Archive, settings: Settings) -> Iterator[Output]:
    """The pages of every shelf: every term, source, language and collection."""
    speakers = archive.speakers
    for shelf in itertools.chain.from_iterable(archive.shelves.values()):
        listing = _of_term(shelf, archive, settings)
        about = partial(_about, listing, archive, speakers, settings)
        spoken = [
            (quotation.text, quotation.article.digest) for quotation in speakers.known.get(shelf.url, ())
        ]
        # The page of a collection has a map, which depends on the authority files.
        known = shelf.kind != "collections"
        shown = gallery_key(shelf, archive, settings) if known else []
        entry = archive.paper(shelf) or archive.entry(shelf.kind, shelf.id)
        parts = (entry, digest(spoken), shown) if known else None
        yield from _pages(listing._replace(about=about, parts=parts), settings)


def date_pages(archive: Archive, settings: Settings) -> Iterator[Output]:
    """The pages of every month and every year, and of the undated articles."""
    for month in archive.months:
        listing = _listing(month, month_text(month.id, settings.language), settings)
        yield from _pages(listing._replace(about=partial(_days, listing, settings)), settings)
    for year in archive.years:
        months = [month for month in archive.months if month.id.startswith(year.id)]
        yield from _year(year, months, settings)
    undated = tuple(article for article in archive.newest if not article.date)
    if undated:
        name = words(settings.language)["undated"]
        yield from _pages(_listing(Shelf("dates", "undated", name, undated), name, settings), settings)


def _days(listing: Listing, settings: Settings) -> View:
    month = listing.shelf
    bounds = month_bounds(month.id)
    return filled(coverage=coverage(month.articles, settings.language, listing.where(), "day", bounds))


def _year(year: Shelf, months: Sequence[Shelf], settings: Settings) -> Iterator[Output]:
    listing = _listing(year, year.name, settings)
    yield from _pages(listing._replace(about=partial(_months, year.id, months, settings)), settings)


def _months(year: str, months: Sequence[Shelf], settings: Settings) -> View:
    articles = itertools.chain.from_iterable(month.articles for month in months)
    return filled(
        parts=[
            {"name": month_text(month.id, settings.language), "url": month.url, "count": len(month.articles)}
            for month in months
        ],
        coverage=coverage(articles, settings.language, _to_month, "month", year_bounds(year)),
    )


def _to_month(article: Article, _: str) -> View:
    return {"url": date_url(article.date[:7])}


def _listing(shelf: Shelf, name: str, settings: Settings) -> Listing:
    return Listing(shelf, name, tuple(chunks(shelf.articles, settings.page_size, lambda article: article.id)))


def _of_term(shelf: Shelf, archive: Archive, settings: Settings) -> Listing:
    name = language_name(shelf.name, settings.language) if shelf.kind == "languages" else shelf.name
    listing, curated = _listing(shelf, name, settings), None
    known = archive.paper(shelf) or archive.entry(shelf.kind, shelf.id)
    if is_own(shelf, settings):
        # This would be the whole archive again: the newest are enough, since the timeline leads to all.
        listing = Listing(shelf, name, ((0, shelf.articles[: settings.page_size]),))
    if shelf.kind == "collections":
        curated = next((file for file in archive.collection_files if file.id == shelf.id), None)
    ordered = bool(curated and curated.order == "listed")
    forward = shelf.kind == "collections" and not ordered
    return listing._replace(
        pages=forwards(listing.pages) if forward else listing.pages,
        description=known.description if known else "",
        introduction=tame(curated.description) if curated else "",
        ordered=ordered,
        forward=forward,
    )


def forwards(pages: Sequence[tuple[int, Sequence[Article]]]) -> Sequence[tuple[int, Sequence[Article]]]:
    """The pages of ``chunks`` turned around: the oldest article is the first at the list's own address.

    The other pages keep their numbers, and the newest, which had none, gets the next one. The address of the
    first page redirects to the list's own, see ``redirects``.
    """
    numbers = (0, *range(2, len(pages) + 1))
    turned = (articles[::-1] for _, articles in reversed(pages))
    return tuple(zip(numbers, turned, strict=True))


def is_own(shelf: Shelf, settings: Settings) -> bool:
    """Whether a shelf holds the articles in the site's own language."""
    return shelf.kind == "languages" and shelf.id == settings.language.lower()


def _pages(listing: Listing, settings: Settings) -> Iterator[Output]:
    shelf, total = listing.shelf, len(listing.pages)
    years = jumps(shelf.url, listing.pages)
    head = (shelf.kind, shelf.id, listing.name, total, listing.description, listing.introduction, years)
    start = 1
    for number, articles in listing.pages:
        url = listing.address(number)
        make = partial(_page, listing, number, {"start": start, "jump": years}, settings)
        start += len(articles)
        key = articles_key(settings, articles, *head, number, start if listing.ordered else 0)
        if not number:
            parts = listing.parts
            key = b"" if parts is None else articles_key(settings, shelf.articles, *head, *parts)
        yield Output(markdown_path(url), make, key)


def _page(listing: Listing, number: int, place: View, settings: Settings) -> Page:
    """A page; ``place`` is the number of its first article as ``start``, and the years as ``jump``."""
    shelf, url = listing.shelf, listing.address(number)
    articles, pages = dict(listing.pages)[number], len(listing.pages)
    # Only the first page describes the term, so that other pages stay the same.
    about = {} if number else _whole(listing)
    view = {
        "kind": shelf.kind,
        "kind_url": f"{shelf.kind}/",
        **about,
        **filled(jump=place["jump"], turn=None if is_own(shelf, settings) else listing.turn()),
        **filled(
            span=span(articles) if pages > 1 and shelf.kind != "dates" else "", within=within(shelf, settings)
        ),
        "entries": _entries(articles, settings),
        "pager": pager_of([listing.address(other) for other, _ in listing.pages], url),
        **({"ordered": True, "start": place["start"]} if listing.ordered else {}),
    }
    said = filled(
        description=listing.description or plain_start(listing.introduction),
        introduction="" if number else listing.introduction,
    )
    return made_page("listing", url, listing.name, view, settings, **said)


def _whole(listing: Listing) -> View:
    """What the first page says about the whole list."""
    shelf = listing.shelf
    choices = filters(shelf) if len(shelf.articles) >= LONG else {}
    return {"count": len(shelf.articles), **filled(filters=choices), **listing.about()}


def _entries(articles: Sequence[Article], settings: Settings) -> list[View]:
    """The articles of one page; the first of each day has the day as an anchor, for links from charts."""
    seen = {""}
    views = []
    for article in articles:
        anchor = "" if article.day in seen else article.day
        seen.add(article.day)
        views.append(entry(article, settings) | filled(anchor=anchor))
    return views


def _about(listing: Listing, archive: Archive, speakers: Speakers, settings: Settings) -> View:
    shelf = listing.shelf
    paper = archive.paper(shelf)
    known = archive.entry(shelf.kind, shelf.id)
    described = paper or known
    return filled(
        description=listing.description,
        aliases=other_names(known) if known else [],
        wikidata=described.wikidata if described else "",
        source=paper_view(paper, settings) if paper else None,
        together=_together(shelf, settings),
        coverage=None if is_own(shelf, settings) else _bars(listing, settings),
        quotations=own_quotations(shelf, speakers, settings),
        gallery=own_pictures(shelf, archive, settings),
        **_charts(shelf, archive, settings),
        feeds=_feeds(shelf, settings),
    )


def _together(shelf: Shelf, settings: Settings) -> list[View]:
    """The terms that a shelf's articles name most, by kind, with counts."""
    groups = together(shelf, NAMED if shelf.kind == "collections" else TOGETHER)
    texts = words(settings.language)
    return [
        {"label": texts[kind], "kind": kind, "terms": [_met(kind, *counted) for counted in terms]}
        for kind, terms in groups.items()
    ]


def _bars(listing: Listing, settings: Settings) -> View | None:
    return coverage(listing.shelf.articles, settings.language, listing.where())


def _met(kind: str, term: Term, count: int) -> View:
    return {"name": term.name, "url": term_url(kind, term.id), "count": count}


def _charts(shelf: Shelf, archive: Archive, settings: Settings) -> View:
    """Networks for people and organizations, timelines for people and collections, maps for collections."""
    collection = shelf.kind == "collections"
    return filled(
        ties=ties(shelf) if shelf.kind in ("people", "organizations") else None,
        track=track(shelf.articles, settings) if collection or shelf.kind == "people" else None,
        map=shelf_map(shelf, archive, settings) if collection else None,
        art=art(shelf) if collection else None,
    )


def _feeds(shelf: Shelf, settings: Settings) -> View | None:
    if not has_feed(shelf, settings):
        return None
    return filled(
        rss=f"{shelf.url}feed.xml", json=f"{shelf.url}feed.json" if has_json_feed(shelf.kind) else ""
    )
