"""Joins the lines of PDF pages into paragraphs: a PDF stores positions of words, not paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from generator.extract.plain.lines import ITEM, join

# A line shorter than this share of the widest ends a paragraph.
_FILLED = 0.6
# Spaces that indent the first line of a paragraph.
_INDENT = 2
_SENTENCE_END = re.compile(r"[.!?…。！？][\"”’»)\]]*$")


def text_of_pages(pages: Iterable[str]) -> str:
    """The paragraphs of all pages, separated by a blank line.

    Args:
        pages: the text of each page, line by line, with spaces that reproduce the layout.
    """
    text: list[str] = []
    for page in pages:
        paragraphs = list(_paragraphs(page))
        if text and paragraphs and _continues(text[-1], paragraphs[0]):
            text[-1] = join(text[-1], paragraphs.pop(0))
        text += paragraphs
    return "\n\n".join(text)


def _paragraphs(page: str) -> Iterator[str]:
    lines = [line.rstrip() for line in page.splitlines()]
    widest = max((len(line.strip()) for line in lines), default=0)
    for filled, block in groupby(lines, key=bool):
        if filled:
            yield from _split_paragraphs(list(block), widest)


def _split_paragraphs(block: Sequence[str], widest: int) -> Iterator[str]:
    """The paragraphs in lines that no blank line separates."""
    margin = min(len(line) - len(line.lstrip()) for line in block)
    paragraph = ""
    before = ""
    for line in block:
        text = line.strip()
        indented = len(line) - len(text) >= margin + _INDENT and _SENTENCE_END.search(before)
        if paragraph and (len(before) < _FILLED * widest or indented or ITEM.match(text)):
            yield paragraph
            paragraph = ""
        paragraph = join(paragraph, text) if paragraph else text
        before = text
    yield paragraph


def _continues(last: str, first: str) -> bool:
    """Whether the last paragraph of a page continues at the top of the next."""
    return not _SENTENCE_END.search(last) and first[0].islower()
