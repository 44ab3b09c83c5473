"""Letters of a PDF in the order in which they are read: a PDF stores where each is drawn."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

_LETTERS = r"\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RIGHT_TO_LEFT = re.compile(rf"[{_LETTERS}]")
# Within such a line, numbers and words of other scripts are read from left to right.
_LEFT_TO_RIGHT = re.compile(rf"[^\W{_LETTERS}]+(?:[.,:/'’-][^\W{_LETTERS}]+)*")
_SHAPES = re.compile(r"[\ufb1d-\ufdff\ufe70-\ufefc]+")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
# What pdfminer writes for a letter of which the file does not say which one it is.
_UNKNOWN = re.compile(r"\(cid:\d+\)")


def line_text(line: Any) -> str:  # noqa: ANN401 - an object of an optional library
    """The text of a line; letters that the file does not name are replacement characters."""
    text: str = line.get_text()
    if _RIGHT_TO_LEFT.search(text):
        text = _logical(list(line), text)
    return _UNKNOWN.sub("\ufffd", text) if "(cid:" in text else text


def _logical(glyphs: Sequence[Any], text: str) -> str:
    """A line in Arabic or Hebrew letters, which many files store from left to right, as they are drawn."""
    places = [
        glyph.x0 for glyph in glyphs if hasattr(glyph, "x0") and _RIGHT_TO_LEFT.search(glyph.get_text())
    ]
    rising = sum(first < second for first, second in pairwise(places))
    if 2 * rising > len(places) - 1:
        turned = "".join(glyph.get_text() for glyph in reversed(glyphs)).translate(_MIRRORED)
        text = _LEFT_TO_RIGHT.sub(lambda match: match[0][::-1], turned)
    # Each letter in its own form, not in the shape that it has between its neighbours.
    return _SHAPES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
