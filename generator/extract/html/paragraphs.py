"""Turns blocks of a page into paragraphs, each as plain text and as safe Markdown."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import groupby
from typing import NamedTuple

from lxml.html import HtmlElement

from generator.extract.html.blocks import HEADINGS, Block
from generator.extract.html.elements import around
from generator.extract.html.grid import GridPlace, grid_of, has_header
from generator.extract.html.listing import listing
from generator.extract.html.marks import MARK, REFERENCE, REFERENCE_AGAIN, TABLE, number_of
from generator.extract.html.notes import note_blocks
from generator.extract.html.spans import inline, note
from generator.model.documents import Paragraph
from generator.text.markup import escape, heading

# The nearest of these elements around a block determines its role.
_ROLES = frozenset({"li", "dd", "dt", "blockquote", "figcaption", "caption", "pre", "td", "th", *HEADINGS})
_TICKS = re.compile(r"`+")
# Between two lists, which Markdown would take for one.
_SEPARATOR = "<!-- -->\n\n"


class Role(NamedTuple):
    """What a block is (``name``), and the element that it shares with the blocks it is joined with."""

    name: str
    group: HtmlElement | None


def role_of(block: Block) -> Role:
    """The role of a block: the name of the nearest element in ``_ROLES`` around it, else "p".

    Everything in a table of data is part of the table.
    """
    element = _nearest(block, _ROLES)
    if element is None:
        return Role("p", None)
    name = str(element.tag)
    if name != "caption":
        table = next((outer for outer in element.iterancestors("table") if outer.get(MARK) == TABLE), None)
        if table is not None:
            return Role("table", table)
    if name in {"li", "dd", "dt"}:
        return Role("li", _outermost(element, "ul", "ol", "dl", "menu", "dir"))
    return Role("p", None) if name in {"td", "th"} else Role(name, element)


def _nearest(block: Block, tags: Collection[str]) -> HtmlElement | None:
    """The block's element or its nearest ancestor with one of these tags."""
    elements = around(block.element)
    return next((element for element in elements if element.tag in tags), None)


def _outermost(element: HtmlElement, *tags: str) -> HtmlElement:
    """The outermost list around an item, within the same cell, quotation or box of the page."""
    outermost = element
    for outer in element.iterancestors():
        if outer.tag in tags:
            outermost = outer
        elif outer.tag in {"td", "th", "blockquote", "article", "section", "main", "aside"}:
            break
    return outermost


class _Writer:
    """Writes blocks as Markdown; the first block of each note is the target of its reference."""

    def __init__(self, blocks: Sequence[Block], base: str) -> None:
        self._base = base
        self._notes = _linked_notes(blocks)
        self._last: dict[int, int] = {}
        self._first: dict[int, int] = {}
        for block, number in zip(blocks, self._notes, strict=True):
            if number:
                self._first.setdefault(number, id(block))
                self._last[number] = id(block)
        self._numbers = {
            id(block): number for block, number in zip(blocks, self._notes, strict=True) if number
        }

    def inline(self, block: Block) -> str:
        """The text of a block as Markdown."""
        markup = inline(block, self._base)
        number = self._numbers.get(id(block))
        if not number:
            return markup
        return note(
            markup, number, first=self._first[number] == id(block), last=self._last[number] == id(block)
        )


def _linked_notes(blocks: Sequence[Block]) -> list[int]:
    """For each block the number of its note, if the article also refers to it; else 0.

    References to notes that the article lacks lose their mark.
    """
    notes = list(note_blocks([block.element for block in blocks]))
    present, referred = set(notes), set[int]()
    for block in blocks:
        for node in block.nodes:
            holder = node.holder
            if not holder.get(MARK):
                continue
            number = number_of(holder, REFERENCE) or number_of(holder, REFERENCE_AGAIN)
            if number in present:
                referred.add(number)
            elif number:
                del holder.attrib[MARK]
    return [number if number in referred else 0 for number in notes]


