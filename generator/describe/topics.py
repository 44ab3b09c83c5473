"""Topics of an article, found by the terms that signal them, and its free tags."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from generator.authority.authority import Authority, Entry, Key
from generator.describe.names import DECLARED_TAG, declared_terms, quote
from generator.describe.tags import Tag, without_names
from generator.model.documents import Declaration, Paragraph
from generator.model.names import name_id
from generator.model.records import Evidence, Term
from generator.text.folding import fold_term
from generator.text.tables import load_table

MAX_TOPICS = 4
# Weight of one occurrence of a term, by position: the headline says best what a text is about.
TITLE, SUMMARY, OPENING, BODY = 4.0, 2.0, 2.0, 1.0
_OPENING_PARAGRAPHS = 2
# A phrase is stronger evidence than a word: "ceasefire talks" has only one meaning.
_PHRASE_FACTOR = 1.5
# Repetitions of a term count less and less, roughly from the third on.
_DAMPING = 3.0
# In a text of ordinary length, two words in the body are not enough for a topic; one in the opening and
# another anywhere are. Short texts have a lower threshold, as they have fewer words.
_THRESHOLD = 3.4
_ORDINARY_LENGTH = 1500
_SHARE_OF_BEST = 0.3
# Distinct common words that signal a topic without any of its other terms, and the factor for their weight.
_COMMON, _COMMON_FACTOR = 4, 0.35


class TopicInput(NamedTuple):
    """The parts of an article that determine its topics. ``language`` is a BCP 47 tag, or ""."""

    title: str
    summary: str
    paragraphs: Sequence[Paragraph]
    language: str


class TopicScore(NamedTuple):
    """A topic, its score, and the at most four terms that contribute most to it, strongest first."""

    entry: Entry
    score: float
    words: tuple[str, ...]


def find_topics(
    parts: TopicInput, declared: Declaration, tags: Sequence[Tag], authority: Authority
) -> tuple[tuple[Term, ...], tuple[Term, ...], dict[str, Evidence]]:
    """Find topics and free tags, and the evidence for both.

    A declared list of topics is complete, apart from declared tags that name a topic. Otherwise there are at
    most ``MAX_TOPICS`` topics: those that tags name, then those that the text signals, strongest first. Tags
    that name a topic are all used, even if there are more.

    Args:
        parts: headline, summary and paragraphs.
        declared: what a curator wrote; ``topics`` is read.
        tags: the tags that are not among the article's names.
        authority: the known people, organizations, places and topics.

    Returns:
        The topics; the tags that name nothing known; the evidence under ``topics`` and ``tags``, if any.
    """
    terms, basis = declared_terms("topics", declared, tags, authority) or _infer_topics(
        parts, tags, authority
    )
    others = [tag for tag in tags if tag.known("topics") not in terms]
    free = without_names(others, [term.name for term in terms])
    evidence = {"topics": basis} if basis else {}
    if free:
        evidence["tags"] = _tag_evidence(free)
    return terms, tuple(Term(name_id(tag.text), tag.text) for tag in free), evidence


def _tag_evidence(tags: Sequence[Tag]) -> Evidence:
    quoted = quote(tag.text for tag in tags)
    if any(tag.declared for tag in tags):
        return Evidence("declared", "declared", quoted, 1.0)
    return Evidence("extracted", "filed-under", quoted, 0.95)


def _infer_topics(
    parts: TopicInput, tags: Sequence[Tag], authority: Authority
) -> tuple[tuple[Term, ...], Evidence | None]:
    tagged = [(term, tag) for tag in tags if (term := tag.known("topics"))]
    length = sum(len(paragraph.text) for paragraph in parts.paragraphs)
    strongest = select_strongest(score_topics(parts, authority), length)
    terms = dict.fromkeys(term for term, _ in tagged)
    terms |= dict.fromkeys(Term(topic.entry.id, topic.entry.name) for topic in strongest)
    if not terms:
        return (), None
    topics = tuple(terms)[: max(MAX_TOPICS, len(tagged))]
    grounds = [f"{term.name}: {tag.text}" for term, tag in tagged]
    grounds += [f"{topic.entry.name}: {', '.join(topic.words)}" for topic in strongest]
    if any(tag.declared for _, tag in tagged):
        return topics, Evidence("declared", DECLARED_TAG, quote(grounds), 1.0 if not strongest else 0.95)
    if tagged:
        return topics, Evidence("extracted", "filed-under", quote(grounds), 0.95)
    confidence = round(min(0.95, 0.5 + strongest[0].score / 40), 2)
    return topics, Evidence("inferred", "topic-terms", quote(grounds), confidence)


def score_topics(parts: TopicInput, authority: Authority) -> list[TopicScore]:
    """Score every topic of which the text contains a term, strongest first."""
    matcher = authority.topic_matcher(parts.language or "en")
    weights: dict[Key, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    segments = [(weight, fold_term(text, parts.language)) for weight, text in _weighted_texts(parts)]
    # No term contains a line break, so a single search can cover all segments.
    whole = "\n".join(text for _, text in segments)
    ends = list(accumulate(len(text) + 1 for _, text in segments))
    for hit in matcher.matches(whole):
        weight = segments[bisect_right(ends, hit.start)][0]
        word = whole[hit.start : hit.end]
        for key in hit.full:
            weights[key][word] += weight
    scores = [
        _score(authority.entries[key], counted)
        for key, words in weights.items()
        if (counted := _in_company(words, key.id, parts.language or "en"))
    ]
    return sorted(scores, key=lambda topic: (-topic.score, topic.entry.id))


def _in_company(words: Mapping[str, float], topic: str, language: str) -> Mapping[str, float]:
    """The terms of a topic that count: those that say little count only with others, or in the headline."""
    companion, common = _weak_terms(topic, language.lower().partition("-")[0])
    if not companion and not common:
        return words
    titled = {word for word, weight in words.items() if weight >= TITLE}
    strong = titled or any(word not in companion and word not in common for word in words)
    if not strong and len(common & words.keys()) < _COMMON:
        return {}
    small = common - titled
    return {word: weight * (_COMMON_FACTOR if word in small else 1.0) for word, weight in words.items()}


@cache
def _weak_terms(topic: str, language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The terms of a topic that need a companion, and those of which some together are enough."""
    rows = load_table("topic_terms").get(topic, {})
    companion, common = (rows.get(name, {}).get(language, ()) for name in ("companion", "common"))
    return (
        frozenset(fold_term(term, language) for term in companion),
        frozenset(fold_term(term, language) for term in common),
    )


