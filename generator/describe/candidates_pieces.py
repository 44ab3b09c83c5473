"""Runs of capitals cut into pieces, each of which may be a name: titles, dates and openers come off."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.authority import Mention
from generator.authority_forms import fold
from generator.describe.candidates_runs import Run, Word
from generator.describe.candidates_tables import Tables

_DIGIT = re.compile(r"\d")
_WHOLE = ("organization_suffixes", "place_suffixes", "legal_forms", "things")


class Piece(NamedTuple):
    """Words that may be a name, and the cues that cutting it out gave.

    ``firm``: its capitals mean something, since it neither opens a sentence with a word that the text
    writes small elsewhere nor stands in a headline of capitals.
    """

    words: tuple[Word, ...]
    cues: tuple[str, ...]
    firm: bool

    @property
    def start(self) -> int:
        """Where the piece starts."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where the piece ends."""
        return self.words[-1].end

    @property
    def texts(self) -> tuple[str, ...]:
        """Its words."""
        return tuple(word.text for word in self.words)


def cut(run: Run, small: Collection[str], known: Sequence[Mention], tables: Tables) -> Iterator[Piece]:
    """The pieces of a run.

    Args:
        run: capitalised words in a row.
        small: the words that the text writes in small letters.
        known: the known names inside the run.
        tables: the tables for the text's language.
    """
    words = _without_openers(run, small, tables)
    if not words:
        return
    alone = len(words) == 1 and words[0] is run.words[0] and words[0].text[1:].islower()
    firm = not run.loud and not (run.opens and alone)
    pieces = _at_titles(words, tables) if not _is_body(words, tables) else [(list(words), ())]
    for part, cues in pieces:
        yield from _finished(part, cues, firm, known, tables)


def _without_openers(run: Run, small: Collection[str], tables: Tables) -> Sequence[Word]:
    """What remains after words that are capitalised for opening a sentence, and articles anywhere."""
    words, openers = run.words, tables.words["openers"]
    first = 0
    while first < len(words) and words[first].text in openers:
        first += 1
    if run.opens and not first and len(words) > 1 and _opens(words[0].text, small, tables):
        return words[1:]
    return words[first:]


def _opens(word: str, small: Collection[str], tables: Tables) -> bool:
    """Whether a word with a capital, first in its sentence, is an ordinary one."""
    if fold(word) in tables.given or word in tables.words["roles"] or word in tables.words["role_modifiers"]:
        return False
    return word.lower() in small or (len(word) > 5 and word.endswith(("ed", "ing", "ly")))


def _is_body(words: Sequence[Word], tables: Tables) -> bool:
    """Whether all of it is one organization, place or thing by its last word or its head: no person in it."""
    if len(words) < 2 or any(word.text.rstrip(".") in tables.words["honorifics"] for word in words):
        return False
    if any(words[-1].text in tables.words[part] for part in _WHOLE):
        return True
    headed = any(
        word.text in tables.words["organization_heads"] and after.start - word.end > 2
        for word, after in pairwise(words)
    )
    return headed and not any(fold(word.text) in tables.given for word in words)


def _at_titles(words: Sequence[Word], tables: Tables) -> list[tuple[list[Word], tuple[str, ...]]]:
    """Split at titles and roles: what stands before is a body, what follows a person."""
    parts: list[tuple[list[Word], tuple[str, ...]]] = [([], ())]
    position = 0
    while position < len(words):
        text = words[position].text
        if text.rstrip(".") in tables.words["honorifics"] and position + 1 < len(words):
            parts.append(([], ("title-before",)))
        elif _is_role(text, tables) and not (parts[-1][1] and len(parts[-1][0]) == 1):
            before, cues = parts.pop()
            while before and before[-1].text in tables.words["role_modifiers"]:
                before.pop()
            position = _office_end(words, position, tables)
            parts += [(before, (*cues, "before-role")), ([], ("title-before",))]
        else:
            parts[-1][0].append(words[position])
        position += 1
    return [(part, cues) for part, cues in parts if part]


def _is_role(word: str, tables: Tables) -> bool:
    """``Senator``; ``Senators`` before the names of several."""
    roles = tables.words["roles"]
    return word in roles or (word.endswith("s") and word[:-1] in roles)


