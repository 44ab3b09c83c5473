"""Which blocks are the article, and by which rule each other one goes."""

from __future__ import annotations

from collections.abc import Sequence

from generator.extract.plain_lines import Block
from generator.extract.plain_phrases import phrases_in
from generator.extract.plain_score import scores, width
from generator.extract.plain_window import window

KEPT = ""
# A copied page shows itself by short lines: this many, and this share of all.
_PAGE_LINES, _PAGE_SHARE, _SHORT = 12, 0.5, 40


def is_page(blocks: Sequence[Block]) -> bool:
    """Whether the text is a copied page, with menus and footers, and not an article alone."""
    short = sum(width(block.text) < _SHORT for block in blocks)
    return short >= _PAGE_LINES and short >= _PAGE_SHARE * len(blocks)


def fates(blocks: Sequence[Block]) -> list[str]:
    """For each block the rule that removes it, or ``KEPT``."""
    if is_page(blocks):
        return _page_fates(blocks)
    return [_sure(block) for block in blocks]


def _sure(block: Block) -> str:
    return next((phrase.id for phrase in phrases_in(block.text) if phrase.sure), KEPT)


def _page_fates(blocks: Sequence[Block]) -> list[str]:
    figures = scores(blocks)
    start, end = window(figures)
    inside = [
        _inner(block, figure) for block, figure in zip(blocks[start:end], figures[start:end], strict=True)
    ]
    return ["before-article"] * start + inside + ["after-article"] * (len(blocks) - end)


def _inner(block: Block, figure: float) -> str:
    if figure > 0:
        return KEPT
    phrase = next((phrase.id for phrase in phrases_in(block.text) if phrase.effect != "soft"), "")
    return phrase or ("short-line" if figure <= -0.5 else KEPT)
