"""Stages that keep or leave out as a whole what has no meaning in part: tables, notes."""

from __future__ import annotations

from collections import defaultdict

from lxml.html import HtmlElement

from generator.extract.html.blocks import Block
from generator.extract.html.marks import BROKEN, MARK, REFERENCE, REFERENCE_AGAIN, TABLE, number_of
from generator.extract.html.notes import note_blocks
from generator.extract.html.page import HtmlPage, Reasons, is_prose

TABLE_RULE = "table"
"""The rule for blocks of a table that was left out."""
_LEAST = 0.5  # share of a table's text that must be kept for all of it to be
_LINKED = 0.6  # share of linked characters from which a table is a menu


def in_broken_table(block: Block) -> bool:
    """Whether a block is in a table that cannot be read."""
    return any(table.get(MARK) == BROKEN for table in block.element.iterancestors("table"))


def whole_tables(page: HtmlPage, reasons: Reasons) -> Reasons:
    """Keep or remove tables of data as a whole; a table that cannot be read is removed."""
    tables: dict[HtmlElement, list[int]] = defaultdict(list)
    for number, block in enumerate(page.blocks):
        table = next(
            (one for one in block.element.iterancestors("table") if one.get(MARK) in {TABLE, BROKEN}), None
        )
        if table is not None:
            tables[table].append(number)
    if not tables:
        return reasons
    found = list(reasons)
    prose = [number for number, reason in enumerate(reasons) if not reason and is_prose(page.blocks[number])]
    span = range(prose[0], prose[-1]) if prose else range(0)
    for table, numbers in tables.items():
        size = sum(len(page.blocks[number].text) for number in numbers)
        kept = sum(len(page.blocks[number].text) for number in numbers if not reasons[number])
        linked = sum(page.blocks[number].linked * len(page.blocks[number].text) for number in numbers)
        inside = numbers[0] in span and linked < _LINKED * size and _is_beside(table, page, prose)
        keep = table.get(MARK) == TABLE and (kept > _LEAST * size or inside)
        for number in numbers:
            if keep:
                found[number] = ""
            else:
                found[number] = reasons[number] or TABLE_RULE
    return tuple(found)


def _is_beside(table: HtmlElement, page: HtmlPage, prose: list[int]) -> bool:
    """Whether a table is in an element that also contains running text of the article."""
    around = set(list(table.iterancestors())[:2])
    return any(parent in around for number in prose for parent in _parents(page.blocks[number]))


def _parents(block: Block) -> list[HtmlElement]:
    return [parent for parent in [block.element.getparent()] if parent is not None]


def restore_notes(page: HtmlPage, reasons: Reasons) -> Reasons:
    """Restore the notes to which the article refers."""
    referred = {
        number
        for block, reason in zip(page.blocks, reasons, strict=True)
        if not reason
        for node in block.nodes
        if node.holder.get(MARK)
        if (number := number_of(node.holder, REFERENCE) or number_of(node.holder, REFERENCE_AGAIN))
    }
    if not referred:
        return reasons
    notes = note_blocks([block.element for block in page.blocks])
    return tuple("" if number in referred else reason for number, reason in zip(notes, reasons, strict=True))
