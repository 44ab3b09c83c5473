"""``seeds/reading-list.csv``: addresses without a text, which ``clipfile import --fetch`` still has to fetch.

A row is deleted once the archive has its page. Of a row that cannot be fetched, the last column says why.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from generator.inputs.csv_rows import csv_rows, csv_text
from generator.inputs.seeds import READING_LIST
from generator.model.errors import ClipfileError
from generator.system.files import rewrite

SEPARATOR = "; "


class Address(NamedTuple):
    """An address to fetch, and what the export states about it.

    Attributes:
        url: of the page.
        title: its headline, "" if unknown.
        tags: the person's tags, separated by semicolons.
        note: the person's highlights and notes.
        added: the day on which the person kept it, YYYY-MM-DD.
        file: the export, its ``format``, and the ``identifier`` in it.
        into: subfolder of the seeds for it.
        declared: other fields that the export states, as JSON.
        fault: why the last attempt failed.
    """

    url: str
    title: str = ""
    tags: str = ""
    note: str = ""
    added: str = ""
    file: str = ""
    format: str = ""
    identifier: str = ""
    into: str = ""
    declared: str = ""
    fault: str = ""

    @property
    def fields(self) -> dict[str, object]:
        """The other fields; none if a person has damaged them."""
        try:
            fields = json.loads(self.declared or "{}")
        except (ValueError, RecursionError):
            return {}
        return fields if isinstance(fields, dict) else {}


HEADER = Address._fields


def read_list(seeds: Path) -> list[Address]:
    """The addresses that are still to be fetched, each once.

    Raises:
        ClipfileError: the list cannot be read.
    """
    path = seeds / READING_LIST
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return []
    except UnicodeDecodeError:
        raise ClipfileError(f"{path}: is not UTF-8. Save it as UTF-8, then run again.") from None
    rows: dict[str, Address] = {}
    for line, cells, fault in csv_rows(text, HEADER):
        if fault or not cells[0].strip() or len(cells) > len(HEADER):
            why = fault or f"must have the columns {', '.join(HEADER)}"
            raise ClipfileError(f"{path}:{line}: {why}. Correct or delete this line, then run again.")
        rows.setdefault(cells[0].strip(), Address(*cells))
    return list(rows.values())


def write_list(seeds: Path, addresses: Iterable[Address]) -> None:
    """Replace the list; without addresses, it is deleted.

    Raises:
        ClipfileError: it cannot be written.
    """
    path, rows = seeds / READING_LIST, list(addresses)
    try:
        if rows:
            rewrite(path, csv_text([HEADER, *rows]).encode())
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise ClipfileError(f"{path}: cannot be written: {error.strerror or error}") from error
