"""Stages that bring text back that trafilatura leaves out: more of the same columns, and the opening."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import islice

from lxml.html import HtmlElement

from generator.extract.html.blocks import Block
from generator.extract.html.page import Page, Reasons, bare, is_headline, is_prose
from generator.extract.plain.phrases import meets
from generator.text.tables import load_table

_NEAR = 3  # how many elements around a block say what kind of place it stands in
_COLUMN = 0.5  # share of the kept text from which a kind of place is the article's column
_SENTENCE = re.compile(r"[.!?…。！？:»”\"'“)]$")
_BEGINNING = 60  # characters in which a summary and the opening that it was made from agree
_SHORTEST = 30
_CAPTION = 40  # characters from which a caption says more than what is to be seen, sentences aside
_LINKED = 0.4  # share of links from which a text points elsewhere


def restore_columns(page: Page, reasons: Reasons) -> Reasons:
    """Bring back text that stands in the same kind of place as most of what is kept.

    Some pages cut one article into several containers, of which trafilatura takes the first.
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
    """Names and classes of a block and of what it stands in: paragraphs of one article have the same."""
    around = [block.element, *islice(block.element.iterancestors(), _NEAR)]
    return tuple(f"{element.tag}.{element.get('class') or ''}" for element in around)


def restore_opening(page: Page, reasons: Reasons) -> Reasons:
    """Bring back the standfirst or first paragraph, which stands between the headline and the rest."""
    first = next((at for at, reason in enumerate(reasons) if not reason and is_prose(page.blocks[at])), 0)
    title = next((at for at in reversed(range(first)) if is_headline(page, page.blocks[at])), first)
    opening = {at for at in range(title + 1, first) if _opens(page, page.blocks[at])}
    return tuple("" if at in opening else reason for at, reason in enumerate(reasons))


def restore_captions(page: Page, reasons: Reasons) -> Reasons:
    """Bring back the captions of figures that stand among the paragraphs of the article."""
    kept = [at for at, reason in enumerate(reasons) if not reason and is_prose(page.blocks[at])]
    inside = {element for at in kept for element in islice(page.blocks[at].element.iterancestors(), _NEAR)}
    span = range(kept[0], kept[-1]) if kept else range(0)
    captions = {at for at in span if reasons[at] and _captions(page.blocks[at], inside)}
    return tuple("" if at in captions else reason for at, reason in enumerate(reasons))


def _captions(block: Block, inside: set[HtmlElement]) -> bool:
    """Whether a block is the caption of a figure in one of these elements."""
    figure = next(block.element.iterancestors("figure"), None)
    says = len(block.text) > _CAPTION or _SENTENCE.search(block.text) is not None
    if figure is None or block.linked > _LINKED or not says:
        return False
    named = block.tag == "figcaption" or next(block.element.iterancestors("figcaption"), None) is not None
    credit = any(met.phrase.id == "photo-credit" for met in meets(block.text))
    return named and not credit and any(element in inside for element in islice(figure.iterancestors(), 2))


def _opens(page: Page, block: Block) -> bool:
    words = bare(block.text)
    summary = len(words) > _SHORTEST and any(
        words in one or words[:_BEGINNING] == one[:_BEGINNING] for one in page.summaries
    )
    sentence = is_prose(block) and _SENTENCE.search(block.text) is not None
    return (summary or sentence) and block.linked < _LINKED and _in_the_open(block)


def _in_the_open(block: Block) -> bool:
    """Whether nothing around a block says that it is page furniture or a caption."""
    elements, words = _furniture()
    around = [block.element, *block.element.iterancestors()]
    if any(element.tag in elements for element in around):
        return False
    names: Sequence[str] = [
        f"{element.get('class') or ''} {element.get('id') or ''}" for element in around[:_NEAR]
    ]
    return not any(words.search(name) for name in names)


@cache
def _furniture() -> tuple[frozenset[str], re.Pattern[str]]:
    places = load_table("html_places")
    return frozenset(places["elements"]), re.compile("|".join(places["words"]), re.IGNORECASE)
