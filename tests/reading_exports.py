"""Reads an export as ``clipfile import`` does, without an archive."""

from __future__ import annotations

import datetime as dt
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
