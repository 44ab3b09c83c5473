"""Prepares the tree of a page, so that its blocks keep the meaning of its elements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lxml.html import HtmlElement

from generator.extract.html.blocks import Block
from generator.extract.html.elements import around
from generator.extract.html.embeds import mark_embeds
from generator.extract.html.grid import mark_tables, write_tables
from generator.extract.html.marks import EMBED, clear_marks, number_of
from generator.extract.html.notes import link_notes
from generator.extract.html.rewrite import rewrite
from generator.model.documents import Embed, Removed


class Preparation(NamedTuple):
    """Ledger lines for what is left out, and the embeds of the page, of which the tree has the numbers."""

    removed: list[Removed]
    embeds: list[Embed]


def prepare(root: HtmlElement, language: str, addresses: Sequence[str]) -> Preparation:
    """Rewrite notes, embeds, tables and inline elements in the tree of a page.

    Args:
        root: root element; it is changed.
        language: the page's language, "" if unknown.
        addresses: the page's own addresses; the first one resolves relative links.
    """
    clear_marks(root)
    for credit in root.xpath("//blockquote//footer"):
        credit.tag = "p"  # who said it, not the foot of the page
    write_tables(root)
    link_notes(root, addresses)
    struck = rewrite(root, language)
    embeds, replaced = mark_embeds(root, addresses[0] if addresses else "", language)
    mark_tables(root)
    return Preparation(struck + replaced, embeds)


def shown_embeds(embeds: Sequence[Embed], kept: Sequence[Block]) -> tuple[Embed, ...]:
    """The embeds in the blocks of the article."""
    if not embeds:
        return ()
    numbers = dict.fromkeys(
        number for block in kept for element in around(block.element) if (number := number_of(element, EMBED))
    )
    return tuple(embeds[number - 1] for number in numbers)
