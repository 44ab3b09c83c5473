"""The parts of a clipping: its headline, the text that belongs to it, and what belongs to other articles."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from generator.transcribe.belonging import foreign_blocks
from generator.transcribe.blocks import RowBlock, blocks_of, in_order, is_in
from generator.transcribe.body import Body, Part, prominence
from generator.transcribe.boxes import Box
from generator.transcribe.caps import CAP_LETTERS, with_caps
from generator.transcribe.introduction import (
    captioned,
    introduced,
    introduction,
    is_below,
    rows_above_columns,
)
from generator.transcribe.margins import foot_of, is_jump
from generator.transcribe.marks import Marks, parted
from generator.transcribe.rows import Row

# How much more prominent than text a headline is, and the lines of one headline among each other.
_HEADLINE, _SAME = 1.22, 1.3
# Ratio of the sizes of two lines of a headline; of one that only has small letters, and of their strokes.
_SIZES, _SMALL, _STROKES = 1.25, 0.62, 1.15


def laid_out(rows: Sequence[Row], marks: Marks, body: Body, *, first: bool) -> list[Part]:
    """The parts of a page in reading order.

    Args:
        rows: of the page.
        marks: what else is on it.
        body: what is usual on it.
        first: whether it is the first page of its clipping, which has the headline.
    """
    rows = with_caps([row for row in rows if row.text], body)
    large = [row for row in rows if _is_large(row, body)]
    groups = _headlines(large, marks, body)
    main = max(groups, key=lambda group: _weight(group, body), default=None) if first else None
    inside = {id(row) for row in main.rows} if main else set()
    others = [group for group in groups if group is not main]
    quotes = [group for group in others if main and _rules_around(group, main, marks)]
    for quote in quotes:
        around = _rules_around(quote, main, marks) if main else []
        marks = marks._replace(across=tuple(rule for rule in marks.across if rule not in around))
    kinds = {id(row): "box" for quote in quotes for row in quote.rows}
    others = [group for group in others if group not in quotes]
    rest = [row for row in rows if id(row) not in inside]
    top = main.box if main else None
    foot = [*foot_of(rows, body)]
    for row in rest:
        kind = "header" if row in foot else _kind_by_place(row, rows, top, marks, body)
        if kind and id(row) not in kinds:
            kinds[id(row)] = kind
    text = [row for row in rest if id(row) not in kinds]
    blocks = blocks_of(text, marks, body.line)
    parts = [Part("headline", main)] if main else []
    for kind in ("date", "header", "caption"):
        chosen = sorted(
            (row for row in rest if kinds.get(id(row)) == kind), key=lambda row: (row.box.y0, row.box.x0)
        )
        parts += [Part(kind, RowBlock((row,))) for row in chosen]
    foreign = foreign_blocks(blocks, main, others, marks, body)
    own = [block for block in blocks if id(block) not in foreign and not is_in(block.box, marks.frames)]
    before = rows_above_columns(own, main, marks, body) if main else []
    if before:
        parts += introduction(before, body)
        chosen_ids = {id(row) for row in before}
        blocks = blocks_of([row for row in text if id(row) not in chosen_ids], marks, body.line)
        foreign = foreign_blocks(blocks, main, others, marks, body)
    ordered = in_order(blocks)
    for block in ordered:
        if is_in(block.box, marks.frames):
            parts.append(Part("box", block))
        elif id(block) in foreign:
            parts.append(Part("foreign", block))
        else:
            parts += captioned(block, ordered, marks, body)
    quoted = [row for row in rest if kinds.get(id(row)) == "box"]
    parts += [Part("box", block) for block in in_order(blocks_of(quoted, marks, body.line))]
    return introduced(parts, main, body)


def _is_large(row: Row, body: Body) -> bool:
    return (
        prominence(row, body) >= _HEADLINE
        and row.box.height > 1.08 * body.line
        and len(row.text) > CAP_LETTERS
    )


def _headlines(rows: Sequence[Row], marks: Marks, body: Body) -> list[RowBlock]:
    """Large rows that are one headline."""
    groups: list[list[Row]] = []
    for row in sorted(rows, key=lambda row: row.box.y0):
        for group in groups:
            last = group[-1]
            alike = _is_alike(last, row, body)
            near = row.box.y0 - last.box.y1 < 0.8 * max(row.box.height, last.box.height)
            below = last.box.over(row.box) > 0.3 * min(last.box.width, row.box.width)
            if alike and near and below and not parted(last.box, row.box, marks.across):
                group.append(row)
                break
        else:
            groups.append([row])
    return [RowBlock(tuple(group)) for group in groups]


def _is_alike(last: Row, row: Row, body: Body) -> bool:
    """Whether two lines are of one headline."""
    values = prominence(row, body), prominence(last, body)
    if max(values) > _SAME * min(values):
        return False
    if max(row.size, last.size) < _SIZES * min(row.size, last.size):
        return True
    # A line without capitals is of the same letters if its strokes are as thick.
    strokes = row.stroke, last.stroke
    has_capitals = any(letter.isupper() or letter.isdigit() for letter in row.text)
    return not has_capitals and _SMALL * last.size < row.size and max(strokes) < _STROKES * min(strokes)


def _rules_around(group: RowBlock, main: RowBlock, marks: Marks) -> list[Box]:
    """The two rules of one length around large rows below the headline, which repeat words of the text."""
    box, near = group.box, 1.5 * group.rows[0].box.height
    if box.y0 < main.box.y1:
        return []
    wide = [rule for rule in marks.across if rule.over(box) > 0.8 * box.width and rule.width < 2 * box.width]
    return next(
        (
            [above, below]
            for above in wide
            for below in wide
            if 0 <= box.y0 - above.y0 < near
            and 0 <= below.y1 - box.y1 < near
            and abs(above.x0 - below.x0) + abs(above.x1 - below.x1) < 0.1 * box.width
        ),
        [],
    )


def _weight(group: RowBlock, body: Body) -> tuple[float, float]:
    size = (
        median(row.size for row in group.rows)
        / body.size
        * median(prominence(row, body) for row in group.rows)
    )
    letters = sum(len(row.text) for row in group.rows)
    return size * min(1.0, letters / 8), -group.box.y0


def _kind_by_place(row: Row, rows: Sequence[Row], top: Box | None, marks: Marks, body: Body) -> str:
    box = row.box
    if is_in(box, marks.pictures) and row.confidence < 0.9:
        return "picture"
    if is_jump(row.text):
        return "header"
    if top is not None:
        if box.middle[1] < top.y0 and any(is_below(row, picture, body) for picture in marks.pictures):
            return "caption"
        return "header" if box.middle[1] < top.y0 and _is_lonely(row, rows, body) else ""
    # A later page: what is above a rule at its top.
    highest = min(each.box.y0 for each in rows)
    for rule in marks.across:
        middle = (rule.y0 + rule.y1) / 2
        if box.middle[1] < middle < highest + 4 * body.line and rule.width > 6 * body.line:
            return "header"
    return ""


def _is_lonely(row: Row, rows: Sequence[Row], body: Body) -> bool:
    """Whether a row is not one of many lines of text below each other."""
    near = [
        other
        for other in rows
        if other is not row
        and abs(other.box.middle[1] - row.box.middle[1]) < 4.5 * body.line
        and other.box.over(row.box) > 0.5 * max(other.box.width, row.box.width)
        and abs(other.size - row.size) < 0.15 * row.size
    ]
    return len(near) < 3
