"""The long s of Fraktur, which looks like an f or an l: what is certain in one place settles another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from generator.transcribe.engines.engine import Reading

# How much less certain the word with a long s may be: it is the rarer reading.
_DOUBT = 0.1
_WORD = re.compile(r"[^\W\d_]{4,}")


def settled(readings: Sequence[Reading]) -> list[Reading]:
    """Readings in today's letters; a doubtful word is written as where its recognition was more certain.

    Args:
        readings: lines of one page, with long s where it was recognized.
    """
    best = _with_s(readings)
    return [
        tuple(word._replace(text=_modern(_settled(word.text, word.confidence, best))) for word in reading)
        for reading in readings
    ]


def _modern(text: str) -> str:
    return text.replace("ſ", "s")


def _with_s(readings: Iterable[Reading]) -> Mapping[str, tuple[str, float]]:
    """Words that have a long s, by how they look if it is mistaken, and the best confidence in each."""
    best: dict[str, tuple[str, float]] = {}
    for reading in readings:
        for word in reading:
            for found in _WORD.findall(word.text):
                if "ſ" in found and word.confidence > best.get(_alike(found), ("", 0.0))[1]:
                    best[_alike(found)] = (found, word.confidence)
    return best


def _alike(word: str) -> str:
    return word.casefold().replace("ſ", "l").replace("s", "l").replace("f", "l")


def _settled(text: str, confidence: float, best: Mapping[str, tuple[str, float]]) -> str:
    found = _WORD.search(text)
    if not found or "ſ" in found[0]:
        return text
    other, sure = best.get(_alike(found[0]), ("", 0.0))
    if not other or sure < confidence - _DOUBT or _modern(other).casefold() == found[0].casefold():
        return text
    whole = _modern(other)
    whole = (
        whole.upper() if found[0].isupper() else found[0][0] + whole[1:] if found[0][0].isupper() else whole
    )
    return text[: found.start()] + whole + text[found.end() :]
