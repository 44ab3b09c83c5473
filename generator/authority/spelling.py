"""Spellings of one name: transliterations of it sound alike, whatever the order of its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from slugify import slugify

from generator.authority.entry import Entry, Key
from generator.text.tables import load_table

_PARTS = re.compile(r"[\s,-]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


class Sound(NamedTuple):
    """The words of a name as they sound, sorted; ``stems`` without endings."""

    words: tuple[str, ...]
    stems: tuple[str, ...]


class Spellings:
    """People by the sound of their names. A sound that two people share names neither."""

    def __init__(self, people: Iterable[Entry]) -> None:
        """Index every name of two words or more."""
        self._words: dict[tuple[str, ...], Key | None] = {}
        self._stems: dict[tuple[str, ...], Key | None] = {}
        for entry in people:
            for one in {sound(name) for name in entry.names if " " in name}:
                _note(self._words, one.words, entry.key)
                _note(self._stems, one.stems, entry.key)

    def find(self, name: str) -> Key | None:
        """The person whose name this is in another spelling, or None."""
        if " " not in name:
            return None
        one = sound(name)
        return self._stems.get(one.stems) if _CYRILLIC.search(name) else self._words.get(one.words)


def _note(index: dict[tuple[str, ...], Key | None], words: tuple[str, ...], key: Key) -> None:
    index[words] = key if index.get(words, key) == key else None


@lru_cache(maxsize=8192)
def sound(name: str) -> Sound:
    """How a name sounds: ``Serguéi Lavrov``, ``Lavrov Sergej`` and ``Сергей Лавров`` sound the same."""
    parts = [_word(part) for part in _PARTS.split(name) if part]
    words = [(word, stem) for word, stem in parts if word]
    return Sound(tuple(sorted(word for word, _ in words)), tuple(sorted(stem for _, stem in words)))


@lru_cache(maxsize=65536)
def _word(part: str) -> tuple[str, str]:
    """One word of a name as it sounds, and its stem."""
    table = _table()
    # Transliterating takes time, and changes nothing in plain letters.
    word = part.lower() if part.isascii() and part.isalpha() else slugify(part, separator="")
    for pattern, replacement in table["alike"]:
        word = pattern.sub(replacement, word)
    stem = (table["cases"].sub("", word) if _CYRILLIC.search(part) else word) or word
    return word, table["vowels"].sub("", stem) or stem


@cache
def _table() -> Mapping[str, Any]:
    raw: dict[str, Any] = load_table("cues_spelling")
    return {
        "alike": [(re.compile(pattern), replacement) for pattern, replacement in raw["alike"]],
        "cases": re.compile(raw["cases"]),
        "vowels": re.compile(raw["vowels"]),
    }
