"""Names of months and weekdays in fourteen languages, from Babel's locale data and ``data/dates.yml``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from babel import Locale

from generator.text.folding import fold_calendar
from generator.text.tables import load_table

Part = Literal["months", "days"]
Widths = tuple[Literal["wide", "abbreviated"], ...]


@dataclass(frozen=True, slots=True)
class Names:
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
def names(language: str) -> Names:
    """The names that a text in ``language`` (BCP 47, "" when unknown) may use.

    Full names of all languages count, unless two languages mean different things by them; abbreviations
    count in their own language only ("set" is September in Italian and a verb in English).
    """
    base = language.partition("-")[0]
    own = rules()["languages"].get(base, []) if base in rules()["capitalised"] else []
    capitalised = frozenset(name for name, _ in _from_babel("months", own, ("abbreviated", "wide")))
    return Names(_table("months", "months", base), _table("days", "weekdays", base), capitalised)


def written_weekdays(language: str) -> frozenset[str]:
    """Full names of the weekdays as texts in ``language`` (a base tag) write them, in lower case."""
    names = (
        name.lower()
        for code in rules()["languages"].get(language, ())
        for context in ("format", "stand-alone")
        for name in Locale.parse(code).days[context]["wide"].values()
    )
    return frozenset(names)


def _table(part: Part, extra: str, base: str) -> dict[str, int]:
    languages: Mapping[str, list[str]] = rules()["languages"]
    table = _unambiguous(
        pair for locales in languages.values() for pair in _from_babel(part, locales, ("wide",))
    )
    table |= dict(_from_babel(part, languages.get(base, []), ("abbreviated", "wide")))
    table |= {fold_calendar(name): number for name, number in rules()[extra].get(base, {}).items()}
    return table


def _unambiguous(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    meanings: dict[str, set[int]] = {}
    for name, number in pairs:
        meanings.setdefault(name, set()).add(number)
    return {name: min(numbers) for name, numbers in meanings.items() if len(numbers) == 1}


def _from_babel(part: Part, locales: Iterable[str], widths: Widths) -> Iterator[tuple[str, int]]:
    for code in locales:
        data = getattr(Locale.parse(code), part)
        for context in ("format", "stand-alone"):
            for width in widths:
                yield from (
                    (fold_calendar(name), number)
                    for number, name in data[context][width].items()
                    if not name[0].isdigit()
                )
