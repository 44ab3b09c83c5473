"""The parts of a clipping: its headline, the text that belongs to it, and what belongs to other articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import NamedTuple

from generator.transcribe.blocks import RowBlock, blocks_of, in_order, is_above, is_in
from generator.transcribe.boxes import Box
from generator.transcribe.marks import Marks, parted
from generator.transcribe.rows import Row
from generator.transcribe.strips import Strip

# How much more prominent than text a headline is, and the lines of one headline among each other.
_HEADLINE, _SAME = 1.22, 1.3
# Letters of the text of a drop cap, and how many lines it is high at least.
_CAP_LETTERS, _CAP_HEIGHT = 2, 1.7
# Capital letters that are words.
_WORDS = frozenset("AIOEYÀÉUÓАВИКОСУЯ")


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


def laid_out(rows: Sequence[Row], marks: Marks, body: Body, *, first: bool) -> list[Part]:
    """The parts of a page in reading order.

    Args:
        rows: of the page.
        marks: what else is on it.
        body: what is usual on it.
        first: whether it is the first page of its clipping, which has the headline.
    """
    rows = _with_caps([row for row in rows if row.text], body)
    large = [row for row in rows if _is_large(row, body)]
    groups = _headlines(large, marks, body)
    main = max(groups, key=lambda group: _weight(group, body), default=None) if first else None
    inside = {id(row) for row in main.rows} if main else set()
    others = [group for group in groups if group is not main]
    kinds: dict[int, str] = {}
    rest = [row for row in rows if id(row) not in inside]
    top = main.box if main else None
    for row in rest:
        kind = _kind_by_place(row, rows, top, marks, body)
        if kind:
            kinds[id(row)] = kind
    text = [row for row in rest if id(row) not in kinds]
    blocks = blocks_of(text, marks, body.line)
    parts = [Part("headline", main)] if main else []
    for kind in ("date", "header"):
        chosen = sorted(
            (row for row in rest if kinds.get(id(row)) == kind), key=lambda row: (row.box.y0, row.box.x0)
        )
        parts += [Part(kind, RowBlock((row,))) for row in chosen]
    foreign = _foreign(blocks, main, others, marks, body)
    ordered = in_order(blocks)
    for block in ordered:
        if is_in(block.box, marks.frames):
            parts.append(Part("box", block))
        elif id(block) in foreign:
            parts.append(Part("foreign", block))
        else:
            parts += _captioned(block, marks, body)
    return _introduced(parts, main, body)


def _is_large(row: Row, body: Body) -> bool:
    return (
        prominence(row, body) >= _HEADLINE
        and row.box.height > 1.08 * body.line
        and len(row.text) > _CAP_LETTERS
    )


def _headlines(rows: Sequence[Row], marks: Marks, body: Body) -> list[RowBlock]:
    """Large rows that are one headline."""
    groups: list[list[Row]] = []
    for row in sorted(rows, key=lambda row: row.box.y0):
        for group in groups:
            last = group[-1]
            alike = max(prominence(row, body), prominence(last, body)) < _SAME * min(
                prominence(row, body), prominence(last, body)
            ) and max(row.size, last.size) < 1.25 * min(row.size, last.size)
            near = row.box.y0 - last.box.y1 < 0.8 * max(row.box.height, last.box.height)
            below = last.box.over(row.box) > 0.3 * min(last.box.width, row.box.width)
            if alike and near and below and not parted(last.box, row.box, marks.across):
                group.append(row)
                break
        else:
            groups.append([row])
    return [RowBlock(tuple(group)) for group in groups]


def _weight(group: RowBlock, body: Body) -> tuple[float, float]:
    size = (
        median(row.size for row in group.rows)
        / body.size
        * median(prominence(row, body) for row in group.rows)
    )
    letters = sum(len(row.text) for row in group.rows)
    return size * min(1.0, letters / 8), -group.box.y0


def _with_caps(rows: Sequence[Row], body: Body) -> list[Row]:
    """Rows with the drop cap that begins the first of them."""
    caps = [
        row
        for row in rows
        if len(row.text) <= _CAP_LETTERS
        and row.box.height > _CAP_HEIGHT * body.line
        and row.box.width < 2.2 * row.box.height
    ]
    others = [row for row in rows if row not in caps]
    counts = Counter(word for row in rows for word in row.text.split())
    for cap in caps:
        right = [
            row
            for row in others
            if -0.8 * body.line < row.box.x0 - cap.box.x1 < 1.5 * body.line
            and cap.box.along(row.box) > 0.4 * row.box.height
        ]
        first = min(right, key=lambda row: row.box.y0, default=None)
        if first is not None:
            others[others.index(first)] = _capped(cap.strips[0], first, counts)
    return others


def _capped(cap: Strip, row: Row, counts: Mapping[str, int]) -> Row:
    """A row whose first word begins with a drop cap, unless the cap is a word of its own."""
    initial, first = cap.reading[0], row.strips[0]
    if not first.reading or len(initial.text) > _CAP_LETTERS:
        return Row((cap, *row.strips))
    word = first.reading[0]
    whole = initial.text + word.text
    if initial.text in _WORDS and counts[word.text] > 1 and whole not in counts:
        return Row((cap, *row.strips))
    confidence = min(initial.confidence, word.confidence)
    head = replace(cap, reading=(initial._replace(text=whole, confidence=confidence),))
    rest = (replace(first, reading=first.reading[1:]),) if first.reading[1:] else ()
    return Row((head, *rest, *row.strips[1:]))


def _kind_by_place(row: Row, rows: Sequence[Row], top: Box | None, marks: Marks, body: Body) -> str:
    box = row.box
    if is_in(box, marks.pictures) and row.confidence < 0.9:
        return "picture"
    if top is not None:
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


def _foreign(
    blocks: Sequence[RowBlock], main: RowBlock | None, others: Sequence[RowBlock], marks: Marks, body: Body
) -> set[int]:
    """Blocks that belong to other articles."""
    if main is None:
        return set()
    strange = [group for group in others if _is_another(group, main, blocks, marks, body)]
    rows = {id(row) for group in strange for row in group.rows}
    own = [block for block in blocks if block.box.middle[1] > main.box.y1 - body.line]
    lowest = _last_rule(own, main, strange, marks, body)
    found = set()
    for block in blocks:
        box = block.box
        if id(block.rows[0]) in rows or is_in(box, marks.frames):
            if id(block.rows[0]) in rows:
                found.add(id(block))
            continue
        over = [group.box for group in (main, *strange) if is_above(group.box, box)]
        nearest = max(over, key=lambda each: each.y0, default=None)
        if (
            (nearest is not None and nearest is not main.box)
            or box.y0 > lowest
            or (nearest is None and box.y0 < main.box.y1 - body.line)
        ):
            found.add(id(block))
    return found


def _is_another(
    group: RowBlock, main: RowBlock, blocks: Sequence[RowBlock], marks: Marks, body: Body
) -> bool:
    """Whether large rows are the headline of another article, and not a heading within this one."""
    box = group.box
    if box.y0 < main.box.y1 and box.over(main.box) <= 0:
        return True
    over = [block for block in blocks if is_above(block.box, box) and block.box.y0 >= main.box.y0]
    nearest = max(over, key=lambda block: block.box.y1, default=None)
    if nearest is None:
        return False
    if parted(nearest.box, box, marks.across):
        return True
    wider = box.width > 1.25 * nearest.box.width and len(over) > 1
    return wider or box.y0 - nearest.box.y1 > 3.5 * body.line


def _last_rule(
    own: Sequence[RowBlock], main: RowBlock, strange: Sequence[RowBlock], marks: Marks, body: Body
) -> float:
    """Below which rule the clipping ends: one as wide as its text, with text on both sides."""
    under = [block for block in own if block.box.over(main.box) > 0 and len(block.rows) > 2]
    if not under:
        return float("inf")
    left, right = min(block.box.x0 for block in under), max(block.box.x1 for block in under)
    first = min(block.box.y0 for block in under)
    for rule in sorted(marks.across, key=lambda rule: rule.y0):
        wide = min(rule.x1, right) - max(rule.x0, left)
        if rule.y0 > first + 3 * body.line and wide > 0.75 * (right - left) and not _edges(rule, marks):
            return rule.y0
    _ = strange
    return float("inf")


def _edges(rule: Box, marks: Marks) -> bool:
    return any(
        frame.x0 - 5 <= rule.x0 and rule.x1 <= frame.x1 + 5 and frame.y0 - 5 <= rule.y0 <= frame.y1 + 5
        for frame in marks.frames
    )


def _captioned(block: RowBlock, marks: Marks, body: Body) -> Iterator[Part]:
    """A block, or the caption that begins it and the rest."""
    first = block.rows[0]
    for picture in marks.pictures:
        below = first.box.y0 - picture.y1
        if not -0.6 * body.line < below < 1.8 * body.line or picture.over(first.box) < 0.5 * first.box.width:
            continue
        if picture.width < 0.5 * first.box.width:
            continue
        lines = 1
        while lines < len(block.rows) and _goes_on(block.rows[lines - 1], block.rows[lines], first, body):
            lines += 1
        if lines < len(block.rows) or len(block.rows) <= 4:
            yield Part("caption", RowBlock(block.rows[:lines]))
            if lines < len(block.rows):
                yield Part("text", RowBlock(block.rows[lines:]))
            return
    yield Part("text", block)


def _goes_on(last: Row, row: Row, first: Row, body: Body) -> bool:
    gap = row.box.y0 - last.box.y1
    alike = max(row.size, first.size) < 1.12 * min(row.size, first.size)
    strokes = max(row.stroke, first.stroke) < 1.25 * min(row.stroke, first.stroke)
    return alike and strokes and gap < 0.45 * body.line


def _introduced(parts: Sequence[Part], main: RowBlock | None, body: Body) -> list[Part]:
    """Parts, of which those between the headline and the text are its deck and byline."""
    if main is None:
        return list(parts)
    texts = [part for part in parts if part.kind == "text"]
    longest = max((len(part.block.rows) for part in texts), default=0)
    found = []
    begun = False
    for part in parts:
        if part.kind == "text" and not begun and longest > 2:
            if len(part.block.rows) <= 2 and part.block.box.y0 > main.box.y0 and _is_apart(part, texts):
                kind = "deck" if max(prominence(row, body) for row in part.block.rows) > 1.08 else "byline"
                found.append(replace(part, kind=kind))
                continue
            begun = True
        found.append(part)
    return found


def _is_apart(part: Part, texts: Sequence[Part]) -> bool:
    """Whether something follows below, so that the part is not the whole first column."""
    return any(is_above(part.block.box, other.block.box) for other in texts)
