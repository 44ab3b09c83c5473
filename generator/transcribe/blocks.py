"""Blocks: rows that follow each other in one column, and the order in which blocks are read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from generator.transcribe.boxes import Box
from generator.transcribe.marks import Marks, parted
from generator.transcribe.rows import Row

# In heights of a line: white between two rows of a block at most.
_WHITE = 1.0
# Ratio of the heights of two rows of one block, and of their strokes.
_ALIKE, _STROKES = 1.3, 1.45
# Ratio of the heights of boxes of lines of one size, and of capitals and small letters.
_LEVEL, _CAPITALS = 1.15, 1.6
# Share of the narrower of two boxes that both cover, when one is above the other.
_OVER = 0.35
# The same, when one spans the column of the other.
_SPAN = 0.25


@dataclass(frozen=True, eq=False)
class RowBlock:
    """Rows of one column, from top to bottom."""

    rows: tuple[Row, ...]

    @cached_property
    def box(self) -> Box:
        """The box around its rows."""
        box = self.rows[0].box
        for row in self.rows[1:]:
            box = box.joined(row.box)
        return box


def blocks_of(rows: Sequence[Row], marks: Marks, line: float) -> list[RowBlock]:
    """The blocks of a page, in any order."""
    above = _above(rows, line)
    below: dict[int, list[int]] = {high: [] for high in range(len(rows))}
    for low, highs in above.items():
        for high in highs:
            below[high].append(low)
    start = set(range(len(rows)))
    follower: dict[int, int] = {}
    for high, lows in below.items():
        if len(lows) == 1 and len(above[lows[0]]) == 1:
            low = lows[0]
            if _is_same(rows[high], rows[low], marks, line):
                follower[high] = low
                start.discard(low)
    blocks = []
    for first in sorted(start):
        chain = [first]
        while chain[-1] in follower:
            chain.append(follower[chain[-1]])
        blocks.append(RowBlock(tuple(rows[index] for index in chain)))
    return blocks


def _above(rows: Sequence[Row], line: float) -> dict[int, list[int]]:
    """For each row, those that it follows, with nothing between them."""
    order = sorted(range(len(rows)), key=lambda index: rows[index].box.middle[1])
    middles = [rows[index].box.middle[1] for index in order]
    highest = max((row.box.height for row in rows), default=0.0)
    above: dict[int, list[int]] = {index: [] for index in range(len(rows))}
    for place, low in enumerate(order):
        start = bisect_left(middles, middles[place] - 3 * line - highest)
        over = [high for high in order[start:place] if _follows(rows[high], rows[low], line)]
        above[low] = [
            high
            for high in over
            if not any(_follows(rows[high], rows[other], line) for other in over if other != high)
        ]
    return above


def _follows(high: Row, low: Row, line: float) -> bool:
    """Whether a row is right below another, or overlaps it at its side."""
    a, b = high.box, low.box
    if a is b or a.middle[1] >= b.middle[1]:
        return False
    if a.over(b) < _OVER * min(a.width, b.width):
        return False
    return b.y0 - a.y1 < 3 * line


def _is_same(high: Row, low: Row, marks: Marks, line: float) -> bool:
    a, b = high.box, low.box
    if b.y0 - a.y1 > _WHITE * max(line, min(a.height, b.height)):
        return False
    sizes, heights = sorted((high.size, low.size)), sorted((a.height, b.height))
    # A line may have no capitals, and its size is smaller then, but it is as high as the others.
    if sizes[1] > _ALIKE * sizes[0] and (heights[1] > _LEVEL * heights[0] or sizes[1] > _CAPITALS * sizes[0]):
        return False
    if high.stroke and low.stroke and max(high.stroke, low.stroke) > _STROKES * min(high.stroke, low.stroke):
        return False
    if _frame_of(a, marks) != _frame_of(b, marks) or parted(a, b, marks.across):
        return False
    return not any(
        picture.along(Box(0, a.middle[1], 1, b.middle[1])) > 0 and picture.over(a) > 0
        for picture in marks.pictures
    )


def _frame_of(box: Box, marks: Marks) -> Box | None:
    x, y = box.middle
    return next(
        (frame for frame in marks.frames if frame.x0 < x < frame.x1 and frame.y0 < y < frame.y1), None
    )


def is_in(box: Box, places: Sequence[Box]) -> bool:
    """Whether the middle of a box is in one of several."""
    x, y = box.middle
    return any(place.x0 < x < place.x1 and place.y0 < y < place.y1 for place in places)


def in_order(blocks: Sequence[RowBlock]) -> list[RowBlock]:
    """Blocks in reading order: down each column, then the next column to the right.

    A block comes before another if it is above it in the same column, or to its left with nothing between
    them that spans both (Breuel 2003).
    """
    before = _before([block.box for block in blocks])
    order: list[int] = []
    seen: set[int] = set()

    def visit(index: int) -> None:
        if index not in seen:
            seen.add(index)
            for other in sorted(before[index], key=lambda each: (blocks[each].box.y0, blocks[each].box.x0)):
                visit(other)
            order.append(index)

    for index in sorted(range(len(blocks)), key=lambda each: (blocks[each].box.x0, blocks[each].box.y0)):
        visit(index)
    return [blocks[index] for index in order]


def is_above(a: Box, b: Box) -> bool:
    """Whether a box is above another of the same column."""
    return a.over(b) > _OVER * min(a.width, b.width) and a.middle[1] < b.middle[1]


def _before(boxes: Sequence[Box]) -> list[list[int]]:
    """For each box, those that come before it."""
    if not boxes:
        return []
    x0, y0, x1, y1 = (np.array(side, dtype=np.float64) for side in zip(*boxes, strict=True))
    wide, x, y = x1 - x0, (x0 + x1) / 2, (y0 + y1) / 2
    over = np.minimum.outer(x1, x1) - np.maximum.outer(x0, x0)
    narrower = np.minimum.outer(wide, wide)
    same = over > _OVER * narrower
    spans = over > np.maximum(_SPAN * narrower, 0)
    higher = y[:, None] < y[None, :]
    before: list[list[int]] = []
    for low in range(len(boxes)):
        left = ~same[:, low] & (x < x[low])
        # Something that spans both columns, between the two.
        top, bottom = np.minimum(y, y[low]), np.maximum(y, y[low])
        between = (y[None, :] > top[:, None]) & (y[None, :] < bottom[:, None])
        spanned = (between & spans & spans[:, low][None, :]).any(axis=1)
        found = (same[:, low] & higher[:, low]) | (left & ~spanned)
        found[low] = False
        before.append([int(index) for index in np.flatnonzero(found)])
    return before
