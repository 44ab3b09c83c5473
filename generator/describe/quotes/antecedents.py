"""Finds who a pronoun, or "both", stands for."""

from __future__ import annotations

import re

from generator.describe.quotes.speakers import NameMention, SpeakerIndex
from generator.text.sentences import sentences

_FARTHEST = 1000  # characters before a pronoun that are read
_WORD = re.compile(r"[\w’'-]+")


def antecedent(pronoun: str, position: int, speakers: SpeakerIndex) -> str:
    """Who "he", "she" or "it" is: the subject of this sentence or the one before, if unambiguous."""
    start = _paragraph(speakers.body, position)
    spans = [(start + first, start + last) for first, last in sentences(speakers.body[start:position])]
    for low, high in reversed(spans[-2:]):
        names = speakers.within(low, high)
        subject = next((name for name in names if leads(name, low, speakers.body)), None)
        if subject and _fits(subject, pronoun, names):
            return subject.name
        if names:
            return ""
    return ""


def _paragraph(body: str, position: int) -> int:
    """Offset where the paragraph begins; in a very long one, at most ``_FARTHEST`` characters back."""
    low = max(0, position - _FARTHEST)
    return max(low, body.rfind("\n\n", low, position) + 1)


def leads(name: NameMention, start: int, body: str) -> bool:
    """Whether a name is the first noun of its sentence, after no more than a title or an article."""
    return len(_WORD.findall(body, start, name.start)) <= 2


def _fits(subject: NameMention, pronoun: str, names: list[NameMention]) -> bool:
    if pronoun == "it":
        return subject.kind in ("organizations", "places")
    return subject.personal and len({name.name for name in names if name.personal}) == 1


def pair(position: int, speakers: SpeakerIndex) -> str:
    """The two people whom a sentence names before "both"."""
    start = _paragraph(speakers.body, position)
    people = dict.fromkeys(name.name for name in speakers.within(start, position) if name.kind == "people")
    return " and ".join(people) if len(people) == 2 else ""
