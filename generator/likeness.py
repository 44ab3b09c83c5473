"""Texts that are alike: a fingerprint of each, and groups of articles that carry the same text.

Method: word 5-grams hashed with xxHash, of which one in eight is kept (the same in every text), compared
through an inverted index. A 5-gram counts the less the more articles hold it, so that form letters, whose
common part many share, are told apart by what is their own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import xxhash

from generator.model import Article

WORDS = 5
# One 5-gram in eight; a text of 400 words keeps about fifty.
KEPT = 7
# A 5-gram that more articles hold is boilerplate: it would pair each with each.
COMMON = 200
# Share of the weight, and of the 5-grams, that two texts must have in common.
WEIGHT = 0.03
SHARED = 0.45
# The same words long after are a letter that is sent each year.
DAYS = 31

_WORD = re.compile(r"\w+")
_NAME = re.compile(r"\b(?:[A-Z][\w’']+|\d[\d,.]*\d|\d)")


def fingerprint(text: str) -> tuple[int, ...]:
    """Hashes of the text's sampled 5-grams, sorted; of the whole text where it has none."""
    words = _WORD.findall(text.lower())
    grams = (" ".join(words[i : i + WORDS]).encode() for i in range(len(words) - WORDS + 1))
    kept = {value for value in map(xxhash.xxh64_intdigest, grams) if not value & KEPT}
    return tuple(sorted(kept or {xxhash.xxh64_intdigest(" ".join(words).encode())}))


def same_text(articles: Sequence[Article]) -> Mapping[str, str]:
    """Article id → id of the first article that carries its text, for each article of a group of copies.

    The first is the earliest by date, then by seed; an undated article is never before a dated one.
    """
    ordered = sorted(articles, key=lambda one: (not one.date, one.date, one.seed))
    first = list(range(len(ordered)))
    for early, late in _pairs(ordered):
        one, other = sorted((_root(first, early), _root(first, late)))
        first[other] = one
    roots = [_root(first, position) for position in range(len(ordered))]
    sizes = Counter(roots)
    return {ordered[i].id: ordered[root].id for i, root in enumerate(roots) if sizes[root] > 1}


def _root(first: list[int], position: int) -> int:
    while first[position] != position:
        position = first[position]
    return position


def _pairs(articles: Sequence[Article]) -> Iterator[tuple[int, int]]:
    """Positions of articles with the same text, the earlier first."""
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for position, article in enumerate(articles):
        for gram in article.fingerprint:
            holders[gram].append(position)
    weights = {gram: 1 / len(held) for gram, held in holders.items()}
    own = [sum(weights[gram] for gram in article.fingerprint) for article in articles]
    for position, article in enumerate(articles):
        shared: defaultdict[int, float] = defaultdict(float)
        for gram in article.fingerprint:
            held = holders[gram]
            if 1 < len(held) <= COMMON:
                for other in held:
                    if other > position:
                        shared[other] += weights[gram]
        for other, weight in shared.items():
            if weight >= WEIGHT * max(own[position], own[other]) and _alike(article, articles[other]):
                yield position, other


def _alike(one: Article, other: Article) -> bool:
    mine, theirs = set(one.fingerprint), set(other.fingerprint)
    if len(mine & theirs) < SHARED * len(mine | theirs):
        return False
    return not (_far_apart(one.date, other.date) or _another_event(one, other))


def _far_apart(one: str, other: str) -> bool:
    if not one or not other:
        return False
    return abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days) > DAYS


def _another_event(one: Article, other: Article) -> bool:
    """Whether each names something that the other does not: one letter with other names filled in."""
    mine, theirs = Counter(_NAME.findall(one.body)), Counter(_NAME.findall(other.body))
    filled = _only(mine, theirs) and _only(theirs, mine)
    return filled or (_titled_apart(one, other, mine) and _titled_apart(other, one, theirs))


def _only(mine: Counter[str], theirs: Counter[str]) -> bool:
    # One changed sentence may drop a name; what is named three times is the subject.
    return any(count > 2 and name not in theirs for name, count in mine.items())


def _titled_apart(one: Article, other: Article, names: Counter[str]) -> bool:
    known = {name.lower() for name in names}
    named = {word for word in _WORD.findall(one.title.lower()) if word in known}
    return not named <= set(_WORD.findall(f"{other.title} {other.body}".lower()))
