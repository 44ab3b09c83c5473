"""Indexed shards, cached under a digest of everything that their index depends on.

The folder of a cached shard has three parts: ``stats.json`` for the list of shards, ``data`` for the files
that the search page loads, and ``engine`` for those that all shards share.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generator.site.search import packs, pagefind, records, service, spacing
from generator.site.search.packs import pack_files
from generator.site.search.pagefind import build_index
from generator.site.search.records import Request
from generator.site.search.shards import Document, Shard
from generator.text import scripts

SHARDS = "shards"
STATS, DATA, ENGINE = "stats.json", "data", "engine"
_SCRIPT = "pagefind.js"
# Modules that determine how a document is indexed.
_CODE = (packs, pagefind, records, scripts, service, spacing)
# Free memory that one run of Pagefind may need, in bytes.
MEMORY = 1_000_000_000


@dataclass(frozen=True, slots=True)
class CachedShard:
    """An indexed shard: its folder, and its first and last date (YYYY-MM-DD, or "" without dates)."""

    folder: Path
    first: str
    last: str

    @property
    def listed(self) -> dict[str, Any]:
        """Its entry in the list of shards that the search page loads."""
        stats = json.loads((self.folder / STATS).read_bytes())
        return {"path": f"{self.folder.name}/", **stats, "from": self.first[:7], "to": self.last[:7]}


@dataclass(frozen=True, slots=True)
class ShardCache:
    """The cached shards of one site.

    Attributes:
        folder: where they are; deleting it only slows the next build.
        language: of the site, BCP 47 tag: words are stemmed as words of this language.
    """

    folder: Path
    language: str

    def index(
        self, shards: Sequence[Shard], requests: Callable[[Iterable[Document]], Sequence[Request]]
    ) -> list[CachedShard]:
        """Index the shards that the cache lacks, the largest first.

        Args:
            shards: the documents to index together.
            requests: documents → requests that add them to an index.

        Returns:
            All shards, in their order.

        Raises:
            ClipfileError: Pagefind failed.
        """
        (self.folder / SHARDS).mkdir(parents=True, exist_ok=True)
        folders = {shard: self.folder / SHARDS / self._digest(shard) for shard in shards}
        missing = [shard for shard in shards if not folders[shard].exists()]
        missing.sort(key=lambda shard: -len(shard.documents))
        with ThreadPoolExecutor(_processes()) as pool:
            for _ in pool.map(lambda shard: self._index(requests(shard.documents), folders[shard]), missing):
                pass
        return [CachedShard(folders[shard], shard.first, shard.last) for shard in shards]

    def keep_only(self, shards: Iterable[CachedShard]) -> None:
        """Delete everything else from the cache, which must not contain withdrawn texts."""
        remove_others(self.folder, {SHARDS})
        remove_others(self.folder / SHARDS, {shard.folder.name for shard in shards})

    def _digest(self, shard: Shard) -> str:
        """The digest of everything that a shard's index depends on: the name of its folder."""
        total = hashlib.sha256(f"{version('pagefind')} {version('babel')} {self.language}".encode())
        for module in _CODE:
            total.update(Path(str(module.__file__)).read_bytes())
        total.update(json.dumps([document[:2] for document in shard.documents]).encode())
        return total.hexdigest()[:16]

    def _index(self, requests: Sequence[Request], folder: Path) -> None:
        """Index one shard into a temporary folder, then rename it: killed builds leave nothing incomplete."""
        new = folder.with_name(folder.name + ".new")
        shutil.rmtree(new, ignore_errors=True)
        stats, files = build_index(requests, self.language)
        _write(new / STATS, json.dumps(stats._asdict()).encode())
        ((_, language),) = stats.entry["languages"].items()
        for name in (_SCRIPT, f"wasm.{language['wasm'] or 'unknown'}.pagefind"):
            _write(new / ENGINE / name, files[name])
        for path, data in pack_files(files, stats.pages):
            _write(new / DATA / path, data)
        new.replace(folder)


def remove_others(folder: Path, keep: Iterable[str]) -> None:
    """Delete all files and folders in a folder except those with certain names."""
    names = set(keep)
    for path in (path for path in folder.iterdir() if path.name not in names):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _processes() -> int:
    """Number of parallel runs of Pagefind: one more than there are cores, if there is enough memory.

    At its start and end a run only uses a single core.
    """
    try:
        free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError, AttributeError):  # a system that does not tell
        return 1
    return max(1, min((os.cpu_count() or 1) + 1, free // MEMORY))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
