"""Small tables that people may edit. They are read row by row, so that a damaged row costs only itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence


def csv_rows(text: str, header: Sequence[str]) -> Iterator[tuple[int, list[str], str]]:
    """Line, cells, and why they cannot be read ("" if they can) of each row but the header and empty ones."""
    reader = csv.reader(io.StringIO(text))
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield reader.line_num, [], f"cannot be read as CSV: {error}"
            continue
        if row and row != list(header):
            yield reader.line_num, row, ""


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    """The text of a table; lines end with a line feed on every system."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
