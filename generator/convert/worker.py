"""What worker processes do with the seeds that the cache lacks. Loaded only if there are any."""

from __future__ import annotations

from generator.authority.authority import Authority
from generator.convert.cache.records import EncodedSeed, encode
from generator.convert.pipeline import given_up, make_article, prepare, public
from generator.model.documents import Seed
from generator.system.software import software
from generator.system.work import Work


def _make(authority: Authority, seed: Seed) -> EncodedSeed:
    return encode(public(make_article(seed, authority)))


def _lost(_: Authority, seed: Seed) -> EncodedSeed:
    return encode(public(given_up(seed)))


WORK = Work(prepare, _make, software, lost=_lost)
