"""Splits the words of a run into segments at titles, roles, dates and numbers, without looking at the text.

A name recurs in an article and across an archive, so results are cached by the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.describe.candidates.tables import CueTables
from generator.text.folding import fold, fold_word

_DIGIT = re.compile(r"\d")
# Enough for the runs of some thousands of articles.
_CACHE_SIZE = 65536


class RunWords(NamedTuple):
    """The words of a run, and for each but the last whether lower-case words separate it from the next."""

    texts: tuple[str, ...]
    joined: tuple[bool, ...]

    def slice(self, first: int, last: int) -> RunWords:
        """The words from index ``first`` up to, but not including, ``last``."""
        return RunWords(self.texts[first:last], self.joined[first : last - 1])


class Segment(NamedTuple):
    """A range of the words of a run (``last`` is exclusive), and the cues found when splitting."""

    first: int
    last: int
    cues: tuple[str, ...] = ()


@lru_cache(maxsize=_CACHE_SIZE)
def split_words(words: RunWords, tables: CueTables) -> tuple[Segment, ...]:
    """The segments that may each be a name, without titles, dates, opening words and demonyms."""
    own = tables.declined or tables.fronts
    if not own and not any(_may_split(text, tables) for text in words.texts):
        return (Segment(0, len(words.texts)),)
    whole = [Segment(0, len(words.texts))]
    by_title = whole if is_impersonal(words, tables) else _at_titles(words, tables)
    if own:
        by_title = [part for segment in by_title for part in _at_given_name(words.texts, segment, tables)]
    if tables.fronts:
        by_title = [_without_front(words.texts, segment, tables) for segment in by_title]
        by_title = [_without_small(words.texts, _cut(words.texts, segment, tables)) for segment in by_title]
    by_date = [part for segment in by_title for part in _at_dates(words.texts, segment, tables)]
    trimmed = (_trim(words, segment, tables) for segment in by_date)
    return tuple(segment for segment in trimmed if segment.first < segment.last)


def _may_split(word: str, tables: CueTables) -> bool:
    """Whether a word may split a run; most words do not."""
    known = tables.words["cutting"]
    return word in known or word.rstrip(".") in known or _DIGIT.search(word) is not None


@lru_cache(maxsize=_CACHE_SIZE)
def is_impersonal(words: RunWords, tables: CueTables) -> bool:
    """Whether the words name one organization, place or thing, by the last word or the head: not a person."""
    texts, known = words.texts, tables.words
    if len(texts) < 2 or any(text.rstrip(".") in known["honorifics"] for text in texts):
        return False
    if texts[-1] in known["whole"]:
        return True
    heads = known["organization_heads"]
    headed = any(text in heads and joint for text, joint in zip(texts, words.joined, strict=False))
    return headed and not any(fold_word(text) in tables.given for text in texts)


def _at_titles(words: RunWords, tables: CueTables) -> list[Segment]:
    """Split at titles and roles: before one is an organization, after it a person."""
    texts, known = words.texts, tables.words
    segments, current, position = list[Segment](), Segment(0, 0), 0
    while position < len(texts):
        text = texts[position]
        if text.rstrip(".") in known["honorifics"] and position + 1 < len(texts):
            segments.append(current)
            current = Segment(position + 1, position + 1, ("title-before",))
        elif _is_role(text, tables) and not (current.cues and current.last - current.first == 1):
            before = current.last
            while before > current.first and texts[before - 1] in known["role_modifiers"]:
                before -= 1
            segments.append(Segment(current.first, before, (*current.cues, "before-role")))
            position = _office_end(words, position, tables)
            current = Segment(position + 1, position + 1, ("title-before",))
        else:
            current = Segment(current.first, position + 1, current.cues)
        position += 1
    return [segment for segment in (*segments, current) if segment.first < segment.last]


def _at_given_name(texts: Sequence[str], segment: Segment, tables: CueTables) -> Iterator[Segment]:
    """Split before a given name: what precedes it says who it is, глава Минздрава Иван Озёров."""
    for position in range(segment.first + 1, segment.last - 1):
        before = fold(texts[position - 1])
        named = texts[position - 1] in tables.words["named_after"] or texts[position - 1][0].islower()
        if fold(texts[position]) in tables.given and before not in tables.given and not named:
            yield Segment(segment.first, position)
            yield Segment(position, segment.last, segment.cues)
            return
    yield segment


def _without_front(texts: Sequence[str], segment: Segment, tables: CueTables) -> Segment:
    """Drop a noun that says what the name after it is: Firma, Stadt."""
    if segment.last - segment.first < 2 or texts[segment.first] not in tables.fronts:
        return segment
    if texts[segment.first + 1][0].islower():
        return Segment(segment.last, segment.last)
    return Segment(segment.first + 1, segment.last, (*segment.cues, tables.fronts[texts[segment.first]]))


def _cut(texts: Sequence[str], segment: Segment, tables: CueTables) -> Segment:
    """End a name before "zu den"; begin a company after "der": Projekt der Nebelfrosch GmbH."""
    first, last, cues = segment
    small = [number for number in range(first, last) if texts[number][0].islower()]
    if small and texts[last - 1] in tables.words["legal_forms"]:
        return Segment(small[-1] + 1, last, cues)
    ends = (number for number in small if texts[number : number + 2] == ("zu", "den"))
    return Segment(first, next(ends, last), cues)


def _without_small(texts: Sequence[str], segment: Segment) -> Segment:
    """Drop small words at both ends. After an office, "der" says whose it is; "von der" begins a name."""
    first, last = segment.first, segment.last
    while last > first and texts[last - 1][0].islower():
        last -= 1
    if last > first and texts[first][0].islower() and texts[first : first + 2] != ("von", "der"):
        while first < last and texts[first][0].islower():
            first += 1
        return Segment(first, last)
    return Segment(first, last, segment.cues)


def _is_role(word: str, tables: CueTables) -> bool:
    """Whether a word is a role: ``Senator``, or ``Senators`` before several names."""
    roles = tables.words["roles"]
    return word in roles or (word.endswith("s") and word[:-1] in roles)


def _office_end(words: RunWords, role: int, tables: CueTables) -> int:
    """Index of the last word of an office: ``Secretary of State`` continues after its role."""
    count = len(words.texts)
    if role + 1 >= count or not words.joined[role]:
        return role
    rest = words.texts[role + 1 :]
    for number, text in enumerate(rest[1:], 1):
        if fold_word(text) in tables.given or text.rstrip(".") in tables.words["honorifics"]:
            return role + number
    return count - 1 if len(rest) < 3 else max(role + 1, count - 3)


def _at_dates(texts: Sequence[str], segment: Segment, tables: CueTables) -> Iterator[Segment]:
    """Split at dates, numbers and after a company's legal form; drop a noun that a number follows."""
    known, first, cues = tables.words, segment.first, segment.cues
    for position in range(segment.first, segment.last):
        text, inside = texts[position], position > first
        number = _DIGIT.search(text) is not None
        if number or (
            text in known["dates"] and not (inside and fold_word(texts[position - 1]) in tables.given)
        ):
            counted = number and inside and texts[position - 1] in known["numbered"]
            yield Segment(first, position - counted, cues)
            first, cues = position + 1, (*segment.cues, "numbered") if number else segment.cues
        elif inside and text.rstrip(".") in known["legal_forms"] and segment.last - segment.first > 2:
            yield Segment(first, position + 1, cues)
            first, cues = position + 1, segment.cues
    yield Segment(first, segment.last, cues)


def _trim(words: RunWords, segment: Segment, tables: CueTables) -> Segment:
    """Remove opening words, roles and demonyms at the front, and roles at the back."""
    texts, known = words.texts, tables.words
    first, last = segment.first, segment.last
    impersonal = last - first > 1 and is_impersonal(words.slice(first, last), tables)
    front = known["openers"] if impersonal else known["front"]
    while first < last and texts[first] in front:
        first += 1
    while not impersonal and last - first > 1 and texts[last - 1] in known["back"]:
        last -= 1
    return Segment(first, last, segment.cues)
