"""Indexed shards and their catalog, cached under a digest of everything that they depend on.

The folder of a cached shard has ``data`` for the files that the search page loads, ``facts`` for what it
contributes to the catalog of the archive, and ``bounds.json``, the first terms of its files of words and its
last term or word. The catalog is made from these: a build in which no shard changed takes it as it is.
"""

from __future__ import annotations

import gc
import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec

from generator.site.search import catalog, postings, records, tokens
from generator.site.search.catalog import ShardFacts
from generator.site.search.postings import Postings
from generator.site.search.records import IndexedText
from generator.site.search.shards import Document, Shard
from generator.system.software import software
from generator.text import scripts

SHARDS, CATALOGS = "shards", "catalogs"
FACTS, BOUNDS, DATA = "facts", "bounds.json", "data"
# Modules that determine how a document is indexed.
_CODE = (catalog, postings, records, scripts, tokens)
_facts = msgspec.msgpack.Decoder(ShardFacts)


@dataclass(frozen=True, slots=True)
class CachedShard:
    """An indexed shard: its folder, its number of articles, its first and last date (or "" without dates).

    Attributes:
        hand_written: whether it has hand-written pages instead of articles.
    """

    folder: Path
    pages: int
    first: str
    last: str
    hand_written: bool = False

    @property
    def listed(self) -> dict[str, Any]:
        """Its entry in the list of shards that the search page loads."""
        bounds, last = msgspec.json.decode((self.folder / BOUNDS).read_bytes())
        dates = {"from": self.first[:7], "to": self.last[:7]}
        kind = {"hand_written": True} if self.hand_written else {}
        return {
            "path": f"{self.folder.name}/",
            "pages": self.pages,
            **kind,
            **dates,
            "bounds": bounds,
            "last": last,
        }

    @property
    def facts(self) -> ShardFacts:
        """What it contributes to the archive's catalog."""
        return _facts.decode((self.folder / FACTS).read_bytes())


@dataclass(frozen=True, slots=True)
class ShardCache:
    """The cached shards of one site.

    Attributes:
        folder: where they are; deleting it only slows the next build.
        language: of the site, BCP 47 tag: languages of articles are named in it.
    """

    folder: Path
    language: str

    def index(
        self, shards: Sequence[Shard], texts: Callable[[Iterable[Document]], Iterable[IndexedText]]
    ) -> list[CachedShard]:
        """Index the shards that the cache lacks.

        Args:
            shards: the documents to index together.
            texts: documents → what is indexed of them.

        Returns:
            All shards, in their order.
        """
        (self.folder / SHARDS).mkdir(parents=True, exist_ok=True)
        folders = [self.folder / SHARDS / self._digest(shard) for shard in shards]
        for shard, folder in zip(shards, folders, strict=True):
            if not folder.exists():
                with _without_collection():
                    _index(shard, texts(shard.documents), folder)
        return [
            CachedShard(folder, len(shard.documents), shard.first, shard.last)
            for shard, folder in zip(shards, folders, strict=True)
        ]

    def catalog(self, shards: Sequence[CachedShard]) -> Path:
        """The folder of the catalog of all shards, which is made if the cache lacks it."""
        parts = [(shard.folder.name, shard.first, shard.last, shard.hand_written) for shard in shards]
        made_from = msgspec.json.encode([software(), parts])
        folder = self.folder / CATALOGS / hashlib.sha256(made_from).hexdigest()[:16]
        if not folder.exists():
            files = dict(catalog.catalog([shard.facts for shard in shards]))
            files["shards"] = postings.compressed([shard.listed for shard in shards])
            with _completed(folder) as new:
                _write(new, files)
        return folder

    def keep_only(self, shards: Iterable[CachedShard], catalog: Path) -> None:
        """Delete everything else from the cache, which must not contain withdrawn texts."""
        remove_others(self.folder, {SHARDS, CATALOGS})
        remove_others(self.folder / SHARDS, {shard.folder.name for shard in shards})
        remove_others(self.folder / CATALOGS, {catalog.name})

    def _digest(self, shard: Shard) -> str:
        """The digest of everything that a shard's index depends on: the name of its folder."""
        total = hashlib.sha256(f"{version('PyStemmer')} {version('babel')} {self.language}".encode())
        for path in (__file__, *(module.__file__ for module in _CODE)):
            total.update(Path(str(path)).read_bytes())
        total.update(msgspec.json.encode([document[:2] for document in shard.documents]))
        return total.hexdigest()[:16]


@contextmanager
def _without_collection() -> Iterator[None]:
    """No search for circular references, of which an index has none: it takes a quarter of the time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _index(shard: Shard, texts: Iterable[IndexedText], folder: Path) -> None:
    """Index one shard into ``folder``."""
    facets: dict[str, dict[str, list[int]]] = {}
    titles: list[tuple[str, str, str]] = []
    known = _noting(texts, facets, titles)
    index = Postings(known)
    files = index.files()
    words = {word: count for word, count in index.frequency.items() if not tokens.is_paired(word)}
    written = {word: way for word, way in index.spellings().items() if word in words}
    facts = ShardFacts([document.date[:7] for document in shard.documents], facets, words, written, titles)
    with _completed(folder) as new:
        _write(new / DATA, files.files)
        (new / FACTS).write_bytes(msgspec.msgpack.encode(facts))
        (new / BOUNDS).write_bytes(msgspec.json.encode((files.bounds, files.last)))


@contextmanager
def _completed(folder: Path) -> Iterator[Path]:
    """A temporary folder, which gets the name of ``folder``: killed builds leave nothing incomplete."""
    new = folder.with_name(folder.name + ".new")
    shutil.rmtree(new, ignore_errors=True)
    yield new
    new.replace(folder)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files of an index, by path without ending, into a new folder."""
    folder.mkdir(parents=True)
    for name in {path.partition("/")[0] for path in files if "/" in path}:
        (folder / name).mkdir()
    for path, data in files.items():
        (folder / f"{path}{postings.SUFFIX}").write_bytes(data)


def _noting(
    texts: Iterable[IndexedText], facets: dict[str, dict[str, list[int]]], titles: list[tuple[str, str, str]]
) -> Iterator[IndexedText]:
    """The texts, whose facets and titles are noted as they pass."""
    for number, text in enumerate(texts):
        for kind, values in text.facets.items():
            for value in dict.fromkeys(values):
                facets.setdefault(kind, {}).setdefault(value, []).append(number)
        if text.facets:  # an article, not a page
            titles.append((text.shown.get("title", ""), text.shown["url"], text.shown.get("date", "")))
        yield text


def remove_others(folder: Path, keep: Iterable[str]) -> None:
    """Delete all files and folders in a folder except those with certain names."""
    names = set(keep)
    for path in (path for path in folder.iterdir() if path.name not in names):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
