"""Tables and JSON lists of programs that are known: the table ``data/exports.yml``."""

from __future__ import annotations

from functools import cache, lru_cache

from generator.imports.item import Opened
from generator.imports.readers import json_lists, tables
from generator.imports.shapes import shapes
from generator.imports.source import Options, Source


@cache
def names() -> tuple[str, ...]:
    """The names of the exports, as reports show them."""
    return tuple(dict.fromkeys(shape.format for shape in shapes()))


@lru_cache(maxsize=4)
def name_of(source: Source) -> str:
    """The name of the export that a file is, "" if it is none of these."""
    shape = tables.known(source) or json_lists.known(source)
    return shape.format if shape else ""


def read(source: Source, options: Options) -> Opened:
    """Open an export."""
    return tables.read(source, options) if tables.known(source) else json_lists.read(source, options)
