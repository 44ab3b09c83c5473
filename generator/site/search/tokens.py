"""How a text becomes the terms of the index. ``theme/assets/marks.js`` does the same to what a reader types.

A word is a run of letters, digits and their marks of one way of writing, compared without case and accents.
Scripts without spaces between words, and Korean, which writes particles onto its words, are indexed by pairs
of neighbouring letters, a vowel or tone mark being a part of its letter; the last letter of a run is also a
term. So any run of letters in such a text is found, as a sequence of pairs. A word with hyphens counts as its
parts and as one word, and so does a number whose thousands are apart: "12,500" is also 12500.

Words are also reduced to their stems, by the language of the text. A term is ``STEM/LANGUAGE``, or the word
itself in a language without stemmer. Only the indexer knows stems: the index lists the words of each term.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

import Stemmer

from generator.text.scripts import HANGUL, UNSPACED

_PAIRED = UNSPACED + HANGUL
# Blocks with letters that have marks of their own; what follows is rare or has none.
_BLOCKS = (range(0x300, 0x1D00), range(0x1DC0, 0x2100), range(0x302A, 0x3100), range(0xA660, 0xAC00))


def _marks() -> str:
    """All combining marks, as the inside of a character class."""
    return "".join(
        chr(code) for block in _BLOCKS for code in block if unicodedata.category(chr(code))[0] == "M"
    )


_MARKS = _marks()
_LETTER = rf"[^\W_{_PAIRED}]"
_PLAIN = rf"{_LETTER}(?:{_LETTER}|[{_MARKS}])*"
_WORDS = rf"(?:[{_PAIRED}][{_MARKS}]*)+|{_PLAIN}(?:[-‐]{_PLAIN})*"
_TEXT = re.compile(_WORDS)
# Characters that change only how a text looks or breaks: soft hyphen, joiners, variation selectors.
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
# Signs that NFKC turns into letters or digits, which are no part of the word or number they are written onto.
_TRADE = "℠™"
_SIGNS = re.compile(f"[{_TRADE}№²³¹⁰⁴-⁹¼-¾⅐-⅞↉]")
_ASCII = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Numbers with their thousands apart, and texts that contain one. marks.js has the same.
_GROUPED = r"(?<!\w)[0-9]{1,3}(?:[,.'’ ][0-9]{3})+(?![\w‐-])"
_HAS_GROUPED = re.compile(r"[0-9][,.'’ ][0-9]{3}")
_TEXT_GROUPED = re.compile(f"{_GROUPED}|{_WORDS}")
_ASCII_GROUPED = re.compile(f"{_GROUPED}|{_ASCII.pattern}")
# What is between the parts of a word or number.
_APART = re.compile("[-‐,.'’ ]")
_LETTERS = re.compile(rf"[{_PAIRED}][{_MARKS}]*")
_IS_PAIRED = re.compile(f"[{_PAIRED}]")
# Marks that may be left out in writing: accents, and the points of Hebrew and Arabic.
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]+"
)
# Letters that no decomposition makes plain. marks.js has the same.
_ALIKE = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ς": "σ"}
)
# Languages whose stemmers are used, by the names of the Snowball project.
_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip


class Term(NamedTuple):
    """A term of the index and the word, folded, that has become it."""

    key: str
    word: str


class Reading(NamedTuple):
    """The terms of a text in their order; those of whole words with hyphens, each at its first part."""

    terms: list[Term]
    joined: list[tuple[int, Term]]


def folded(word: str) -> str:
    """A word in lower case without accents."""
    if word.isascii():
        return word
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", word))
    return unicodedata.normalize("NFC", bare).translate(_ALIKE)


def normal(text: str) -> str:
    """A text as it is split into words. ``normal`` in marks.js does the same."""
    apart = _SIGNS.sub(lambda sign: " " if sign[0] in _TRADE else f" {sign[0]} ", _UNSEEN.sub("", text))
    return unicodedata.normalize("NFKC", apart)


def is_paired(word: str) -> bool:
    """Whether a term is a pair of letters."""
    return not word.isascii() and _IS_PAIRED.match(word) is not None


class Tokenizer:
    """Reads texts in one language, and remembers the terms of the words that it has met."""

    def __init__(self, language: str | None) -> None:
        """Read texts in a language (BCP 47 tag)."""
        self._tongue = (language or "").lower().partition("-")[0]
        name = _STEMMERS.get(self._tongue)
        self._stem: Callable[[str], str] | None = Stemmer.Stemmer(name).stemWord if name else None
        self._terms: dict[str, Term] = {}

    def read(self, text: str) -> Reading:
        """The terms of a text."""
        runs = _runs(text)
        known, reading = self._terms, Reading([], [])
        append = reading.terms.append
        for run in runs:
            term = known.get(run)
            if term:
                append(term)
            elif _IS_PAIRED.match(run):
                reading.terms.extend(_pairs(run))
            elif not _APART.search(run):
                append(self._new(run))
            else:
                reading.joined.append((len(reading.terms), self._new(_APART.sub("", run))))
                reading.terms.extend(self._new(part) for part in _APART.split(run))
        return reading

    @property
    def spellings(self) -> Iterator[tuple[str, str]]:
        """Each word that was met, folded, and a way in which it was written."""
        return ((term.word, run) for run, term in self._terms.items())

    def _new(self, run: str) -> Term:
        term = self._terms.get(run)
        if not term:
            word = folded(run)
            key = f"{folded(self._stem(run))}/{self._tongue}" if self._stem and not run.isdigit() else word
            key, word = sys.intern(key), sys.intern(word)
            term = self._terms[run] = Term(key, word)
        return term


def _runs(text: str) -> list[str]:
    """The words of a text in lower case."""
    if text.isascii():
        lower, plain, grouped = text.lower(), _ASCII, _ASCII_GROUPED
    else:
        lower, plain, grouped = normal(text).lower(), _TEXT, _TEXT_GROUPED
    runs: list[str] = (grouped if _HAS_GROUPED.search(lower) else plain).findall(lower)
    return runs


def _pairs(run: str) -> Iterator[Term]:
    letters = _LETTERS.findall(run)
    return (_pair(first + second) for first, second in zip(letters, [*letters[1:], ""], strict=True))


@cache
def _pair(pair: str) -> Term:
    pair = folded(pair)
    return Term(pair, pair)