def _office_end(words: Sequence[Word], role: int, tables: Tables) -> int:
    """Index of the last word of an office: ``Secretary of State`` goes on for a word or more."""
    if role + 1 >= len(words) or words[role + 1].start - words[role].end < 3:
        return role
    rest = words[role + 1 :]
    for index, word in enumerate(rest[1:], 1):
        if fold(word.text) in tables.given or word.text.rstrip(".") in tables.words["honorifics"]:
            return role + index
    return len(words) - 1 if len(rest) < 3 else max(role + 1, len(words) - 3)


def _finished(
    words: list[Word], given: tuple[str, ...], firm: bool, known: Sequence[Mention], tables: Tables
) -> Iterator[Piece]:
    """Dates and numbers cut out, peoples cut off, known names set aside."""
    for part, more in _split_dates(words, tables):
        cues = (*given, *more)
        trimmed = _trimmed(part, tables)
        if not trimmed:
            continue
        inside = [one for one in known if one.start < trimmed[-1].end and trimmed[0].start < one.end]
        if not inside:
            yield Piece(tuple(trimmed), cues, firm)
            continue
        yield from _around(trimmed, cues, firm, inside, tables)


def _around(
    words: list[Word], cues: tuple[str, ...], firm: bool, inside: Sequence[Mention], tables: Tables
) -> Iterator[Piece]:
    covered = [any(one.start <= word.start < one.end for one in inside) for word in words]
    kinds = {one.kind for one in inside}
    general = tables.words["organization_suffixes"] | tables.words["legal_forms"]
    rest = [word for word, known in zip(words, covered, strict=True) if not known]
    # A known name with nothing but its legal form after it is that name.
    if not rest or (kinds == {"organizations"} and all(word.text.rstrip(".") in general for word in rest)):
        return
    person = "title-before" in cues or fold(words[0].text) in tables.given
    headed = any(word.text in tables.words["organization_heads"] for word in words)
    # Another person of a known family name.
    relative = len(words) == 2 and kinds == {"people"} and fold(words[0].text) in tables.given
    if relative or ("people" not in kinds and (person or _is_body(words, tables) or headed)):
        yield Piece(tuple(words), cues, firm)
    elif kinds == {"places"} and covered[-1] and not covered[0]:
        yield Piece(tuple(words), (*cues, "branch"), firm)
    elif "people" not in kinds and covered[0] and not covered[-1] and fold(rest[0].text) not in tables.given:
        yield Piece(tuple(words), (*cues, "compound"), firm)
    else:
        yield from _between(words, covered, cues, firm)


def _between(
    words: Sequence[Word], covered: Sequence[bool], cues: tuple[str, ...], firm: bool
) -> Iterator[Piece]:
    """What stands before, between and after known names."""
    rest: list[Word] = []
    for word, known in [*zip(words, covered, strict=True), (words[0], True)]:
        if known and rest:
            yield Piece(tuple(rest), cues, firm)
        rest = [] if known else [*rest, word]


def _split_dates(words: Sequence[Word], tables: Tables) -> Iterator[tuple[list[Word], tuple[str, ...]]]:
    """Parts between dates and numbers, and after the legal form of a company; what a number counts goes."""
    part: list[Word] = []
    cues: tuple[str, ...] = ()
    for word in words:
        number = _DIGIT.search(word.text) is not None
        if number and part and part[-1].text in tables.words["numbered"]:
            part.pop()
        if number or (
            word.text in tables.words["dates"] and not (part and fold(part[-1].text) in tables.given)
        ):
            yield part, cues
            part, cues = [], ("numbered",) if number else ()
        elif part and word.text.rstrip(".") in tables.words["legal_forms"] and len(words) > 2:
            yield [*part, word], cues
            part, cues = [], ()
        else:
            part.append(word)
    yield part, cues


def _trimmed(words: list[Word], tables: Tables) -> list[Word]:
    """Without openers, roles and peoples at the front, and roles at the back."""
    first, last = 0, len(words)
    body = last > 1 and _is_body(words, tables)
    ends = tables.words["roles"] | tables.words["role_modifiers"] | tables.words["openers"]
    while first < last and (
        words[first].text in tables.words["openers"]
        or (words[first].text in tables.words["peoples"] and not body)
    ):
        first += 1
    while not body and last > first and words[last - 1].text in ends and last - first > 1:
        last -= 1
    return words[first:last]
