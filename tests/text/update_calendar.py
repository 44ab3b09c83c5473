"""Rewrite ``generator/data/calendar.json``, the names of months and weekdays, from Babel's locale data.

python tests/text/update_calendar.py

Each language has its months and weekdays as lists of spellings, wide and abbreviated, of all its regions and
scripts, and the order of day and month in its numeric dates, with that of each region that differs.
"""

from __future__ import annotations

import json
import multiprocessing
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from babel import Locale, localedata

TABLE = Path(__file__).resolve().parents[2] / "generator" / "data" / "calendar.json"
PARTS: tuple[tuple[str, Literal["months", "days"], Literal["wide", "abbreviated"]], ...] = (
    ("months", "months", "wide"),
    ("short_months", "months", "abbreviated"),
    ("days", "days", "wide"),
    ("short_days", "days", "abbreviated"),
)
SKIPPED = re.compile(r"\Aroot\Z|_(?:Dsrt|Shaw|Mong)")  # no locale, and scripts that no newspaper uses
# Catalan, Occitan and others write the preposition into the name; the reader of dates expects it separately.
PREPOSITION = re.compile(r"\A(?:de |d['’])")


def names_of(code: str) -> dict[str, list[list[str]]]:
    """The spellings of each month and weekday in one locale, by part; names with digits are left out."""
    locale = Locale.parse(code)
    found = {}
    for part, attribute, width in PARTS:
        data = getattr(locale, attribute)
        tables = [data[context][width] for context in ("format", "stand-alone")]
        found[part] = [
            sorted({PREPOSITION.sub("", table[number]) for table in tables if number in table})
            for number in sorted(tables[0])
        ]
    return {
        part: [[name for name in names if is_name(name)] for names in rows] for part, rows in found.items()
    }


def is_name(name: str) -> bool:
    """Whether a name is written in letters, and is not the placeholder of a language without data."""
    return not any(char.isdigit() for char in name) and not re.fullmatch(r"M\d\d|Mon|", name)


def order_of(code: str) -> str:
    """The order of year, month and day in the short numeric dates of a locale: dmy, mdy or ymd."""
    pattern = str(Locale.parse(code).date_formats["short"].pattern)
    letters = re.sub(r"'[^']*'", "", pattern).lower()
    places = sorted((letters.index(letter), letter) for letter in "ymd" if letter in letters)
    return "".join(letter for _, letter in places)


def read(code: str) -> tuple[str, dict[str, list[list[str]]], str]:
    """What the table needs of one locale."""
    return code, names_of(code), order_of(code)


def calendar() -> dict[str, dict[str, object]]:
    """The table. Each locale is read in a process of its own, because Babel lets one leak into the next."""
    codes = [code for code in sorted(localedata.locale_identifiers()) if not SKIPPED.search(code)]
    table: dict[str, dict[str, object]] = {}
    with multiprocessing.Pool(2, maxtasksperchild=1) as pool:
        for code, names, order in pool.imap(read, codes, chunksize=1):
            base = code.partition("_")[0]
            entry = table.setdefault(base, {"order": order, "orders": {}})
            region = re.search(r"_([A-Z]{2})\Z", code)
            if region and order != entry["order"]:
                entry["orders"][region[1]] = order  # type: ignore[index]
            for part, rows in names.items():
                known = entry.setdefault(part, [[] for _ in rows])
                for spellings, more in zip(known, rows, strict=True):  # type: ignore[call-overload]
                    spellings += [name for name in more if name not in spellings]
    return {base: entry for base, entry in table.items() if any(map(bool, entry["days"]))}  # type: ignore[call-overload]


def lines(table: dict[str, dict[str, object]]) -> Iterator[str]:
    """The table as JSON, one language per line."""
    for base, entry in sorted(table.items()):
        compact = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        yield f'"{base}":{compact}'


def main() -> None:
    """Write the table."""
    TABLE.write_text("{\n" + ",\n".join(lines(calendar())) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
