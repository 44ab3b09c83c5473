"""Rows: the strips of one line of one column are joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.transcribe.boxes import Box
from generator.transcribe.engines.engine import confidence_of, text_of
from generator.transcribe.marks import Marks
from generator.transcribe.strips import Strip

# In heights of a line: a gap within a line at most, and within one whose neighbours on both sides go on.
_GAP, _WIDEST = 3.5, 8.0
# How high the lines of a headline are, in heights of a line, and the gap in one in its own height.
_HIGH, _SPACE = 1.8, 0.35
# Ratio of the heights of two lines of the same kind, and of the heights and strokes of lines of one text.
_ALIKE, _SIMILAR = 1.3, 1.22
# Ratio of the heights of two lines, of which one only has low letters.
_SMALL = 1.45
# Lines near a gap that begin and end where the line does, and in heights of a line, how far apart at most.
_SEVERAL, _EDGE = 2, 1.5
# Ratio of the heights of the boxes of such lines; and in heights of a line, a gap that no columns have.
_LEVEL, _ABUT = 1.12, 0.25


@dataclass(frozen=True, eq=False)
class Row:
    """A line of a column: its strips from left to right."""

    strips: tuple[Strip, ...]

    @cached_property
    def box(self) -> Box:
        """The box around its strips."""
        box = self.strips[0].box
        for strip in self.strips[1:]:
            box = box.joined(strip.box)
        return box

    @cached_property
    def size(self) -> float:
        """Pixels of height of its ink, by its longest strip."""
        return max(self.strips, key=lambda strip: strip.box.width).size

    @cached_property
    def stroke(self) -> float:
        """Pixels of width of its strokes, by its longest strip."""
        return max(self.strips, key=lambda strip: strip.box.width).stroke

    @cached_property
    def text(self) -> str:
        """Its words."""
        return " ".join(filter(None, (text_of(strip.reading) for strip in self.strips)))

    @cached_property
    def confidence(self) -> float:
        """The mean confidence of its letters."""
        return confidence_of(tuple(word for strip in self.strips for word in strip.reading))


def rows_of(strips: Sequence[Strip], marks: Marks, line: float) -> list[Row]:
    """Strips as rows: parts of one line are joined again."""
    ordered = sorted(strips, key=lambda strip: strip.box.x0)
    after: dict[int, int] = {}
    taken: set[int] = set()
    for index, left in enumerate(ordered):
        for other in range(index + 1, len(ordered)):
            right = ordered[other]
            if right.box.x0 - left.box.x1 > _WIDEST * line:
                break
            if other not in taken and _is_one_line(left, right, strips, marks, line):
                after[index] = other
                taken.add(other)
                break
    rows = []
    for index in range(len(ordered)):
        if index not in taken:
            chain = [index]
            while chain[-1] in after:
                chain.append(after[chain[-1]])
            rows.append(Row(tuple(ordered[each] for each in chain)))
    return rows


def _is_one_line(left: Strip, right: Strip, strips: Sequence[Strip], marks: Marks, line: float) -> bool:
    a, b = left.box, right.box
    gap, high = b.x0 - a.x1, min(a.height, b.height)
    if not _is_beside(left, right, line) or _is_ruled_off(a, b, marks, line):
        return False
    if high > _HIGH * line and gap < _SPACE * high:
        return True  # words of a headline, around which no other lines need be
    # Other lines go on across the gap of a line, but not across that between columns.
    longer = left if a.width > b.width else right
    covering = [
        other.box
        for other in strips
        if other.box.x0 < a.x1 - line
        and other.box.x1 > b.x0 + line
        and max(a.y0 - other.box.y1, other.box.y0 - a.y1) < 2.5 * line
        and _is_similar(other, longer)
    ]
    if gap < _ABUT * line and covering:
        return True
    # White above each other in some lines may be chance: then lines above and below go on across it.
    gutter = marks.has_gutter(a.x1 - 0.2 * line, b.x0 + 0.2 * line, (max(a.y0, b.y0) + min(a.y1, b.y1)) / 2)
    if gutter or gap >= _GAP * line:
        middle = (a.y0 + a.y1) / 2
        on_both_sides = len({box.middle[1] < middle for box in covering}) > 1
        edge = _EDGE * line
        whole = sum(box.x0 < a.x0 + edge and box.x1 > b.x1 - edge for box in covering)
        return on_both_sides or whole >= _SEVERAL
    return len(covering) >= (1 if gap < line else 2)


def _is_beside(left: Strip, right: Strip, line: float) -> bool:
    """Whether two strips are beside each other, and look alike."""
    a, b = left.box, right.box
    if not -0.5 * line < b.x0 - a.x1 < _WIDEST * line or a.along(b) < 0.6 * min(a.height, b.height):
        return False
    if max(left.size, right.size) > _ALIKE * min(left.size, right.size) and min(a.width, b.width) > 2 * line:
        return False
    return max(a.height, b.height) <= 1.6 * min(a.height, b.height)


def _is_ruled_off(a: Box, b: Box, marks: Marks, line: float) -> bool:
    top, bottom = min(a.y0, b.y0), max(a.y1, b.y1)
    return any(
        a.x1 - 0.3 * line <= (rule.x0 + rule.x1) / 2 <= b.x0 + 0.3 * line
        and rule.along(a) > 0
        # Strokes of large letters are no rules.
        and (rule.y0 < top or rule.y1 > bottom)
        for rule in marks.down
    )


def _is_similar(first: Strip, second: Strip) -> bool:
    """Whether two strips are of one text: of one size, though only one may have tall letters."""
    sizes, strokes = (first.size, second.size), (first.stroke, second.stroke)
    heights = (first.box.height, second.box.height)
    alike = max(sizes) < _SIMILAR * min(sizes) or max(heights) < _LEVEL * min(heights)
    # A line may have neither capitals nor tall letters.
    alike = alike or (max(sizes) < _SMALL * min(sizes) and max(strokes) < _LEVEL * min(strokes))
    return alike and max(strokes) < _SIMILAR * min(strokes)
