"""Seeds to docs: every article made, the archive built once, everything derived from it written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.addresses import assign
from generator.archive import Archive, build_archive
from generator.authority import Authority, load_authority
from generator.exports import articles_jsonl, sitemap
from generator.feeds import feeds
from generator.model import Article, Output, Problem, Seed
from generator.pages import pages
from generator.pipeline import Made, make_article
from generator.seeds import read_collections, read_seeds
from generator.settings import Settings
from generator.write import Written, write

# Below this, starting workers takes longer than they save.
PARALLEL_FROM = 150
CHUNK = 25
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a conversion gave: the archive, its problems, and what was written."""

    archive: Archive
    problems: tuple[Problem, ...]
    written: Written


def convert(settings: Settings, progress: Progress | None = None, workers: int | None = None) -> Conversion:
    """Convert ``settings.seeds`` into ``settings.docs``.

    Args:
        settings: folders and what pages depend on.
        progress: called with (seeds done, seeds in all).
        workers: processes; by default as many as there are processors.

    Raises:
        ClipfileError: nothing could be done.
    """
    gathered = _gather(settings, progress, workers)
    written = write(outputs(gathered.archive, settings), settings.docs)
    return Conversion(gathered.archive, _sorted((*gathered.problems, *written.problems)), written)


def inspect(
    settings: Settings, progress: Progress | None = None, workers: int | None = None
) -> tuple[Problem, ...]:
    """Every problem that ``convert`` would report, with nothing written. Arguments as there."""
    return _gather(settings, progress, workers).problems


class _Gathered(NamedTuple):
    archive: Archive
    problems: tuple[Problem, ...]


def _gather(settings: Settings, progress: Progress | None, workers: int | None) -> _Gathered:
    seeds, problems = read_seeds(settings.seeds)
    authority, authority_problems = load_authority(authority_folders(settings.seeds))
    collections, collection_problems = read_collections(settings.seeds)
    articles: list[Article] = []
    for done, made in enumerate(_made(seeds, authority, workers or os.cpu_count() or 1), 1):
        problems += made.problems
        articles += [made.article] if made.article else []
        if progress:
            progress(done, len(seeds))
    published, conflicts = assign(article for article in articles if article.status == "published")
    archive = build_archive(published, authority, collections)
    return _Gathered(archive, _sorted((*problems, *authority_problems, *collection_problems, *conflicts)))


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda one: (one.path, one.line, one.column, one.rule)))


def outputs(archive: Archive, settings: Settings) -> Iterator[Output]:
    """Everything derived from the archive: pages, feeds, data, and a sitemap of the pages."""
    urls: dict[str, str] = {}
    changed = {article.url: article.updated or article.date for article in archive.articles}
    for output in pages(archive, settings):
        url = _url(output.path)
        urls[url] = changed.get(url, "")
        yield output
    yield from feeds(archive, settings)
    yield from articles_jsonl(archive, settings)
    yield from sitemap(urls.items(), settings)


def authority_folders(seeds: Path) -> Sequence[Path]:
    """The base set that ships with Clipfile, then the archive's own."""
    here = Path(__file__).resolve().parent
    installed = here / "authority_files"
    base = installed if installed.is_dir() else here.parent / "seeds" / "authority"
    return list(dict.fromkeys([base, (seeds / "authority").resolve()]))


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


def _url(path: str) -> str:
    return path.removesuffix("index.md") if path.endswith("index.md") else path.removesuffix(".md") + "/"
