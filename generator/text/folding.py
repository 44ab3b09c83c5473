"""Spellings of one word brought together, by one function for each purpose.

``fold`` keeps the length, so that a position in the folded text is one in the text; ``fold_name`` compares
names, ``fold_term`` ordinary words, ``fold_calendar`` months and weekdays, and ``fold_typed`` what a reader
types, as the browser does.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

# Scripts whose letters fold to a base letter. Hangul also decomposes, but into sounds, not accents.
_FOLDED = ((0xC0, 0x250), (0x370, 0x530), (0x1E00, 0x2000))
# Letters with a stroke, typographic apostrophes, hyphens and spaces: no decomposition says what they are.
_ALIKE = {"øØłŁđĐıħĦ": "oOlLdDihH", "’‘ʼ´`": "'''''", "‐‑": "--", "\u00a0\u202f\u2009\n\t\r": "      "}


def _fold_table() -> Mapping[int, str]:
    table = {ord(a): b for alike, base in _ALIKE.items() for a, b in zip(alike, base, strict=True)}
    for low, high in _FOLDED:
        for code in range(low, high):
            base = unicodedata.normalize("NFD", chr(code))[0]
            if base != chr(code) and base.isalpha():
                table[code] = base
    return table


_FOLD = _fold_table()
# Signs alone, and the Russian letter that most texts write without its dots.
_PLAIN = str.maketrans(
    {a: b for alike, base in list(_ALIKE.items())[1:] for a, b in zip(alike, base, strict=True)}
)
_PLAIN |= str.maketrans("ёЁ", "еЕ")
# Languages in which I is not the capital of i.
_DOTLESS = ("tr", "az")


def fold(text: str) -> str:
    """The text without accents, its typographic signs made plain; same length, same case."""
    return text.translate(_FOLD)


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """``fold`` for a word or a name: texts repeat the same ones over and over."""
    return fold(word)


def fold_name(name: str) -> str:
    """What two names have in common where they differ in accents, capitals or typography alone."""
    return fold(name).casefold()


def fold_term(text: str, language: str) -> str:
    """A text in lower case with plain typographic signs, to find ordinary words in it.

    Letters keep their accents, which distinguish words: ano and año, schon and schön, أمام and إمام.
    """
    if language.startswith(_DOTLESS):
        text = text.replace("I", "ı").replace("İ", "i")
    return text.translate(_PLAIN).lower()


def fold_typed(text: str) -> str:
    """A text without accents and capitals, as ``plain`` in ``theme/assets/marks.js`` compares it."""
    return "".join(char for char in unicodedata.normalize("NFD", text) if not _is_mark(char)).lower()


@cache
def fold_calendar(word: str) -> str:
    """A name of a month or weekday without case, accents and final stop."""
    if word.isascii():
        return word.casefold().rstrip(".")
    bare = "".join(char for char in unicodedata.normalize("NFKD", word) if not _is_accent(char))
    return unicodedata.normalize("NFC", bare).casefold().replace("ı", "i").rstrip(".॰׳")


def _is_accent(char: str) -> bool:
    """Whether a mark is an accent or a point; those of Indian and Thai letters are vowels."""
    return _is_mark(char) and not "\u0900" <= char <= "\u1aaf"


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")