def paragraphs_of(blocks: Sequence[Block], base: str) -> list[Paragraph]:
    """The paragraphs of blocks; the items of a list and the cells of a table are joined.

    Args:
        blocks: blocks of the article, in reading order.
        base: resolves relative addresses of links; with "" such links become plain text.
    """
    writer = _Writer(blocks, base)
    roles = [(role_of(block), block) for block in blocks]
    paragraphs: list[Paragraph] = []
    listed = False
    for (name, group), pairs in groupby(roles, key=lambda pair: pair[0]):
        members = [block for _, block in pairs]
        if name == "li" and group is not None:
            made = listing(group, members, writer.inline)
            paragraphs.append(Paragraph(made.text, _SEPARATOR + made.markup, made.line) if listed else made)
        elif name == "table" and group is not None:
            paragraphs.append(_table(group, members, writer))
        elif name == "blockquote":
            paragraphs.append(_quotation(members, writer))
        else:
            paragraphs += [_single(block, name, writer) for block in members]
        listed = name == "li"
    return paragraphs


def _single(block: Block, name: str, writer: _Writer) -> Paragraph:
    if name in HEADINGS:
        level = max(2, HEADINGS[name])
        flat = " ".join(block.text.split())
        return Paragraph(flat, heading(level, flat), block.line)
    if name == "pre":
        return Paragraph(block.text, _fenced(block.text), block.line)
    if name in {"figcaption", "caption"}:
        flat = " ".join(block.text.split())
        return Paragraph(flat, f"*{escape(flat)}*", block.line)
    return Paragraph(block.text, writer.inline(block), block.line)


def _fenced(text: str) -> str:
    """Preformatted text in a fence; indented text after a list would become part of the list."""
    fence = "`" * max([3, *(len(run) + 1 for run in _TICKS.findall(text))])
    return f"{fence}\n{text}\n{fence}"


def _quotation(members: Sequence[Block], writer: _Writer) -> Paragraph:
    lines = "\n\n".join(writer.inline(block) for block in members).split("\n")
    text = "\n".join(block.text for block in members)
    return Paragraph(
        text,
        "\n".join(f"> {line}".rstrip() if not line.strip() else f"> {line}" for line in lines),
        members[0].line,
    )


def _table(table: HtmlElement, members: Sequence[Block], writer: _Writer) -> Paragraph:
    """A table of data; a value that applies to several places is written in each."""
    cells = groupby(members, key=lambda block: _nearest(block, {"td", "th"}))
    written: dict[HtmlElement, tuple[str, str]] = {}
    for cell, part in cells:
        if cell is not None:
            blocks = list(part)
            text = " ".join(block.text.replace("\n", " ") for block in blocks)
            written[cell] = (text, _cell(blocks, writer))
    grid = grid_of(table)
    rows = [[_at(place, written) for place in row] for row in grid]
    markup = [f"| {' | '.join(markup for _, markup in row)} |" for row in rows]
    width = len(rows[0])
    if not has_header(table, grid):
        markup.insert(0, "|" + "  |" * width)
    markup.insert(1, "|" + " --- |" * width)
    lines = (" | ".join(text for text, _ in row).replace("  ", " ").strip() for row in rows)
    return Paragraph("\n".join(lines), "\n".join(markup), members[0].line)


def _at(place: GridPlace | None, written: dict[HtmlElement, tuple[str, str]]) -> tuple[str, str]:
    return written.get(place.cell, ("", "")) if place is not None and place.shown else ("", "")


def _cell(blocks: Sequence[Block], writer: _Writer) -> str:
    """The blocks of a cell in one line, lists among them as lists."""
    parts: list[str] = []
    before = ""
    for holder, group in groupby(blocks, key=lambda block: _nearest(block, {"li", "td", "th"})):
        parent = holder.getparent() if holder is not None and holder.tag == "li" else None
        words = "<br>".join(_line(writer.inline(block)) for block in group)
        if parent is not None:
            kind = "ol" if parent.tag == "ol" else "ul"
            if before == kind:
                parts[-1] = f"{parts[-1].removesuffix(f'</{kind}>')}<li>{words}</li></{kind}>"
            else:
                parts.append(f"<{kind}><li>{words}</li></{kind}>")
            before = kind
        else:
            parts.append(f"{'<br>' if before == 'text' else ''}{words}")
            before = "text"
    return "".join(parts)


def _line(markup: str) -> str:
    return markup.replace("  \n", "<br>").replace("\n", " ").replace("|", "&#124;")
