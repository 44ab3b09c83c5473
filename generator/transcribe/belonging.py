"""What belongs to other articles: the nearest headline above a block owns it."""

from __future__ import annotations

from collections.abc import Sequence

from generator.transcribe.blocks import RowBlock, is_above, is_in
from generator.transcribe.body import Body
from generator.transcribe.boxes import Box
from generator.transcribe.marks import Marks, parted


def foreign_blocks(
    blocks: Sequence[RowBlock], main: RowBlock | None, others: Sequence[RowBlock], marks: Marks, body: Body
) -> set[int]:
    """Blocks that belong to other articles."""
    if main is None:
        return set()
    strange = [group for group in others if _is_another(group, main, blocks, marks, body)]
    rows = {id(row) for group in strange for row in group.rows}
    own = [block for block in blocks if block.box.middle[1] > main.box.y1 - body.line]
    lowest = _last_rule(own, main, marks, body)
    foreign = set()
    for block in blocks:
        box = block.box
        if id(block.rows[0]) in rows or is_in(box, marks.frames):
            if id(block.rows[0]) in rows:
                foreign.add(id(block))
            continue
        over = [group.box for group in (main, *strange) if is_above(group.box, box)]
        nearest = max(over, key=lambda each: each.y0, default=None)
        if (
            (nearest is not None and nearest is not main.box)
            or box.y0 > lowest
            or (nearest is None and box.y0 < main.box.y1 - body.line)
        ):
            foreign.add(id(block))
    return foreign


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


def _last_rule(own: Sequence[RowBlock], main: RowBlock, marks: Marks, body: Body) -> float:
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
    return float("inf")


def _edges(rule: Box, marks: Marks) -> bool:
    return any(
        frame.x0 - 5 <= rule.x0 and rule.x1 <= frame.x1 + 5 and frame.y0 - 5 <= rule.y0 <= frame.y1 + 5
        for frame in marks.frames
    )
