"""Words of speech by language: the table ``data/speech.yml``, ready to match."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.text.tables import load_table

_UNSPACED = frozenset({"zh", "ja", "ko"})


@dataclass(frozen=True, slots=True)
class Speech:
    """How one language attributes words to a speaker. The patterns match whole words."""

    verb: re.Pattern[str]
    according: re.Pattern[str]
    pronouns: frozenset[str]
    both: frozenset[str]
    fillers: frozenset[str]


@cache
def speech(language: str) -> Speech:
    """The table for a BCP 47 tag; a language without one shares nothing but empty patterns."""
    base, table = language.partition("-")[0], _table()
    edge = "" if base in _UNSPACED else r"\b"
    verbs = table["verbs"].get(base, "").split()
    return Speech(
        # "States" is no verb.
        _edged(verbs) if edge else _pattern(verbs, edge),
        _pattern(table["according"].get(base, ()), edge, re.IGNORECASE),
        frozenset(table["pronouns"].get(base, ())),
        frozenset(table["both"].get(base, ())),
        frozenset(table["fillers"].get(base, "").split()),
    )


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of the table that holds for all languages: openers, titles, particles, prepositions ..."""
    return frozenset(_table()[name].split())


def _table() -> dict[str, Any]:
    found: dict[str, Any] = load_table("speech")
    return found


def _edged(words: Iterable[str]) -> re.Pattern[str]:
    """Whole words, the set of their first letters before all else: a text is searched for that fast."""
    rest: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rest.setdefault(word[0], []).append(re.escape(word[1:]))
    listed = "|".join(f"(?<={first})(?:{'|'.join(ends)})" for first, ends in rest.items())
    return re.compile(rf"[{''.join(rest)}](?<!\w.)(?:{listed})\b" if rest else r"(?!)")


def _pattern(words: Iterable[str], edge: str, flags: int = 0) -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(f"{edge}(?:{listed}){edge}" if listed else r"(?!)", flags)
