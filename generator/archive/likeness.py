"""Copies: groups of articles that have the same text, found by fingerprints of their texts.

Method: word 5-grams are hashed with xxHash, one in eight of the hashes (the same ones in every text) is kept,
and texts are compared through an inverted index. The more articles have a 5-gram, the less it weighs. Form
letters, which share most of their text with many others, are therefore distinguished by the rest.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import xxhash

from generator.archive.comparisons import CopyGroups
from generator.model.partial_dates import first_day, last_day
from generator.model.records import Article, TextReader

# Words of a 5-gram.
WORDS = 5
# A hash is kept if none of these bits is set: one in eight. A text of 400 words keeps about fifty.
SAMPLE_MASK = 7
# A 5-gram that occurs in more articles is boilerplate. Comparing all of its articles would take too long.
COMMON = 200
# Share of the weight, and of the 5-grams, that two texts must have in common.
WEIGHT = 0.03
SHARED = 0.45
# Days after which the same words are a new article, such as a letter that is sent each year.
DAYS = 31

# Weight of a 5-gram that only one article has. If n articles have it, the weight is an n-th of this.
UNIT = 2**32
# Articles compared at once, which limits the memory needed.
BATCH = 500
# Texts whose 5-grams and names stay in memory while pairs are compared.
CACHED_TEXTS = 4096

Integers = npt.NDArray[np.int64]
# Tells whether the articles at two positions have the same text.
Comparer = Callable[[int, int], bool]
_WORD = re.compile(r"\w+")
# For ASCII, where splitting at blanks takes half the time.
_BLANKS = "".join(chr(code) if _WORD.match(chr(code)) else " " for code in range(128))
_NAME = re.compile(r"\b(?:[A-Z][\w’']+|\d[\d,.]*\d|\d)")


def fingerprint(text: str) -> bytes:
    """Hashes of the text's sampled 5-grams, or of the whole text if it has none.

    Returns:
        unsigned 64-bit integers, sorted, in the byte order of the machine.
    """
    joined = " ".join(_words(text)).encode()
    spaces = np.flatnonzero(np.frombuffer(joined, dtype=np.uint8) == ord(" "))
    starts = [0, *(spaces + 1).tolist(), len(joined) + 1]
    # A 5-gram is a slice of the joined words, up to the space before the next word.
    grams = (joined[start : after - 1] for start, after in zip(starts, starts[WORDS:], strict=False))
    sample = {value for value in map(xxhash.xxh64_intdigest, grams) if not value & SAMPLE_MASK}
    return array("Q", sorted(sample or {xxhash.xxh64_intdigest(joined)})).tobytes()


def _words(text: str) -> list[str]:
    """The words of a text in lower case."""
    lower = text.lower()
    return lower.translate(_BLANKS).split() if lower.isascii() else _WORD.findall(lower)


def find_copies(articles: Sequence[Article], read: TextReader, known: Mapping[bytes, bool]) -> CopyGroups:
    """Group the articles that have the same text.

    The first of a group is the earliest by date, then by seed; undated articles come last.

    Args:
        articles: in any order.
        read: reads the text of an article.
        known: comparisons of an earlier call, which are not repeated.
    """
    ordered = sorted(articles, key=lambda article: (not article.date, article.date, article.seed))
    compared: dict[bytes, bool] = {}
    is_copy = _with_results(_comparer(ordered, read), ordered, known, compared)
    first = list(range(len(ordered)))
    for early, late in _pairs(ordered):
        early_root, late_root = _root(first, early), _root(first, late)
        if early_root != late_root and is_copy(early, late):
            first[max(early_root, late_root)] = min(early_root, late_root)
    roots = [_root(first, position) for position in range(len(ordered))]
    sizes = Counter(roots)
    originals = {ordered[i].id: ordered[root].id for i, root in enumerate(roots) if sizes[root] > 1}
    return CopyGroups(originals, compared)


def _root(first: list[int], position: int) -> int:
    while first[position] != position:
        position = first[position]
    return position


def _pairs(articles: Sequence[Article]) -> Iterator[tuple[int, int]]:
    """Pairs of positions of articles that have enough weight in common, the earlier one first."""
    grams = np.frombuffer(b"".join(article.fingerprint for article in articles), dtype=np.uint64)
    owners = np.repeat(np.arange(len(articles)), [len(article.fingerprint) // 8 for article in articles])
    order = np.argsort(grams)
    starts = np.flatnonzero(np.diff(grams[order], prepend=~grams[order[:1]]))
    sizes = np.diff(starts, append=len(grams))
    group = np.empty(len(grams), dtype=np.int64)
    group[order] = np.repeat(np.arange(len(starts)), sizes)
    # Weights are integers, so that their sums are the same on every machine.
    own = np.zeros(len(articles), dtype=np.int64)
    np.add.at(own, owners, UNIT // sizes[group])
    ends = np.searchsorted(owners, np.arange(0, len(articles) + BATCH, BATCH))
    for first, last in itertools.pairwise(ends.tolist()):
        part = np.arange(first, last)[(sizes[group[first:last]] > 1) & (sizes[group[first:last]] <= COMMON)]
        counts = sizes[group[part]]
        # For each 5-gram of an article, all articles with it: a slice of the sorted 5-grams, at ``starts``.
        places = np.repeat(starts[group[part]] - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        early, late = np.repeat(owners[part], counts), owners[order[places]]
        ahead = late > early
        pairs = (early * len(articles) + late)[ahead]
        yield from _heavy(pairs, np.repeat(UNIT // counts, counts)[ahead], own)


def _heavy(pairs: Integers, weights: Integers, own: Integers) -> Iterator[tuple[int, int]]:
    """The pairs with enough weight.

    Args:
        pairs: position of the earlier article × number of articles + position of the later one.
        weights: of the 5-gram for which a pair is listed.
        own: weight of each article.
    """
    order = np.argsort(pairs)
    starts = np.flatnonzero(np.diff(pairs[order], prepend=-1))
    if not len(starts):
        return
    early, late = np.divmod(pairs[order][starts], len(own))
    shared = np.add.reduceat(weights[order], starts)
    enough = shared >= WEIGHT * np.maximum(own[early], own[late])
    yield from zip(early[enough].tolist(), late[enough].tolist(), strict=True)


def _comparer(articles: Sequence[Article], read: TextReader) -> Comparer:
    @lru_cache(CACHED_TEXTS)
    def grams(position: int) -> frozenset[int]:
        return frozenset(np.frombuffer(articles[position].fingerprint, dtype=np.uint64).tolist())

    @lru_cache(CACHED_TEXTS)
    def names(position: int) -> NameCounts:
        return NameCounts.of(articles[position].title, read(articles[position]).body)

    def is_copy(early: int, late: int) -> bool:
        first, second = grams(early), grams(late)
        if len(first & second) < SHARED * len(first | second):
            return False
        if _far_apart(articles[early].date, articles[late].date):
            return False
        return not _is_other_event(names(early), names(late))

    return is_copy


def _far_apart(day: str, other: str) -> bool:
    if not day or not other:
        return False
    early, late = sorted((day, other))
    between = dt.date.fromisoformat(first_day(late)) - dt.date.fromisoformat(last_day(early))
    return between.days > DAYS


def _with_results(
    compare: Comparer, articles: Sequence[Article], known: Mapping[bytes, bool], compared: dict[bytes, bool]
) -> Comparer:
    """Like ``compare``, but uses ``known`` results. All results are added to ``compared``."""

    def is_copy(early: int, late: int) -> bool:
        digests = articles[early].digest, articles[late].digest
        key = b"".join(digests)
        result = known.get(key)
        result = compare(early, late) if result is None else result
        if all(digests):
            compared[key] = result
        return result

    return is_copy


class NameCounts(NamedTuple):
    """The names in a text with their counts, all its words, and the words of its headline that are names."""

    names: Counter[str]
    words: frozenset[str]
    in_title: frozenset[str]

    @classmethod
    def of(cls, title: str, body: str) -> NameCounts:
        """The names of an article with this headline and body."""
        names = Counter(_NAME.findall(body))
        folded = {name.lower() for name in names}
        title_words = frozenset(_WORD.findall(title.lower()))
        return cls(names, title_words.union(_WORD.findall(body.lower())), title_words & folded)


def _is_other_event(first: NameCounts, second: NameCounts) -> bool:
    """Whether each text has names that the other lacks, as do letters filled in with different names."""
    filled_in = _has_own_subject(first, second) and _has_own_subject(second, first)
    return filled_in or not (first.in_title <= second.words or second.in_title <= first.words)


def _has_own_subject(names: NameCounts, other: NameCounts) -> bool:
    # One changed sentence may drop a name. A name that occurs three times is a subject of the text.
    return any(count > 2 and name not in other.names for name, count in names.names.items())
