"""Seeds to docs: every article made, the archive built once, everything derived from it written."""

from __future__ import annotations

import gc
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from generator.accent import accent_style
from generator.addresses import assign
from generator.archive import Archive, build_archive
from generator.authority_kept import kept_authority
from generator.convert_handover import Handover
from generator.executors import HERE, Where
from generator.exports import articles_jsonl, sitemap
from generator.exports_names import name_files
from generator.exports_permanent import addresses_file, manifest_file
from generator.exports_withdrawn import withdrawn_jsonl
from generator.feeds import feeds
from generator.locking import lock
from generator.make import make_articles
from generator.memory import load_memory, save_memory
from generator.model import Article, Output, Problem, Seed
from generator.pages import pages
from generator.pages.log import log_feed
from generator.pages.redirects import redirects
from generator.pipeline_earlier import earlier_bodies
from generator.policy import headers_file
from generator.seeds import read_collections, read_seeds
from generator.seeds_links import read_links
from generator.settings import Settings
from generator.write import Written, write

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a conversion gave: the archive, its problems, and what was written."""

    archive: Archive
    problems: tuple[Problem, ...]
    written: Written


def convert(
    settings: Settings,
    progress: Progress | None = None,
    where: Where = HERE,
    handover: Handover | None = None,
) -> Conversion:
    """Convert ``settings.seeds`` into ``settings.docs``.

    Args:
        settings: folders and what pages depend on.
        progress: called with (seeds done, seeds in all).
        where: who does the work; by default as many processes as there are processors.
        handover: what the last conversion of this process left; holds what this one leaves afterwards.

    Raises:
        ClipfileError: nothing could be done.
    """
    with lock(settings.docs), _uncollected():
        gathered = _gather(settings, progress, where, handover or Handover())
        earlier = earlier_bodies(settings.seeds, gathered.seeds, gathered.archive.articles)
        archive = replace(gathered.archive, earlier=earlier)
        manifest = manifest_file(gathered.seeds, archive)
        written = write(itertools.chain(outputs(archive, settings), manifest), settings.docs, where)
        save_memory(archive.memory, settings.docs)
    return Conversion(archive, _sorted((*gathered.problems, *written.problems)), written)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles of garbage meanwhile: records have none, and there are a million of them."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class Gathered(NamedTuple):
    """Everything read and described, with nothing written."""

    seeds: tuple[Seed, ...]
    archive: Archive
    problems: tuple[Problem, ...]


def gather(
    settings: Settings,
    progress: Progress | None = None,
    where: Where = HERE,
    authority_from: Sequence[Path] = (),
) -> Gathered:
    """Read and describe ``settings.seeds``, and write nothing; all articles are whole, in memory.

    Args:
        settings: folders and what pages depend on.
        progress: called with (seeds done, seeds in all).
        where: who does the work; by default as many processes as there are processors.
        authority_from: folders of authority files; by default the base set and the archive's own.
    """
    found = _gather(settings, progress, where, Handover(), authority_from)
    standing, withdrawn = (
        tuple(one.whole() for one in group) for group in (found.archive.articles, found.archive.withdrawn)
    )
    return found._replace(archive=replace(found.archive, articles=standing, withdrawn=withdrawn))


def _gather(
    settings: Settings,
    progress: Progress | None,
    where: Where,
    handover: Handover,
    authority_from: Sequence[Path] = (),
) -> Gathered:
    """As ``gather``, but the articles' texts stay in the cache until they are asked for."""
    seeds, problems = read_seeds(settings.seeds, handover.seeds)
    folders = authority_from or authority_folders(settings.seeds)
    authority, authority_problems = kept_authority(folders, settings.docs, handover.authority)
    collections, collection_problems = read_collections(settings.seeds)
    articles: list[Article] = []
    for done, made in enumerate(make_articles(seeds, authority, settings, where, handover.articles), 1):
        problems += made.problems
        articles += [made.article] if made.article else []
        if progress:
            progress(done, len(seeds))
    published, conflicts = assign(article for article in articles if article.status != "draft")
    gone, link_problems = read_links(settings.seeds)
    memory = load_memory(settings.docs)
    archive = replace(build_archive(published, authority, collections), memory=memory, gone=gone)
    found = _sorted((*problems, *authority_problems, *collection_problems, *conflicts, *link_problems))
    return Gathered(tuple(seeds), archive, found)


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
    former = list(redirects(archive, urls))
    yield from former
    yield from addresses_file((*urls, *(_url(output.path) for output in former)))
    yield from feeds(archive, settings)
    yield from log_feed(archive, settings)
    yield from articles_jsonl(archive, settings)
    yield from withdrawn_jsonl(archive)
    unlisted = {article.url for article in archive.withdrawn}
    yield from sitemap(((url, day) for url, day in urls.items() if url not in unlisted), settings)
    yield from name_files(archive, settings)
    yield from accent_style(settings)
    yield from headers_file(settings)


def addresses(archive: Archive, settings: Settings) -> frozenset[str]:
    """Every address that the archive gives: pages, and former addresses that lead to one."""
    urls = [_url(output.path) for output in pages(archive, settings)]
    return frozenset((*urls, *(_url(output.path) for output in redirects(archive, urls))))


def authority_folders(seeds: Path) -> Sequence[Path]:
    """The base set that ships with Clipfile, then the archive's own."""
    here = Path(__file__).resolve().parent
    installed = here / "authority_files"
    base = installed if installed.is_dir() else here.parent / "seeds" / "authority"
    return list(dict.fromkeys([base, seeds.resolve() / "authority"]))


def _url(path: str) -> str:
    return path.removesuffix("index.md") if path.endswith("index.md") else path.removesuffix(".md") + "/"
