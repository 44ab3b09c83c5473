"""Seeds to docs: every article made, the archive built once, everything derived from it written."""

from __future__ import annotations

import gc
import itertools
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from generator.archive.archive import Archive, build_archive
from generator.archive.assign import assign
from generator.archive.memory import load_memory, save_memory
from generator.authority.cache import kept_authority
from generator.authority.folders import authority_folders
from generator.convert.handover import Handover
from generator.convert.make import make_articles
from generator.convert.revisions import earlier_bodies
from generator.convert.write.writer import Written, write
from generator.inputs.collections import read_collections
from generator.inputs.links import read_links
from generator.inputs.seeds import read_seeds
from generator.inputs.settings import Settings
from generator.model.documents import Seed
from generator.model.problem import Problem
from generator.model.records import Article
from generator.outputs.data.permanent import manifest_file
from generator.outputs.everything import outputs
from generator.system.locking import lock
from generator.system.progress import Progress
from generator.system.work import HERE, Where


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
