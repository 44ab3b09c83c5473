"""Tables as grids: which cell covers which place, so that no value moves to another column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from generator.extract.html.marks import BROKEN, MARK, TABLE

_WIDE, _WIDEST = 300, 1500  # most characters of a cell of a data table, without and with header cells
_MOST_ROWS, _MOST_PLACES, _MOST_SPANNED = 2000, 20_000, 100
_DISPLAY = re.compile(r"display:\s?table(?:-(row|cell)\b|(?![\w-]))")
_SECTIONS = {"thead": 0, "tbody": 1, "tfoot": 2}
_HEADINGS = ("h1", "h2", "h3", "article", "main", "form")


class UnreadableTableError(Exception):
    """The cells of a table overlap, or it is too large."""


@dataclass(frozen=True, slots=True)
class GridPlace:
    """One place of a grid: the cell that covers it, and whether its text belongs here too.

    A cell that spans several rows or columns applies to each of them. One that spans the whole width is a
    heading, and its text is in the first place alone.
    """

    cell: HtmlElement
    shown: bool


Grid = list[list[GridPlace | None]]


def write_tables(root: HtmlElement) -> None:
    """Make tables of elements that are tables only by their roles or styles."""
    for element in root.xpath("//*[contains(@style, 'table')]"):
        shown = _DISPLAY.search(element.get("style") or "")
        if shown and element.get("role") is None:
            element.set("role", shown[1] or "table")
    for table in root.xpath("//*[@role='table' or @role='grid']"):
        rows = table.xpath(".//*[@role='row']") if table.tag != "table" else ()
        cells = [
            row.xpath("./*[@role='cell' or @role='gridcell' or @role='columnheader' or @role='rowheader']")
            for row in rows
        ]
        if not cells or not all(cells):
            continue
        for row, places in zip(rows, cells, strict=True):
            row.tag = "tr"
            for place in places:
                place.tag = "th" if (place.get("role") or "").endswith("header") else "td"
                for name in ("colspan", "rowspan"):
                    if span := place.get(f"aria-{name}"):
                        place.set(name, span)
            row[:] = places
        table.tag = "table"
        table[:] = rows


def mark_tables(root: HtmlElement) -> None:
    """Mark each table of data, with another mark if it cannot be read. Tables for layout have none."""
    for table in root.iter("table"):
        if not _holds_data(table):
            continue
        try:
            rows = grid_of(table)
        except UnreadableTableError:
            table.set(MARK, BROKEN)
            continue
        if len(rows) > 1 and len(rows[0]) > 1:
            table.set(MARK, TABLE)


def _holds_data(table: HtmlElement) -> bool:
    """Whether a table holds data rather than arranging a page."""
    if (
        table.get("role") in {"presentation", "none"}
        or next(table.iterdescendants("table"), None) is not None
    ):
        return False
    if next(table.iter(*_HEADINGS), None) is not None:
        return False
    headed = next(table.iter("th"), None) is not None
    most = _WIDEST if headed else _WIDE
    return all(len(cell.text_content()) <= most for cell in table.iter("td", "th"))


def grid_of(table: HtmlElement) -> Grid:
    """The rows of a table, all of the same length, without rows and columns that are empty.

    Raises:
        UnreadableTableError: cells overlap, or there are too many.
    """
    rows: Grid = []
    for section in _sections(table):
        rows += _section(section)
    if len(rows) > _MOST_ROWS or sum(map(len, rows)) > _MOST_PLACES:
        raise UnreadableTableError
    width = max(map(len, rows), default=0)
    for row in rows:
        row.extend([None] * (width - len(row)))
        first = row[0] if row else None
        if width > 1 and first is not None and all(place and place.cell is first.cell for place in row):
            row[1:] = [GridPlace(first.cell, shown=False)] * (width - 1)
    rows = [row for row in rows if any(map(_filled, row))]
    columns = [number for number in range(width) if any(_filled(row[number]) for row in rows)]
    return [[row[number] for number in columns] for row in rows]


def has_header(table: HtmlElement, rows: Grid) -> bool:
    """Whether the first row of a table is its header."""
    first = [place.cell for place in rows[0] if place is not None]
    if any(cell.tag == "th" for cell in first) and not (len(first) > 1 and _only_first_is_header(first)):
        return True
    return next(table.iter("th"), None) is None or next(first[0].iterancestors("thead"), None) is not None


def _only_first_is_header(cells: Sequence[HtmlElement]) -> bool:
    return cells[0].tag == "th" and all(cell.tag == "td" for cell in cells[1:])


def _filled(place: GridPlace | None) -> bool:
    return place is not None and place.shown and bool(place.cell.text_content().strip())


def _sections(table: HtmlElement) -> Iterator[list[HtmlElement]]:
    """The rows of each section, in the order in which browsers show them."""
    sections: list[tuple[int, list[HtmlElement]]] = []
    loose: list[HtmlElement] = []
    for child in table:
        if child.tag in _SECTIONS:
            sections.append((_SECTIONS[child.tag], [row for row in child if row.tag == "tr"]))
        elif child.tag == "tr":
            if not loose:
                sections.append((1, loose))
            loose.append(child)
    yield from (rows for _, rows in sorted(sections, key=lambda section: section[0]))


def _section(rows: Sequence[HtmlElement]) -> Grid:
    """The grid of one section, beyond which no cell extends."""
    grid: Grid = [[] for _ in rows]
    covered = 0
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            if cell.tag not in {"td", "th"}:
                continue
            while column < len(grid[number]) and grid[number][column] is not None:
                column += 1
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan") or len(rows)
            last = min(number + high, len(rows))
            covered += (last - number) * (wide or 1)
            if covered > _MOST_PLACES:
                raise UnreadableTableError
            for below in range(number, last):
                _cover(grid[below], column, wide or 1, GridPlace(cell, shown=True))
            column += wide or 1
    return grid


def _cover(row: list[GridPlace | None], start: int, width: int, place: GridPlace) -> None:
    row += [None] * (start + width - len(row))
    if any(row[column] is not None for column in range(start, start + width)):
        raise UnreadableTableError
    row[start : start + width] = [place] * width


def _span(cell: HtmlElement, name: str) -> int:
    """The number of columns or rows that a cell covers; 0 means all rows of the section."""
    value = (cell.get(name) or "1").strip()
    if not value.isdecimal() or len(value) > 4:
        return 1
    if int(value) > _MOST_SPANNED:
        if name == "colspan":
            raise UnreadableTableError
        return 0
    return int(value)
