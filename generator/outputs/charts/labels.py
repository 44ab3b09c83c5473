"""Decides at which widths of a picture each label fits without covering another. Lengths are in em."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

# A telephone, a desktop, and the desktop enlarged two, four and eight times.
WIDTHS = (30.0, 72.0, 144.0, 288.0, 576.0)
# Half the height of a line of text, the mean width of a letter, and the space between point and label.
HALF_LINE = 0.65
LETTER = 0.54
GAP = 0.3


class Mark(NamedTuple):
    """A labelled point.

    Attributes:
        across: horizontal position, from 0 to 1.
        down: vertical position, in em.
        radius: in em.
        label: its text, or "".
        rise: added to ``down``, as a share of the width, for pictures that scale in both directions.
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
        """Whether the rectangles overlap or touch."""
        apart = self.right < other.left or other.right < self.left
        return not (apart or self.bottom < other.top or other.bottom < self.top)


def before(mark: Mark) -> bool:
    """Whether the label is placed before its point, because there is too little space after it."""
    return mark.across > 0.72


def levels(marks: Sequence[Mark], widths: Sequence[float] = WIDTHS) -> list[int | None]:
    """Find the smallest width at which the label of each mark fits.

    A label may cover points smaller than its own, but never another label. A label that fits at one width
    fits at all larger ones, because the points move apart while the letters keep their size.

    Args:
        marks: most important first.
        widths: of the picture, ascending.

    Returns:
        An index in ``widths`` for each mark, or None if it has no label or its label fits at no width.
    """
    smallest: list[int | None] = [None] * len(marks)
    for level, width in enumerate(widths):
        points = [_point(mark, width) for mark in marks]
        taken = [_label(mark, width) for mark, at in zip(marks, smallest, strict=True) if at is not None]
        for index, mark in enumerate(marks):
            box = _label(mark, width)
            free = (
                smallest[index] is None
                and bool(mark.label)
                and box.left >= 0
                and box.right <= width
                and not any(box.meets(other) for other in taken)
                and not any(
                    box.meets(point)
                    for n, point in enumerate(points)
                    if n != index and marks[n].radius >= mark.radius
                )
            )
            if free:
                smallest[index] = level
                taken.append(box)
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
