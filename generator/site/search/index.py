"""The search index of a site: articles in shards and hand-written pages, each indexed by Pagefind.

``site/pagefind/shards.json`` names the shards, the newest first; ``theme/assets/search-engine.js`` loads one
after the other. All shards use one engine and one script, which are next to that file.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.site.search.cache import DATA, ENGINE, CachedShard, ShardCache, remove_others
from generator.site.search.records import ArticlesFile, HandWrittenPage, page_document, page_request
from generator.site.search.shards import SIZES, Shard, Sizes, divide
from generator.system.executors import Aside
from generator.system.files import replace

FOLDER = "pagefind"
LIST = "shards.json"
ARTICLES = Path("data") / "articles.jsonl"
CACHE = Path(".cache") / "search"


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """An index, complete in the cache and ready to be placed in a site.

    Attributes:
        shards: of articles, the newest first, then of hand-written pages.
    """

    shards: tuple[CachedShard, ...]

    def place(self, site: Path) -> None:
        """Write these shards and their list to ``site/pagefind``, and delete all others there.

        Raises:
            OSError: a file could not be written; the next call completes the index.
        """
        target = site / FOLDER
        target.mkdir(parents=True, exist_ok=True)
        engine = sorted((self.shards[0].folder / ENGINE).iterdir()) if self.shards else []
        remove_others(target, [path.name for path in (*engine, *(shard.folder for shard in self.shards))])
        for file in engine:
            (target / file.name).unlink(missing_ok=True)  # it may be another version's
            _link(str(file), str(target / file.name))
        for folder in (shard.folder for shard in self.shards):
            if not (target / folder.name).exists():
                new = target / "new"
                shutil.copytree(folder / DATA, new, copy_function=_link)
                new.rename(target / folder.name)
        replace(f"{target}/{LIST}", json.dumps([shard.listed for shard in self.shards]).encode())


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
            ClipfileError: Pagefind failed; the message includes its output.
            OSError: ``articles.jsonl`` could not be read, or a file could not be written.
        """
        try:
            hand_written = index_pages(list(pages), self._cache)
            shards = (*self._articles.result(), *hand_written)
        finally:
            self._articles.wait()
        self._cache.keep_only(shards)
        return SearchIndex(shards)

    def stop(self) -> None:
        """Wait for the end of indexing, if ``finish`` was not called."""
        self._articles.wait()


def make_index(docs: Path, language: str, pages: Sequence[HandWrittenPage]) -> SearchIndex:
    """An index made in this process, which goes on only when it is complete; as ``Indexing`` otherwise."""
    cache = ShardCache(docs / CACHE, language)
    shards = (*index_articles(docs / ARTICLES, cache), *index_pages(pages, cache))
    cache.keep_only(shards)
    return SearchIndex(shards)


def index_articles(path: Path, cache: ShardCache, sizes: Sizes = SIZES) -> list[CachedShard]:
    """Index the articles of an ``articles.jsonl`` in shards; raises the errors of ``Indexing.finish``."""
    with ArticlesFile(path) as articles:
        shards = divide(articles.documents(), sizes)
        return cache.index(shards, lambda documents: articles.requests(documents, cache.language))


def index_pages(pages: Sequence[HandWrittenPage], cache: ShardCache) -> list[CachedShard]:
    """Index hand-written pages in one shard: they are few, and change independently of the articles."""
    requests = {page.url: page_request(page) for page in pages}
    documents = tuple(sorted(map(page_document, pages)))
    shards = [Shard(documents)] if documents else []
    return cache.index(shards, lambda wanted: [requests[document.url] for document in wanted])


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk, or one without hard links
        shutil.copyfile(source, target)
