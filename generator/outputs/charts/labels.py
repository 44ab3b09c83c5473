"""The width (in em) at which each label of a chart fits without covering another label."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

# A phone, a desktop, and enlargements: two, four and eight times.
WIDTHS = (30.0, 72.0, 144.0, 288.0, 576.0)
# Half the height of a line of text, and the mean width of a letter.
HALF_LINE = 0.65
LETTER = 0.54
GAP = 0.3


class Mark(NamedTuple):
    """A labelled point: horizontal position (0 to 1), vertical position and radius in em, label.

    ``rise`` is the vertical position as a share of the width, for charts that grow in both directions.
    """

    across: float
    down: float
    radius: float
    label: str
    rise: float = 0.0


class Box(NamedTuple):
    """A rectangle in em."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles overlap."""
        apart = self.right < other.left or other.right < self.left
        return not (apart or self.bottom < other.top or other.bottom < self.top)


def before(mark: Mark) -> bool:
    """Whether a label is before its point, because there is no room after it."""
    return mark.across > 0.72


def levels(marks: Sequence[Mark], widths: Sequence[float] = WIDTHS) -> list[int | None]:
    """For each mark, best first, the index of the smallest width at which its label fits.

    None for a mark without a label, or whose label fits nowhere. A label may cover points smaller than its
    own, never another label.

    Points move apart as the width grows and letters keep their size, so a label that fits meets no further
    point. Two labels that face each other may still meet, so they are compared at all larger widths.
    """
    labels = [[_label(mark, width) for mark in marks] for width in widths]
    smallest: list[int | None] = [None] * len(marks)
    placed: list[int] = []
    for level, width in enumerate(widths):
        points = [_point(mark, width) for mark in marks]
        for index, mark in enumerate(marks):
            box = labels[level][index]
            free = (
                smallest[index] is None
                and bool(mark.label)
                and box.left >= 0
                and box.right <= width
                and not any(boxes[index].meets(boxes[other]) for boxes in labels[level:] for other in placed)
                and not any(
                    box.meets(point)
                    for n, point in enumerate(points)
                    if n != index and marks[n].radius >= mark.radius
                )
            )
            if free:
                smallest[index] = level
                placed.append(index)
    return smallest


def _point(mark: Mark, width: float) -> Box:
    x, y = mark.across * width, mark.down + mark.rise * width
    return Box(x - mark.radius, y - mark.radius, x + mark.radius, y + mark.radius)


def _label(mark: Mark, width: float) -> Box:
    x, y = mark.across * width, mark.down + mark.rise * width
    start = mark.radius + GAP
    end = start + LETTER * len(mark.label)
    left, right = (x - end, x - start) if before(mark) else (x + start, x + end)
    return Box(left, y - HALF_LINE, right, y + HALF_LINE)
