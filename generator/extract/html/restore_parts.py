"""Stages that keep or leave out as a whole what has no meaning in part: tables, notes."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice

from lxml.html import HtmlElement

from generator.extract.html.blocks import Block
from generator.extract.html.elements import around
from generator.extract.html.marks import BROKEN, EMBED, MARK, REFERENCE, REFERENCE_AGAIN, TABLE, number_of
from generator.extract.html.notes import note_blocks
from generator.extract.html.page import HtmlPage, Reasons, is_prose

TABLE_RULE = "table"
"""The rule for blocks of a table that was left out."""
_LEAST = 0.5  # share of a table's text that must be kept for all of it to be
_NEAR = 5  # enclosing elements in which an embed and a paragraph of the article meet
_AFTER = 3  # blocks between the last paragraph and an embed that still belongs to the article
_LINKED = 0.6  # share of linked characters from which a table is a menu


def in_broken_table(block: Block) -> bool:
    """Whether a block is in a table that cannot be read."""
    return any(table.get(MARK) == BROKEN for table in block.element.iterancestors("table"))


def whole_tables(page: HtmlPage, reasons: Reasons) -> Reasons:
    """Keep or remove tables of data as a whole; a table that cannot be read is removed."""
    tables: dict[HtmlElement, list[int]] = defaultdict(list)
    for number, block in enumerate(page.blocks):
        table = next(
            (outer for outer in block.element.iterancestors("table") if outer.get(MARK) in {TABLE, BROKEN}),
            None,
        )
        if table is not None:
            tables[table].append(number)
    if not tables:
        return reasons
    whole = list(reasons)
    prose = [number for number, reason in enumerate(reasons) if not reason and is_prose(page.blocks[number])]
    span = range(prose[0], prose[-1]) if prose else range(0)
    for table, numbers in tables.items():
        size = sum(len(page.blocks[number].text) for number in numbers)
        kept = sum(len(page.blocks[number].text) for number in numbers if not reasons[number])
        linked = sum(page.blocks[number].linked * len(page.blocks[number].text) for number in numbers)
        inside = numbers[0] in span and linked < _LINKED * size and _is_in_text(table, page, prose)
        keep = table.get(MARK) == TABLE and (kept > _LEAST * size or inside)
        for number in numbers:
            whole[number] = "" if keep else reasons[number] or TABLE_RULE
        for number in _captions(table, page) if keep else ():
            whole[number] = ""
    return tuple(whole)


def _captions(element: HtmlElement, page: HtmlPage) -> list[int]:
    """The caption of the figure that a table or an embed is in."""
    figure = next(element.iterancestors("figure"), None)
    captions = set() if figure is None else set(figure.iter("figcaption"))
    return (
        [number for number, block in enumerate(page.blocks) if block.element in captions] if captions else []
    )


def _is_in_text(table: HtmlElement, page: HtmlPage, prose: list[int]) -> bool:
    """Whether a table is in an element that also contains running text of the article."""
    outer = around(table)[1:3]
    return any(page.blocks[number].element.getparent() in outer for number in prose)


def restore_embeds(page: HtmlPage, reasons: Reasons) -> Reasons:
    """Keep the embeds among the paragraphs of the article, each as a whole."""
    embeds: dict[int, list[int]] = defaultdict(list)
    for index, block in enumerate(page.blocks):
        elements = around(block.element)
        number = next(
            (embed for outer in elements if outer.get(MARK) and (embed := number_of(outer, EMBED))), 0
        )
        if number:
            embeds[number].append(index)
    if not embeds:
        return reasons
    inside = {index for numbers in embeds.values() for index in numbers}
    prose = [
        index
        for index, reason in enumerate(reasons)
        if not reason and index not in inside and is_prose(page.blocks[index])
    ]
    if not prose:
        return reasons
    parents = {parent for index in prose for parent in islice(page.blocks[index].element.iterancestors(), 1)}
    restored = list(reasons)
    for numbers in embeds.values():
        near = list(islice(page.blocks[numbers[0]].element.iterancestors(), _NEAR))
        if numbers[0] <= prose[-1] + _AFTER and any(element in parents for element in near):
            for index in (*numbers, *_captions(page.blocks[numbers[0]].element, page)):
                restored[index] = ""
    return tuple(restored)


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
