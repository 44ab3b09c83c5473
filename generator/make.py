"""All seeds to articles: those that the cache does not know, in worker processes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from generator.authority import Authority
from generator.cache import ArticleCache
from generator.model import Seed
from generator.pipeline import Made, make_article

# Below this, starting workers takes longer than they save.
PARALLEL_FROM = 150
CHUNK = 25


def make_articles(
    seeds: Sequence[Seed], authority: Authority, cache_folder: Path, workers: int | None = None
) -> Iterator[Made]:
    """What becomes of each seed, in their order.

    Args:
        seeds: the documents.
        authority: what is known of names and topics.
        cache_folder: where the cache of earlier conversions lies, or is begun.
        workers: processes; by default as many as there are processors.
    """
    with ArticleCache(cache_folder, authority) as cache:
        known = cache.find(seeds)
        missing = [seed for seed, made in zip(seeds, known, strict=True) if made is None]
        fresh = _made(missing, authority, workers or os.cpu_count() or 1)
        for seed, kept in zip(seeds, known, strict=True):
            yield kept or _keep(cache, seed, next(fresh))


def _keep(cache: ArticleCache, seed: Seed, made: Made) -> Made:
    cache.keep(seed, made)
    return made


def _made(seeds: Sequence[Seed], authority: Authority, workers: int) -> Iterator[Made]:
    if workers < 2 or len(seeds) < PARALLEL_FROM:
        yield from (make_article(seed, authority) for seed in seeds)
        return
    with ProcessPoolExecutor(workers, initializer=_start_worker, initargs=(authority,)) as pool:
        yield from pool.map(_work, seeds, chunksize=CHUNK)


_worker_authority: list[Authority] = []


def _start_worker(authority: Authority) -> None:
    _worker_authority[:] = [authority]


def _work(seed: Seed) -> Made:
    return make_article(seed, _worker_authority[0])
