"""Turns blocks into paragraphs: lists, headings and running text, as plain text and as safe Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.extract.plain.lines import ITEM, LineBlock
from generator.model.documents import Paragraph
from generator.text.markup import escape, heading

_NUMBERED = re.compile(r"(\d{1,2})[.)]\s")
_INDENT = " " * 4  # what Python-Markdown needs for each level
MAX_HEADING = 80


def paragraphs_of(blocks: Sequence[LineBlock]) -> Iterator[Paragraph]:
    """The paragraphs of the article's blocks, in order; consecutive list items become one list."""
    followed = zip(blocks, [*blocks[1:], None], strict=True) if blocks else iter(())
    for is_list, group in groupby(followed, key=lambda pair: bool(ITEM.match(pair[0].text))):
        run = list(group)
        if is_list and len(run) > 1:
            yield _list([block for block, _ in run])
        else:
            yield from (_paragraph(block, after) for block, after in run)


def _list(run: Sequence[LineBlock]) -> Paragraph:
    items = [(_NUMBERED.match(block.text), ITEM.sub("", block.text, count=1)) for block in run]
    numbered = all(number for number, _ in items)
    marks = [f"{number[1]}. " if numbered and number else "- " for number, _ in items]
    rows = zip(_depths(run), marks, items, strict=True)
    markup = "\n".join(f"{_INDENT * depth}{mark}{escape(text)}" for depth, mark, (_, text) in rows)
    return Paragraph("\n".join(block.text for block in run), markup, run[0].first)


def _depths(run: Sequence[LineBlock]) -> Iterator[int]:
    """For each item of a list, how many items it is below."""
    levels: list[int] = []
    for block in run:
        while levels and levels[-1] >= block.indent:
            levels.pop()
        yield len(levels)
        levels.append(block.indent)


def _paragraph(block: LineBlock, after: LineBlock | None) -> Paragraph:
    markup = heading(2, block.text) if is_heading(block, after) else escape(block.text)
    return Paragraph(block.text, markup, block.first)


def is_heading(block: LineBlock, after: LineBlock | None) -> bool:
    """Whether a block is a heading: a short line without a full stop, followed by a much longer one."""
    text = block.text
    if after is None or len(text) > MAX_HEADING:
        return False
    if not text[0].isalnum() or text[-1] in '.,;:!…。，；：！"”»)':
        return False
    capital = text[0].isupper() or text[0].lower() == text[0].upper()
    return capital and len(after.text) > max(MAX_HEADING, 2 * len(text))
