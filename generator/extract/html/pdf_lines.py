"""Lines of a PDF page to paragraphs: a PDF knows where words stand, not where a paragraph ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from generator.extract.plain.lines import ITEM, join

# A line that ends before this share of the widest was ended by its writer.
_FILLED = 0.6
# Spaces before a line that begins a paragraph.
_INDENT = 2
_SENTENCE_END = re.compile(r"[.!?…。！？][\"”’»)\]]*$")


def text_of_pages(pages: Iterable[str]) -> str:
    """The paragraphs of all pages, a blank line between two.

    Args:
        pages: what each shows, a line a line, spaced as on paper.
    """
    found: list[str] = []
    for page in pages:
        paragraphs = list(_paragraphs(page))
        if found and paragraphs and _goes_on(found[-1], paragraphs[0]):
            found[-1] = join(found[-1], paragraphs.pop(0))
        found += paragraphs
    return "\n\n".join(found)


def _paragraphs(page: str) -> Iterator[str]:
    lines = [line.rstrip() for line in page.splitlines()]
    widest = max((len(line.strip()) for line in lines), default=0)
    for filled, block in groupby(lines, key=bool):
        if filled:
            yield from _parts(list(block), widest)


def _parts(block: Sequence[str], widest: int) -> Iterator[str]:
    """The paragraphs of lines without a blank one between them."""
    margin = min(len(line) - len(line.lstrip()) for line in block)
    whole = ""
    before = ""
    for line in block:
        text = line.strip()
        indented = len(line) - len(text) >= margin + _INDENT and _SENTENCE_END.search(before)
        if whole and (len(before) < _FILLED * widest or indented or ITEM.match(text)):
            yield whole
            whole = ""
        whole = join(whole, text) if whole else text
        before = text
    yield whole


def _goes_on(last: str, first: str) -> bool:
    """Whether a paragraph of one page goes on at the top of the next."""
    return not _SENTENCE_END.search(last) and first[0].islower()
