"""All seeds to articles: worker processes describe those that the cache does not have."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence

from generator.authority.authority import Authority
from generator.convert.cache.articles import ArticleCache, cache_file, delete_unused
from generator.convert.cache.decoded import DecodedSeeds
from generator.convert.cache.records import CachedSeed, EncodedSeed
from generator.inputs.settings import Settings
from generator.model.documents import Seed
from generator.system.executors import spread
from generator.system.work import Where, Work

# Formats whose text is packed, and bytes of a text that few articles have.
_PACKED, _LARGE = (".docx", ".odt", ".rtf", ".pdf"), 1_000_000


def make_articles(
    seeds: Sequence[Seed],
    authority: Authority,
    settings: Settings,
    where: Where,
    decoded: DecodedSeeds,
) -> Iterator[CachedSeed]:
    """Yield the record of each seed, in order. Texts can be read from the cache once all are yielded.

    Args:
        seeds: the documents.
        authority: the known names and topics.
        settings: ``docs`` for the place of the cache, and ``rights``.
        where: which processes do the work.
        decoded: records that this process has decoded before.
    """
    file = cache_file(settings)
    delete_unused(file)
    with ArticleCache(file, authority, settings.rights, decoded) as cache:
        records = cache.find(seeds)
        missing = [seed for seed, record in zip(seeds, records, strict=True) if record is None]
        guarded = any(seed.path in cache.given_up or _is_demanding(seed) for seed in missing)
        encoded = spread(_work(), authority, missing, where, guarded=guarded) if missing else iter(())
        for seed, record in zip(seeds, records, strict=True):
            yield record or cache.store(seed, next(encoded))


def _work() -> Work[Authority, Authority, Seed, EncodedSeed]:
    work: Work[Authority, Authority, Seed, EncodedSeed]
    work = importlib.import_module("generator.convert.worker").WORK
    return work


def _is_demanding(seed: Seed) -> bool:
    """Whether reading a seed could take so much memory that the system ends the process."""
    return len(seed.data) > _LARGE or seed.path.lower().endswith(_PACKED)
