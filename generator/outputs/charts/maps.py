"""The map: countries shaded by their articles, other places as circles; the same as lists by continent."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import ceil, hypot, log, sqrt
from typing import NamedTuple

from generator.archive.archive import Archive, Shelf
from generator.authority.authority import Entry
from generator.inputs.settings import Settings
from generator.model.output import Output
from generator.model.records import Article, Term
from generator.outputs.charts.earth import STEPS, WORLD, continents, project, shapes
from generator.outputs.charts.labels import WIDTHS, Mark, before, levels
from generator.outputs.page import page
from generator.outputs.views import View, country_name, filled, term
from generator.outputs.words import words

# Most places drawn: more could not be distinguished, and the page must not grow with the archive.
MOST = 400
LABELLED = 150
FEWEST = 2
LARGEST_RADIUS = 1.7
LEAST_RADIUS = 0.35
ASPECT = 1000 / 430
NARROWEST = 200.0
TOP, BOTTOM = 2.0, 440.0
LOWEST = 0.97
PADDING = 1.3
SHADES = 5
# A country that is smaller than this has a circle, in units of the map.
SMALL = 4.0
# A finger needs 24 pixels, which are at most this many em.
FINGER = 2.2
# A map is at least as wide as a desktop, so the phone's level is not used.
FIRST = 1
# Types of entries that are only listed: they are no point. A river or a region is one if it is in a country.
WIDE = ("continent", "ocean", "sea")
WIDER = ("river", "region")


class Place(NamedTuple):
    """A place: its entry, number of articles, and position in the units of the map."""

    entry: Entry
    articles: int
    x: float
    y: float

    @property
    def shaded(self) -> bool:
        """Whether it is a country with a shape that can be seen."""
        return self.entry.type in ("country", "territory") and _extent(self.entry.country) >= SMALL

    @property
    def spot(self) -> bool:
        """Whether it is a circle on the map."""
        is_point = self.entry.type not in (WIDE if self.entry.country else (*WIDE, *WIDER))
        return is_point and not self.shaded


class Frame(NamedTuple):
    """The part of the world that a map shows, in the map's units. Its height follows from its width."""

    left: float
    top: float
    width: float

    @property
    def height(self) -> float:
        """All maps have the same proportions."""
        return self.width / ASPECT


def map_page(archive: Archive, settings: Settings) -> Iterator[Output]:
    """``map/``: the places with most articles."""
    counted = ((shelf, len(shelf.articles)) for shelf in archive.shelves["places"])
    places = [place for shelf, count in counted for place in _placed(archive, shelf.id, count)]
    shown = places[:MOST]
    view = filled(
        map=_map(shown, _by_country(archive.newest, archive), settings) if shown else None,
        countries=_countries(shown, archive, settings),
        shown=len(shown),
        count=len(places),
    )
    yield page("map", "map/", words(settings.language)["map"], view, settings)


def shelf_map(shelf: Shelf, archive: Archive, settings: Settings) -> View | None:
    """The places of a shelf's articles on the part of the world that has them; None for fewer than two.

    Counts are of the shelf's own articles.
    """
    counts = Counter(place.id for article in shelf.articles for place in article.places)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    places = [place for name, count in ranked for place in _placed(archive, name, count)][:MOST]
    return _map(places, _by_country(shelf.articles, archive), settings) if len(places) >= FEWEST else None


def _by_country(articles: Iterable[Article], archive: Archive) -> Mapping[str, int]:
    """Country → the number of articles that name it or a place in it."""
    country = {shelf.id: entry.country for shelf in archive.shelves["places"]
               if (entry := archive.entry("places", shelf.id)) and entry.country}  # fmt: skip
    return Counter(
        code
        for article in articles
        for code in {country[place.id] for place in article.places if place.id in country}
    )


def frame(places: Sequence[Place]) -> Frame:
    """The smallest frame around all places, within the world and no smaller than ``NARROWEST``."""
    left, right = min(place.x for place in places), max(place.x for place in places)
    top, bottom = min(place.y for place in places), max(place.y for place in places)
    width = min(WORLD, max(NARROWEST, (right - left) * PADDING, (bottom - top) * PADDING * ASPECT))
    height = width / ASPECT
    return Frame(
        round(min(max((left + right - width) / 2, 0.0), WORLD - width), 1),
        round(min(max((top + bottom - height) / 2, TOP), max(TOP, BOTTOM - height)), 1),
        round(width, 1),
    )


def _placed(archive: Archive, name: str, count: int) -> Iterator[Place]:
    """The place, if the authority files have its coordinates."""
    entry = archive.entry("places", name)
    if entry and entry.latitude is not None and entry.longitude is not None:
        yield Place(entry, count, *project(entry.longitude, entry.latitude))


def _map(places: Sequence[Place], countries: Mapping[str, int], settings: Settings) -> View:
    shown = frame([place for place in places if place.spot or place.shaded] or places)
    points = [place for place in places if place.spot]
    top = max((place.articles for place in points), default=1)
    marks = [_mark(place, shown, top) for place in points]
    named = marks[:LABELLED] + [mark._replace(label="") for mark in marks[LABELLED:]]
    labels = [None if level is None else max(level, FIRST) for level in levels(named)]
    trios = zip(points, marks, reached(marks), labels, strict=True)
    circles = [_circle(place, mark, least, label) for place, mark, least, label in trios if least is not None]
    frame_text = " ".join(f"{STEPS * value:.0f}" for value in (*shown, shown.height))
    return filled(frame=frame_text, circles=circles, shapes=_shapes(places, countries, settings))


