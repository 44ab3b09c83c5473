"""The names that appear most often with a person or organization: a small network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import sqrt
from typing import NamedTuple

from generator.archive.archive import Shelf, together
from generator.model.addresses import term_url
from generator.model.kinds import NAMED, Kind
from generator.model.records import Term
from generator.outputs.views import View, filled

MOST = 10
FEWEST = 2
# Sharing one article is not a tie.
LEAST_SHARED = 2
ROW = 3.3
LINE = 15
LINES = 2
# Distance of points from the centre, in percent of the width; the middle rows are farther out.
NEAR, FAR = 10.0, 19.0


class Tie(NamedTuple):
    """Another name, its kind, and the number of articles that name both."""

    kind: Kind
    term: Term
    shared: int


def ties(shelf: Shelf) -> View | None:
    """The strongest ties of a shelf's term; None if there are fewer than two.

    Returns:
        ``{name, height, middle, nodes: [{name, url, kind, lines, shared, across, down, radius, left?}],
        lines, chords: [{from, to, width}]}``: ``across`` in percent, ``down``, ``height`` and ``radius`` in
        em, the ends of a line as ``[across, down]``, its width in em.
    """
    strongest = _strongest(shelf)
    if len(strongest) < FEWEST:
        return None
    rows = -(-len(strongest) // 2)
    height = round(ROW * max(rows, 2) + 0.6, 2)
    spots = [_spot(index, len(strongest), height) for index in range(len(strongest))]
    top = strongest[0].shared
    nodes = [_node(tie, spot, top) for tie, spot in zip(strongest, spots, strict=True)]
    middle = (50.0, height / 2)
    spokes = [
        _line(middle, spot, 0.08 + 0.42 * tie.shared / top)
        for tie, spot in zip(strongest, spots, strict=True)
    ]
    chords = [_line(spots[a], spots[b], 0.06) for a, b in _chords(strongest, shelf)]
    return {
        "name": shelf.name,
        "height": height,
        "middle": round(height / 2, 2),
        "nodes": nodes,
        "lines": spokes,
        "chords": chords,
    }


def _strongest(shelf: Shelf) -> list[Tie]:
    known = together(shelf)
    pairs = [Tie(kind, other, shared) for kind in NAMED for other, shared in known.get(kind, ())]
    strong = [tie for tie in pairs if tie.shared >= LEAST_SHARED]
    return sorted(strong, key=lambda tie: (-tie.shared, NAMED.index(tie.kind), tie.term.name))[:MOST]


def _spot(index: int, count: int, height: float) -> tuple[float, float]:
    """Positions on a flat ellipse, strongest tie first, from the top down, right and left in turn."""
    side, row = index % 2, index // 2
    rows = (count + 1 - side) // 2
    down = height * (row + 0.5) / rows
    bulge = 1 - (2 * down / height - 1) ** 2
    out = NEAR + (FAR - NEAR) * sqrt(max(0.0, bulge))
    return (round(50 + (out if side == 0 else -out), 2), round(down, 2))


def _node(tie: Tie, spot: tuple[float, float], top: int) -> View:
    return filled(
        name=tie.term.name,
        url=term_url(tie.kind, tie.term.id),
        kind=tie.kind,
        lines=wrapped(tie.term.name),
        shared=tie.shared,
        across=spot[0],
        down=spot[1],
        radius=round(0.3 + 0.5 * sqrt(tie.shared / top), 2),
        left=spot[0] < 50,
    )


def _line(start: tuple[float, float], end: tuple[float, float], width: float) -> View:
    return {
        "from": [start[0], round(start[1], 2)],
        "to": [end[0], round(end[1], 2)],
        "width": round(width, 2),
    }


def _chords(strongest: Sequence[Tie], shelf: Shelf) -> Iterator[tuple[int, int]]:
    """Pairs of the names that are tied to each other as well, in the articles of the shelf."""
    shared: Counter[tuple[int, int]] = Counter()
    for article in shelf.articles:
        here = (n for n, tie in enumerate(strongest) if tie.term in article.terms(tie.kind))
        shared.update(combinations(here, 2))
    yield from sorted(pair for pair, articles in shared.items() if articles >= LEAST_SHARED)


def wrapped(name: str) -> list[str]:
    """A name on at most two lines of about fifteen letters; a longer one ends with an ellipsis."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) >= LINE and len(lines) < LINES:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return [line if len(line) <= LINE + 3 else line[: LINE + 2].rstrip() + "\u2026" for line in lines]
