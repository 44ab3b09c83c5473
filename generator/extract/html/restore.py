"""Stages that restore text which trafilatura leaves out: more of the same column, the opening."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from generator.extract.html.blocks import Block
from generator.extract.html.elements import around, class_and_id
from generator.extract.html.page import HtmlPage, Reasons, bare, is_headline, is_prose
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


def _in_furniture(block: Block) -> bool:
    """Whether the elements around a block mark it as page furniture or a caption."""
    elements, words = _furniture()
    outer = around(block.element)
    if any(element.tag in elements for element in outer):
        return True
    return any(words.search(class_and_id(element)) for element in outer[:_NEAR])


@cache
def _furniture() -> tuple[frozenset[str], re.Pattern[str]]:
    places = load_table("html_places")
    return frozenset(places["elements"]), re.compile("|".join(places["words"]), re.IGNORECASE)
