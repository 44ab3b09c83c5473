"""Joins the lines of PDF pages into paragraphs: a PDF stores positions of words, not paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from generator.extract.plain.lines import ITEM, join

_FILLED = 0.75  # a line shorter than this share of the widest may end a paragraph
_SHORT = 0.5  # a line shorter than this share ends one
_INDENT = 0.7  # heights of a letter by which the first line of a paragraph is indented
_SENTENCE_END = re.compile(r"[.!?…。！？:][\"”’»“)\]]*(?:\[\d+\])?$")
_HYPHEN = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,}+)[-‐\u00ad]$")
_LONG = 3  # lines from which a box is running text
_DOUBTFUL = 0.34  # share of boxes that end in the middle of a sentence from which their order is doubtful


class PdfLine(NamedTuple):
    """A line of a page. Lengths are in points, measured from the lower left corner of the page.

    Attributes:
        text: its words.
        page: number of the page, from 0.
        box: identifies the lines that the page sets as one block.
        left, right, bottom, height: its place.
        page_height: of the page.
    """

    text: str
    page: int
    box: int
    left: float
    right: float
    bottom: float
    height: float
    page_height: float


def joined_paragraphs(lines: Sequence[PdfLine]) -> tuple[list[str], bool]:
    """The paragraphs of lines in reading order, and whether that order is doubtful.

    It is if many blocks end in the middle of a sentence that the next block does not continue.
    """
    words = _hyphenated(lines)
    paragraphs: list[str] = []
    broken = long = 0
    for _, group in groupby(lines, key=lambda line: (line.page, line.box)):
        block = list(group)
        split = [_joined(part, words) for part in _split(block)]
        if paragraphs and _continues(paragraphs[-1], split[0]):
            paragraphs[-1] = _join(paragraphs[-1], split.pop(0), words)
        elif paragraphs and long and not _SENTENCE_END.search(paragraphs[-1]) and len(paragraphs[-1]) > 100:
            broken += 1
        long += len(block) >= _LONG
        paragraphs += split
    return paragraphs, long > 2 and broken > _DOUBTFUL * long


def _split(block: Sequence[PdfLine]) -> Iterator[list[PdfLine]]:
    """The paragraphs in a block without blank lines."""
    left, right = min(line.left for line in block), max(line.right for line in block)
    part: list[PdfLine] = []
    for line in block:
        if part:
            before = part[-1]
            width = (before.right - left) / max(right - left, 1)
            ended = _SENTENCE_END.search(before.text) is not None
            indented = line.left > left + _INDENT * line.height and before.left < line.left - 1
            if (
                ITEM.match(line.text)
                or (ended and (width < _FILLED or indented))
                or (width < _SHORT and not line.text[0].islower())
                or abs(line.height - before.height) > 0.15 * max(line.height, before.height)
            ):
                yield part
                part = []
        part.append(line)
    yield part


def _joined(part: Iterable[PdfLine], words: frozenset[str]) -> str:
    text = ""
    for line in part:
        text = _join(text, line.text, words) if text else line.text
    return text


def _join(first: str, second: str, words: frozenset[str]) -> str:
    """Join two lines; a hyphen that only divides a word at the end of a line goes."""
    match = _HYPHEN.search(first)
    if match and second[0].islower():
        rest = re.match(r"[^\W\d_]+", second)
        compound = f"{match[1]}-{rest[0] if rest else ''}".casefold()
        if compound not in words:
            return first[:-1] + second
    return join(first, second)


def _hyphenated(lines: Sequence[PdfLine]) -> frozenset[str]:
    """The words that the text writes with a hyphen within a line."""
    return frozenset(
        word.casefold()
        for line in lines
        if "-" in line.text
        for word in re.findall(r"(?<![^\W\d_])[^\W\d_]{2,}+-[^\W\d_]+", line.text)
    )


def _continues(last: str, first: str) -> bool:
    """Whether the last paragraph of a block continues at the top of the next."""
    return not _SENTENCE_END.search(last) and first[0].islower()
