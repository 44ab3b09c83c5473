"""Which blocks of a page are words of its pictures, and so no paragraphs of the article."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from lxml.html import HtmlElement

from generator.extract.captions import has_labelled_credit
from generator.extract.html.blocks import BLOCKS, HEADINGS, Block, TextNode
from generator.extract.html.caption_parts import PictureWords, kind_of
from generator.extract.html.elements import around
from generator.extract.html.paragraphs import role_of
from generator.extract.plain.shape import full_dates, is_date_line
from generator.text.dates import find_dates


def without_article_text(
    words: Sequence[PictureWords], blocks: Sequence[Block], kept: Collection[int]
) -> tuple[list[PictureWords], set[int]]:
    """The words of pictures, and the numbers of the blocks that are such words.

    None that stays, if they are most of the text; and not the head of the article, or of its author.

    Args:
        words: of each picture.
        blocks: of the page.
        kept: numbers of the blocks of the article.
    """
    shown = list(words)
    found = _held(shown, blocks)
    if not found:
        return shown, set()
    # A figure with a headline or the day in it is the head of the article, or of its author.
    heads = {
        element
        for block in (blocks[number] for number in found)
        if block.element.tag in HEADINGS
        or (any(map(is_date_line, block.text.split("\n"))) and not _is_caption(block))
        for element in around(block.element, 8)
    }
    if heads:
        shown = _outside(heads, shown)
        found = _held(shown, blocks)
    of_article = set(kept)
    size = sum(len(blocks[number].text) for number in of_article)
    if 2 * sum(len(blocks[number].text) for number in found & of_article) > size:
        staying = {element for number in found & of_article for element in around(blocks[number].element, 8)}
        return _outside(staying, shown), found - of_article
    return shown, found


def _is_caption(block: Block) -> bool:
    """Whether a block with a date says who made a picture, or what it shows besides the day."""
    if has_labelled_credit(block.text):
        return True
    if not any(
        outer.tag == "figcaption" or kind_of(outer) == "caption" for outer in around(block.element, 3)
    ):
        return False
    beside = list(block.text)
    for date in full_dates(block.text) or find_dates(block.text):
        beside[date.start : date.end] = " " * (date.end - date.start)
    words = [word for word in "".join(beside).split() if word[0].isalpha()]
    return len(words) > 1 or sum(len(word) for word in words if word.lower() == word.upper()) > 2


def _outside(elements: set[HtmlElement], words: Sequence[PictureWords]) -> list[PictureWords]:
    """The words of pictures without those in some elements."""
    return [PictureWords() if elements.intersection(found.holders) else found for found in words]


def _held(words: Sequence[PictureWords], blocks: Sequence[Block]) -> set[int]:
    """The blocks in elements that hold nothing but words of pictures."""
    holders = {holder for found in words for holder in found.holders}
    if not holders:
        return set()
    within = any(holder.tag not in BLOCKS for holder in holders)
    return {
        number
        for number, block in enumerate(blocks)
        if any(element in holders for element in around(block.element, 8))
        or (within and all(_is_in(node, holders) for node in block.nodes))
    }


def _is_in(node: TextNode, holders: Collection[HtmlElement]) -> bool:
    """Whether a run of text is in one of some elements, or is none."""
    return node.text.isspace() or any(element in holders for element in around(node.holder, 4))


def paragraphs_before(blocks: Sequence[Block], kept: Sequence[int], captions: Collection[int]) -> list[int]:
    """For each kept block, the number of paragraphs that begin up to it.

    Args:
        blocks: of the page.
        kept: numbers of the blocks of the article.
        captions: numbers of those that are words of pictures.
    """
    counts, count = list[int](), 0
    before: tuple[str, HtmlElement | None] = ("", None)
    for number in kept:
        if number not in captions:
            name, group = role_of(blocks[number])
            joined = name == "blockquote" or (name in {"li", "table"} and group is not None)
            count += not (joined and (name, group) == before)
            before = (name, group)
        counts.append(count)
    return counts
