"""Words that attribute speech, by language, compiled from ``data/speech.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from generator.text.tables import alternatives, load_table

# Vowel signs belong to the letter before them.
_END = r"(?![\w\u0900-\u0903\u093a-\u094f])"
_UNSPACED = frozenset({"zh", "ja", "ko"})
# Letters written onto a verb: "and", "so".
_JOINED_AND = {"ar": "وف", "he": "ו"}


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """How one language attributes words to a speaker.

    Attributes:
        language: base language.
        verb: matches verbs of speech ("said").
        according: matches phrases before the speaker ("according to").
        pronouns: words for a speaker named before.
        both: words for the last two people named.
        fillers: words that may come between a name and its verb.
    """

    language: str
    verb: re.Pattern[str]
    according: re.Pattern[str]
    pronouns: frozenset[str]
    both: frozenset[str]
    fillers: frozenset[str]


@cache
def speech_words(language: str) -> SpeechWords:
    """The words for a BCP 47 tag; for an unknown language, patterns that never match."""
    base, table = language.partition("-")[0], _table()
    edge = "" if base in _UNSPACED else r"\b"
    verbs = table["verbs"].get(base, "").split()
    if base in _JOINED_AND:
        verbs = list(
            dict.fromkeys(chain(verbs, (f"{and_}{verb}" for and_ in _JOINED_AND[base] for verb in verbs)))
        )
    return SpeechWords(
        base,
        # Case-sensitive: "States" is not a verb.
        _edged(verbs) if edge else _pattern(verbs, edge),
        _sources(table["according"].get(base, ()), table["following"].get(base, ()), edge),
        frozenset(table["pronouns"].get(base, ())),
        frozenset(table["both"].get(base, ())),
        frozenset(table["fillers"].get(base, "").split()),
    )


@cache
def word_list(name: str) -> frozenset[str]:
    """A list in ``data/speech.yml`` that applies to all languages: openers, titles, particles ..."""
    return frozenset(_table()[name].split())


def may_be_verb(word: str) -> bool:
    """Whether a word may be a verb of speech that is not listed: none of the small words of the languages."""
    small = ("no_verbs", "prepositions", "determiners", "conjunctions", "particles", "openers")
    return word.islower() and not any(word in word_list(name) for name in small)


def _table() -> dict[str, Any]:
    table: dict[str, Any] = load_table("speech")
    return table


def _edged(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for whole words that begins with the set of their first letters, for speed."""
    rest: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rest.setdefault(word[0], []).append(re.escape(word[1:]))
    listed = "|".join(f"(?<={first})(?:{'|'.join(ends)})" for first, ends in rest.items())
    return re.compile(rf"[{''.join(rest)}](?<!\w.)(?:{listed}){_END}" if rest else r"(?!)")


def _sources(words: Iterable[str], following: Iterable[str], edge: str) -> re.Pattern[str]:
    """A pattern for phrases before the speaker; those of ``following`` only between a comma and a name."""
    always = _pattern(words, edge, re.IGNORECASE)
    names = "|".join(re.escape(word) for word in following)
    after = rf"(?<=,\s)(?-i:(?:{names})(?=\s(?:(?:der|die|dem) )?[^\W\d_a-zäöüß]))"
    return re.compile(f"{always.pattern}|{after}", re.IGNORECASE) if names else always


def _pattern(words: Iterable[str], edge: str, flags: int = 0) -> re.Pattern[str]:
    listed = alternatives(words)
    return re.compile(f"{edge}(?:{listed}){_END if edge else ''}" if listed else r"(?!)", flags)
