"""What is printed around an article and is no part of it: jump lines, and the foot of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.text.tables import load_table
from generator.transcribe.body import Body
from generator.transcribe.rows import Row

# Letters of a line at the foot of a page at most; in heights of a line, how high its lines are together, and
# the white above them.
_SHORT, _FOOT, _APART = 40, 1.5, 0.5
_JUMPS = re.compile(rf"\A\W{{0,4}}(?:{'|'.join(load_table('transcription')['jumps'])})\W{{0,4}}.{{1,16}}\Z")
_NUMBER = re.compile(r"\A\W{0,4}\d{1,4}\W{0,4}\Z")


def is_jump(text: str) -> bool:
    """Whether a line says on which page its article goes on, or where it began."""
    return len(text) <= _SHORT and bool(_JUMPS.match(text.casefold()))


def foot_of(rows: Sequence[Row], body: Body) -> Iterator[Row]:
    """The lines below everything else on a page, one of which is the number of the page."""
    lowest = max((row.box.y1 for row in rows), default=0.0)
    foot = [row for row in rows if row.box.y0 > lowest - _FOOT * body.line]
    above = max((row.box.y1 for row in rows if row not in foot), default=0.0)
    is_numbered = any(_NUMBER.match(row.text) for row in foot)
    if is_numbered and all(
        len(row.text) <= _SHORT and row.box.y0 > above + _APART * body.line for row in foot
    ):
        yield from foot
