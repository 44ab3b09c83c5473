"""Alphabetical order for names in any script, and the letter under which an index lists each."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from generator.text.folding import fold_typed

Item = TypeVar("Item")
# Words and syllables for "the" that an index passes over.
_THE = ("the ", "ال")
# The first kana of each row, and the distance of the two sets of kana.
_KANA = "あかさたなはまやらわ"
_KATAKANA = 0x60
# Folding takes syllables of Hangul apart: the sounds that begin them, and the letters for these.
_SOUND = 0x1100
_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
# Han characters have no alphabet: all are under the first of them, in the order of Unicode.
HAN = "一"
OTHER = "#"


def alphabetical(items: Iterable[Item], name: Callable[[Item], str]) -> Sequence[tuple[str, Item]]:
    """Items by name, each with its letter: those of the more frequent script first, signs and digits last."""
    keyed = [(_key(name(item)), item) for item in items]
    latin = sum(_is_latin(letter) for (letter, _), _ in keyed) * 2 >= len(keyed)
    keyed.sort(key=lambda pair: (pair[0][0] == OTHER, _is_latin(pair[0][0]) != latin, *pair[0]))
    return [(letter, item) for (letter, _), item in keyed]


def _is_latin(letter: str) -> bool:
    return letter.isascii()


def _key(name: str) -> tuple[str, str]:
    folded = name.lower() if name.isascii() else fold_typed(name)
    for article in _THE:
        if folded.startswith(article) and len(folded) > len(article) + 1:
            folded = folded.removeprefix(article)
    folded = folded.lstrip("'\"“”«»‘’„‚-–—.… ")
    return letter_of(folded), folded


def letter_of(folded: str) -> str:
    """The letter under which an index lists a folded name; ``OTHER`` if it begins with a digit or a sign."""
    first = folded[:1]
    if not first.isalpha():
        return OTHER
    if _SOUND <= ord(first) < _SOUND + len(_LEADS):
        return _LEADS[ord(first) - _SOUND]
    if "ァ" <= first <= "ヺ":
        first = chr(ord(first) - _KATAKANA)
    if "ぁ" <= first <= "ん":
        return max(row for row in _KANA if row <= max(first, "あ"))
    return HAN if unicodedata.name(first, "").startswith("CJK ") else first.upper()[:1]
