"""The table of phrases (``generator/data/phrases*.yml``), and which of its rows a line meets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import ahocorasick
import yaml

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML without libyaml
    from yaml import SafeLoader  # type: ignore[assignment]

_DATA = Path(__file__).parent.parent / "data"
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_LEAD = re.compile(r"^[^\w(\[【▲©ⓒ/]+")
# A line longer than this is read as running text: furniture is short, fine print aside.
MAX_LINE = 400


@dataclass(frozen=True, slots=True)
class Phrase:
    """One row of the table: what a line that meets it is (``id``), and what is done (``effect``)."""

    id: str
    match: str
    effect: str
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One row of the table of claims: a line that opens with one of its terms states ``field``."""

    id: str
    field: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    lines: Mapping[str, Phrase]
    parts: Any


def _load(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.load((_DATA / name).read_text(encoding="utf-8"), SafeLoader)
    return rows


def _terms(row: Mapping[str, Any]) -> Iterator[str]:
    return (term.casefold() for terms in row["terms"].values() for term in terms)


@cache
def _table() -> _Table:
    lines: dict[str, Phrase] = {}
    parts = ahocorasick.Automaton()
    for row in _load("phrases.yml"):
        phrase = Phrase(row["id"], row["match"], row["effect"], row.get("sure", False))
        for term in _terms(row):
            if phrase.match == "line":
                lines.setdefault(bare(term), phrase)
            else:
                held = parts.get(term, ())
                parts.add_word(term, (*held, (len(term), phrase)))
    parts.make_automaton()
    return _Table(lines, parts)


@cache
def statements() -> tuple[Statement, ...]:
    """Rows of the table of claims."""
    return tuple(
        Statement(row["id"], row["field"], tuple(_terms(row))) for row in _load("phrases_claims.yml")
    )


def bare(text: str) -> str:
    """``text`` in one case, without marks and digits at its ends: how whole lines are compared."""
    return _EDGES.sub("", text.casefold())


def phrases_in(text: str) -> tuple[Phrase, ...]:
    """The rows that a line meets: the one for the whole line first, then by place in the line."""
    table = _table()
    if len(text) > MAX_LINE:
        return ()
    whole = table.lines.get(bare(text)) if len(text) < 80 else None
    folded = _LEAD.sub("", text.casefold())
    found = [phrase for end, row in table.parts.iter(folded) for phrase in _meets(folded, end, row)]
    return (whole, *found) if whole else tuple(found)


def _meets(folded: str, end: int, row: tuple[tuple[int, Phrase], ...]) -> Iterator[Phrase]:
    for length, phrase in row:
        start = end - length + 1
        if phrase.match == "start" and start:
            continue
        if _stands_alone(folded, start, end):
            yield phrase


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """Whether a match begins and ends with a word. Scripts without spaces have no such bounds."""
    if folded[start] >= "\u2e80":
        return True
    before = start and folded[start].isalnum() and folded[start - 1].isalnum()
    after = end + 1 < len(folded) and folded[end].isalnum() and folded[end + 1].isalnum()
    return not (before or after)
