"""Which articles are indexed together: a shard is a stretch of time, halved until it is small enough.

The halves are those of the calendar, not of the archive. So a shard depends on the articles in it and on how
many are newer, never on the order in which they were added, and a change affects only the shard that contains
its date. Shards of the newest articles are small: most changes are there, and readers see their results
first. Older stretches are joined as newer articles are added. Within a day, and among undated articles, a
digest of the address takes the place of time.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from generator.model.partial_dates import first_day

# The ordinal of a day has at most 22 bits. 32 bits of the digest follow it in a key.
DAY_BITS = 22
DIGEST_BITS = 32
DIGEST_BYTES = DIGEST_BITS // 8


class Sizes(NamedTuple):
    """How many articles a shard may have: as many as there are newer ones, within these bounds.

    Attributes:
        least: always allowed; indexing takes 0.4 s for that many.
        most: never exceeded; indexing takes 0.9 GB of memory for that many.
        older: allowed where that many are newer. Most changes are among the newest, and each shard costs
            readers requests.
        part: beyond, a shard has at most this fraction (1/part) of all articles: correcting an old one
            rebuilds its shard.
        undated: the fraction for articles without a date. They are neither new nor old: any of their shards
            may change next, two where an address changes, and a reader's browser asks them all.
    """

    least: int = 256
    older: int = 512
    most: int = 5000
    part: int = 12
    undated: int = 24

    def allowed(self, total: int, newer: int | None) -> int:
        """How many articles a shard may have.

        Args:
            total: number of all articles.
            newer: how many are newer than the shard's; None for those without a date.
        """
        wanted = total // self.undated if newer is None else min(newer, max(self.older, total // self.part))
        return max(self.least, min(self.most, wanted))


SIZES = Sizes()


class Document(NamedTuple):
    """What is found as one result.

    Attributes:
        url: its address below the site's root.
        digest: of what is indexed of it.
        date: YYYY-MM-DD or empty.
    """

    url: str
    digest: str
    date: str


class Shard(NamedTuple):
    """Documents that are indexed together, the newest first, those of one day by a digest of their address.

    Results of one day are listed in that order, however many shards there are.
    """

    documents: tuple[Document, ...]

    @property
    def first(self) -> str:
        """The first date, empty where no document has one."""
        return min((document.date for document in self.documents if document.date), default="")

    @property
    def last(self) -> str:
        """The last date, empty where no document has one."""
        return max(document.date for document in self.documents)


class _Range(NamedTuple):
    """All keys that begin with ``prefix``, followed by ``bits`` more."""

    prefix: int
    bits: int

    @property
    def start(self) -> int:
        return self.prefix << self.bits

    @property
    def end(self) -> int:
        return self.prefix + 1 << self.bits

    @property
    def halves(self) -> tuple[_Range, _Range]:
        """The later half first."""
        return _Range(self.prefix * 2 + 1, self.bits - 1), _Range(self.prefix * 2, self.bits - 1)


def divide(documents: Iterable[Document], sizes: Sizes = SIZES) -> list[Shard]:
    """The documents in shards, the newest first, those without a date last; no shard is empty."""
    keyed = sorted((_key(document), document) for document in documents)
    keys = [key for key, _ in keyed]
    whole = _Range(0, DAY_BITS + DIGEST_BITS)
    slices = _slices(keys, whole, sizes)
    return [Shard(tuple(document for _, document in reversed(keyed[start:end]))) for start, end in slices]


def _key(document: Document) -> int:
    day = date.fromisoformat(first_day(document.date)).toordinal() if document.date else 0
    digest = hashlib.sha256(document.url.encode()).digest()
    return day << DIGEST_BITS | int.from_bytes(digest[:DIGEST_BYTES])


def _slices(keys: Sequence[int], part: _Range, sizes: Sizes) -> Iterator[tuple[int, int]]:
    """Where the keys of each shard of a range begin and end, the latest first."""
    start, end = bisect_left(keys, part.start), bisect_left(keys, part.end)
    newer = None if part.end <= 1 << DIGEST_BITS else len(keys) - end
    if end - start <= sizes.allowed(len(keys), newer) or not part.bits:
        if end > start:
            yield start, end
        return
    for half in part.halves:
        yield from _slices(keys, half, sizes)
