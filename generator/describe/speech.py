"""Words of speech by language: the table ``data/speech.yml``, ready to match."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.tables import load_table

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
    return Speech(
        # "States" is no verb.
        _pattern(table["verbs"].get(base, "").split(), edge),
        _pattern(table["according"].get(base, ()), edge, re.IGNORECASE),
        frozenset(table["pronouns"].get(base, ())),
        frozenset(table["both"].get(base, ())),
        frozenset(table["fillers"].get(base, "").split()),
    )


@cache
def openers() -> frozenset[str]:
    """Words that have a capital only because they open a sentence."""
    return frozenset(_table()["openers"].split())


@cache
def titles() -> frozenset[str]:
    """Titles and roles that stand before a name."""
    return frozenset(_table()["titles"].split())


@cache
def particles() -> frozenset[str]:
    """Small words inside a name."""
    return frozenset(_table()["particles"].split())


def _table() -> dict[str, Any]:
    found: dict[str, Any] = load_table("speech")
    return found


def _pattern(words: Iterable[str], edge: str, flags: int = 0) -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(f"{edge}(?:{listed}){edge}" if listed else r"(?!)", flags)