def reached(marks: Sequence[Mark]) -> list[int | None]:
    """For each circle, best first, the index of the smallest width at which a finger can tell it from others.

    None for one that is never apart from a better one.
    """
    levels: list[int | None] = [None] * len(marks)
    for level in range(FIRST, len(WIDTHS)):
        width = WIDTHS[level]
        taken = [marks[n] for n, least in enumerate(levels) if least is not None]
        for n, mark in enumerate(marks):
            if levels[n] is None and all(_apart(mark, other, width) for other in taken):
                levels[n] = level
                taken.append(mark)
    return levels


def _apart(mark: Mark, other: Mark, width: float) -> bool:
    distance = hypot((mark.across - other.across) * width, (mark.rise - other.rise) * width)
    return distance >= max(FINGER, mark.radius, other.radius)


def _shapes(places: Sequence[Place], countries: Mapping[str, int], settings: Settings) -> list[View]:
    """The countries with articles: their page, if they have one, or ``code`` for their place in the list."""
    pages = {place.entry.country: place.entry.id for place in places if place.shaded}
    listed = {place.entry.country for place in places}
    top = max(countries.values(), default=1)
    return [
        filled(
            name=country_name(code, settings.language),
            url=f"places/{pages[code]}/" if code in pages else "",
            code=code if code in listed else "",
            count=count,
            shade=_shade(count, top),
            d=shapes()[code],
        )
        for code, count in sorted(countries.items(), key=lambda pair: (-pair[1], pair[0]))
        if code in shapes() and (code in pages or _extent(code) >= SMALL)
    ]


def _shade(count: int, top: int) -> int:
    """From 1 to ``SHADES``, by the logarithm: some countries have a hundred times as many as others."""
    return max(1, ceil(SHADES * log(count + 1) / log(top + 1) - 1e-9))


@cache
def _extent(code: str) -> float:
    """The size of a country's largest part from corner to corner, in units of the map; 0 without a shape."""
    numbers = [int(number) for number in re.findall(r"-?\d+", shapes().get(code, "").split("z")[0])]
    if not numbers:
        return 0.0
    x = y = 0
    points = []
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    across, down = ([point[axis] for point in points] for axis in (0, 1))
    return hypot(max(across) - min(across), max(down) - min(down)) / STEPS


def _mark(place: Place, shown: Frame, top: int) -> Mark:
    """The area of a circle is proportional to its count."""
    # The largest circle of a few articles is smaller than that of many.
    largest = min(LARGEST_RADIUS, 0.3 + 0.55 * sqrt(top))
    radius = max(LEAST_RADIUS, largest * sqrt(place.articles / top))
    across, down = (place.x - shown.left) / shown.width, (place.y - shown.top) / shown.height
    # The far south is not drawn: places there are moved to the lower edge.
    down = min(down, LOWEST)
    return Mark(across, 0.0, radius, place.entry.name, down / ASPECT)


def _circle(place: Place, mark: Mark, least: int, label: int | None) -> View:
    return filled(
        name=place.entry.name,
        url=f"places/{place.entry.id}/",
        count=place.articles,
        across=round(mark.across * 100, 2),
        down=round(mark.rise * ASPECT * 100, 2),
        radius=round(mark.radius, 2),
        least=least,
        level="" if label is None else max(label, least),
        before=before(mark),
    )


def _countries(places: Sequence[Place], archive: Archive, settings: Settings) -> list[View]:
    """The places by country, countries by name within their continent; those outside any country come last.

    The first country of each continent has its name and the number of its places.
    """
    groups: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in places:
        code = place.entry.country
        groups[continents().get(code, ""), code].append(place)
    sizes: Counter[str] = Counter()
    weights: Counter[str] = Counter()
    for place in places:
        sizes[continents().get(place.entry.country, "")] += 1
        weights[continents().get(place.entry.country, "")] += place.articles
    keys = sorted(
        groups,
        key=lambda key: (key[0] == "", -weights[key[0]], key[0], key[1] == "", _named(key[1], settings)),
    )
    views: list[View] = []
    opened = None
    for continent, code in keys:
        opens = {"continent": _named(continent, settings), "places": sizes[continent]}
        views.append(_country(code, groups[continent, code], archive, settings))
        if continent != opened:
            opened = continent
            views[-1] |= opens
    return views


def _country(code: str, places: Sequence[Place], archive: Archive, settings: Settings) -> View:
    """A country with its own page, if it has one, as the heading of its other places."""
    own = next((place for place in places if place.entry.type in ("country", "territory") and code), None)
    heading = term("places", Term(own.entry.id, own.entry.name), archive) if own else {}
    return filled(
        **{**heading, "name": _named(code, settings)},
        code=code,
        terms=[
            term("places", Term(place.entry.id, place.entry.name), archive)
            for place in places
            if place is not own
        ],
    )


def _named(code: str, settings: Settings) -> str:
    return country_name(code, settings.language) if code else ""
