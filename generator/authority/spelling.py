"""Compares names by sound, to recognise transliterations of a known name, whatever the order of its words."""

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
    """A name by its sound: its words in phonetic spelling, sorted; ``stems`` are the same without endings."""

    words: tuple[str, ...]
    stems: tuple[str, ...]


class Spellings:
    """People by the sound of their names; a sound that two people share matches neither."""

    def __init__(self, people: Iterable[Entry]) -> None:
        """Index every name of two or more words."""
        self._words: dict[tuple[str, ...], Key | None] = {}
        self._stems: dict[tuple[str, ...], Key | None] = {}
        for entry in people:
            for name_sound in {sound(name) for name in entry.names if " " in name}:
                _index(self._words, name_sound.words, entry.key)
                _index(self._stems, name_sound.stems, entry.key)

    def find(self, name: str) -> Key | None:
        """The person whose name this is in another spelling, or None."""
        if " " not in name:
            return None
        words, stems = sound(name)
        return self._stems.get(stems) if _CYRILLIC.search(name) else self._words.get(words)


def _index(index: dict[tuple[str, ...], Key | None], words: tuple[str, ...], key: Key) -> None:
    index[words] = key if index.get(words, key) == key else None


@lru_cache(maxsize=8192)
def sound(name: str) -> Sound:
    """The sound of a name: the same for ``Serguéi Lavrov``, ``Lavrov Sergej`` and ``Сергей Лавров``."""
    parts = [_word(part) for part in _PARTS.split(name) if part]
    words = [(word, stem) for word, stem in parts if word]
    return Sound(tuple(sorted(word for word, _ in words)), tuple(sorted(stem for _, stem in words)))


@lru_cache(maxsize=65536)
def _word(part: str) -> tuple[str, str]:
    """One word of a name in phonetic spelling, and its stem."""
    table = _table()
    # Transliteration is slow, and does not change plain ASCII letters.
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
