"""Days of a table in numbers (``3/4/2024``): other rows of the column show which number is the month."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence

from generator.imports.shapes import name_of, rank_of

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T].{0,30})?\Z")
_MONTHS = 12
# Names under which English tables have days; in other languages the day always comes first.
_ENGLISH = re.compile(r"(?:publication|pub|article|issue)?(?:date|issued|published)(?!de)[a-z]*")


def orders_of(names: Sequence[str], rows: Iterable[Sequence[str]]) -> Mapping[int, bool]:
    """Number of a column → whether its days come before their months; columns of which it is known.

    Args:
        names: of the columns.
        rows: some of the rows.
    """
    found: dict[int, set[bool]] = {}
    for row in rows:
        for number, cell in enumerate(row):
            match = _DAY.match(cell) if cell[:1].isdecimal() else None
            if match:
                shown = found.setdefault(number, set())
                shown |= {True} if int(match[1]) > _MONTHS else {False} if int(match[2]) > _MONTHS else set()
    orders = {number: shown.pop() for number, shown in found.items() if len(shown) == 1}
    for number, shown in found.items():
        if number < len(names) and not shown and number not in orders and _is_foreign(name_of(names[number])):
            orders[number] = True
    return orders


def _is_foreign(name: str) -> bool:
    return name in rank_of("date") and not _ENGLISH.fullmatch(name)


def day_of(cell: str, *, day_first: bool) -> str:
    """A cell as YYYY-MM-DD if it is a day in numbers, otherwise as it is."""
    match = _DAY.match(cell)
    if match is None:
        return cell
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    day, month = (first, second) if day_first else (second, first)
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return cell
