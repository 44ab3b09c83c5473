"""Reads an export as ``clipfile import`` does, without an archive."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.imports.item import Item
from generator.imports.run import format_of
from generator.imports.source import Options, Source

DAY = dt.date(2024, 9, 1)


def items_of(path: Path, **options: object) -> list[Item]:
    """The items of an export in the format that is recognised."""
    source = Source(path)
    known = format_of(source)
    assert known, f"no format is recognised in {path.name}"
    return list(known.read(source, Options(DAY, **options)).items)  # type: ignore[arg-type]


def written(path: Path, content: str | bytes) -> list[Item]:
    """The items of a file with this content."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return items_of(path)


def as_csv(header: str, rows: Sequence[Sequence[object]]) -> str:
    """Rows below a header whose names are separated by commas."""
    out = io.StringIO()
    csv.writer(out).writerows([header.split(","), *rows])
    return out.getvalue()


def address(item: Item) -> object:
    """The address that an item declares."""
    source = item.fields.get("source")
    return source.get("url") if isinstance(source, Mapping) else None
