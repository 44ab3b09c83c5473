"""The search index of a site: articles in shards, hand-written pages, and the catalog of all.

``site/search-index/index.json`` names the folder of the catalog, which lists the shards, the newest first.
Each folder is named after its contents, so that browsers may keep its files.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import replace as changed
from pathlib import Path

import msgspec

from generator.site.search.cache import DATA, CachedShard, ShardCache, remove_others
from generator.site.search.records import ArticlesFile, HandWrittenPage, page_document, page_text
from generator.site.search.shards import SIZES, Shard, Sizes, divide
from generator.system.executors import Aside
from generator.system.files import replace

FOLDER = "search-index"
LIST = "index.json"
ARTICLES = Path("data") / "articles.jsonl"
CACHE = Path(".cache") / "search"


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """An index, complete in the cache and ready to be placed in a site.

    Attributes:
        shards: the folders of its shards.
        catalog: the folder of its catalog.
    """

    shards: tuple[Path, ...]
    catalog: Path

    def place(self, site: Path) -> None:
        """Put these shards, their catalog and its name into ``site``, and delete all others there.

        Raises:
            OSError: a file could not be written; the next call completes the index.
        """
        target = site / FOLDER
        target.mkdir(parents=True, exist_ok=True)
        folders = {self.catalog.name: self.catalog, **{shard.name: shard / DATA for shard in self.shards}}
        remove_others(target, [LIST, *folders])
        for name, folder in folders.items():
            if not (target / name).exists():
                _link_all(folder, target / "new")
                (target / "new").rename(target / name)
        replace(f"{target}/{LIST}", msgspec.json.encode({"catalog": f"{self.catalog.name}/"}))


class Indexing:
    """An index being built: of articles immediately, in a process, and of hand-written pages at the end."""

    def __init__(self, docs: Path, language: str, sizes: Sizes = SIZES) -> None:
        """Start to index the articles of a conversion.

        Args:
            docs: the docs folder, which holds ``articles.jsonl`` and the cache.
            language: of the site, BCP 47 tag.
            sizes: how many articles a shard may have.
        """
        self._cache = ShardCache(docs / CACHE, language)
        self._articles = Aside(index_articles, docs / ARTICLES, self._cache, sizes)

    def finish(self, pages: Iterable[HandWrittenPage] = ()) -> SearchIndex:
        """Wait for the articles, and index hand-written pages.

        Raises:
            OSError: ``articles.jsonl`` could not be read, or a file could not be written.
        """
        try:
            hand_written = index_pages(list(pages), self._cache)
            shards = (*self._articles.result(), *hand_written)
        finally:
            self._articles.wait()
        return _complete(shards, self._cache)

    def stop(self) -> None:
        """Wait for the end of indexing, if ``finish`` was not called."""
        self._articles.wait()


def make_index(docs: Path, language: str, pages: Sequence[HandWrittenPage]) -> SearchIndex:
    """An index made in this process, which goes on only when it is complete; as ``Indexing`` otherwise."""
    cache = ShardCache(docs / CACHE, language)
    shards = (*index_articles(docs / ARTICLES, cache), *index_pages(pages, cache))
    return _complete(shards, cache)


def _complete(shards: Sequence[CachedShard], cache: ShardCache) -> SearchIndex:
    """The index of all shards: of articles, the newest first, then of hand-written pages."""
    catalog = cache.catalog(shards)
    cache.keep_only(shards, catalog)
    return SearchIndex(tuple(shard.folder for shard in shards), catalog)


def index_articles(path: Path, cache: ShardCache, sizes: Sizes = SIZES) -> list[CachedShard]:
    """Index the articles of an ``articles.jsonl`` in shards; raises the errors of ``Indexing.finish``."""
    with ArticlesFile(path) as articles:
        shards = divide(articles.documents(), sizes)
        return cache.index(shards, lambda documents: articles.texts(documents, cache.language))


def index_pages(pages: Sequence[HandWrittenPage], cache: ShardCache) -> list[CachedShard]:
    """Index hand-written pages in one shard: they are few, and change independently of the articles."""
    texts = {page.url: page_text(page, cache.language) for page in pages}
    documents = tuple(sorted(map(page_document, pages)))
    shards = [Shard(documents)] if documents else []
    indexed = cache.index(shards, lambda wanted: (texts[document.url] for document in wanted))
    return [changed(shard, hand_written=True) for shard in indexed]


def _link_all(folder: Path, target: Path) -> None:
    """Like ``shutil.copytree``, but the first file that cannot be written is the error."""
    target.mkdir()
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                _link_all(Path(entry.path), target / entry.name)
            else:
                _link(entry.path, f"{target}/{entry.name}")


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk, or one without hard links
        shutil.copyfile(source, target)
