"""Drop caps: a large letter begins the text that is at its right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.transcribe.body import Body
from generator.transcribe.rows import Row
from generator.transcribe.strips import Strip

# Letters of the text of a drop cap, and how many lines it is high at least.
CAP_LETTERS, _CAP_HEIGHT = 2, 1.7
# Capital letters that are words.
_WORDS = frozenset("AIOEYÀÉUÓАВИКОСУЯ")


def with_caps(rows: Sequence[Row], body: Body) -> list[Row]:
    """Rows with the drop cap that begins the first of them."""
    caps = [
        row
        for row in rows
        if len(row.text) <= CAP_LETTERS
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
    if not first.reading or len(initial.text) > CAP_LETTERS:
        return Row((cap, *row.strips))
    word = first.reading[0]
    whole = initial.text + word.text
    if initial.text in _WORDS and counts[word.text] > 1 and whole not in counts:
        return Row((cap, *row.strips))
    confidence = min(initial.confidence, word.confidence)
    head = replace(cap, reading=(initial._replace(text=whole, confidence=confidence),))
    rest = (replace(first, reading=first.reading[1:]),) if first.reading[1:] else ()
    return Row((head, *rest, *row.strips[1:]))
