"""Names of months and weekdays in every language of Babel's locale data, and the order of numeric dates."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator import PACKAGE
from generator.text.folding import fold_calendar
from generator.text.tables import load_table

# Languages that write both day and month first, by region. Without a region the order is unknown.
_BY_REGION = frozenset({"en"})


@dataclass(frozen=True, slots=True)
class CalendarNames:
    """Folded names of months (1 to 12) and weekdays (Monday = 0), as one language's text may use them.

    ``capitalised`` are those of its own that count only with a capital: "may" is a verb.
    """

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    capitalised: frozenset[str] = frozenset()


def rules() -> Mapping[str, Any]:
    """The table ``data/dates.yml``."""
    table: Mapping[str, Any] = load_table("dates")
    return table


@cache
def _calendar() -> Mapping[str, Mapping[str, Any]]:
    """The table ``data/calendar.json``, which ``tests/text/update_calendar.py`` makes from Babel's data."""
    text = (PACKAGE / "data" / "calendar.json").read_text(encoding="utf-8")
    table: Mapping[str, Mapping[str, Any]] = json.loads(text)
    return table


def base_of(language: str) -> str:
    """The language of a BCP 47 tag, as the tables name it: "pt" for pt-BR."""
    base = language.replace("_", "-").partition("-")[0].lower()
    alias: str = rules()["aliases"].get(base, base)
    return alias


def region_of(language: str) -> str:
    """The region of a BCP 47 tag, in capitals: "BR" for pt-BR; "" if it has none."""
    parts = language.replace("_", "-").split("-")[1:]
    return next((part.upper() for part in parts if len(part) == 2 and part.isalpha()), "")


@cache
def numeric_order(language: str) -> str:
    """The order of a numeric date in a language and region: dmy, mdy or ymd; "" if both numbers may be first.

    Args:
        language: BCP 47 tag, "" when unknown.
    """
    base, region = base_of(language), region_of(language)
    entry = _calendar().get(base)
    if entry is None or (base in _BY_REGION and not region):
        return ""
    order: str = entry["orders"].get(region, entry["order"])
    return order


def names(language: str) -> CalendarNames:
    """The names that a text in ``language`` (BCP 47, "" when unknown) may use.

    Full names of the common languages count, unless two languages mean different things by them;
    abbreviations count in their own language only ("set" is September in Italian and a verb in English).
    """
    return _names(base_of(language))


@cache
def _names(base: str) -> CalendarNames:
    own = (*_of("months", base), *_of("short_months", base)) if base in rules()["capitalised"] else ()
    return CalendarNames(
        _table("months", "short_months", "months", base),
        _table("days", "short_days", "weekdays", base),
        frozenset(name for name, _ in own),
    )


def written_weekdays(language: str) -> frozenset[str]:
    """Full names of the weekdays as texts in ``language`` (a base tag) write them, in lower case."""
    return frozenset(name.lower() for name, _ in _rows("days", language))


def month_names(language: str) -> Mapping[str, int]:
    """Each spelling of a month in ``language`` (a base tag), as written, with its number."""
    return dict((*_rows("short_months", language, first=1), *_rows("months", language, first=1)))


def _table(wide: str, short: str, extra: str, base: str) -> dict[str, int]:
    table = dict(_common(wide, extra))
    table |= _unambiguous((*_of(short, base), *_of(wide, base)))
    return table | _extra(extra, base)


def _extra(part: str, base: str) -> dict[str, int]:
    return {fold_calendar(name): number for name, number in rules()[part].get(base, {}).items()}


@cache
def _common(wide: str, extra: str) -> Mapping[str, int]:
    """Full names that mean the same in all common languages that have them."""
    codes: Sequence[str] = rules()["languages"]
    # Some short inflected names are given names too: "Marta", "Maja".
    inflected = (pair for code in codes for pair in _extra(extra, code).items() if len(pair[0]) > 5)
    full = (pair for code in codes for pair in _of(wide, code))
    return _unambiguous((*full, *inflected))


def _unambiguous(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    meanings: dict[str, set[int]] = {}
    for name, number in pairs:
        meanings.setdefault(name, set()).add(number)
    return {name: min(numbers) for name, numbers in meanings.items() if len(numbers) == 1}


def _of(part: str, base: str) -> list[tuple[str, int]]:
    """The folded names of months (from 1) or weekdays (from 0) of one language."""
    first = 1 if part.endswith("months") else 0
    return [(fold_calendar(name), number) for name, number in _rows(part, base, first)]


def _rows(part: str, base: str, first: int = 0) -> Iterator[tuple[str, int]]:
    rows = _calendar().get(base, {}).get(part, ())
    return ((name, number) for number, spellings in enumerate(rows, first) for name in spellings)
