"""From blocks to paragraphs: lists, headings and running text as safe Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.extract.plain.lines import ITEM, Block
from generator.model.documents import Paragraph
from generator.text.markup import escape

_NUMBERED = re.compile(r"(\d{1,2})[.)]\s")
MAX_HEADING = 80


def paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """Paragraphs of the kept blocks, in order. Items that follow each other are one list."""
    followed = zip(blocks, [*blocks[1:], None], strict=True) if blocks else iter(())
    for is_list, group in groupby(followed, key=lambda pair: bool(ITEM.match(pair[0].text))):
        run = list(group)
        if is_list and len(run) > 1:
            yield _list([block for block, _ in run])
        else:
            yield from (_paragraph(block, after) for block, after in run)


def _list(run: Sequence[Block]) -> Paragraph:
    items = [(_NUMBERED.match(block.text), ITEM.sub("", block.text, count=1)) for block in run]
    numbered = all(number for number, _ in items)
    marks = [f"{number[1]}. " if numbered and number else "- " for number, _ in items]
    markup = "\n".join(mark + escape(text) for mark, (_, text) in zip(marks, items, strict=True))
    return Paragraph("\n".join(block.text for block in run), markup, run[0].first)


def _paragraph(block: Block, after: Block | None) -> Paragraph:
    words = escape(block.text)
    return Paragraph(block.text, f"## {words}" if is_heading(block, after) else words, block.first)


def is_heading(block: Block, after: Block | None) -> bool:
    """Whether a short line without a full stop stands over a longer one."""
    text = block.text
    if (
        after is None
        or len(text) > MAX_HEADING
        or not text[0].isalnum()
        or text[-1] in '.,;:!…。，；：！"”»)'
    ):
        return False
    return (text[0].isupper() or text[0].lower() == text[0].upper()) and len(after.text) > max(
        MAX_HEADING, 2 * len(text)
    )
