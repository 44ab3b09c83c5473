"""Stages that restore text which trafilatura leaves out: more of the same column, the opening."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache

from lxml.html import HtmlElement

from generator.extract.html.blocks import Block
from generator.extract.html.elements import around, class_and_id
from generator.extract.html.page import NOT_ARTICLE, HtmlPage, Reasons, bare, is_headline, is_prose
from generator.text.tables import load_table

_NEAR = 3  # enclosing elements that describe where a block is
_COLUMN = 0.5  # share of the body's text from which a column is the article's
_SENTENCE = re.compile(r"[.!?…。！？:»”\"'“)]$")
_BEGINNING = 60  # characters in which a summary and the opening it was taken from must agree
_SHORTEST = 30  # least characters of an opening that agrees with the summary
_LINKED = 0.4  # share of linked characters from which a block points elsewhere


def restore_columns(page: HtmlPage, reasons: Reasons) -> Reasons:
    """Restore text in the same column as most of the body.

    Some pages split an article into several containers, of which trafilatura takes only the first.
    """
    columns = [_column(block) for block in page.blocks]
    sizes = Counter[tuple[str, ...]]()
    for block, column, reason in zip(page.blocks, columns, reasons, strict=True):
        if not reason and is_prose(block):
            sizes[column] += len(block.text)
    least = sizes.total() * _COLUMN
    main = {column for column, size in sizes.items() if size > least}
    rows = zip(page.blocks, columns, reasons, strict=True)
    return tuple(
        "" if column in main and block.linked < _LINKED else reason for block, column, reason in rows
    )


def _column(block: Block) -> tuple[str, ...]:
    """Tags and classes of a block and its ancestors, which are the same for all paragraphs of an article."""
    elements = around(block.element, _NEAR)
    return tuple(f"{element.tag}.{element.get('class') or ''}" for element in elements)


def restore_opening(page: HtmlPage, reasons: Reasons) -> Reasons:
    """Restore the standfirst or first paragraph between the headline and the body."""
    first = next(
        (number for number, reason in enumerate(reasons) if not reason and is_prose(page.blocks[number])), 0
    )
    title = next(
        (number for number in reversed(range(first)) if is_headline(page, page.blocks[number])), first
    )
    opening = {number for number in range(title + 1, first) if _opens(page, page.blocks[number])}
    return tuple("" if number in opening else reason for number, reason in enumerate(reasons))


def _opens(page: HtmlPage, block: Block) -> bool:
    """Whether a block can open the article: a sentence or the words of a summary, and not page furniture."""
    words = bare(block.text)
    in_summary = len(words) > _SHORTEST and any(
        words in summary or words[:_BEGINNING] == summary[:_BEGINNING] for summary in page.summaries
    )
    sentence = is_prose(block) and _SENTENCE.search(block.text) is not None
    return (in_summary or sentence) and block.linked < _LINKED and not _in_furniture(block)


def restore_lists(page: HtmlPage, reasons: Reasons) -> Reasons:
    """Restore lists between two paragraphs of the article, which trafilatura leaves out if they are short."""
    lists: dict[HtmlElement, list[int]] = defaultdict(list)
    for number, (block, reason) in enumerate(zip(page.blocks, reasons, strict=True)):
        if reason == NOT_ARTICLE and (outer := _list_around(block)) is not None:
            lists[outer].append(number)
    if not lists:
        return reasons
    prose: dict[HtmlElement, list[int]] = defaultdict(list)
    for number, reason in enumerate(reasons):
        parent = page.blocks[number].element.getparent()
        if not reason and parent is not None and is_prose(page.blocks[number]):
            prose[parent].append(number)
    restored = list(reasons)
    for outer, numbers in lists.items():
        beside = prose.get(outer.getparent(), [])
        blocks = [page.blocks[number] for number in numbers]
        size = sum(len(block.text) for block in blocks)
        if (
            beside
            and beside[0] < numbers[0]
            and numbers[-1] < beside[-1]
            and sum(block.linked * len(block.text) for block in blocks) < _LINKED * size
            and not _is_furniture(outer)
        ):
            for number in numbers:
                restored[number] = ""
    return tuple(restored)


def _list_around(block: Block) -> HtmlElement | None:
    lists = [element for element in around(block.element) if element.tag in {"ul", "ol"}]
    return lists[-1] if lists else None


def _in_furniture(block: Block) -> bool:
    """Whether the elements around a block mark it as page furniture or a caption."""
    outer = around(block.element)
    return any(element.tag in _furniture()[0] for element in outer) or _is_furniture(block.element)


def _is_furniture(element: HtmlElement) -> bool:
    """Whether the names of an element and those around it are those of page furniture."""
    words = _furniture()[1]
    return any(words.search(class_and_id(outer)) for outer in around(element, _NEAR - 1))


@cache
def _furniture() -> tuple[frozenset[str], re.Pattern[str]]:
    places = load_table("html_places")
    return frozenset(places["elements"]), re.compile("|".join(places["words"]), re.IGNORECASE)
