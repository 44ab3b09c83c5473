"""The changed paragraphs of a corrected article, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from generator.outputs.views import View
from generator.text.scripts import MARKS, UNSPACED

# A word with the space after it; in scripts without spaces, a letter with its marks.
_WORD = re.compile(rf"[{UNSPACED}][{MARKS}]*\s*|[^\s{UNSPACED}]+\s*")
# In words. Time grows with the square: longer paragraphs are shown as replaced.
LONGEST = 2000
# Less similar paragraphs (0 to 1) are shown as removed and added, not word by word.
ALIKE = 0.4


def differences(before: str, after: str) -> list[list[View]]:
    """The paragraphs that changed, each as a run of pieces with one key: ``same``, ``removed`` or ``added``.

    Args:
        before: the earlier body, paragraphs separated by a blank line.
        after: the present body.
    """
    old, new = (list(filter(str.strip, text.split("\n\n"))) for text in (before, after))
    matcher = SequenceMatcher(None, old, new)
    return [
        paragraph
        for what, *places in matcher.get_opcodes()
        if what != "equal"
        for paragraph in _changed(old[places[0] : places[1]], new[places[2] : places[3]])
    ]


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[list[View]]:
    """Paragraphs that replace each other, word by word; removed, added and very different ones whole."""
    for before, after in zip_longest(old, new, fillvalue=""):
        pieces = _compared(before, after)
        if pieces:
            yield [piece for piece in pieces if any(piece.values())]
        else:
            yield from ([{key: text}] for key, text in (("removed", before), ("added", after)) if text)


def _compared(old: str, new: str) -> list[View]:
    """Two paragraphs word by word; empty if they are too long or too different."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    words = [[word.strip() for word in text] for text in (before, after)]
    if max(map(len, words)) > LONGEST:
        return []
    matcher = SequenceMatcher(None, words[0], words[1], autojunk=False)
    if matcher.ratio() < ALIKE:
        return []
    pieces: list[View] = []
    for what, *places in matcher.get_opcodes():
        gone, come = before[places[0] : places[1]], after[places[2] : places[3]]
        if what == "equal":
            # The last word of one text is followed by words that only the other has: with the space, then.
            pieces.append({"same": "".join(max(pair, key=len) for pair in zip(gone, come, strict=True))})
        else:
            pieces += [{"removed": "".join(gone)}, {"added": "".join(come)}]
    return pieces
