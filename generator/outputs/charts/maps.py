"""The map: places with coordinates as circles on a world map, and the same places by country."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import sqrt
from typing import NamedTuple

from generator.archive.archive import Archive, Shelf
from generator.authority.authority import Entry
from generator.inputs.settings import Settings
from generator.model.output import Output
from generator.model.records import Term
from generator.outputs.charts.labels import Mark, before, levels
from generator.outputs.page import page
from generator.outputs.views import View, country_name, filled, term
from generator.outputs.words import words

# Most circles drawn: more could not be distinguished, and the page must not grow with the archive.
MOST = 400
LABELLED = 150
FEWEST = 2
LARGEST_RADIUS = 1.7
LEAST_RADIUS = 0.3
# The outline's own units: 1000 across the world, 500 from pole to pole.
WORLD = 1000.0
ASPECT = 1000 / 410
NARROWEST = 260.0
LOWEST = 0.97
PADDING = 1.35


class Place(NamedTuple):
    """A place: its entry, number of articles, and position in the outline's units."""

    entry: Entry
    articles: int
    x: float
    y: float


class Frame(NamedTuple):
    """The part of the world that a map shows, in the outline's units. Its height follows from its width."""

    left: float
    top: float
    width: float

    @property
    def height(self) -> float:
        """All maps have the proportions of the world map."""
        return self.width / ASPECT


WHOLE = Frame(0.0, 12.0, WORLD)


def map_page(archive: Archive, settings: Settings) -> Iterator[Output]:
    """``map/``: the places with most articles."""
    counted = ((shelf, len(shelf.articles)) for shelf in archive.shelves["places"])
    places = [place for shelf, count in counted for place in _placed(archive, shelf.id, count)]
    shown = places[:MOST]
    view = filled(
        map=_map(shown, WHOLE) if shown else None,
        countries=_countries(shown, archive, settings),
        shown=len(shown),
        count=len(places),
    )
    yield page("map", "map/", words(settings.language)["map"], view, settings)


def shelf_map(shelf: Shelf, archive: Archive) -> View | None:
    """The places of a shelf's articles on the part of the world that has them; None for fewer than two.

    Counts are of the shelf's own articles.
    """
    counts: dict[str, int] = {}
    for article in shelf.articles:
        for place in article.places:
            counts[place.id] = counts.get(place.id, 0) + 1
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    places = [place for name, count in ranked for place in _placed(archive, name, count)][:MOST]
    return _map(places, frame(places)) if len(places) >= FEWEST else None


def frame(places: Sequence[Place]) -> Frame:
    """The smallest frame around all places, within the world and no smaller than ``NARROWEST``."""
    left, right = min(place.x for place in places), max(place.x for place in places)
    top, bottom = min(place.y for place in places), max(place.y for place in places)
    width = min(WORLD, max(NARROWEST, (right - left) * PADDING, (bottom - top) * PADDING * ASPECT))
    height = width / ASPECT
    return Frame(
        round(min(max((left + right - width) / 2, 0.0), WORLD - width), 1),
        round(min(max((top + bottom - height) / 2, 0.0), max(0.0, 460.0 - height)), 1),
        round(width, 1),
    )


def _placed(archive: Archive, name: str, count: int) -> Iterator[Place]:
    """The place, if the authority files have its coordinates."""
    entry = archive.entry("places", name)
    if entry and entry.latitude is not None and entry.longitude is not None:
        yield Place(entry, count, (entry.longitude + 180) / 0.36, (90 - entry.latitude) / 0.36)


def _map(places: Sequence[Place], shown: Frame) -> View:
    top = max(place.articles for place in places)
    marks = [_mark(place, shown, top) for place in places]
    named = marks[:LABELLED] + [mark._replace(label="") for mark in marks[LABELLED:]]
    circles = [_circle(*triple) for triple in zip(places, marks, levels(named), strict=True)]
    return {
        "frame": f"{shown.left:g} {shown.top:g} {shown.width:g} {shown.height:.1f}",
        "circles": circles,
    }


def _mark(place: Place, shown: Frame, top: int) -> Mark:
    """The area of a circle is proportional to its count."""
    radius = max(LEAST_RADIUS, LARGEST_RADIUS * sqrt(place.articles / top))
    across, down = (place.x - shown.left) / shown.width, (place.y - shown.top) / shown.height
    # The far south is not drawn: places there are moved to the lower edge.
    down = min(down, LOWEST)
    return Mark(across, 0.0, radius, place.entry.name, down / ASPECT)


def _circle(place: Place, mark: Mark, level: int | None) -> View:
    return filled(
        name=place.entry.name,
        url=f"places/{place.entry.id}/",
        count=place.articles,
        across=round(mark.across * 100, 2),
        down=round(mark.rise * ASPECT * 100, 2),
        radius=round(mark.radius, 2),
        level="" if level is None else str(level),
        before=before(mark),
    )


def _countries(places: Sequence[Place], archive: Archive, settings: Settings) -> list[View]:
    """The places by country, countries by name; places outside any one country come last."""
    ranked = {place.entry.id: rank for rank, place in enumerate(places)}
    named = sorted(
        ((_country(place.entry, settings), place) for place in places),
        key=lambda pair: (pair[0] == "", pair[0], ranked[pair[1].entry.id]),
    )
    return [
        filled(
            name=country,
            terms=[term("places", Term(place.entry.id, place.entry.name), archive) for _, place in group],
        )
        for country, group in groupby(named, key=lambda pair: pair[0])
    ]


def _country(entry: Entry, settings: Settings) -> str:
    return country_name(entry.country, settings.language) if entry.country else ""
