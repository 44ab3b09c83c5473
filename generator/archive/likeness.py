"""Texts that are alike: a fingerprint of each, and groups of articles that carry the same text.

Method: word 5-grams hashed with xxHash, of which one in eight is kept (the same in every text), compared
through an inverted index. A 5-gram counts the less the more articles hold it, so that form letters, whose
common part many share, are told apart by what is their own.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import xxhash

from generator.archive.memory import Memory
from generator.model.records import Article

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

# Weight of a 5-gram that one article holds; of one that n hold, an n-th of it.
UNIT = 2**32
# Articles compared at once: as many as fit into little memory.
BATCH = 500
# Length of two digests, in bytes.
BOTH = 32

Whole = npt.NDArray[np.int64]
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"\b(?:[A-Z][\w’']+|\d[\d,.]*\d|\d)")


def fingerprint(text: str) -> bytes:
    """Hashes (64 bits) of the text's sampled 5-grams, sorted; of the whole text where it has none."""
    joined = " ".join(_WORD.findall(text.lower())).encode()
    spaces = np.flatnonzero(np.frombuffer(joined, dtype=np.uint8) == ord(" "))
    starts = [0, *(spaces + 1).tolist(), len(joined) + 1]
    # A 5-gram is a stretch of the words joined, up to the space before the word after it.
    grams = (joined[start : after - 1] for start, after in zip(starts, starts[WORDS:], strict=False))
    kept = {value for value in map(xxhash.xxh64_intdigest, grams) if not value & KEPT}
    whole = {xxhash.xxh64_intdigest(joined)}
    return np.array(sorted(kept or whole), dtype=np.uint64).tobytes()


def same_text(articles: Sequence[Article], memory: Memory | None = None) -> Mapping[str, str]:
    """Article id → id of the first article that carries its text, for each article of a group of copies.

    The first is the earliest by date, then by seed; an undated article is never before a dated one.
    ``memory`` holds what comparing two articles gave, and then what it gave this time.
    """
    ordered = sorted(articles, key=lambda one: (not one.date, one.date, one.seed))
    alike = _remembering(ordered, memory) if memory else _comparer(ordered)
    first = list(range(len(ordered)))
    for early, late in _pairs(ordered):
        one, other = _root(first, early), _root(first, late)
        if one != other and alike(early, late):
            first[max(one, other)] = min(one, other)
    roots = [_root(first, position) for position in range(len(ordered))]
    sizes = Counter(roots)
    return {ordered[i].id: ordered[root].id for i, root in enumerate(roots) if sizes[root] > 1}


def _root(first: list[int], position: int) -> int:
    while first[position] != position:
        position = first[position]
    return position


def _pairs(articles: Sequence[Article]) -> Iterator[tuple[int, int]]:
    """Positions of articles with much of their weight in common, the earlier first."""
    grams = np.frombuffer(b"".join(one.fingerprint for one in articles), dtype=np.uint64)
    owners = np.repeat(np.arange(len(articles)), [len(one.fingerprint) // 8 for one in articles])
    order = np.argsort(grams)
    starts = np.flatnonzero(np.diff(grams[order], prepend=~grams[order[:1]]))
    sizes = np.diff(starts, append=len(grams))
    group = np.empty(len(grams), dtype=np.int64)
    group[order] = np.repeat(np.arange(len(starts)), sizes)
    # Weights are whole numbers, so that their sums are the same on every machine.
    own = np.zeros(len(articles), dtype=np.int64)
    np.add.at(own, owners, UNIT // sizes[group])
    ends = np.searchsorted(owners, np.arange(0, len(articles) + BATCH, BATCH))
    for first, last in itertools.pairwise(ends.tolist()):
        part = np.arange(first, last)[(sizes[group[first:last]] > 1) & (sizes[group[first:last]] <= COMMON)]
        held = sizes[group[part]]
        # For each 5-gram of an article all that hold it: a stretch of the sorted 5-grams, at ``starts``.
        place = np.repeat(starts[group[part]] - np.cumsum(held) + held, held) + np.arange(held.sum())
        early, late = np.repeat(owners[part], held), owners[order[place]]
        ahead = late > early
        pairs = (early * len(articles) + late)[ahead]
        yield from _heavy(pairs, np.repeat(UNIT // held, held)[ahead], own)


def _heavy(pairs: Whole, weights: Whole, own: Whole) -> Iterator[tuple[int, int]]:
    """The pairs that weigh enough; a pair is a number: position of the earlier × articles + the other's."""
    order = np.argsort(pairs)
    starts = np.flatnonzero(np.diff(pairs[order], prepend=-1))
    if not len(starts):
        return
    early, late = np.divmod(pairs[order][starts], len(own))
    shared = np.add.reduceat(weights[order], starts)
    enough = shared >= WEIGHT * np.maximum(own[early], own[late])
    yield from zip(early[enough].tolist(), late[enough].tolist(), strict=True)


def _comparer(articles: Sequence[Article]) -> Callable[[int, int], bool]:
    """Tells of two positions whether their articles carry one text."""
    grams = lru_cache(maxsize=4096)(
        lambda position: frozenset(np.frombuffer(articles[position].fingerprint, dtype=np.uint64).tolist())
    )
    naming = lru_cache(maxsize=4096)(lambda position: Naming.of(articles[position]))

    def alike(one: int, other: int) -> bool:
        mine, theirs = grams(one), grams(other)
        if len(mine & theirs) < SHARED * len(mine | theirs):
            return False
        if _far_apart(articles[one].date, articles[other].date):
            return False
        return not _another_event(naming(one), naming(other))

    return alike


def _far_apart(one: str, other: str) -> bool:
    if not one or not other:
        return False
    return abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days) > DAYS


def _remembering(articles: Sequence[Article], memory: Memory) -> Callable[[int, int], bool]:
    """As ``_comparer``, without comparing again what was compared last time."""
    known = memory.alike
    used: dict[bytes, bool] = {}
    memory.alike = used
    compare = _comparer(articles)

    def alike(one: int, other: int) -> bool:
        key = articles[one].digest + articles[other].digest
        found = known.get(key)
        found = compare(one, other) if found is None else found
        if len(key) == BOTH:
            used[key] = found
        return found

    return alike


class Naming(NamedTuple):
    """What an article names (how often), its words, and those words of its title that are names."""

    names: Counter[str]
    words: frozenset[str]
    titled: frozenset[str]

    @classmethod
    def of(cls, article: Article) -> Naming:
        """What a text names."""
        body = article.body
        names = Counter(_NAME.findall(body))
        known = {name.lower() for name in names}
        title = frozenset(_WORD.findall(article.title.lower()))
        return cls(names, title.union(_WORD.findall(body.lower())), title & known)


def _another_event(one: Naming, other: Naming) -> bool:
    """Whether each names something that the other does not: one letter with other names filled in."""
    filled = _only(one.names, other.names) and _only(other.names, one.names)
    return filled or not (one.titled <= other.words or other.titled <= one.words)


def _only(mine: Counter[str], theirs: Counter[str]) -> bool:
    # One changed sentence may drop a name; what is named three times is the subject.
    return any(count > 2 and name not in theirs for name, count in mine.items())
