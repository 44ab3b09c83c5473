"""Proposes names by the words around them, in languages where capitals say nothing or not enough.

``chinese``, ``japanese``, ``arabic`` and ``cyrillic`` find single occurrences, each with its rule; this
module gathers them.
Precision comes before recall: without such a word there is no name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import ahocorasick

from generator.authority.authority import Mention
from generator.describe.candidates.arabic import find_arabic, is_whole_arabic
from generator.describe.candidates.chinese import find_chinese
from generator.describe.candidates.cyrillic import find_russian, find_ukrainian
from generator.describe.candidates.found import Found
from generator.describe.candidates.japanese import find_japanese
from generator.describe.candidates.names import UnknownName
from generator.describe.candidates.tables import CueTables

# More names than an article has; a text of headings and offices only is a list or an attack.
_MOST = 400


class _Reader(NamedTuple):
    find: Callable[[str], Iterable[Found]]
    is_whole: Callable[[str, int, int], bool]


def _anywhere(_text: str, _start: int, _end: int) -> bool:
    return True


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit is right before or after a span."""
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())


_READERS: Mapping[str, _Reader] = {
    "ar": _Reader(find_arabic, is_whole_arabic),
    "ja": _Reader(find_japanese, _anywhere),
    "ru": _Reader(find_russian, is_whole_word),
    "uk": _Reader(find_ukrainian, is_whole_word),
    "zh": _Reader(find_chinese, _anywhere),
}
UNCASED = frozenset(_READERS)
"""Base languages that are read here."""


def find_uncased(
    text: str, language: str, mentions: Sequence[Mention], tables: CueTables
) -> list[UnknownName]:
    """Names that no authority file lists, by first mention.

    Args:
        text: headline and body, composed (NFC).
        language: base language, one of ``UNCASED``.
        mentions: the known names in the text, by position.
        tables: the weights of the rules are read.
    """
    reader = _READERS[language]
    known = {mention.text for mention in mentions} | {mention.name for mention in mentions}
    cues: dict[str, set[str]] = defaultdict(set)
    seen: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for found in reader.find(text):
        if found.name not in known and (found.name in cues or len(cues) < _MOST):
            cues[found.name].add(found.rule)
            if found.span[0] >= 0:
                seen[found.name].add(found.span)
    decided = {name: _weigh(rules, tables) for name, rules in cues.items() if not _is_begun(name, cues)}
    spans = _spans(text, decided, reader.is_whole)
    inside = _Known(mentions)
    unknown = []
    for name, (kind, confidence) in decided.items():
        places = [span for span in sorted(seen[name].union(spans[name])) if not inside.covers(span)]
        if places:
            again = 1 - (1 - confidence) * (0.75 if len(places) > 1 else 1)
            unknown.append(UnknownName(name, kind, round(again, 2), tuple(places)))
    return sorted(unknown, key=lambda name: name.spans[0])


def _is_begun(name: str, names: Iterable[str]) -> bool:
    """Whether it is the first words of a longer name, which then names the same person or body."""
    return " " in name and any(other.startswith(f"{name} ") for other in names)


def _weigh(rules: Iterable[str], tables: CueTables) -> tuple[str, float]:
    """The kind that most speaks for, and the confidence: rules add up like independent witnesses."""
    doubt: dict[str, float] = {}
    for rule in sorted(rules):
        kind, weight = tables.weights[rule]
        doubt[kind] = doubt.get(kind, 1.0) * (1 - weight)
    ranked = sorted(doubt.items(), key=lambda item: (item[1], item[0]))
    rival = 1 - ranked[1][1] if len(ranked) > 1 else 0.0
    return ranked[0][0], (1 - ranked[0][1]) * (1 - rival / 2)


def _spans(
    text: str, names: Iterable[str], is_whole: Callable[[str, int, int], bool]
) -> defaultdict[str, list[tuple[int, int]]]:
    """Every occurrence of each name that is not part of a longer one."""
    automaton = ahocorasick.Automaton()
    for name in names:
        automaton.add_word(name, name)
    spans = defaultdict[str, list[tuple[int, int]]](list)
    if len(automaton):
        automaton.make_automaton()
        for last, name in automaton.iter_long(text):
            start = last + 1 - len(name)
            if is_whole(text, start, last + 1):
                spans[name].append((start, last + 1))
    return spans


class _Known:
    """The spans of known names, asked in any order."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._ends = {mention.start: mention.end for mention in mentions}

    def covers(self, span: tuple[int, int]) -> bool:
        """Whether a known name fills the span."""
        return self._ends.get(span[0], 0) >= span[1]
