"""Reports of one event: groups of articles by the names and rare words that they share, a few days apart."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import xxhash

from generator.model.records import KINDS, Article

# Reports of one event appear within so many days.
DAYS = 3
# A word or name that more articles hold does not tell one event from another.
COMMON = 60
# Cosine of the weighted names and words that two reports of one event reach.
LIKE = 0.35
# Weight of a name against a word.
NAMES = 2
# Weights are whole thousandths, so that their sums are the same on every machine.
UNIT = 1000
LEDE = 600
_WORD = re.compile(r"[^\W\d_]{4,}")
# The lowest bit of a feature tells names from words.
_NAME_BIT = 1

Whole = npt.NDArray[np.int64]


def features(article: Article) -> bytes:
    """Hashes of the names and of the words of a text's beginning, sorted, as 64-bit integers."""
    names = {f"{kind}:{term.id}" for kind in KINDS[1:] for term in article.terms(kind)}
    names.update(f"name:{one.name.lower()}" for one in article.candidates)
    words = set(_WORD.findall(f"{article.title} {article.body[:LEDE]}".lower()))
    hashed = [xxhash.xxh64_intdigest(name.encode()) | _NAME_BIT for name in names]
    hashed += [xxhash.xxh64_intdigest(word.encode()) & ~_NAME_BIT for word in words]
    return np.array(sorted(hashed), dtype=np.uint64).tobytes()


def stories(articles: Sequence[Article]) -> Mapping[str, str]:
    """Article id → id of its story: that of the story's first article. Articles without a story are absent.

    Undated articles have no story: nothing says when their event was.
    """
    dated = sorted((one for one in articles if one.date), key=lambda one: (one.date, one.id))
    if not dated:
        return {}
    owners, numbers, sizes = _numbered(dated)
    like = _comparer(len(dated), owners, numbers, sizes)
    first = list(range(len(dated)))
    for early, late in _candidates(dated, owners, numbers, sizes):
        # An article joins the story of its first match; chains of matches would tie unlike events together.
        if first[late] == late and first[early] == early and like(early, late):
            first[late] = early
    counts = Counter(first)
    return {dated[i].id: dated[start].id for i, start in enumerate(first) if counts[start] > 1}


def _numbered(articles: Sequence[Article]) -> tuple[Whole, Whole, Whole]:
    """For each feature of each article its position and the feature's number; and how many hold a feature.

    Numbers are even for words and odd for names.
    """
    found = np.frombuffer(b"".join(one.features for one in articles), dtype=np.uint64)
    owners = np.repeat(np.arange(len(articles)), [len(one.features) // 8 for one in articles])
    known, numbers, sizes = np.unique(found, return_inverse=True, return_counts=True)
    held = np.zeros(2 * len(known), dtype=np.int64)
    marks = 2 * np.arange(len(known)) + (known & np.uint64(_NAME_BIT)).astype(np.int64)
    held[marks] = sizes
    return owners, marks[numbers], held


def _comparer(count: int, owners: Whole, numbers: Whole, sizes: Whole) -> Callable[[int, int], bool]:
    """Tells of two positions whether their weighted features point the same way."""
    rarity = {size: round(UNIT * math.log(1 + count / size)) for size in np.unique(sizes).tolist() if size}
    weights = np.array([rarity.get(size, 0) for size in sizes.tolist()], dtype=np.int64)
    weights[1::2] *= NAMES
    squares = weights**2
    lengths = np.zeros(count, dtype=np.int64)
    np.add.at(lengths, owners, squares[numbers])
    ends = np.searchsorted(owners, np.arange(count + 1))

    def like(early: int, late: int) -> bool:
        mine, theirs = numbers[ends[early] : ends[early + 1]], numbers[ends[late] : ends[late + 1]]
        shared = int(squares[np.intersect1d(mine, theirs, assume_unique=True)].sum())
        return shared >= LIKE * math.sqrt(int(lengths[early]) * int(lengths[late]))

    return like


def _candidates(
    articles: Sequence[Article], owners: Whole, numbers: Whole, sizes: Whole
) -> Iterator[tuple[int, int]]:
    """Positions of articles a few days apart that share something rare, earlier one first, by time."""
    days = np.array([dt.date.fromisoformat(one.date).toordinal() for one in articles])
    order = np.argsort(numbers, kind="stable")
    held, rank = owners[order], sizes[numbers[order]]
    found = [np.zeros(0, dtype=np.int64)]
    for size in range(2, COMMON + 1):
        groups = held[rank == size].reshape(-1, size)
        early, late = np.triu_indices(size, 1)
        near = days[groups[:, late]] - days[groups[:, early]] <= DAYS
        found.append((groups[:, late] * len(articles) + groups[:, early])[near])
    late, early = np.divmod(np.unique(np.concatenate(found)), len(articles))
    yield from zip(early.tolist(), late.tolist(), strict=True)
