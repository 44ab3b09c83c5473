"""How articles stand to each other; which share most: by the terms in common, rare ones first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import xxhash

from generator.model.records import Kind

RELATED = 5
# A term that many articles share says little about two of them, and comparing its articles pair by pair
# would make work grow with the square of the archive.
RELATED_LIMIT = 60
WEIGHTS: Mapping[Kind, int] = {"people": 4, "organizations": 3, "places": 2, "topics": 1}
# Of the longest list that has a weight: 2 to this power.
LONGEST = 24
# Bytes of a number in a key.
SIZE = 8


class Near(NamedTuple):
    """Articles near one on a shelf, itself too: all of a small shelf, neighbours in time on a large one.

    ``worth`` is what sharing the term counts for; ``key`` stands for ids and worth.
    """

    ids: Sequence[str]
    worth: int
    key: bytes


class Relations(NamedTuple):
    """What an article's record says of others: names of collections, ids of articles."""

    collections: tuple[str, ...]
    related: tuple[str, ...]
    story: str | None
    translations: tuple[str, ...]
    original: str | None


def near(shelves: Mapping[Kind, Sequence[Sequence[str]]]) -> Mapping[str, Sequence[Near]]:
    """Article id → for each of its terms the articles near it on the term's shelf.

    Args:
        shelves: of each kind the ids of the articles of each term, in order of time.
    """
    found: defaultdict[str, list[Near]] = defaultdict(list)
    names = {name for kind in WEIGHTS for ids in shelves[kind] for name in ids}
    marks = {name: _mark(name) for name in names}
    for kind, weight in WEIGHTS.items():
        for ids in shelves[kind]:
            # Rare terms tie closer than common ones; twice as common, or not: one article more hardly ever
            # changes what is related to another.
            worth = (weight << LONGEST) >> len(ids).bit_length()
            told, marked = worth.to_bytes(SIZE, "little"), b"".join([marks[name] for name in ids])
            if len(ids) <= RELATED_LIMIT:
                whole = Near(ids, worth, told + xxhash.xxh3_64_digest(marked))
                for name in ids:
                    found[name].append(whole)
                continue
            for place, name in enumerate(ids):
                first, last = max(0, place - RELATED), place + RELATED + 1
                found[name].append(Near(ids[first:last], worth, told + marked[SIZE * first : SIZE * last]))
    return found


def _mark(name: str) -> bytes:
    """What stands for an id in a key: as many bytes as ``SIZE``."""
    return xxhash.xxh3_64_digest(name.encode())


def best(name: str, shared: Iterable[Near], listed: Collection[str]) -> list[str]:
    """The ids of those that share most with an article, best first, without those that are listed already."""
    scores: defaultdict[str, int] = defaultdict(int)
    for one in shared:
        for other in one.ids:
            scores[other] += one.worth
    passed = {name, *listed}
    ranked = sorted((-score, other) for other, score in scores.items() if other not in passed)
    return [other for _, other in ranked[:RELATED]]
