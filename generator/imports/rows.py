"""Rows of tables: CSV and its relatives, Excel (.xlsx) and OpenDocument (.ods) workbooks, read one by one."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from generator.imports.libraries import library
from generator.imports.texts import read_text
from generator.model.errors import ClipfileError

csv.field_size_limit(50_000_000)

DELIMITED = (".csv", ".tsv", ".tab")
WORKBOOKS = (".xlsx", ".xlsm", ".ods")
_DELIMITERS = (",", ";", "\t", "|")
_LARGEST = 400_000_000  # bytes of a workbook when unpacked
_MOST_COLUMNS, _MOST_REPEATED = 2_000, 1_000
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_QUOTED = re.compile(r'"[^"]*+"')


class Row(NamedTuple):
    """A row: the sheet it is in ("" without sheets), its number from 1, its cells, and its fault."""

    sheet: str
    number: int
    cells: Sequence[str]
    fault: str = ""


def rows_of(path: Path) -> Iterator[Row]:
    """The rows of a table that are not empty.

    Raises:
        ClipfileError: it cannot be read at all, or a library is missing.
    """
    suffix = path.suffix.lower()
    if suffix in WORKBOOKS:
        _check_size(path)
        return _opendocument(path) if suffix == ".ods" else _excel(path)
    return delimited(read_text(path))


def delimited(text: str) -> Iterator[Row]:
    """The rows of a text with separated cells."""
    lines = text.split("\n", 1)
    stated = re.fullmatch(r"sep=(.)", lines[0].strip())
    if stated and len(lines) > 1:
        text = lines[1]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=stated[1] if stated else delimiter_of(text))
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            yield Row("", number, (), f"cannot be read as CSV: {error}")
            continue
        if any(cell.strip() for cell in cells):
            yield Row("", number, [cell.strip() for cell in cells])
    # A cell that is never closed swallows the rest.
    if text.count('"') % 2:
        yield Row(
            "",
            number,
            (),
            "a quotation mark is not closed, so the file is cut off or damaged. Export it again",
        )


def delimiter_of(text: str) -> str:
    """What separates the cells of a table: the character that its first lines have equally often."""
    sample = _QUOTED.sub("", text[:20_000])
    lines = [line for line in sample.split("\n") if line.strip()][:20]
    if not lines:
        return ","

    def rank(delimiter: str) -> tuple[bool, int, int]:
        counts = [line.count(delimiter) for line in lines]
        same = Counter(counts).most_common(1)[0]
        return counts[0] > 0, same[1] if same[0] else 0, counts[0]

    return max(_DELIMITERS, key=rank)


def _check_size(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(member.file_size for member in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise ClipfileError(f"{path}: the workbook is damaged ({error}). Save it again, or as CSV.") from None
    if size > _LARGEST:
        raise ClipfileError(f"{path}: the workbook has more than {_LARGEST // 1_000_000} MB. Save it as CSV.")


def _excel(path: Path) -> Iterator[Row]:
    openpyxl = library("openpyxl", f"{path}: reading Excel", "Or save it as CSV.")
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # noqa: BLE001 - for a damaged file the library may raise anything
        raise ClipfileError(
            f"{path}: the workbook is damaged ({type(error).__name__}). Save it again, or as CSV."
        ) from None
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                yield from _excel_rows(sheet)
    finally:
        book.close()


def _excel_rows(sheet: object) -> Iterator[Row]:
    rows = iter(sheet.iter_rows(values_only=True))  # type: ignore[attr-defined]
    title, number = str(sheet.title), 0  # type: ignore[attr-defined]
    while True:
        number += 1
        try:
            values = next(rows)
        except StopIteration:
            return
        except Exception as error:  # noqa: BLE001 - as above
            yield Row(
                title,
                number,
                (),
                f"the sheet cannot be read any further ({type(error).__name__}). Save it as CSV",
            )
            return
        cells = [_cell(value) for value in values[:_MOST_COLUMNS]]
        if any(cells):
            yield Row(title, number, cells)


def _cell(value: object) -> str:
    """A cell as text: days as days, whole numbers without a fraction."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("_x000D_", "").replace("\r\n", "\n").strip()


def _opendocument(path: Path) -> Iterator[Row]:
    try:
        with zipfile.ZipFile(path) as packed, packed.open("content.xml") as content:
            yield from _sheets(
                etree.iterparse(content, ("start", "end"), resolve_entities=False, no_network=True)
            )
    except (zipfile.BadZipFile, KeyError, OSError, etree.XMLSyntaxError) as error:
        yield Row("", 0, (), f"the workbook is damaged ({error}). Save it again, or as CSV")


def _sheets(events: etree.iterparse[tuple[str, etree._Element]]) -> Iterator[Row]:
    title, number = "", 0
    for event, element in events:
        if event == "start":
            if element.tag == f"{_TABLE}table":
                title, number = element.get(f"{_TABLE}name", ""), 0
        elif element.tag == f"{_TABLE}table-row":
            cells = _ods_cells(element)
            if any(cells):
                for _ in range(_repeated(element, "rows")):
                    number += 1
                    yield Row(title, number, cells)
            else:
                number += 1
            element.clear()


def _repeated(element: etree._Element, what: str) -> int:
    count = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return min(int(count), _MOST_REPEATED) if count.isdecimal() and len(count) < 9 else 1


def _ods_cells(row: etree._Element) -> list[str]:
    cells: list[str] = []
    for cell in row:
        if cell.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell") and len(cells) < _MOST_COLUMNS:
            cells += [_ods_cell(cell)] * _repeated(cell, "columns")
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _ods_cell(cell: etree._Element) -> str:
    day = cell.get(f"{_OFFICE}date-value")
    if day:
        return day.removesuffix("T00:00:00")
    return "\n".join("".join(_ods_text(paragraph)) for paragraph in cell.findall(f"{_TEXT}p")).strip()


def _ods_text(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag in (f"{_TEXT}s", f"{_TEXT}tab"):
            yield " "
        elif child.tag != f"{_OFFICE}annotation":
            yield from _ods_text(child)
        yield child.tail or ""
