"""Stages that remove what is next to the article or follows its end: captions, boxes, lone headings."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import takewhile

from lxml.html import HtmlElement

from generator.extract.html.blocks import HEADINGS, Block
from generator.extract.html.elements import around, class_and_id
from generator.extract.html.page import HtmlPage, Reasons, is_prose
from generator.text.tables import load_table

_NEAR = 3  # enclosing elements whose class says what a block is
_LONE = 2  # most headings after the end of an article
_CAPTION = 400  # most characters of a caption; longer texts under pictures are the article


def drop_captions(page: HtmlPage, reasons: Reasons) -> Reasons:
    """Remove the captions of pictures, unless they are most of the text: they belong to the pictures.

    Captions of tables and embeds are restored with these.
    """
    kept = [number for number, reason in enumerate(reasons) if not reason]
    captions = {number for number in kept if _is_caption(page.blocks[number])}
    sizes = [(number in captions, len(page.blocks[number].text)) for number in kept]
    if sum(size for caption, size in sizes if caption) > sum(size for caption, size in sizes if not caption):
        return reasons
    return tuple("caption" if number in captions else reason for number, reason in enumerate(reasons))


def _is_caption(block: Block) -> bool:
    if len(block.text) > _CAPTION:
        return False
    elements = around(block.element, _NEAR)
    if any(element.tag == "figcaption" for element in elements):
        return True
    return any(_pattern("captions").search(class_and_id(element)) for element in elements[:2])


def drop_boxes(page: HtmlPage, reasons: Reasons) -> Reasons:
    """Remove boxes of other content after the element with most of the text."""
    prose = [number for number, reason in enumerate(reasons) if not reason and is_prose(page.blocks[number])]
    sizes = Counter[HtmlElement | None]()
    for number in prose:
        sizes[page.blocks[number].element.getparent()] += len(page.blocks[number].text)
    if not sizes:
        return reasons
    main = max(sizes, key=lambda element: sizes[element])
    last = max(number for number in prose if page.blocks[number].element.getparent() is main)
    outer = set() if main is None else set(around(main))
    return tuple(
        reason or "box" * (number > last and is_in_box(page.blocks[number], outer))
        for number, reason in enumerate(reasons)
    )


def is_in_box(block: Block, outer: set[HtmlElement]) -> bool:
    """Whether an element near a block, but not in ``outer``, is a box."""
    elements = around(block.element, _NEAR)
    return any(
        _pattern("boxes").search(class_and_id(element)) for element in elements if element not in outer
    )


def drop_last_headings(page: HtmlPage, reasons: Reasons) -> Reasons:
    """Remove one or two headings after which nothing of the article follows; more may be the article."""
    kept = [number for number, reason in enumerate(reasons) if not reason]
    headings = list(takewhile(lambda number: page.blocks[number].tag in HEADINGS, reversed(kept)))
    if len(headings) > _LONE or len(headings) == len(kept):
        return reasons
    return tuple("lone-heading" if number in headings else reason for number, reason in enumerate(reasons))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(load_table("html_boxes")[kind]), re.IGNORECASE)
