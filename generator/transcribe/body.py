"""What most letters of a page look like, and how others differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.transcribe.blocks import RowBlock
from generator.transcribe.rows import Row


class Body(NamedTuple):
    """Most letters of a page: pixels of height of a line and of its ink, and of width of strokes."""

    line: float
    size: float
    stroke: float


@dataclass(frozen=True)
class Part:
    """A block with its kind; see ``scans.alto.Block``."""

    kind: str
    block: RowBlock


def body_of(strips: Sequence[tuple[float, float, float, float]]) -> Body:
    """What is usual among strips, of which each is given by width, height, height of ink and stroke."""
    weighed = sorted(strips, key=lambda strip: strip[1])
    if not weighed:
        return Body(20.0, 14.0, 2.0)
    return Body(
        *(_usual([(strip[index], strip[0] / max(1.0, strip[1])) for strip in strips]) for index in (1, 2, 3))
    )


def _usual(values: Sequence[tuple[float, float]]) -> float:
    total = sum(weight for _, weight in values)
    passed = 0.0
    for value, weight in sorted(values):
        passed += weight
        if passed * 2 >= total:
            return value
    return 0.0


def prominence(row: Row, body: Body) -> float:
    """How much larger and bolder than text a row is."""
    return float(((row.size / body.size) * (row.stroke / max(body.stroke, 0.1))) ** 0.5)
