"""Tables with a header: CSV, TSV, Excel and OpenDocument; those of known programs, and any other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from generator.imports.column_dates import day_of, orders_of
from generator.imports.item import Item, Opened
from generator.imports.record_items import Place, item_of
from generator.imports.rows import DELIMITED, WORKBOOKS, Row, delimited, rows_of
from generator.imports.shapes import Shape, name_of, plain_shape, shape_of
from generator.imports.source import Options, Source
from generator.inputs.foreign import folded, meaning_of
from generator.model.errors import ClipfileError

# Rows above a header: the name of the table, an empty line.
_ABOVE = 15
# Rows that show the order of numbers in days.
_LOOK_AHEAD = 500
# Names that are known, from which a row is a header; no name is as long as a text.
_LEAST, _LONGEST_NAME = 2, 150


class _Header(NamedTuple):
    """The names of columns, what they mean, and in which of them days come before months or after them."""

    names: Sequence[str]
    shape: Shape
    orders: Mapping[int, bool] = {}


def known(source: Source) -> Shape | None:
    """The known program whose columns a table has in its first rows, None for any other table or file."""
    if not recognises(source):
        return None
    if source.suffix not in WORKBOOKS:
        return _shape_of_text(source.start)
    try:
        shapes = (shape_of(filter(None, row.cells)) for row in islice(rows_of(source.path), _ABOVE))
        return next(filter(None, shapes), None)
    except ClipfileError:
        return None


def recognises(source: Source) -> bool:
    """Whether this is a table, by its name; a text of another name must begin like a known export."""
    if not source.path.is_file():
        return False
    if source.suffix in (*DELIMITED, *WORKBOOKS):
        return not source.head.startswith(b"PK") or source.suffix in WORKBOOKS
    return source.suffix in (".txt", "") and _shape_of_text(source.start) is not None


def _shape_of_text(start: str) -> Shape | None:
    line = start[:4000].partition("\n")[0]
    first = next(delimited(line), None) if any(mark in line for mark in ",;\t") else None
    return shape_of(filter(None, first.cells)) if first else None


def read(source: Source, options: Options) -> Opened:
    """Open a table. Its header may be below some other rows; each sheet of a workbook has its own.

    Raises:
        ClipfileError: it cannot be read, or no column of it is known.
    """
    rows = rows_of(source.path)
    first = list(islice(rows, _LOOK_AHEAD))
    if not first:
        raise ClipfileError(f"{source.path}: the table is empty.")
    return Opened(0, _items(source, first, rows, options))


def _items(source: Source, first: Sequence[Row], rest: Iterator[Row], options: Options) -> Iterator[Item]:
    sheet: str | None = None
    header: _Header | None = None
    waiting: list[Row] = []
    read_any = False
    same: Counter[str] = Counter()
    for row in _chain(first, rest):
        if row.fault:
            yield Item(_place(row), fault=row.fault, done=row.number)
            continue
        if row.sheet != sheet:
            yield from _left(sheet, header, waiting)
            sheet, header, waiting = row.sheet, None, []
        if header is None:
            header = header_of(row.cells, options)
            if header:
                ahead = (other.cells for other in first if other.sheet == sheet)
                header = header._replace(orders=orders_of(header.names, ahead))
            else:
                waiting.append(row)
                if len(waiting) == _ABOVE and not sheet:
                    raise ClipfileError(_unknown(source.path, waiting[0].cells))
            continue
        if [*row.cells] == [*header.names]:
            continue
        read_any = True
        yield _identified(_item(row, header, options, source.path.parent), same)
    if header is None and not read_any:
        raise ClipfileError(_unknown(source.path, waiting[0].cells if waiting else ()))
    yield from _left(sheet, header, waiting)


def _chain(first: Sequence[Row], rest: Iterator[Row]) -> Iterator[Row]:
    yield from first
    yield from rest


def _left(sheet: str | None, header: _Header | None, waiting: Sequence[Row]) -> Iterator[Item]:
    """A sheet without a header, as an item of the report."""
    if sheet and header is None and waiting:
        yield Item(f"sheet {sheet}", kind="sheet", skipped="sheet without known columns")


def _place(row: Row) -> str:
    return f"{row.sheet}, row {row.number}" if row.sheet else f"row {row.number}"


def header_of(cells: Sequence[str], options: Options) -> _Header | None:
    """The header that a row is, None if it is none: at least two of its cells name a known column."""
    names = [cell.strip() for cell in cells]
    shape = shape_of(filter(None, names))
    if shape:
        return _Header(names, shape)
    chosen = {folded(name) for name in options.columns}
    meanings = plain_shape().meanings
    known = {name for name in names if name and (name_of(name) in meanings or meaning_of(name))}
    known |= {name for name in names if folded(name) in chosen}
    if (
        len(known) >= min(_LEAST, len([name for name in names if name]))
        and known
        and max(map(len, names)) < _LONGEST_NAME
    ):
        return _Header(names, plain_shape())
    return None


def _item(row: Row, header: _Header, options: Options, base: Path) -> Item:
    record: dict[str, object] = {}
    for number, cell in enumerate(row.cells):
        name = header.names[number] if number < len(header.names) else ""
        name = name or f"column {number + 1}"
        if not cell:
            continue
        if number in header.orders:
            cell = day_of(cell, day_first=header.orders[number])  # noqa: PLW2901 - the same cell, understood
        before = record.get(name)
        record[name] = f"{before}; {cell}" if before else cell
    return item_of(record, header.shape, options, Place(_place(row), row.number, base))


def _identified(item: Item, same: Counter[str]) -> Item:
    """The item; without a key or an address, its title and day identify it, to notice a changed text.

    Args:
        item: of a row.
        same: how many rows before have the same title and day.
    """
    title, day, origin = (item.fields.get(name) for name in ("title", "date", "source"))
    has_address = isinstance(origin, Mapping) and "url" in origin
    if item.identifier or item.document is None or has_address or not title or not day:
        return item
    key = f"{title}; {day}"
    same[key] += 1
    return replace(item, identifier=key if same[key] == 1 else f"{key} ({same[key]})")


def _unknown(path: Path, cells: Sequence[str]) -> str:
    shown = ", ".join(cell for cell in cells[:12] if cell)[:200] or "none"
    return (
        f"{path}: no column of this table is known: {shown}. Name the columns in its first row (title, date, "
        "url, text ...), or say what they mean in a file: --map FILE, with a line 'COLUMN: field' for each."
    )
