"""Looks up the phrases in a line that mark page furniture or introduce a claim (``data/phrases*.yml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

import ahocorasick

from generator.text.scripts import is_touching
from generator.text.tables import load_table

_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_LEAD = re.compile(r"^[^\w(\[【▲©ⓒ/]+")
_VALUE_EDGES = " :：-–—|•·=\t"
EVERY_LANGUAGE = "any"
"""In place of a language: the terms are used in all."""
# Furniture is short: a longer line is running text, and only its beginning is examined.
MAX_LINE, _MAX_WHOLE, _OPENING = 400, 80, 40


@dataclass(frozen=True, slots=True)
class Phrase:
    """One row of a phrase table.

    Attributes:
        id: rule id: what a matching line is.
        match: line (the whole line), start or part.
        effect: drop, list, stop or soft (see ``phrases.yml``), or claim for rows of ``phrases_claims.yml``.
        language: of the term that matches: a language code, or "any".
        sure: the row also applies to a text that is not a copied page.
        field: the field that a claim is about.
    """

    id: str
    match: str
    effect: str
    language: str = EVERY_LANGUAGE
    sure: bool = False
    field: str = ""

    def applies_to(self, language: str) -> bool:
        """Whether a term inside a sentence means the same in a text of a language ("" if unknown).

        English terms occur on pages of all languages.
        """
        return self.match == "line" or not language or self.language in {language, EVERY_LANGUAGE, "en"}


class PhraseMatch(NamedTuple):
    """A row that matches a line, and for claims the rest of the line after the phrase."""

    phrase: Phrase
    rest: str = ""


@cache
def _tables() -> tuple[Mapping[str, Phrase], Any]:
    lines: dict[str, Phrase] = {}
    parts = ahocorasick.Automaton()
    for phrase, term in _rows():
        if phrase.match == "line":
            lines.setdefault(bare(term), phrase)
        else:
            parts.add_word(term, (*parts.get(term, ()), (len(term), phrase)))
    parts.make_automaton()
    return lines, parts


def _rows() -> Iterator[tuple[Phrase, str]]:
    for row in load_table("phrases"):
        for language, terms in row["terms"].items():
            phrase = Phrase(row["id"], row["match"], row["effect"], language, row.get("sure", False))
            yield from ((phrase, term.casefold()) for term in terms)
    for row in load_table("phrases_claims"):
        phrase = Phrase(row["id"], "start", "claim", field=row["field"])
        yield from ((phrase, term.casefold()) for terms in row["terms"].values() for term in terms)


def bare(text: str) -> str:
    """``text`` case-folded, without punctuation and digits at its ends: the key for whole lines."""
    return _EDGES.sub("", text.casefold())


def is_furniture_term(text: str) -> bool:
    """Whether a text is a whole line of furniture in the table."""
    phrase = _tables()[0].get(bare(text))
    return phrase is not None and phrase.effect != "soft"


def match_phrases(text: str) -> tuple[PhraseMatch, ...]:
    """The rows that match a line: the one for the whole line first, then by position in the line.

    Of rows for claims, only the last match is returned.
    """
    return _match_short(text) if len(text) <= _MAX_WHOLE else _match(text)


@lru_cache(maxsize=8192)
def _match_short(text: str) -> tuple[PhraseMatch, ...]:
    # Cached: several stages look up the same lines, and pages of one outlet share their menus.
    return _match(text)


def _match(text: str) -> tuple[PhraseMatch, ...]:
    lines, parts = _tables()
    whole = lines.get(bare(text)) if len(text) < _MAX_WHOLE else None
    folded = _LEAD.sub("", (text if len(text) <= MAX_LINE else text[:_OPENING]).casefold())
    matches = [match for end, row in parts.iter(folded) for match in _matches_at(folded, end, row)]
    claims = [match for match in matches if match.phrase.effect == "claim"][-1:]
    others = [match for match in matches if match.phrase.effect != "claim"]
    return (*([PhraseMatch(whole)] if whole else ()), *others, *(_with_case(text, match) for match in claims))


def _matches_at(folded: str, end: int, row: tuple[tuple[int, Phrase], ...]) -> Iterator[PhraseMatch]:
    for length, phrase in row:
        start = end - length + 1
        if (phrase.match == "part" or start == 0) and _is_whole_words(folded, start, end):
            yield PhraseMatch(phrase, folded[end + 1 :] if phrase.effect == "claim" else "")


def _with_case(text: str, match: PhraseMatch) -> PhraseMatch:
    """``match`` with its rest in the original case (case-folding preserves the length of nearly any line)."""
    rest = text[len(text) - len(match.rest) :] if match.rest else ""
    return PhraseMatch(match.phrase, rest.strip(_VALUE_EDGES))


def _is_whole_words(folded: str, start: int, end: int) -> bool:
    """Whether a match begins and ends at word boundaries, which scripts without spaces do not have."""
    before = start and folded[start].isalnum() and folded[start - 1].isalnum()
    after = end + 1 < len(folded) and folded[end].isalnum() and folded[end + 1].isalnum()
    before = before and not is_touching(folded[start])
    after = after and not is_touching(folded[end])
    return not (before or after)
