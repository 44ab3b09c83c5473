"""All seeds to articles: those that the cache does not know, in worker processes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.authority.authority import Authority
from generator.convert.cache.articles import ArticleCache, Packed, cache_file, forget_elsewhere, pack
from generator.convert.cache.unpacked import Unpacked
from generator.convert.pipeline import Made, make_article, prepare
from generator.inputs.settings import Settings
from generator.model.documents import Seed
from generator.system.executors import spread
from generator.system.software import software
from generator.system.work import Where, Work


def make_articles(
    seeds: Sequence[Seed],
    authority: Authority,
    settings: Settings,
    where: Where,
    unpacked: Unpacked | None = None,
) -> Iterator[Made]:
    """What becomes of each seed, in their order.

    Args:
        seeds: the documents.
        authority: what is known of names and topics.
        settings: ``docs``, where the cache of earlier conversions lies or is begun, and ``rights``.
        where: who does the work.
        unpacked: what this process has unpacked of the cache before.
    """
    file = cache_file(settings)
    forget_elsewhere(file)
    with ArticleCache(file, authority, settings.rights, unpacked or Unpacked()) as cache:
        known = cache.find(seeds)
        missing = [seed for seed, made in zip(seeds, known, strict=True) if made is None]
        fresh = spread(_WORK, authority, missing, where)
        for seed, kept in zip(seeds, known, strict=True):
            yield kept or cache.keep(seed, next(fresh))


def _make(authority: Authority, seed: Seed) -> Packed:
    return pack(seed, make_article(seed, authority))


_WORK = Work(prepare, _make, software)