def _score(entry: Entry, words: Mapping[str, float]) -> TopicScore:
    damped = {
        word: (_PHRASE_FACTOR if " " in word else 1.0)
        * _DAMPING
        * math.log1p(weight / _DAMPING)
        / math.log(2)
        for word, weight in words.items()
    }
    # Several distinct terms count more than repetitions of a single term.
    score = sum(damped.values()) * (1 + math.log2(len(damped))) / 2
    return TopicScore(entry, score, tuple(sorted(damped, key=lambda word: (-damped[word], word))[:4]))


def select_strongest(scores: Sequence[TopicScore], length: int) -> list[TopicScore]:
    """Select at most ``MAX_TOPICS`` topics that pass the threshold and have a fair share of the best score.

    The parent of a selected topic is left out.

    Args:
        scores: topics, strongest first.
        length: of the text, in characters.
    """
    if not scores:
        return []
    threshold = _THRESHOLD * min(1.0, max(0.5, math.sqrt(length / _ORDINARY_LENGTH)))
    threshold = max(threshold, scores[0].score * _SHARE_OF_BEST)
    selected: list[TopicScore] = []
    for topic in scores:
        parents = {other.entry.parent for other in selected}
        if topic.score >= threshold and topic.entry.id not in parents:
            selected.append(topic)
    return selected[:MAX_TOPICS]


def _weighted_texts(parts: TopicInput) -> Iterable[tuple[float, str]]:
    yield TITLE, parts.title
    texts = [paragraph.text for paragraph in parts.paragraphs]
    if parts.summary not in texts[:1]:
        yield SUMMARY, parts.summary
    for index, text in enumerate(texts):
        yield (OPENING if index < _OPENING_PARAGRAPHS else BODY), text
