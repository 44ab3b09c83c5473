"""Art for a collection, made from its id and the dates of its articles: the same input gives the same art."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from math import cos, pi, sin

from generator.archive.archive import Shelf
from generator.outputs.charts.coverage import day_slot
from generator.outputs.views import View

# The art's own units; the template scales it.
WIDTH, HEIGHT = 400, 240
TONES = 6
RINGS = 9
LAYERS = 6
COLUMNS, ROWS = 10, 6


def art(shelf: Shelf) -> View:
    """``{tone, shapes: [{d, shade, line?}]}``: SVG paths on 400 by 240 units, shades 1 (faint) to 4 (strong).

    The id of the collection decides design and tone, the dates of its articles decide the shapes.
    """
    seed = hashlib.sha256(shelf.id.encode()).digest()
    days = sorted(day_slot(article.day) for article in shelf.articles if article.day)
    span = max(1, days[-1] - days[0]) if days else 1
    places = [(day - days[0]) / span for day in days]
    design = DESIGNS[seed[2] % len(DESIGNS)]
    return {"tone": seed[1] % TONES, "shapes": design(places, seed)}


def _orbits(places: Sequence[float], seed: bytes) -> list[View]:
    """Rings around a corner; each article is a disc on a ring, older ones nearer to the ground."""
    x, y = WIDTH * (0.08 + seed[3] / 255 * 0.3), HEIGHT * 1.05
    shapes = [_disc(x, y, 34, 3)]
    shapes += [{"d": _circle(x, y, 62 + 36 * ring), "shade": 2, "line": True} for ring in range(RINGS)]
    for number, place in enumerate(places[-40:]):
        ring, jitter = number * 5 % RINGS, seed[number % 32] / 255
        angle = pi * (0.97 - 0.92 * place) - 0.1 * jitter
        radius = 62 + 36 * ring
        shapes.append(
            _disc(x + radius * cos(angle), y - radius * sin(angle), 4 + 7 * jitter, 4 if number % 4 else 3)
        )
    return shapes


def _strata(places: Sequence[float], seed: bytes) -> list[View]:
    """Layers of ground, higher at times with more articles."""
    counts = _buckets(places, 16)
    top = max(counts, default=0) or 1
    shapes = [_disc(WIDTH * (0.2 + 0.6 * seed[3] / 255), HEIGHT * 0.3, 30, 3)]
    for layer in range(LAYERS):
        base = HEIGHT * (0.42 + 0.105 * layer)
        phase, waves = seed[4 + layer] / 40, 1 + seed[10 + layer] % 3
        heights = [
            base
            - 26 * sin(phase + waves * 2 * pi * step / 16) * 0.6
            - 44 * counts[min(step, 15)] / top * (1 - layer / LAYERS)
            for step in range(17)
        ]
        shapes.append({"d": _ground(heights), "shade": 1 + layer * 3 // (LAYERS - 1)})
    return shapes


def _tiles(places: Sequence[float], seed: bytes) -> list[View]:
    """Quarter discs on a grid: a column for each period, with as many discs as it has articles."""
    counts = _buckets(places, COLUMNS)
    top = max(counts, default=0) or 1
    side = HEIGHT / ROWS
    shapes = []
    for column in range(COLUMNS):
        filled = max(1, round(ROWS * counts[column] / top)) if counts[column] else 0
        for row in range(ROWS):
            turn = seed[(column * ROWS + row) % 32] + column + row
            strong = ROWS - row <= filled
            d = _quarter(column * side, row * side, side, turn % 4)
            shapes.append({"d": d, "shade": 4 if strong and turn % 3 else 3 if strong else 1})
    return shapes


DESIGNS: tuple[Callable[[Sequence[float], bytes], list[View]], ...] = (_orbits, _strata, _tiles)


def _buckets(places: Sequence[float], number: int) -> list[int]:
    counts = [0] * number
    for place in places:
        counts[min(number - 1, int(place * number))] += 1
    return counts


def _circle(x: float, y: float, radius: float) -> str:
    return f"M{x - radius:.0f} {y:.0f}a{radius:.0f} {radius:.0f} 0 0 1 {2 * radius:.0f} 0"


def _disc(x: float, y: float, radius: float, shade: int) -> View:
    r, across = f"{radius:.1f}", f"{2 * radius:.1f}"
    return {
        "d": f"M{x - radius:.1f} {y:.1f}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0 -{across} 0z",
        "shade": shade,
    }


def _ground(heights: Sequence[float]) -> str:
    """A smooth line through the heights, closed along the lower edge."""
    step = WIDTH / (len(heights) - 1)
    d = f"M0 {heights[0]:.0f}"
    for index in range(1, len(heights)):
        x, before, here = index * step, heights[index - 1], heights[index]
        d += f"C{x - step / 2:.0f} {before:.0f} {x - step / 2:.0f} {here:.0f} {x:.0f} {here:.0f}"
    return f"{d}V{HEIGHT}H0z"


def _quarter(x: float, y: float, side: float, turn: int) -> str:
    """A quarter of a disc whose centre is one corner of a square tile."""
    s = f"{side:.0f}"
    return (
        f"M{x:.0f} {y:.0f}h{s}a{s} {s} 0 0 1 -{s} {s}z",
        f"M{x + side:.0f} {y:.0f}v{s}a{s} {s} 0 0 1 -{s} -{s}z",
        f"M{x + side:.0f} {y + side:.0f}h-{s}a{s} {s} 0 0 1 {s} -{s}z",
        f"M{x:.0f} {y + side:.0f}v-{s}a{s} {s} 0 0 1 {s} {s}z",
    )[turn]
