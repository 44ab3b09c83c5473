"""The words of a run alone, without the text around them: into which parts titles and dates cut them.

A name recurs through an article and an archive, so what its words say is kept for the next time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.describe.candidates.tables import Tables
from generator.text.folding import fold_word

_DIGIT = re.compile(r"\d")
# Runs of words remembered: those of some thousands of articles.
_REMEMBERED = 65536


class Words(NamedTuple):
    """The words of a run, and for each but the last whether small words stand between it and the next."""

    texts: tuple[str, ...]
    joined: tuple[bool, ...]

    def part(self, first: int, last: int) -> Words:
        """The words from ``first`` up to ``last``, which does not belong to them."""
        return Words(self.texts[first:last], self.joined[first : last - 1])


class Part(NamedTuple):
    """Some words of a run, by their numbers, ``last`` not included, and the cues that cutting gave."""

    first: int
    last: int
    cues: tuple[str, ...] = ()


@lru_cache(maxsize=_REMEMBERED)
def cut_words(words: Words, tables: Tables) -> tuple[Part, ...]:
    """The parts of a run that may each be a name: titles, dates, openers and peoples come off."""
    if not any(_cuts(text, tables) for text in words.texts):
        return (Part(0, len(words.texts)),)
    whole = [Part(0, len(words.texts))]
    titled = whole if is_body(words, tables) else _at_titles(words, tables)
    dated = [part for one in titled for part in _at_dates(words.texts, one, tables)]
    trimmed = (_trimmed(words, part, tables) for part in dated)
    return tuple(part for part in trimmed if part.first < part.last)


def _cuts(word: str, tables: Tables) -> bool:
    """Whether a word may be a reason to cut a run; most are none."""
    known = tables.words["cutting"]
    return word in known or word.rstrip(".") in known or _DIGIT.search(word) is not None


@lru_cache(maxsize=_REMEMBERED)
def is_body(words: Words, tables: Tables) -> bool:
    """Whether all of it is one organization, place or thing by its last word or its head: no person in it."""
    texts, known = words.texts, tables.words
    if len(texts) < 2 or any(text.rstrip(".") in known["honorifics"] for text in texts):
        return False
    if texts[-1] in known["whole"]:
        return True
    heads = known["organization_heads"]
    headed = any(text in heads and joint for text, joint in zip(texts, words.joined, strict=False))
    return headed and not any(fold_word(text) in tables.given for text in texts)


def _at_titles(words: Words, tables: Tables) -> list[Part]:
    """Split at titles and roles: what stands before is a body, what follows a person."""
    texts, known = words.texts, tables.words
    parts, current, position = list[Part](), Part(0, 0), 0
    while position < len(texts):
        text = texts[position]
        if text.rstrip(".") in known["honorifics"] and position + 1 < len(texts):
            parts.append(current)
            current = Part(position + 1, position + 1, ("title-before",))
        elif _is_role(text, tables) and not (current.cues and current.last - current.first == 1):
            before = current.last
            while before > current.first and texts[before - 1] in known["role_modifiers"]:
                before -= 1
            parts.append(Part(current.first, before, (*current.cues, "before-role")))
            position = _office_end(words, position, tables)
            current = Part(position + 1, position + 1, ("title-before",))
        else:
            current = Part(current.first, position + 1, current.cues)
        position += 1
    return [part for part in (*parts, current) if part.first < part.last]


def _is_role(word: str, tables: Tables) -> bool:
    """``Senator``; ``Senators`` before the names of several."""
    roles = tables.words["roles"]
    return word in roles or (word.endswith("s") and word[:-1] in roles)


def _office_end(words: Words, role: int, tables: Tables) -> int:
    """Number of the last word of an office: ``Secretary of State`` goes on for a word or more."""
    count = len(words.texts)
    if role + 1 >= count or not words.joined[role]:
        return role
    rest = words.texts[role + 1 :]
    for number, text in enumerate(rest[1:], 1):
        if fold_word(text) in tables.given or text.rstrip(".") in tables.words["honorifics"]:
            return role + number
    return count - 1 if len(rest) < 3 else max(role + 1, count - 3)


def _at_dates(texts: Sequence[str], part: Part, tables: Tables) -> Iterator[Part]:
    """Parts between dates and numbers, and after the legal form of a company; what a number counts goes."""
    known, first, cues = tables.words, part.first, part.cues
    for position in range(part.first, part.last):
        text, begun = texts[position], position > first
        number = _DIGIT.search(text) is not None
        if number or (
            text in known["dates"] and not (begun and fold_word(texts[position - 1]) in tables.given)
        ):
            counted = number and begun and texts[position - 1] in known["numbered"]
            yield Part(first, position - counted, cues)
            first, cues = position + 1, (*part.cues, "numbered") if number else part.cues
        elif begun and text.rstrip(".") in known["legal_forms"] and part.last - part.first > 2:
            yield Part(first, position + 1, cues)
            first, cues = position + 1, part.cues
    yield Part(first, part.last, cues)


def _trimmed(words: Words, part: Part, tables: Tables) -> Part:
    """Without openers, roles and peoples at the front, and roles at the back."""
    texts, known = words.texts, tables.words
    first, last = part.first, part.last
    body = last - first > 1 and is_body(words.part(first, last), tables)
    front = known["openers"] if body else known["front"]
    while first < last and texts[first] in front:
        first += 1
    while not body and last - first > 1 and texts[last - 1] in known["back"]:
        last -= 1
    return Part(first, last, part.cues)
