"""Which sources are gone: ``seeds/links.csv``, which ``clipfile links`` writes and a person may edit."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.inputs.checks import address, date
from generator.inputs.csv_rows import csv_rows, csv_text
from generator.inputs.limits import unfit
from generator.model.problem import Problem

# No document may have this name.
LINKS = "links.csv"
COLUMNS = ("url", "gone")
MAX_BYTES = 20_000_000


def read_links(seeds: Path) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """Address → the day (YYYY-MM-DD) since which it is known to be gone; and what is wrong with the list.

    Args:
        seeds: the folder of clippings; without a list, nothing is gone.
    """
    file = seeds / LINKS
    if not os.path.lexists(file):
        return {}, ()
    fault = unfit(seeds.resolve(), file)
    if fault:
        return {}, (Problem(LINKS, 0, *fault, "warning"),)
    if file.stat().st_size > MAX_BYTES:
        message = f"is larger than {MAX_BYTES // 1_000_000} MB; remove it and run clipfile links"
        return {}, (Problem(LINKS, 0, "links-size", message, "warning"),)
    text = file.read_text(encoding="utf-8-sig", errors="replace")
    rows = [(line, row, error or _fault(row)) for line, row, error in csv_rows(text, COLUMNS)]
    problems = tuple(Problem(LINKS, line, "links-row", fault, "warning") for line, _, fault in rows if fault)
    return {row[0]: row[1] for _, row, fault in rows if not fault}, problems


def links_text(gone: Mapping[str, str]) -> str:
    """The text of the list, by address. No cell is a formula: each begins with http or a year."""
    return csv_text([COLUMNS, *sorted(gone.items())])


def _fault(row: Iterable[str]) -> str:
    cells = list(row)
    if len(cells) != len(COLUMNS):
        return f"must hold {' and '.join(COLUMNS)}: {cells!r}"
    return address(cells[0]).fault or (date(cells[1]).fault if cells[1] else "gone must be YYYY-MM-DD: ''")
