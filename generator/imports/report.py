"""What an import does, counted: the table that a dry run prints, and a list of all items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rich.table import Table
from rich.text import Text

from generator.imports.item import HIGHLIGHTS, NO_TEXT
from generator.imports.seeds import (
    ADDRESS,
    CHANGED,
    EXISTING,
    IMPORTED,
    REFUSED,
    SKIPPED,
    WITHHELD,
    Taken,
)
from generator.inputs.csv_rows import csv_text

HEADER = ("item", "kind", "outcome", "why", "title", "date", "language", "seed", "files", "warnings")
LISTED = 12  # entries of a line of the table, and items that are named for one reason


@dataclass
class Report:
    """What became of the items of an import, counted.

    Attributes:
        listed: all items; empty unless they are ``wanted``, as there may be a million.
        wanted: whether a list of all items is wanted.
    """

    wanted: bool = False
    listed: list[Taken] = field(default_factory=list)
    _formats: Counter[str] = field(default_factory=Counter)
    _outcomes: Counter[str] = field(default_factory=Counter)
    _kinds: Counter[str] = field(default_factory=Counter)
    _languages: Counter[str] = field(default_factory=Counter)
    _reasons: dict[str, Counter[str]] = field(default_factory=dict)
    _targets: dict[str, dict[str, None]] = field(default_factory=dict)
    _dates: list[str] = field(default_factory=list)
    _undated: int = 0
    _files: int = 0
    _said: Counter[str] = field(default_factory=Counter)

    def add(self, taken: Taken, format_name: str) -> list[str]:
        """Count an item; returns the sentences about it that need a person's attention."""
        if self.wanted:
            self.listed.append(taken._replace(targets={}))
        self._formats[format_name] += 1
        self._outcomes[taken.outcome] += 1
        if taken.outcome == IMPORTED:
            self._kinds[taken.kind] += 1
            self._languages[taken.language or "unknown"] += 1
            self._files += taken.files
            self._undated += not taken.date
            if taken.date:
                self._dates = (
                    [min(self._dates[0], taken.date), max(self._dates[1], taken.date)]
                    if self._dates
                    else [taken.date] * 2
                )
        elif taken.why and taken.outcome != REFUSED:
            self._reasons.setdefault(taken.outcome, Counter())[taken.why] += 1
        for name, target in taken.targets.items():
            self._targets.setdefault(target, {})[name] = None
        found = list(_sentences(taken))
        self._said.update(key for key, _ in found)
        return [sentence for key, sentence in found if self._said[key] <= LISTED]

    def more(self) -> Iterator[str]:
        """How many sentences there are of which only the first were returned."""
        for key, number in self._said.items():
            if number > LISTED:
                yield f"{key}: {number - LISTED:,} more. To list them all, add: --report FILE.csv"

    def number(self, *outcomes: str) -> int:
        """How many items had one of these outcomes."""
        return sum(self._outcomes[outcome] for outcome in outcomes)

    def imported(self, kind: str) -> int:
        """How many items of a kind were imported."""
        return self._kinds[kind]

    def rows(self) -> Iterator[tuple[str, str]]:
        """The lines of the table: what is counted, and how many of what."""
        yield "Format", _counts(self._formats)
        yield "Articles", _counts(self._kinds) or "none"
        if self.number(IMPORTED):
            days = " to ".join(dict.fromkeys(self._dates))
            undated = f"{self._undated:,} without a date" if self._undated else ""
            yield "Dates", ", ".join(filter(None, (days, undated)))
            yield "Languages", _counts(self._languages)
        if self._files:
            yield "Files with them", f"{self._files:,}"
        if self.number(ADDRESS):
            yield "Addresses without a text", f"{self.number(ADDRESS):,}"
        for label, outcome in (("Not public", WITHHELD), ("Skipped", SKIPPED)):
            if outcome in self._reasons:
                yield label, _counts(self._reasons[outcome])
        there, changed = self.number(EXISTING, CHANGED), self.number(CHANGED)
        if there:
            yield "Already in the archive", f"{there:,}{f' ({changed:,} changed)' if changed else ''}"
        if self.number(REFUSED):
            yield "Refused", f"{self.number(REFUSED):,}"
        for target, names in sorted(self._targets.items()):
            foreign = [name for name in names if name != target]
            if foreign:
                yield f"Field {target}", f"from {_listed(foreign)}"


def _counts(counts: Counter[str]) -> str:
    parts = [f"{number:,} {name}" for name, number in counts.most_common()]
    return _listed(parts)


def _listed(parts: Sequence[str]) -> str:
    more = len(parts) - LISTED
    return ", ".join(parts[:LISTED]) + (f" and {more} more" if more > 0 else "")


def table(report: Report) -> Table:
    """The table as it is printed."""
    made = Table(box=None, show_header=False, pad_edge=False)
    made.add_column(no_wrap=True)
    made.add_column(overflow="fold")
    for label, value in report.rows():
        made.add_row(Text(label), Text(value))
    return made


def _sentences(taken: Taken) -> Iterator[tuple[str, str]]:
    name = taken.title or taken.name
    if taken.outcome == REFUSED:
        yield taken.why[:40], f"{taken.name}: {taken.why}"
    elif taken.outcome == WITHHELD:
        yield (
            f"not public ({taken.why})",
            f"{name}: is not published: {taken.why}. To import it as a draft, add: --drafts",
        )
    elif taken.outcome == SKIPPED and taken.why == NO_TEXT:
        yield NO_TEXT, f"{name}: has no text"
    elif taken.outcome == SKIPPED and taken.why == HIGHLIGHTS:
        what = "has only highlights. Add the article, then write them into the note of its sidecar"
        yield HIGHLIGHTS, f"{name}: {what}"
    elif taken.outcome == CHANGED:
        yield (
            "already in the archive, but changed",
            f"{taken.name}: already in the archive as {taken.seed}, {taken.why}",
        )
    for warning in taken.warnings:
        yield "values that cannot be understood", f"{name}: {warning}. The value is in the note"


def as_csv(report: Report) -> str:
    """All items, then the lines of the table, as CSV."""
    items = (map(_harmless, _cells(taken)) for taken in report.listed)
    table_lines = (("", "", label, _harmless(value)) for label, value in report.rows())
    return csv_text([HEADER, *items, *table_lines])


def _cells(taken: Taken) -> tuple[str, ...]:
    """An item in the columns of ``HEADER``."""
    facts = (taken.name, taken.kind, taken.outcome, taken.why, taken.title, taken.date, taken.language)
    return (*facts, taken.seed, str(taken.files or ""), "; ".join(taken.warnings))


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" and cell[:1] else cell
