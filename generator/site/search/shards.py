"""Which articles are indexed together: a shard is a stretch of time, halved until it is small enough.

The halves are those of the calendar, not of the archive, so a shard depends on the articles in it and on
how many are newer, never on the order in which they came. A change touches the one shard whose days hold
it. Shards of the newest articles are small: most changes are there, and readers see their results first.
Older stretches are folded together as newer articles come. Within a day, and among undated articles, a
digest of the address takes the place of time.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

# A day's ordinal has at most 22 bits; below it stand 32 bits of the digest.
DAY_BITS = 22
DIGEST_BITS = 32
DIGEST_BYTES = DIGEST_BITS // 8


class Sizes(NamedTuple):
    """How many articles a shard may have: as many as there are newer ones, within bounds.

    Attributes:
        least: it may always have so many; Pagefind takes 0.6 s for them.
        most: and never more; Pagefind takes 0.9 GB of memory for them.
        part: nor more than this part of all: an old article that is corrected makes its shard anew.
        undated: without a day, which part of all it may have. Such an article is neither new nor old: any of
            these shards may change next, two where an address changes, and a reader's browser asks them all.
    """

    least: int = 512
    most: int = 5000
    part: int = 12
    undated: int = 24

    def allowed(self, total: int, newer: int | None) -> int:
        """How many articles a shard may have.

        Args:
            total: articles in all.
            newer: how many are newer than the shard's; None for those without a day.
        """
        wanted = total // self.undated if newer is None else min(newer, total // self.part)
        return max(self.least, min(self.most, wanted))


SIZES = Sizes()


class Page(NamedTuple):
    """An article's page: its path in the site, a digest of what is indexed, its day, ISO or empty."""

    path: str
    digest: str
    day: str


class Shard(NamedTuple):
    """Pages that are indexed together, by day, those of one day by a digest.

    That is the order in which results of one day are listed, the same however many shards there are.
    """

    pages: tuple[Page, ...]

    @property
    def first(self) -> str:
        """The first day, empty where no article has one."""
        return min((page.day for page in self.pages if page.day), default="")

    @property
    def last(self) -> str:
        """The last day, empty where no article has one."""
        return max(page.day for page in self.pages)


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


def shards(pages: Iterable[Page], sizes: Sizes = SIZES) -> list[Shard]:
    """The pages in shards, the newest first, those without a day last; no shard is empty."""
    keyed = sorted((_key(page), page) for page in pages)
    keys = [key for key, _ in keyed]
    whole = _Range(0, DAY_BITS + DIGEST_BITS)
    return [Shard(tuple(page for _, page in keyed[start:end])) for start, end in _divided(keys, whole, sizes)]


def _key(page: Page) -> int:
    day = date.fromisoformat(page.day).toordinal() if page.day else 0
    digest = hashlib.sha256(page.path.encode()).digest()
    return day << DIGEST_BITS | int.from_bytes(digest[:DIGEST_BYTES])


def _divided(keys: Sequence[int], one: _Range, sizes: Sizes) -> Iterator[tuple[int, int]]:
    """Where the keys of each shard of a range begin and end, the latest first."""
    start, end = bisect_left(keys, one.start), bisect_left(keys, one.end)
    newer = None if one.end <= 1 << DIGEST_BITS else len(keys) - end
    if end - start <= sizes.allowed(len(keys), newer) or not one.bits:
        if end > start:
            yield start, end
        return
    for half in one.halves:
        yield from _divided(keys, half, sizes)
