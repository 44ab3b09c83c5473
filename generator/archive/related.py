"""Related articles: those that share rare names and words with an article, above a threshold.

The threshold was set by hand on pairs of real articles; ``bench/README.md`` says how. No relation is better
than a wrong one, so many articles have none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from generator.archive.stories import numbered
from generator.model.records import Article

# How many related articles an article has at most.
RELATED = 4
# A name or word of more articles says little about any two of them, and comparing all of them would make the
# work grow with the square of the archive.
COMMON = 60
# Two related articles have at least this cosine similarity, in thousandths.
SIMILARITY = 120
# Weight of a name relative to a word.
NAME_WEIGHT = 2

Integers = npt.NDArray[np.int64]


class Relations(NamedTuple):
    """An article's relations to others: names of collections, ids of articles."""

    collections: tuple[str, ...]
    related: tuple[str, ...]
    story: str | None
    translations: tuple[str, ...]
    original: str | None


def find_related(
    articles: Sequence[Article], listed: Callable[[str], Collection[str]]
) -> Mapping[str, Sequence[str]]:
    """Article id → ids of related articles: those in its language first, then the most similar.

    Args:
        articles: in any order.
        listed: article id → ids of the articles that its page lists elsewhere, which are left out.
    """
    scored: defaultdict[int, list[tuple[bool, int, str, int]]] = defaultdict(list)
    for early, late, score in _similar(articles):
        foreign = articles[early].language != articles[late].language
        scored[early].append((foreign, -score, articles[late].id, late))
        scored[late].append((foreign, -score, articles[early].id, early))
    related = {}
    for place, others in scored.items():
        name = articles[place].id
        left_out = {name, *listed(name)}
        kept = [other for _, _, other, _ in sorted(others) if other not in left_out]
        if kept:
            related[name] = kept[:RELATED]
    return related


def _similar(articles: Sequence[Article]) -> list[tuple[int, int, int]]:
    """Positions of two articles, the first one first, with their similarity in thousandths."""
    if not articles:
        return []
    owners, numbers, sizes = numbered(articles)
    squares = _weights(len(articles), sizes) ** 2
    lengths = np.zeros(len(articles), dtype=np.int64)
    np.add.at(lengths, owners, squares[numbers])
    pairs, shared = _pairs(len(articles), owners, numbers, sizes, squares)
    early, late = np.divmod(pairs, len(articles))
    # Exact: integers, and roots that are rounded in the same way everywhere.
    norms = np.sqrt(lengths.astype(np.float64))
    scores = (1000 * shared / np.maximum(norms[early] * norms[late], 1)).astype(np.int64)
    enough = scores >= SIMILARITY
    return list(zip(early[enough].tolist(), late[enough].tolist(), scores[enough].tolist(), strict=True))


def _weights(count: int, sizes: Integers) -> Integers:
    """The weight of each feature, by its number: rare ones weigh more.

    The weight only changes when a feature or the archive becomes twice as common, so that another article
    hardly ever changes what is related to others.
    """
    lengths = {size: int(size).bit_length() for size in np.unique(sizes).tolist()}
    known = np.array([lengths[size] for size in sizes.tolist()], dtype=np.int64)
    weights = np.where(sizes > 0, np.maximum(count.bit_length() + 1 - known, 0), 0)
    weights[1::2] *= NAME_WEIGHT
    return weights


def _pairs(
    count: int, owners: Integers, numbers: Integers, sizes: Integers, squares: Integers
) -> tuple[Integers, Integers]:
    """Pairs of articles with a rare feature in common (position × count + later one), and their weight."""
    order = np.argsort(numbers, kind="stable")
    sorted_owners, sorted_numbers = owners[order], numbers[order]
    sorted_sizes = sizes[sorted_numbers]
    pairs, weights = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for size in range(2, COMMON + 1):
        chosen = sorted_sizes == size
        groups = sorted_owners[chosen].reshape(-1, size)
        early, late = np.triu_indices(size, 1)
        pairs.append((groups[:, early] * count + groups[:, late]).ravel())
        weights.append(np.repeat(squares[sorted_numbers[chosen][::size]], len(early)))
    joined, shared = np.concatenate(pairs), np.concatenate(weights)
    order = np.argsort(joined, kind="stable")
    starts = np.flatnonzero(np.diff(joined[order], prepend=-1))
    if not len(starts):
        return joined, shared
    return joined[order][starts], np.add.reduceat(shared[order], starts)
