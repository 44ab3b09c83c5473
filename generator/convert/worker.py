"""What worker processes do with the seeds that the cache lacks. Loaded only if there are any."""

from __future__ import annotations

from generator.authority.authority import Authority
from generator.convert.cache.records import EncodedSeed, encode
from generator.convert.pipeline import given_up, make_article, prepare, public
from generator.model.documents import Seed
from generator.system.software import software
from generator.system.work import Work

# What most clippings have: a headline, a dateline, a name, a quotation.
_ANY = b"""A bridge reopens

SPRINGFIELD, March 4, 2008 - The bridge on Main Street is open again, the town said on Tuesday.

"We have waited two years for this," said Mayor Robin Sample. "Nobody will miss the ferry."
"""


def _make(authority: Authority, seed: Seed) -> EncodedSeed:
    try:
        return encode(public(make_article(seed, authority)))
    except MemoryError:
        return _lost(authority, seed)


def _lost(_: Authority, seed: Seed) -> EncodedSeed:
    return encode(public(given_up(seed)))


def _warm(authority: Authority) -> None:
    """Convert a text of no interest: the first article loads modules and compiles most patterns."""
    _make(authority, Seed("warm.txt", _ANY, ""))


WORK = Work(prepare, _make, software, lost=_lost, warm=_warm)
