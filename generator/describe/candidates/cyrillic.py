"""Finds names of organizations and places in Russian and Ukrainian that capitals alone do not show.

These are names in quotation marks after the word for a body (компания «Север»), an adjective with its noun
(Северный суд, Озёрская область), and bodies known by their whole name. The words are in ``data/cues_ru.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from generator.describe.candidates.declension import all_forms, forms, stem
from generator.describe.candidates.found import Found
from generator.text.folding import fold
from generator.text.tables import load_table

_LETTER = "а-яёіїєґ"
_UPPER = "А-ЯЁІЇЄҐ"
_ADJECTIVE = re.compile(
    rf"(?<![\w-])([{_UPPER}][{_LETTER}-]{{3,30}})"
    r"(?:ый|ий|ой|ое|ее|ая|яя|ого|его|ому|ему|ым|им|ом|ем|ую|юю|е|а|у|ої|ій) "
    rf"([{_LETTER}]{{3,14}})(?![\w-])"
)
_QUOTED = re.compile(
    rf"(?<![\w-])([{_LETTER}’'-]{{3,24}}|[{_UPPER}]{{2,5}}|ПрАТ) "
    rf"[«„\"“]([{_UPPER}A-Z0-9][^«»„“”\"\n]{{1,50}})[»“”\"]"
)
_MINISTRY = re.compile(
    r"(?<![\w-])(Мин|Мін)[иі]стерств(?:о|а|у|ом|е|і) "
    rf"((?:[{_LETTER}]{{2,20}}(?:ого|ой|ых|их|ої) ){{0,2}}[{_LETTER}]{{4,20}})(?![\w-])"
)
_GENITIVE = re.compile(r"(?:ы|и|а|я|ия|ства|дел|справ|ей|ов|і|ї)$")
_OPENS = re.compile(r"(?:^|[\n.!?:;«„\"“—–])\s{0,3}$")


class _Words(NamedTuple):
    bodies: frozenset[str]
    legal: frozenset[str]
    nouns: Mapping[str, tuple[str, str]]
    vague: frozenset[str]
    adjectives: frozenset[str]


@cache
def _words(language: str) -> _Words:
    table = load_table("cues_ru")[language]
    nouns = {
        form: (noun, kind)
        for kind, name in (("adjective-body", "body_nouns"), ("adjective-place", "place_nouns"))
        for noun in table[name].split()
        for form in forms(noun)
    }
    return _Words(
        all_forms(table["bodies"].split()),
        frozenset(table["legal"].split()),
        nouns,
        frozenset(stem(word).lower() for word in table["vague"].split()),
        frozenset(stem(word).lower() for word in table["body_adjectives"].split()),
    )


def find_russian(text: str) -> Iterator[Found]:
    """Every name of an organization or place that a rule finds in a Russian text."""
    return _find(text, "ru")


def find_ukrainian(text: str) -> Iterator[Found]:
    """The same for a Ukrainian text."""
    return _find(text, "uk")


def _find(text: str, language: str) -> Iterator[Found]:
    known = _words(language)
    for match in _QUOTED.finditer(text):
        if match[1] in known.bodies or match[1] in known.legal:
            yield Found(match[2].strip(), "body-quoted", (match.start(2), match.end(2)))
    for match in _ADJECTIVE.finditer(text):
        noun, rule = known.nouns.get(match[2], ("", ""))
        if noun and _names(text, match, rule, known):
            yield Found(_nominative(match[1], noun, language), rule, match.span())
    for match in _MINISTRY.finditer(text):
        words = match[2].split()
        last = next((number for number, word in enumerate(words) if _is_noun(word)), len(words) - 1)
        if _GENITIVE.search(words[last]):
            name = " ".join([f"{match[1]}{'и' if match[1] == 'Мин' else 'і'}стерство", *words[: last + 1]])
            yield Found(name, "adjective-body", match.span())


def _is_noun(word: str) -> bool:
    return not word.endswith(("ого", "ой", "ых", "их", "ої"))


def _names(text: str, match: re.Match[str], rule: str, known: _Words) -> bool:
    """Whether an adjective and its noun are a name: its capital does not only open a sentence."""
    adjective = match[0].split(" ")[0]
    if stem(adjective).lower() in known.vague:
        return False
    derived = fold(match[1]).endswith(("ск", "цк", "ськ", "цьк"))
    opens = _OPENS.search(text, max(0, match.start() - 4), match.start()) is not None
    listed = rule == "adjective-body" and not opens and stem(adjective).lower() in known.adjectives
    return derived or listed


def _nominative(base: str, noun: str, language: str) -> str:
    """Adjective and noun in the nominative."""
    if noun.endswith(("а", "я", "ь")):
        ending = "ая" if language == "ru" else "а"
    elif noun.endswith(("о", "е")):
        ending = "ое" if language == "ru" else "е"
    else:
        ending = "ий" if base.endswith(("к", "г", "х", "ж", "ш", "н")) and base[-1] != "н" else "ый"
        ending = ending if language == "ru" else "ий"
    return f"{base}{ending} {noun}"
