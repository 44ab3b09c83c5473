"""Make ``generator/data/countries.json`` and ``theme/assets/world.svg`` from two packages of npm.

    npm pack world-atlas@2.0.2 cldr-core@48.2.0 and unpack both, then:
    python tests/outputs/update_world.py world-atlas/package cldr-core/package

The outlines are those of Natural Earth 1:50m, which is in the public domain, as the package world-atlas
(ISC licence) distributes them; the continents are from CLDR (Unicode licence v3). Lines are simplified
together, so that neighbours keep a common border. Borders are those of Natural Earth, which shows who is in
control, except that Crimea is a part of Ukraine.
"""

from __future__ import annotations

import heapq
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel.core import get_global

from generator.outputs.charts.earth import FILE, STEPS, project

SVG = FILE.parents[2] / "theme" / "assets" / "world.svg"
Point = tuple[float, float]
# Triangles smaller than this are left out of a line, smaller islands out of a country, in square units.
DETAIL, ISLAND = 0.7, 2.0
# Natural Earth has no number for these.
UNNUMBERED = {"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY"}
# Of Ukraine by resolution 68/262 of the United Nations.
CRIMEA = ((31.5, 46.5), (38.0, 43.5))
CONTINENTS = ("002", "142", "150", "003", "005", "009")
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 5000 2434"><!-- Countries in the Equal Earth '
    "projection, 5 units for each of generator/outputs/charts/earth.py. From Natural Earth's 1:50m "
    "countries, public domain, through the package world-atlas 2.0.2 (ISC licence), simplified, without "
    "Antarctica. Half transparent, so that it suits a light and a dark page. -->"
)
LOOK = 'fill="#8a8376" fill-opacity=".3" stroke="#8a8376" stroke-opacity=".55" stroke-width=".6"'


