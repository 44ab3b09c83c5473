"""Topics of an article, from the words that signal them, and its free tags."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from generator.authority.authority import Authority, Entry, Key
from generator.describe.names import DECLARED_TAG, declared_terms, quote
from generator.describe.tags import Tag, other_than, tag_id
from generator.model.documents import Declaration, Paragraph
from generator.model.records import Evidence, Term
from generator.text.folding import fold

MOST = 4
# What one occurrence of a term weighs by where it stands: it is the headline that says what a text is about.
TITLE, SUMMARY, OPENING, BODY = 4.0, 2.0, 2.0, 1.0
_OPENING_PARAGRAPHS = 2
# A phrase says more than a word: "ceasefire talks" cannot be about anything else.
_PHRASE = 1.5
# The fourth occurrence of a term says little that the third has not.
_DAMPED = 3.0
# In a text of ordinary length, two words of the body alone do not make a topic; one in its opening with
# another anywhere does. A short text has fewer words to say what it is about.
_LEAST = 3.4
_ORDINARY = 1500
_SHARE_OF_BEST = 0.3


class Reading(NamedTuple):
    """The parts of an article that its topics are read from. ``language`` is a BCP 47 tag, or ""."""

    title: str
    summary: str
    paragraphs: Sequence[Paragraph]
    language: str


class Scored(NamedTuple):
    """A topic, how much the text speaks of it, and the words that say so."""

    entry: Entry
    score: float
    words: tuple[str, ...]


def find_topics(
    reading: Reading, declared: Declaration, tags: Sequence[Tag], authority: Authority
) -> tuple[tuple[Term, ...], tuple[Term, ...], dict[str, Evidence]]:
    """Topics, free tags, and the evidence for both.

    A declared list of topics is the whole list, with the declared tags that are a topic's name. Otherwise at
    most ``MOST`` topics, strongest first, that the words of the text signal; a tag that is a topic's name is
    one of them.

    Args:
        reading: what topics are read from.
        declared: what a curator wrote; ``topics`` is read.
        tags: those that are none of the article's names.
        authority: who and what is known.

    Returns:
        Topics; tags that are nothing else; evidence under ``topics`` and ``tags`` where there is any.
    """
    terms, found = declared_terms("topics", declared, tags, authority) or _inferred(reading, tags, authority)
    others = [tag for tag in tags if tag.known("topics") not in terms]
    free = other_than(others, [term.name for term in terms])
    evidence = {"topics": found} if found else {}
    if free:
        evidence["tags"] = _evidence_of(free)
    return terms, tuple(Term(tag_id(tag.text), tag.text) for tag in free), evidence


def _evidence_of(tags: Sequence[Tag]) -> Evidence:
    quoted = quote(tag.text for tag in tags)
    if any(tag.declared for tag in tags):
        return Evidence("declared", "declared", quoted, 1.0)
    return Evidence("extracted", "filed-under", quoted, 0.95)


def _inferred(
    reading: Reading, tags: Sequence[Tag], authority: Authority
) -> tuple[tuple[Term, ...], Evidence | None]:
    tagged = [(term, tag) for tag in tags if (term := tag.known("topics"))]
    scored = strongest(score_topics(reading, authority), sum(len(one.text) for one in reading.paragraphs))
    terms = dict.fromkeys(term for term, _ in tagged)
    terms |= dict.fromkeys(Term(one.entry.id, one.entry.name) for one in scored)
    if not terms:
        return (), None
    kept = tuple(terms)[: max(MOST, len(tagged))]
    grounds = [f"{term.name}: {tag.text}" for term, tag in tagged]
    grounds += [f"{one.entry.name}: {', '.join(one.words)}" for one in scored]
    if any(tag.declared for _, tag in tagged):
        return kept, Evidence("declared", DECLARED_TAG, quote(grounds), 1.0 if not scored else 0.95)
    if tagged:
        return kept, Evidence("extracted", "filed-under", quote(grounds), 0.95)
    confidence = round(min(0.95, 0.5 + scored[0].score / 40), 2)
    return kept, Evidence("inferred", "topic-terms", quote(grounds), confidence)


def score_topics(reading: Reading, authority: Authority) -> list[Scored]:
    """Every topic that the text mentions a term of, strongest first."""
    matcher = authority.topic_matcher(reading.language or "en")
    counts: dict[Key, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    weighed = [(weight, fold(text).lower()) for weight, text in _weighed(reading)]
    # One search for all: no term holds a line break.
    whole = "\n".join(text for _, text in weighed)
    ends = list(accumulate(len(text) + 1 for _, text in weighed))
    for hit in matcher.matches(whole):
        weight = weighed[bisect_right(ends, hit.start)][0]
        word = whole[hit.start : hit.end]
        for key in hit.full:
            counts[key][word] += weight
    scored = [_scored(authority.entries[key], words) for key, words in counts.items()]
    return sorted(scored, key=lambda one: (-one.score, one.entry.id))


def _scored(entry: Entry, words: Mapping[str, float]) -> Scored:
    weighed = {
        word: (_PHRASE if " " in word else 1.0) * _DAMPED * math.log1p(weight / _DAMPED) / math.log(2)
        for word, weight in words.items()
    }
    # Distinct terms count more than one term said often.
    score = sum(weighed.values()) * (1 + math.log2(len(weighed))) / 2
    return Scored(entry, score, tuple(sorted(weighed, key=lambda word: (-weighed[word], word))[:4]))


def strongest(scored: Sequence[Scored], length: int) -> list[Scored]:
    """At most ``MOST`` topics, each strong in itself and beside the strongest; no parent of one chosen.

    Args:
        scored: topics, strongest first.
        length: of the text, in characters.
    """
    if not scored:
        return []
    least = _LEAST * min(1.0, max(0.5, math.sqrt(length / _ORDINARY)))
    floor = max(least, scored[0].score * _SHARE_OF_BEST)
    chosen: list[Scored] = []
    for one in scored:
        parents = {other.entry.parent for other in chosen}
        if one.score >= floor and one.entry.id not in parents:
            chosen.append(one)
    return chosen[:MOST]


def _weighed(reading: Reading) -> Iterable[tuple[float, str]]:
    yield TITLE, reading.title
    texts = [paragraph.text for paragraph in reading.paragraphs]
    if reading.summary not in texts[:1]:
        yield SUMMARY, reading.summary
    for place, text in enumerate(texts):
        yield (OPENING if place < _OPENING_PARAGRAPHS else BODY), text
