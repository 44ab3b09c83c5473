"""Prepares the tree of a page, so that its blocks keep the meaning of its elements."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from generator.extract.html.grid import mark_tables
from generator.extract.html.marks import clear_marks
from generator.extract.html.notes import link_notes
from generator.extract.html.rewrite import rewrite
from generator.model.documents import Removed


def prepare(root: HtmlElement, language: str, addresses: Sequence[str]) -> list[Removed]:
    """Rewrite notes, tables and inline elements in the tree of a page.

    Args:
        root: root element; it is changed.
        language: the page's language, "" if unknown.
        addresses: the page's own addresses.

    Returns:
        Ledger lines for what is left out.
    """
    clear_marks(root)
    link_notes(root, addresses)
    removed = rewrite(root, language)
    mark_tables(root)
    return removed
