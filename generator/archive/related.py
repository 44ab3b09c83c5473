"""Related articles: those that share most terms with an article, where rare terms count more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec
import xxhash

from generator.model.kinds import Kind

# How many related articles an article has at most.
RELATED = 5
# If more articles share a term, only neighbours in time are compared: the term says little about any two of
# them, and comparing all of them would make the work grow with the square of the archive.
RELATED_LIMIT = 60
WEIGHTS: Mapping[Kind, int] = {"people": 4, "organizations": 3, "places": 2, "topics": 1}
# The longest shelf whose term has any weight: 2 to the power of this.
LONGEST = 24
# Bytes of a number in a key.
SIZE = 8


class Sharing(NamedTuple):
    """Articles that share a term: all articles of a short shelf, or those closest in time on a long one.

    Attributes:
        ids: of these articles, the article itself included.
        weight: of sharing the term.
        key: digest of ids and weight.
    """

    ids: Sequence[str]
    weight: int
    key: bytes


class Relations(NamedTuple):
    """An article's relations to others: names of collections, ids of articles."""

    collections: tuple[str, ...]
    related: tuple[str, ...]
    story: str | None
    translations: tuple[str, ...]
    original: str | None


class Related(NamedTuple):
    """Ids of related articles, best first: by article id, and by a digest of everything they depend on."""

    ids: Mapping[str, Sequence[str]]
    by_key: Mapping[bytes, Sequence[str]]


def find_related(
    shelves: Mapping[Kind, Sequence[Sequence[str]]],
    listed: Callable[[str], Sequence[str]],
    known: Mapping[bytes, Sequence[str]],
) -> Related:
    """The related articles of each article that has a term.

    Args:
        shelves: for each kind, the ids of the articles of each term, by time.
        listed: article id → ids of the articles that its page lists elsewhere, which are left out.
        known: ``by_key`` of an earlier call.
    """
    ids, by_key = {}, {}
    for name, sharing in find_sharing(shelves).items():
        excluded = listed(name)
        inputs = name, [shared.key for shared in sharing], excluded
        key = xxhash.xxh3_128_digest(msgspec.msgpack.encode(inputs))
        by_key[key] = ids[name] = known.get(key) or _best(name, sharing, excluded)
    return Related(ids, by_key)


def find_sharing(shelves: Mapping[Kind, Sequence[Sequence[str]]]) -> Mapping[str, Sequence[Sharing]]:
    """Article id → for each of its terms, the articles that share it.

    Args:
        shelves: for each kind, the ids of the articles of each term, by time.
    """
    sharing: defaultdict[str, list[Sharing]] = defaultdict(list)
    names = {name for kind in WEIGHTS for ids in shelves[kind] for name in ids}
    digests = {name: xxhash.xxh3_64_digest(name.encode()) for name in names}
    for kind, factor in WEIGHTS.items():
        for ids in shelves[kind]:
            # Rare terms connect more closely than common ones. The weight only halves when a term becomes
            # twice as common, so that another article hardly ever changes what is related to others.
            weight = (factor << LONGEST) >> len(ids).bit_length()
            prefix, joined = weight.to_bytes(SIZE, "little"), b"".join([digests[name] for name in ids])
            if len(ids) <= RELATED_LIMIT:
                shelf = Sharing(ids, weight, prefix + xxhash.xxh3_64_digest(joined))
                for name in ids:
                    sharing[name].append(shelf)
                continue
            for place, name in enumerate(ids):
                first, end = max(0, place - RELATED), place + RELATED + 1
                key = prefix + joined[SIZE * first : SIZE * end]
                sharing[name].append(Sharing(ids[first:end], weight, key))
    return sharing


def _best(name: str, sharing: Iterable[Sharing], excluded: Collection[str]) -> list[str]:
    """The ids of the articles that share most with an article, best first."""
    scores: defaultdict[str, int] = defaultdict(int)
    for shared in sharing:
        for other in shared.ids:
            scores[other] += shared.weight
    left_out = {name, *excluded}
    ranked = sorted((-score, other) for other, score in scores.items() if other not in left_out)
    return [other for _, other in ranked[:RELATED]]
