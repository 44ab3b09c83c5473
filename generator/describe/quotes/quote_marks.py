"""Quotations in a body: where each stands, in all usual quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Each kind excludes its own marks inside, so a scan never runs past the next one. The set that the pattern
# begins with is what makes it fast: everything between two marks is passed over.
_QUOTED = re.compile(
    r"[„“«»「『\"‘](?:(?<=„)(?P<low>[^„“”]+)[“”]|(?<=“)(?P<high>[^“”]+)”"
    r"|(?<=«)(?P<guillemets>[^«»]+)»|(?<=»)(?P<inward>[^«»]+)«"
    r"|(?<=「)(?P<corner>[^「」]+)」|(?<=『)(?P<double>[^『』]+)』"
    r"|(?<=\")(?<![\w\"]\")(?=\S)(?P<straight>[^\"]+)(?<=\S)\"(?!\w)"
    r"|(?<=‘)(?<!\w‘)(?P<single>(?:[^‘’]|’(?=\w))+)’(?!\w))"
)
_OPENING = '„“«"「'
_CLOSING = re.compile(r"[”“»\"」]")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation: its words, and its span with its marks in paragraph ``paragraph``.

    ``open`` is true where the paragraph ends before the quotation does.
    """

    text: str
    paragraph: int
    start: int
    end: int
    open: bool = False


def find_quoted(paragraphs: Sequence[str]) -> Iterator[Quoted]:
    """Every quotation of a body, in order; one that runs over paragraphs comes in parts."""
    for number, text in enumerate(paragraphs):
        end = 0
        for match in _QUOTED.finditer(text):
            end = match.end()
            yield Quoted(_inner(match), number, match.start(), end)
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else ""
        start = _unclosed(text, end, following)
        if start >= 0:
            yield Quoted(text[start + 1 :].strip(), number, start, len(text), open=True)


def _inner(match: re.Match[str]) -> str:
    """The words; a last comma, and the stop of a mere phrase, belong to the sentence around them."""
    text = " ".join((match[match.lastgroup or 0]).split()).rstrip(",，، ")
    return text.removesuffix(".") if text[:1].islower() and not text.endswith("..") else text


def _unclosed(text: str, after: int, following: str) -> int:
    """Where a quotation opens that the next paragraph continues with the same mark, -1 if none does."""
    mark = following.lstrip()[:1]
    if not mark or mark not in _OPENING:
        return -1
    start = text.find(mark, after)
    if start < 0 or _CLOSING.search(text, start + 1) or (start and not text[start - 1].isspace()):
        return -1
    return start