def arcs(topology: Mapping[str, Any]) -> list[list[Point]]:
    """The lines of a TopoJSON file in degrees, simplified. A line may cross the 180th meridian."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points += nearest([(x * sx + tx, y * sy + ty)], points[-1:])
        lines.append(simplified(points))
    return lines


def nearest(points: Sequence[Point], to: Sequence[Point]) -> list[Point]:
    """A line moved around the world so that its first point is near another, if there is one."""
    turns = 360 * round((to[0][0] - points[0][0]) / 360) if to else 0
    return [(x + turns, y) for x, y in points]


def triangle(a: Point, b: Point, c: Point) -> float:
    """The area of a triangle."""
    return abs((a[0] - c[0]) * (b[1] - a[1]) - (a[0] - b[0]) * (c[1] - a[1])) / 2


def simplified(points: Sequence[Point]) -> list[Point]:
    """A line without its least points, by Visvalingam and Whyatt. The ends stay; a closed line keeps four."""
    left, right = list(range(-1, len(points) - 1)), list(range(1, len(points) + 1))
    alive = [True] * len(points)
    flat = [project(*point) for point in points]

    def size(n: int) -> float:
        return triangle(flat[left[n]], flat[n], flat[right[n]])

    heap = [(size(n), n) for n in range(1, len(points) - 1)]
    heapq.heapify(heap)
    count = len(points)
    least = 4 if points[0] == points[-1] else 2
    while heap and count > least:
        area, n = heapq.heappop(heap)
        if area > DETAIL:
            break
        if not alive[n] or area < size(n) - 1e-12:
            continue
        alive[n] = False
        count -= 1
        right[left[n]], left[right[n]] = right[n], left[n]
        for m in (left[n], right[n]):
            if 0 < m < len(points) - 1:
                heapq.heappush(heap, (max(area, size(m)), m))
    return [point for point, kept in zip(points, alive, strict=True) if kept]


def rings(indices: Iterable[int], lines: Sequence[Sequence[Point]]) -> list[list[Point]]:
    """The closed line that some lines form, projected, and cut in two where it crosses the 180th meridian.

    A negative number is a line in reverse.
    """
    points: list[Point] = []
    for index in indices:
        line = nearest(lines[index] if index >= 0 else lines[~index][::-1], points[-1:])
        points += line[1:] if points else line
    cut = []
    for turn in (-360, 0, 360):
        part = clipped([(x + turn, y) for x, y in points])
        if part:
            cut.append([project(*point) for point in part])
    return cut


def clipped(points: Sequence[Point]) -> list[Point]:
    """The part of a closed line within 180 degrees, by Sutherland and Hodgman."""
    for side in (1, -1):
        inside: list[Point] = []
        for (x, y), (u, v) in zip(points, [*points[1:], *points[:1]], strict=True):
            if x * side <= 180:
                inside.append((x, y))
            if (x * side <= 180) != (u * side <= 180):
                inside.append((180 * side, y + (v - y) * (180 * side - x) / (u - x)))
        points = inside
    return list(points)


def area(points: Sequence[Point]) -> float:
    """The area of a closed line."""
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def is_in(points: Iterable[Point], corners: tuple[Point, Point]) -> bool:
    """Whether all points are between two corners, the north-west and the south-east one."""
    (left, top), (right, bottom) = (project(*corner) for corner in corners)
    return all(left < x < right and top < y < bottom for x, y in points)


def path(points: Sequence[Point]) -> str:
    """An SVG path in parts of a unit, with relative steps."""
    whole = [(round(x * STEPS), round(y * STEPS)) for x, y in points]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole) if a != b]
    written = "".join(f"{dx}{dy}" if dy < 0 else f"{dx} {dy}" for dx, dy in _first_spaced(steps))
    # A country that is smaller than a step: steps without numbers would end the drawing.
    written = written.removeprefix(" ") or "1 0"
    return f"M{whole[0][0]} {whole[0][1]}l{written}z"


def _first_spaced(steps: Sequence[tuple[int, int]]) -> Iterator[tuple[str, int]]:
    for dx, dy in steps[:-1] or steps:
        yield (f"{dx}" if dx < 0 else f" {dx}"), dy


def countries(topology: Mapping[str, Any]) -> dict[str, list[str]]:
    """Country → the paths of its parts that are large enough, or of its largest."""
    lines = arcs(topology)
    aliases = get_global("territory_aliases")
    parts: dict[str, list[list[Point]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        number = geometry.get("id")
        code = aliases[number][0] if number else UNNUMBERED.get(geometry["properties"]["name"])
        if not code or code == "AQ":
            continue
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for ring in (ring for polygon in polygons for part in polygon for ring in rings(part, lines)):
            parts.setdefault("UA" if code == "RU" and is_in(ring, CRIMEA) else code, []).append(ring)
    made = {}
    for code, found in sorted(parts.items()):
        found.sort(key=area, reverse=True)
        made[code] = [path(ring) for n, ring in enumerate(found) if not n or area(ring) >= ISLAND]
    return made


def containment(folder: Path) -> dict[str, str]:
    """Continent → its countries."""
    text = (folder / "supplemental" / "territoryContainment.json").read_text(encoding="utf-8")
    contained = json.loads(text)["supplemental"]["territoryContainment"]

    def within(code: str) -> set[str]:
        inside = contained.get(code, {}).get("_contains", [])
        return set().union(*map(within, inside)) if inside else {code}

    return {code: " ".join(sorted(name for name in within(code) if name.isalpha())) for code in CONTINENTS}


def main() -> None:
    """Write both files."""
    atlas, cldr = map(Path, sys.argv[1:3])
    made = countries(json.loads((atlas / "countries-50m.json").read_text(encoding="utf-8")))
    continents = containment(cldr)
    # The political Europe of CLDR's regions has no Kosovo.
    if "XK" not in continents["150"]:
        continents["150"] += " XK"
    data = {"continents": continents, "shapes": {code: "".join(paths) for code, paths in made.items()}}
    FILE.write_text(json.dumps(data, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    land = "".join(path for paths in made.values() for path in paths)
    SVG.write_text(
        f'{HEAD}\n<path {LOOK} vector-effect="non-scaling-stroke" d="{land}"/></svg>\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
