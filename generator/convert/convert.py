"""Seeds to docs: describes every seed, builds the archive once, and writes everything derived from it."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from generator.archive.archive import Archive, Background, build_archive
from generator.archive.comparisons import load_comparisons, save_comparisons
from generator.authority.authority import Authority
from generator.authority.cache import cached_authority
from generator.authority.folders import authority_folders
from generator.authority.sources import SourceEntry, read_sources
from generator.convert.addresses import Addresses, give_addresses, remember
from generator.convert.cache.article_texts import CachedTexts
from generator.convert.cache.articles import cache_file
from generator.convert.cache.records import CachedSeed
from generator.convert.handover import Handover
from generator.convert.illustrations import without_illustrations
from generator.convert.last_good import LastGood
from generator.convert.left_out import left_out
from generator.convert.lost_pictures import without_pictures
from generator.convert.make import make_articles
from generator.convert.revisions import earlier_bodies
from generator.convert.write.writer import Written, write
from generator.inputs.collections import CollectionFile, read_collections
from generator.inputs.folders import check_pages
from generator.inputs.history import last_day
from generator.inputs.links import read_links
from generator.inputs.publicity import Window, is_limited, not_published, undecided
from generator.inputs.scans import LONE
from generator.inputs.seeds import read_folder
from generator.inputs.settings import Settings
from generator.inputs.settings_sources import unknown_sources
from generator.model.documents import Seed
from generator.model.errors import ClipfileError
from generator.model.problem import Problem
from generator.model.records import Article, ArticleText, TextReader
from generator.outputs.everything import outputs
from generator.outputs.pages.choices import unknown_choices
from generator.system.locking import check_cache, lock
from generator.system.progress import Progress
from generator.system.work import HERE, Where

# How often everything is written if pictures keep changing meanwhile.
_MOST_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Conversion:
    """The result of a conversion: the archive, its problems, what was written, and what was left out.

    ``left_out`` has the number of parts of articles, fields and files that are not in the archive, by kind.
    """

    archive: Archive
    problems: tuple[Problem, ...]
    written: Written
    left_out: Mapping[str, int] = field(default_factory=dict)


def convert(
    settings: Settings,
    progress: Progress | None = None,
    where: Where = HERE,
    handover: Handover | None = None,
    last: LastGood | None = None,
) -> Conversion:
    """Convert ``settings.seeds`` into ``settings.docs``.

    Args:
        settings: the folders, and everything that pages depend on.
        progress: called with (seeds done, seeds in total).
        where: which processes do the work; by default as many as there are processors.
        handover: what the last conversion in this process left; updated for the next one.
        last: for a server, the last good articles, which replace those with errors; updated.

    Raises:
        ClipfileError: the conversion was not possible.
    """
    check_pages(settings)
    with lock(settings.docs), _disk_errors(settings.docs):
        last = last or LastGood(served=False)
        described = _describe(settings, progress, where, _Earlier(handover or Handover(), last))
        archive = _build(described, last.reader(CachedTexts(cache_file(settings))), settings)
        archive, written, lost = _write(archive, described.seeds, settings, where)
        save_comparisons(archive.comparisons, settings.docs)
        addresses = described.addresses
        lost = (*lost, *remember(described.articles, described.seeds, addresses, settings, live=last.begun))
        last.begun = True
    found = (*described.problems, *written.problems, *lost, *unknown_choices(archive, settings))
    problems = _sorted(found)
    return Conversion(archive, problems, written, left_out(described.articles, problems, described.files))


def _write(
    archive: Archive, seeds: Sequence[Seed], settings: Settings, where: Where
) -> tuple[Archive, Written, Sequence[Problem]]:
    """Write everything; a picture that changed since its article was read costs only itself."""
    problems: list[Problem] = []
    before = 0
    for _ in range(_MOST_ROUNDS):
        made = outputs(archive, settings, seeds)
        written = write(made, settings.docs, where, self_contained=settings.self_contained)
        if not written.unmade:
            break
        # Pages that show it are made again without it.
        archive, lost = without_pictures(archive, written.unmade)
        problems += lost
        before += written.changed
    return archive, replace(written, changed=written.changed + before), problems


class Gathered(NamedTuple):
    """The seeds and archive of a settings file, and their problems, without any output."""

    seeds: tuple[Seed, ...]
    archive: Archive
    problems: tuple[Problem, ...]


def gather(
    settings: Settings,
    progress: Progress | None = None,
    where: Where = HERE,
    authority_from: Sequence[Path] = (),
) -> Gathered:
    """Read and describe ``settings.seeds`` without writing any output. All texts are in memory.

    Args:
        settings: the folders, and everything that pages depend on.
        progress: called with (seeds done, seeds in total).
        where: which processes do the work; by default as many as there are processors.
        authority_from: folders of authority files; by default the base set and the archive's own.
    """
    check_cache(settings.docs)
    with _disk_errors(settings.docs):
        described = _describe(
            settings, progress, where, _Earlier(Handover(), LastGood(served=False)), authority_from
        )
        texts = _in_memory(described.articles, CachedTexts(cache_file(settings)))
        archive = _build(described, texts, settings)
        problems = _sorted((*described.problems, *unknown_choices(archive, settings)))
        return Gathered(described.seeds, archive, problems)


@contextlib.contextmanager
def _disk_errors(docs: Path) -> Iterator[None]:
    """Report in a sentence that a file of a docs folder, or of its cache, cannot be used."""
    try:
        yield
    except sqlite3.Error as error:
        raise ClipfileError(
            f"{docs / '.cache'}: the cache cannot be used: {error}. "
            "Make sure that the disk has room and that you may write to this folder, then run again."
        ) from error
    except OSError as error:
        raise ClipfileError(
            f"{error.filename or docs}: cannot be read or written: {error.strerror or error}. "
            "Fix this, then run again."
        ) from error


def _in_memory(articles: Sequence[Article], read: TextReader) -> TextReader:
    """A reader for texts that are all read now: the cache may change before they are needed."""
    texts = {article.seed: read(article) for article in articles}

    def text(article: Article) -> ArticleText:
        return texts[article.seed]

    return text


class _Described(NamedTuple):
    """Everything read from the folder of seeds, with drafts left out and ids assigned."""

    seeds: tuple[Seed, ...]
    articles: Sequence[Article]
    authority: Authority
    collections: tuple[CollectionFile, ...]
    sources: Mapping[str, SourceEntry]
    gone: Mapping[str, str]
    addresses: Addresses
    faults: Mapping[str, Sequence[str]]
    problems: tuple[Problem, ...]
    files: Mapping[str, int]


class _Earlier(NamedTuple):
    """What earlier conversions of this process left."""

    handover: Handover
    last: LastGood


def _describe(
    settings: Settings,
    progress: Progress | None,
    where: Where,
    earlier: _Earlier,
    authority_from: Sequence[Path] = (),
) -> _Described:
    """Read and describe the seeds; the texts of articles are left in the cache."""
    handover, last = earlier
    seeds, problems, files = read_folder(settings.seeds, handover.seeds)
    last.hold(seeds, CachedTexts(cache_file(settings)))
    folders = authority_from or authority_folders(settings.seeds)
    authority, authority_problems = cached_authority(folders, settings.docs, handover.authority)
    sources, source_problems = read_sources(folders)
    collections, collection_problems = read_collections(settings.seeds)
    articles: list[Article] = []
    records: list[CachedSeed] = []
    for done, record in enumerate(make_articles(seeds, authority, settings, where, handover.articles), 1):
        records.append(record)
        if progress:
            progress(done, len(seeds))
    pictures, unused = without_illustrations(seeds, records)
    for seed, record in zip(seeds, records, strict=True):
        if seed.path in pictures:
            continue
        problems += record.problems
        article = last.article_of(seed, record)
        if article and article.status != "draft":
            articles.append(article)
    problems += unused
    files = {**files, LONE: len(unused)}
    seeds = [seed for seed in seeds if seed.path not in pictures]
    articles, timed = _in_their_window(articles, settings)
    problems += timed
    identified, conflicts, addresses = give_addresses(articles, settings)
    gone, link_problems = read_links(settings.seeds)
    problems += unknown_sources(settings, identified)
    read = (*authority_problems, *source_problems, *collection_problems, *link_problems)
    return _Described(
        tuple(seeds),
        identified,
        authority,
        collections,
        sources,
        gone,
        addresses,
        last.messages(identified),
        _sorted((*problems, *read, *conflicts)),
        files,
    )


def _in_their_window(articles: list[Article], settings: Settings) -> tuple[list[Article], list[Problem]]:
    """The articles that are public on the day of the last commit, and warnings about the others."""
    if not any(is_limited(Window(*article.window)) for article in articles):
        return articles, []
    today = last_day(settings.seeds)
    kept, problems = [], []
    for article in articles:
        window = Window(*article.window)
        why, unsure = window.closed(today), window.undecided(today)
        if why:
            problems.append(
                not_published(article.seed, 0, why, "Correct the day, or commit again once it is public")
            )
            continue
        if unsure:
            problems.append(undecided(article.seed, unsure))
        kept.append(article)
    return kept, problems


def _build(described: _Described, text: TextReader, settings: Settings) -> Archive:
    published = [article for article in described.articles if not article.withdrawn]
    earlier = earlier_bodies(settings.seeds, described.seeds, published, text)
    comparisons = load_comparisons(settings.docs)
    background = Background(
        described.authority,
        described.collections,
        earlier,
        described.gone,
        comparisons,
        described.addresses.former,
        settings.addresses[0],
        described.faults,
        described.sources,
    )
    return build_archive(described.articles, text, background)


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(
        sorted(problems, key=lambda problem: (problem.path, problem.line, problem.column, problem.rule))
    )
