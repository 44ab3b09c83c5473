"""A served site: the tree that is shown, and its search index, which follows by itself."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout
from mkdocs.config.defaults import MkDocsConfig

from generator.adapter_aside import Aside
from generator.errors import ClipfileError
from generator.search import index_site

log = logging.getLogger("mkdocs.hooks.clipfile")
SEARCH_CACHE = Path(".cache") / "search"
# The name under which the tree that is shown is kept from one `mkdocs serve` to the next.
NAME = "served"
# How long the end of a server waits for an index that is being made, in seconds.
PATIENCE = 5


class Indexer:
    """Indexes a tree in the background: once at a time, and once more when it changed meanwhile."""

    def __init__(self, tree: Path, cache: Path) -> None:
        self._tree = tree
        self._cache = cache
        self._wanted: Mapping[str, str] | None = None
        self._changed = threading.Condition()
        self._ending = False
        self._thread = threading.Thread(target=self._run, name="search index", daemon=True)
        self._thread.start()

    def want(self, digests: Mapping[str, str]) -> None:
        """Ask for an index of the tree, whose files have these digests."""
        with self._changed:
            self._wanted = digests
            self._changed.notify()

    def end(self) -> None:
        """Make no more indexes."""
        with self._changed:
            self._ending = True
            self._changed.notify()
        self._thread.join(PATIENCE)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._ending or self._wanted is not None)
                if self._ending:
                    return
                digests, self._wanted = self._wanted, None
            try:
                index_site(self._tree, cache=self._cache, digests=digests)
                log.info("The search index is up to date")
            except (ClipfileError, OSError) as error:
                # A page that changed meanwhile is indexed again anyway.
                log.log(logging.DEBUG if self._wanted else logging.WARNING, "%s", error)


@dataclass(frozen=True, slots=True)
class Live:
    """What lasts as long as a server: the tree that it shows, and who indexes that."""

    tree: Path
    records: Path
    indexer: Indexer
    claim: FileLock

    @classmethod
    def begin(cls, config: MkDocsConfig) -> Live:
        """Take the kept tree of this archive; while another server shows that, begin one of our own."""
        kept = Aside(Path(str(config.config_file_path)).parent / NAME).folder
        kept.mkdir(parents=True, exist_ok=True)
        claim = FileLock(kept / "lock")
        try:
            claim.acquire(timeout=0)
        except Timeout:
            # Not cleaned by MkDocs between builds, and removed by it with the folder when the server ends.
            kept = Path(config.site_dir) / f".{NAME}"
        return cls(
            kept / "tree",
            kept / "records",
            Indexer(kept / "tree", Path(config.docs_dir) / SEARCH_CACHE),
            claim,
        )

    def end(self) -> None:
        """Stop indexing, and let another server have the tree."""
        self.indexer.end()
        self.claim.release()
