"""Distinguishes a known place from its words in a longer name that no file lists: ``The Jakarta Post``."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from generator.authority.forms import given_names
from generator.text.folding import fold
from generator.text.scripts import HANGUL, UNSPACED, is_touching
from generator.text.tables import alternatives, load_table

_AFTER = re.compile(r"[ \u00a0]([^\W\d_][\w&'’.-]*)")
_BEFORE = re.compile(r"(?<![\w&.-])([^\W\d_][\w&.-]*+)[ \u00a0]$")
_OPENS = re.compile(r"(?:^|[\n.!?:;…•*|¿¡—–\"“”«»„‘(\[])[\s\"“«„‘(\[]{0,3}$")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_ARABIC_AFTER = re.compile(r" ([\u0621-\u064a]+)")
_ARABIC_BEFORE = re.compile(r"(?<![\u0621-\u064a])([\u0621-\u064a]++) $")
# A line in which every long word is capitalised is a headline: its capitals join no words.
_SMALL = re.compile(r"(?<![\w'’-])[^\W\d_A-ZÀ-Þ][^\W\d_]{4}")
_REACH, _LINE, _FEW = 24, 120, 4
_HAN_OR_KANA, _HANGUL_LETTER = re.compile(f"[{UNSPACED}]"), re.compile(f"[{HANGUL}]")


class NameWords(NamedTuple):
    """The words of ``data/longer_names.yml`` and ``data/cues.yml`` that make a longer name, or none."""

    unspaced: re.Pattern[str]
    hangul: re.Pattern[str]
    arabic_after: frozenset[str]
    arabic_before: frozenset[str]
    after: frozenset[str]
    listed: frozenset[str]
    before: frozenset[str]
    apart: frozenset[str]
    nouns: frozenset[str]


@cache
def longer_name_words() -> NameWords:
    """The words that decide, read once."""
    table, cues = load_table("longer_names"), load_table("cues")
    listed = {name: text.split() for name, text in table.items()}
    endings = ("organization_suffixes", "legal_forms", "things")
    apart = ("roles", "role_modifiers", "honorifics", "openers", "dates", "peoples")
    own = {word for name in apart for word in cues[name].split()}
    after = {word for name in endings for word in cues[name].split()}
    keep = {*own, *(f"{word}s" for word in cues["roles"].split()), *listed["apart"]}
    return NameWords(
        re.compile(
            f"(?:{alternatives(listed['inside'])}){{0,3}}(?:{alternatives(listed['unspaced_after'])})"
        ),
        re.compile(f"(?:{alternatives(listed['hangul_after'])})"),
        frozenset(listed["arabic_after"]),
        frozenset(listed["arabic_before"]),
        frozenset((after - keep).union(listed["after"])),
        frozenset(listed["after"]),
        frozenset(listed["before"]),
        frozenset(keep),
        frozenset(cues["capital_nouns"].split()),
    )


def in_longer_name(
    text: str, span: tuple[int, int], language: str, apart: Collection[str], starts: Collection[int]
) -> bool:
    """Whether a known place is only part of a longer name.

    Args:
        text: the text.
        span: offsets of the place in it.
        language: base language, or "".
        apart: more words that make no longer name: demonyms, folded.
        starts: offsets at which known names begin or end; next to one, two names meet.
    """
    start, end = span
    following = text[end : end + 1]
    if is_touching(text[start]):
        return _in_unspaced(text, end)
    if _ARABIC.match(text[start]):
        after = _ARABIC_AFTER.match(text, end)
        before = _ARABIC_BEFORE.search(text, max(0, start - _REACH), start)
        words = longer_name_words()
        return bool(
            (after and after[1] in words.arabic_after) or (before and before[1] in words.arabic_before)
        )
    if not text[start].isupper() or (following != " " and text[start - 1 : start] != " "):
        return False
    if len(text[start:end]) < 5 and text[start:end].replace(".", "").isupper():  # U.S. Senate
        return False
    return _is_continued(text, span, language, apart, starts) or _is_preceded(
        text, start, language, apart, starts
    )


def _in_unspaced(text: str, end: int) -> bool:
    """Whether the letters right after a place make it the name of an organization."""
    if _HAN_OR_KANA.match(text, end):
        return longer_name_words().unspaced.match(text, end) is not None
    return (
        _HANGUL_LETTER.match(text, end) is not None
        and longer_name_words().hangul.match(text, end) is not None
    )


def _is_continued(
    text: str, span: tuple[int, int], language: str, apart: Collection[str], starts: Collection[int]
) -> bool:
    """Whether a capitalised word after a place belongs to its name: ``Texas Instruments``."""
    start, end = span
    match, words = _AFTER.match(text, end), longer_name_words()
    if not match or not match[1][0].isupper() or match.start(1) in starts:
        return False
    word = match[1].rstrip(".").partition("'")[0].partition("’")[0]
    met = word in words.apart or fold(word) in apart or fold(word.partition("-")[0]) in given_names()
    if met and word not in words.listed:
        return False
    if language != "en" and word not in words.after:
        return False
    # A dateline in capitals, a headline: there, capitals say nothing.
    loud = (text[start:end].isupper() and not word.isupper()) or _is_headline(text, span)
    return word in words.after if loud and not word.isupper() else not loud


def _is_preceded(
    text: str, start: int, language: str, apart: Collection[str], starts: Collection[int]
) -> bool:
    """Whether a capitalised word before a place belongs to its name: ``Bayern Munich``, ``Jack London``."""
    match, words = _BEFORE.search(text, max(0, start - _REACH), start), longer_name_words()
    if not match or not match[1][0].isupper() or match.end(1) in starts:
        return False
    word = match[1].rstrip(".")
    if word in words.before:
        return True
    if word in words.apart or fold(word) in apart or text[start - 3 : start - 1] in {"'s", "’s"}:
        return False
    if fold(word) in given_names():
        return True
    opens = _OPENS.search(text, max(0, match.start(1) - 4), match.start(1)) is not None
    if language != "en" or opens or match[1].endswith("."):
        return False
    return not _is_headline(text, (match.start(1), start))


def _is_headline(text: str, span: tuple[int, int]) -> bool:
    """Whether the line around a span is a headline in which every word is capitalised."""
    low = max(span[0] - _LINE, text.rfind("\n", 0, span[0]) + 1)
    high = text.find("\n", span[1])
    high = min(span[1] + _LINE, len(text) if high < 0 else high)
    if text.count(" ", low, high) < _FEW:
        return not any(word.islower() for word in text[low:high].split())
    return not _SMALL.search(text, low, high)
