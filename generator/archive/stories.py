"""Stories: articles that report one event, grouped by shared names and rare words within a few days."""

from __future__ import annotations

import datetime as dt
import math
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import xxhash

from generator.archive.distinct import distinct
from generator.model.kinds import NAMED
from generator.model.records import Article, ArticleText

# Days within which reports of one event appear.
DAYS = 3
# A word or name that occurs in more articles does not distinguish events.
COMMON = 60
# Two reports of one event have at least this cosine similarity of weighted names and words.
SIMILARITY = 0.35
# Weight of a name relative to a word.
NAME_WEIGHT = 2
# Weights are integers, in thousandths, so that their sums are the same on every machine.
UNIT = 1000
# Characters of the body whose words are compared.
LEDE = 600
_WORD = re.compile(r"[^\W\d_]{4,}")
# The lowest bit of a feature is set for names and clear for words.
_NAME_BIT = 1

Integers = npt.NDArray[np.int64]


def features(article: Article, text: ArticleText) -> bytes:
    """Hashes of an article's names and of the words at its beginning: sorted, unsigned 64-bit integers."""
    names = {f"{kind}:{term.id}" for kind in NAMED for term in article.terms(kind)}
    names.update(f"name:{candidate.name.lower()}" for candidate in text.candidates)
    words = set(_WORD.findall(f"{article.title} {text.body[:LEDE]}".lower()))
    hashed = [xxhash.xxh64_intdigest(name.encode()) | _NAME_BIT for name in names]
    hashed += [xxhash.xxh64_intdigest(word.encode()) & ~_NAME_BIT for word in words]
    return array("Q", sorted(hashed)).tobytes()


def stories(articles: Sequence[Article]) -> Mapping[str, str]:
    """Article id → id of its story, which is the id of its first article; only for articles with a story.

    Articles whose day is unknown have no story, because it is unknown when their event was.
    """
    dated = sorted((article for article in articles if article.day), key=lambda item: (item.date, item.id))
    if not dated:
        return {}
    owners, numbers, sizes = _numbered(dated)
    is_similar = _comparer(len(dated), owners, numbers, sizes)
    first = list(range(len(dated)))
    for early, late in _candidates(dated, owners, numbers, sizes):
        # An article joins the story of its first match. Chains of matches would connect unrelated events.
        if first[late] == late and first[early] == early and is_similar(early, late):
            first[late] = early
    counts = Counter(first)
    return {dated[i].id: dated[start].id for i, start in enumerate(first) if counts[start] > 1}


def _numbered(articles: Sequence[Article]) -> tuple[Integers, Integers, Integers]:
    """Owners, numbers and sizes.

    ``owners`` and ``numbers`` have an item for each feature of each article: the position of the article, and
    the number of the feature, which is even for words and odd for names. ``sizes`` is indexed by feature
    number and tells how many articles have the feature.
    """
    hashes = np.frombuffer(b"".join(article.features for article in articles), dtype=np.uint64)
    owners = np.repeat(np.arange(len(articles)), [len(article.features) // 8 for article in articles])
    names, indexes, counts = distinct(hashes)
    feature_numbers = 2 * np.arange(len(names)) + (names & np.uint64(_NAME_BIT)).astype(np.int64)
    sizes = np.zeros(2 * len(names), dtype=np.int64)
    sizes[feature_numbers] = counts
    return owners, feature_numbers[indexes], sizes


def _comparer(count: int, owners: Integers, numbers: Integers, sizes: Integers) -> Callable[[int, int], bool]:
    """A function that tells whether the articles at two positions have similar weighted features."""
    rarity = {size: round(UNIT * math.log(1 + count / size)) for size in set(sizes.tolist()) if size}
    weights = np.array([rarity.get(size, 0) for size in sizes.tolist()], dtype=np.int64)
    weights[1::2] *= NAME_WEIGHT
    squares = weights**2
    lengths = np.zeros(count, dtype=np.int64)
    np.add.at(lengths, owners, squares[numbers])
    ends = np.searchsorted(owners, np.arange(count + 1))

    def is_similar(early: int, late: int) -> bool:
        first, second = numbers[ends[early] : ends[early + 1]], numbers[ends[late] : ends[late + 1]]
        shared = int(squares[np.intersect1d(first, second, assume_unique=True)].sum())
        return shared >= SIMILARITY * math.sqrt(int(lengths[early]) * int(lengths[late]))

    return is_similar


def _candidates(
    articles: Sequence[Article], owners: Integers, numbers: Integers, sizes: Integers
) -> Iterator[tuple[int, int]]:
    """Positions of two articles that share a rare feature within a few days: earlier one first, by time."""
    days = np.array([dt.date.fromisoformat(article.day).toordinal() for article in articles])
    order = np.argsort(numbers, kind="stable")
    sorted_owners, sorted_sizes = owners[order], sizes[numbers[order]]
    pairs = [np.zeros(0, dtype=np.int64)]
    for size in range(2, COMMON + 1):
        groups = sorted_owners[sorted_sizes == size].reshape(-1, size)
        early, late = np.triu_indices(size, 1)
        is_close = days[groups[:, late]] - days[groups[:, early]] <= DAYS
        pairs.append((groups[:, late] * len(articles) + groups[:, early])[is_close])
    late, early = np.divmod(distinct(np.concatenate(pairs)).values, len(articles))
    yield from zip(early.tolist(), late.tolist(), strict=True)
