"""The words of Arabic that offices, bodies and places are known by, and what may be a name next to them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from generator.text.tables import load_table

_LETTERS = "\u0621-\u065f\u0670-\u06d3"
WORD = re.compile(f"[{_LETTERS}]+|[^\\s{_LETTERS}]")
SONS = frozenset({"بن", "ابن", "بنت"})
LETTER = re.compile(f"[{_LETTERS}]")
ARTICLE = "ال"
CLITICS = "وفبلك"


class Words(NamedTuple):
    """The words of ``data/cues_ar.yml``, ``speakers.yml`` and ``speech.yml``; ``leads`` may begin a name."""

    titles: frozenset[str]
    with_article: frozenset[str]
    offices_of: frozenset[str]
    stops: frozenset[str]
    compounds: frozenset[str]
    heads: frozenset[str]
    heads_with_article: frozenset[str]
    vague: frozenset[str]
    places: frozenset[str]
    no_places: frozenset[str]
    verbs: frozenset[str]
    impersonal: frozenset[str]
    heads_for: frozenset[str]
    named: frozenset[str]
    named_for: frozenset[str]
    named_after: frozenset[str]
    leads: frozenset[str]


class Token(NamedTuple):
    """A word or another sign, and its place in the text."""

    text: str
    start: int
    end: int


@cache
def known_words() -> Words:
    """The words, read once."""
    table, speakers = load_table("cues_ar"), load_table("speakers")["ar"]
    sets = {name: frozenset(text.split()) for name, text in table.items()}
    verbs = frozenset(load_table("speech")["verbs"]["ar"].split())
    return Words(
        titles=sets["titles"],
        with_article=sets["with_article"],
        offices_of=sets["offices_of"],
        stops=sets["stops"].union(speakers["stops"].split(), verbs),
        compounds=sets["compounds"],
        heads=sets["heads"],
        heads_with_article=sets["heads_with_article"],
        vague=sets["vague"],
        places=sets["places"],
        no_places=sets["no_places"],
        verbs=verbs,
        impersonal=frozenset(speakers["impersonal"].split()),
        heads_for=sets["heads_for"],
        named=sets["named"],
        named_for=sets["named_for"],
        named_after=sets["named_after"],
        leads=sets["heads"] | sets["heads_with_article"] | sets["places"] | sets["titles"],
    )


def bare(word: str, known: Words) -> str:
    """The word without a particle written onto it, if that makes it a word of the tables."""
    if len(word) < 4 or word[0] not in CLITICS:
        return word
    written = {word[1:]: word[1:]}
    if word.startswith("لل"):  # للأمم is ل and الأمم, للجنة is ل and اللجنة
        written = {ARTICLE + word[2:]: ARTICLE + word[2:], word[1:]: ARTICLE + word[1:]}
    for rest, whole in written.items():
        if {rest, rest.removeprefix(ARTICLE)} & known.leads:
            return whole
    return word


def is_title(word: str, known: Words) -> bool:
    """Whether a word, perhaps with the article, is an office."""
    plain = word.removeprefix(ARTICLE)
    return plain in known.titles and (plain != word or word not in known.with_article)


def is_word(token: str) -> bool:
    """Whether a token is a word."""
    return LETTER.match(token) is not None


def may_be_named(word: str, known: Words) -> bool:
    """Whether a word may be part of the name of a person."""
    plain = word.removeprefix(ARTICLE)
    return (
        is_word(word)
        and len(word) > 1
        and word not in known.stops
        and plain not in known.heads
        and plain not in known.places
        and plain not in known.impersonal
        and word not in known.heads_with_article
        and not (plain != word and plain in known.titles)
        and not word.startswith(("وال", "بال", "لل", "فال", "ولل", "وب"))
        and not (word[0] == "و" and word[1:] in known.titles | known.heads | known.stops)
        and not (word.endswith("ية") and word not in known.named)
        and not (word[0] in "بل" and word.endswith("ة"))
    )
