"""Tables in pasted text: rows whose cells are separated by tabs, as spreadsheets copy them, or by bars."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.extract.plain.drawn import drawn_tables
from generator.model.documents import Paragraph
from generator.text.markup import escape

_RULE = re.compile(r"\A(?:\|?\s*+:?-{2,}+:?\s*+(?:\|\s*+:?-{2,}+:?\s*+)++\|?|\|\s*+:?-{2,}+:?\s*+\|)")
_LONGEST_CELL, _MOST_COLUMNS = 120, 40


class Table(NamedTuple):
    """A table: its first and last line, from 1, and its cells."""

    first: int
    last: int
    rows: Sequence[Sequence[str]]

    def paragraph(self) -> Paragraph:
        """The table as text and as Markdown, with an empty cell where a row has none."""
        width = max(map(len, self.rows))
        rows = [[*row, *[""] * (width - len(row))] for row in self.rows]
        markup = [
            f"| {' | '.join(escape(cell).replace('|', chr(92) + '|') for cell in row)} |" for row in rows
        ]
        markup.insert(1, "|" + " --- |" * width)
        text = "\n".join(" | ".join(row).strip() for row in rows)
        return Paragraph(text, "\n".join(markup), self.first)


def find_tables(text: str) -> Mapping[int, Table]:
    """The tables of a text: each of their lines, from 1, with its table."""
    lines = text.splitlines()
    drawn = [Table(*table) for table in drawn_tables(text, lines)]
    if not drawn and "\t" not in text and "|" not in text:
        return {}
    tables = [*_tabbed(lines), *_barred(lines), *drawn]
    return {line: table for table in tables for line in range(table.first, table.last + 1)}


def _tabbed(lines: Sequence[str]) -> Iterator[Table]:
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and "\t" in lines[end].strip("\r\n ") and lines[end].strip():
            end += 1
        rows = [[cell.strip() for cell in line.rstrip("\r\n").split("\t")] for line in lines[start:end]]
        if _is_table(rows):
            yield Table(start + 1, end, rows)
        start = max(end, start + 1)


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows are of equal width and state something: a menu that was copied has no numbers."""
    widths = {len(row) for row in rows}
    if len(rows) < 2 or len(widths) > 1 or not 2 <= max(widths) <= _MOST_COLUMNS:
        return False
    if any(len(cell) > _LONGEST_CELL for row in rows for cell in row) or not all(any(row) for row in rows):
        return False
    # An indent is no column.
    columns = [any(row[number] for row in rows) for number in range(max(widths))]
    return all(columns) and any(char.isdigit() for row in rows[1:] for cell in row[1:] for char in cell)


def _barred(lines: Sequence[str]) -> Iterator[Table]:
    for number, line in enumerate(lines):
        if not number or "|" not in line or not _RULE.fullmatch(line.strip()) or "|" not in lines[number - 1]:
            continue
        end = number + 1
        while end < len(lines) and "|" in lines[end] and lines[end].strip():
            end += 1
        rows = [_cells(row) for row in (lines[number - 1], *lines[number + 1 : end])]
        if len(rows) > 1 and max(map(len, rows)) <= _MOST_COLUMNS:
            yield Table(number, end, rows)


def _cells(line: str) -> list[str]:
    bare = line.strip()
    bare = bare.removeprefix("|")
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", bare.removesuffix("|"))]
