"""The differences between two versions of an article, as data that a template shows without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from generator.outputs.views import View
from generator.text.scripts import MARKS, UNSPACED

# A word with the space after it or, in scripts without spaces, a letter with its marks.
_WORD = re.compile(rf"[{UNSPACED}][{MARKS}]*\s*|[^\s{UNSPACED}]+\s*")
# The comparison takes quadratic time: paragraphs with more words are shown as entirely replaced.
LONGEST = 2000
# Paragraphs that are less similar (0 to 1) are not compared word by word: the result would be unreadable.
ALIKE = 0.4


def differences(before: str, after: str) -> list[list[View]]:
    """The paragraphs that changed, each as a list of pieces with one key: ``same``, ``removed`` or ``added``.

    Args:
        before: the previous body, paragraphs separated by a blank line.
        after: the current body.
    """
    old, new = (
        [paragraph for paragraph in text.split("\n\n") if paragraph.strip()] for text in (before, after)
    )
    matcher = SequenceMatcher(None, old, new)
    return [
        paragraph
        for operation, *span in matcher.get_opcodes()
        if operation != "equal"
        for paragraph in _compare_paragraphs(old[span[0] : span[1]], new[span[2] : span[3]])
    ]


def _compare_paragraphs(old: Sequence[str], new: Sequence[str]) -> Iterator[list[View]]:
    """Compare replaced paragraphs word by word, or as a whole if they are unpaired or too different."""
    for before, after in zip_longest(old, new, fillvalue=""):
        pieces = _compare_words(before, after)
        if pieces:
            yield [piece for piece in pieces if any(piece.values())]
        else:
            yield from ([{key: text}] for key, text in (("removed", before), ("added", after)) if text)


def _compare_words(old: str, new: str) -> list[View]:
    """Compare two paragraphs word by word; [] if they are too long or too different."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    words = [[word.strip() for word in text] for text in (before, after)]
    if max(map(len, words)) > LONGEST:
        return []
    matcher = SequenceMatcher(None, words[0], words[1], autojunk=False)
    if matcher.ratio() < ALIKE:
        return []
    pieces: list[View] = []
    for operation, *span in matcher.get_opcodes():
        removed, added = before[span[0] : span[1]], after[span[2] : span[3]]
        if operation == "equal":
            # Where one text ends and the other continues, only the latter has the space: take the longer one.
            pieces.append({"same": "".join(max(pair, key=len) for pair in zip(removed, added, strict=True))})
        else:
            pieces += [{"removed": "".join(removed)}, {"added": "".join(added)}]
    return pieces
