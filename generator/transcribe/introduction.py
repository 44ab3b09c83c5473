"""What is between a headline and its text, and below its pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.extract.bylines.lines import is_credit, opens_byline
from generator.transcribe.blocks import RowBlock, is_above
from generator.transcribe.body import Body, Part, prominence
from generator.transcribe.boxes import Box
from generator.transcribe.marks import Marks
from generator.transcribe.rows import Row

# Rows of a column at least; and in heights of a line, how much columns that begin together differ.
_COLUMN, _TOGETHER = 3, 0.8
# Rows of decks and bylines at most.
_INTRODUCTION = 6
# How much more prominent than text a deck is.
_DECK = 1.08
# Share of a line that is below its picture, of one in smaller letters, and how much smaller they are.
_HALF, _PART, _LITTLE = 0.5, 0.25, 0.9
# Words of a byline at most.
_BYLINE = 9


def rows_above_columns(blocks: Sequence[RowBlock], main: RowBlock, marks: Marks, body: Body) -> list[Row]:
    """Rows that are between a headline and the line at which its columns begin, as a centred byline is.

    Captions are none of them. Such a row is right above one column, and would be taken for its first line.
    """
    columns = [block for block in blocks if len(block.rows) >= _COLUMN and block.box.y0 > main.box.y0]
    tops = [
        block.box.y0
        for block in columns
        if not any(is_above(other.box, block.box) for other in columns if other is not block)
    ]
    near = _TOGETHER * body.line
    together = [top for top in tops if sum(abs(top - other) < near for other in tops) > 1]
    if not together:
        return []
    start = min(together) + 0.3 * body.line
    left = min(block.box.x0 for block in columns)
    right = max(block.box.x1 for block in columns)
    found = [
        row
        for block in blocks
        for row in block.rows
        if main.box.y0 < row.box.y0
        and row.box.y1 < start
        and left <= row.box.middle[0] <= right
        and row.box.over(main.box) > 0
        and not any(is_below(row, picture, body) for picture in marks.pictures)
    ]
    # Rows side by side are in columns already.
    beside = any(
        first.box.along(second.box) > 0.5 * first.box.height
        for first in found
        for second in found
        if first is not second
    )
    return [] if beside or len(found) > _INTRODUCTION else found


def introduction(rows: Sequence[Row], body: Body) -> Iterator[Part]:
    """Rows between a headline and its text, as the deck and the byline."""
    for row in sorted(rows, key=lambda row: row.box.y0):
        yield Part(_kind([row], body), RowBlock((row,)))


def _kind(rows: Sequence[Row], body: Body) -> str:
    return "deck" if max(prominence(row, body) for row in rows) > _DECK else "byline"


def captioned(block: RowBlock, blocks: Sequence[RowBlock], marks: Marks, body: Body) -> Iterator[Part]:
    """A block of several, or the caption that begins it and the rest."""
    first = block.rows[0]
    for picture in marks.pictures:
        if not is_below(first, picture, body) or _is_under_another(first, blocks, picture, body):
            continue
        lines = 1
        while lines < len(block.rows) and _goes_on(block.rows[lines - 1], block.rows[lines], first, body):
            lines += 1
        if len(block.rows) - lines < _COLUMN - 1:
            lines = len(block.rows)
        if lines < len(block.rows) or len(block.rows) <= 4:
            yield Part("caption", RowBlock(block.rows[:lines]))
            if lines < len(block.rows):
                yield Part("text", RowBlock(block.rows[lines:]))
            return
    yield Part("text", block)


def is_below(row: Row, picture: Box, body: Body) -> bool:
    """Whether a row is right below a picture."""
    below = -0.6 * body.line < row.box.y0 - picture.y1 < 1.8 * body.line
    # Of a photograph, only what is dark may have been found; captions are smaller than text.
    share = _PART if row.size < _LITTLE * body.size else _HALF
    return below and min(picture.over(row.box), picture.width) >= share * row.box.width


def _is_under_another(row: Row, blocks: Sequence[RowBlock], picture: Box, body: Body) -> bool:
    """Whether another row is between a picture and one below it."""
    return any(
        picture.y1 - 0.6 * body.line < other.box.y0
        and other.box.y1 < row.box.y0 + 0.3 * body.line
        and other.box.over(row.box) > 0.5 * row.box.width
        for block in blocks
        for other in block.rows[:1]
        if other is not row
    )


def _goes_on(last: Row, row: Row, first: Row, body: Body) -> bool:
    gap = row.box.y0 - last.box.y1
    heights = max(row.box.height, first.box.height) < 1.12 * min(row.box.height, first.box.height)
    alike = heights and max(row.size, first.size) < 1.3 * min(row.size, first.size)
    strokes = max(row.stroke, first.stroke) < 1.25 * min(row.stroke, first.stroke)
    return alike and strokes and gap < 0.45 * body.line


def introduced(parts: Sequence[Part], main: RowBlock | None, body: Body) -> list[Part]:
    """Parts, of which those between the headline and the text are its deck and byline."""
    if main is None:
        return list(parts)
    texts = [part for part in parts if part.kind == "text"]
    longest = max((len(part.block.rows) for part in texts), default=0)
    result = []
    begun = False
    for part in parts:
        if part.kind == "text" and not begun and longest > 2:
            if len(part.block.rows) <= 2 and part.block.box.y0 > main.box.y0 and _is_apart(part, texts):
                result.append(replace(part, kind=_kind(part.block.rows, body)))
                continue
            begun = True
            first, *rest = part.block.rows
            if rest and _is_byline(first, rest[0], part.block, body):
                result.append(Part("byline", RowBlock((first,))))
                part = replace(part, block=RowBlock(tuple(rest)))  # noqa: PLW2901 - the rest of it
        result.append(part)
    return result


def _is_byline(row: Row, following: Row, block: RowBlock, body: Body) -> bool:
    """Whether the first row of a column says who wrote the rest: in capitals, or in words of a byline."""
    text = row.text
    if len(text.split()) > _BYLINE or text[-1:] in "-‐":
        return False
    apart = following.box.y0 - row.box.y1 > 0.15 * body.line or row.box.height < 0.9 * following.box.height
    capitals = text.isupper() and len(text.split()) > 1
    if not capitals and row.box.width > 0.85 * block.box.width:
        return False
    begins = capitals and not following.text[:1].islower()
    return begins or opens_byline(text) or (apart and is_credit(text))


def _is_apart(part: Part, texts: Sequence[Part]) -> bool:
    """Whether something follows below, so that the part is not the whole first column."""
    return any(is_above(part.block.box, other.block.box) for other in texts)
