"""The table of phrases (``generator/data/phrases*.yml``), and which of its rows a line meets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

import ahocorasick

from generator.text.scripts import is_touching
from generator.text.tables import load_table

_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_LEAD = re.compile(r"^[^\w(\[【▲©ⓒ/]+")
_VALUE_EDGES = " :：-–—|•·=\t"
# Furniture is short: a longer line is running text, and only its beginning is looked at.
MAX_LINE, _MAX_WHOLE, _OPENING = 400, 80, 40


@dataclass(frozen=True, slots=True)
class Phrase:
    """One row of a table: what a line that meets it is (``id``), how it is met, and what follows from it.

    A row of ``phrases_claims.yml`` has the effect ``claim`` and the ``field`` that it states.
    """

    id: str
    match: str
    effect: str
    sure: bool = False
    field: str = ""


class Met(NamedTuple):
    """A row that a line meets, and what follows its words there."""

    phrase: Phrase
    rest: str = ""


@cache
def _tables() -> tuple[Mapping[str, Phrase], Any]:
    lines: dict[str, Phrase] = {}
    parts = ahocorasick.Automaton()
    for phrase, term in _rows():
        if phrase.match == "line":
            lines.setdefault(bare(term), phrase)
        else:
            parts.add_word(term, (*parts.get(term, ()), (len(term), phrase)))
    parts.make_automaton()
    return lines, parts


def _rows() -> Iterator[tuple[Phrase, str]]:
    for row in load_table("phrases"):
        phrase = Phrase(row["id"], row["match"], row["effect"], row.get("sure", False))
        yield from ((phrase, term) for term in _terms(row))
    for row in load_table("phrases_claims"):
        phrase = Phrase(row["id"], "start", "claim", field=row["field"])
        yield from ((phrase, term) for term in _terms(row))


def _terms(row: Mapping[str, Any]) -> Iterator[str]:
    return (term.casefold() for terms in row["terms"].values() for term in terms)


def bare(text: str) -> str:
    """``text`` in one case, without marks and digits at its ends: how whole lines are compared."""
    return _EDGES.sub("", text.casefold())


def is_furniture_term(text: str) -> bool:
    """Whether a word or a few are a whole line of furniture in the table."""
    phrase = _tables()[0].get(bare(text))
    return phrase is not None and phrase.effect != "soft"


def meets(text: str) -> tuple[Met, ...]:
    """The rows that a line meets: the one for the whole line first, then by place in the line.

    Of rows that state a field only the one with the longest term counts.
    """
    return _meets_short(text) if len(text) <= _MAX_WHOLE else _meets(text)


@lru_cache(maxsize=8192)
def _meets_short(text: str) -> tuple[Met, ...]:
    """As ``meets``: each stage asks anew, and pages of one outlet share their menus."""
    return _meets(text)


def _meets(text: str) -> tuple[Met, ...]:
    lines, parts = _tables()
    whole = lines.get(bare(text)) if len(text) < _MAX_WHOLE else None
    folded = _LEAD.sub("", (text if len(text) <= MAX_LINE else text[:_OPENING]).casefold())
    found = [met for end, row in parts.iter(folded) for met in _in_place(folded, end, row)]
    stated = [met for met in found if met.phrase.effect == "claim"][-1:]
    others = [met for met in found if met.phrase.effect != "claim"]
    return (*([Met(whole)] if whole else ()), *others, *(_with_case(text, met) for met in stated))


def _in_place(folded: str, end: int, row: tuple[tuple[int, Phrase], ...]) -> Iterator[Met]:
    for length, phrase in row:
        start = end - length + 1
        if (phrase.match == "part" or start == 0) and _stands_alone(folded, start, end):
            yield Met(phrase, folded[end + 1 :] if phrase.effect == "claim" else "")


def _with_case(text: str, met: Met) -> Met:
    """``met`` with its rest as the line writes it (folding keeps the length of nearly all lines)."""
    rest = text[len(text) - len(met.rest) :] if met.rest else ""
    return Met(met.phrase, rest.strip(_VALUE_EDGES))


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """Whether a match begins and ends with a word. Where words may touch, any place will do."""
    before = start and folded[start].isalnum() and folded[start - 1].isalnum()
    after = end + 1 < len(folded) and folded[end].isalnum() and folded[end + 1].isalnum()
    before = before and not is_touching(folded[start])
    after = after and not is_touching(folded[end])
    return not (before or after)
