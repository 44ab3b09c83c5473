"""A served site: the tree that is shown, and its search index, which is made in the background."""

from __future__ import annotations

import contextlib
import logging
import shutil
import threading
from collections.abc import Sequence
from pathlib import Path

from filelock import FileLock, Timeout
from mkdocs.config.defaults import MkDocsConfig

from generator.convert.handover import Handover
from generator.convert.last_good import LastGood
from generator.model.errors import ClipfileError
from generator.outputs.data.withdrawn import PATH as WITHDRAWN
from generator.site.assembly import Assembly, mkdocs_files
from generator.site.search.index import make_index
from generator.site.search.records import HandWrittenPage
from generator.site.trees.swap import SiteFolders
from generator.site.trees.trees import TreeContents, difference, survey, update
from generator.system.locking import own_cache

log = logging.getLogger("mkdocs.hooks.clipfile")
# The folder of the tree that is shown, which is kept from one `mkdocs serve` to the next.
NAME = "served"
# Seconds that a server which ends waits for an index that is being made.
PATIENCE = 5


class Indexer:
    """Indexes a tree in the background: one index at a time, and again if the tree has changed meanwhile."""

    def __init__(self, tree: Path, docs: Path, language: str) -> None:
        self._tree = tree
        self._docs = docs
        self._language = language
        self._requested: Sequence[HandWrittenPage] | None = None
        self._changed = threading.Condition()
        self._ending = False
        self._thread = threading.Thread(target=self._run, name="search index", daemon=True)
        self._thread.start()

    def request(self, hand_written: Sequence[HandWrittenPage]) -> None:
        """Ask for an index of the articles of the last conversion, and of these pages."""
        with self._changed:
            self._requested = hand_written
            self._changed.notify()

    def end(self) -> None:
        """Stop indexing."""
        with self._changed:
            self._ending = True
            self._changed.notify()
        self._thread.join(PATIENCE)

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._ending or self._requested is not None)
                if self._ending:
                    return
                hand_written, self._requested = self._requested or (), None
            try:
                make_index(self._docs, self._language, hand_written).place(self._tree)
                log.info("The search index is up to date")
            except (ClipfileError, OSError) as error:
                log.warning("%s", error)


def forget_withdrawn(folder: Path, site: Path) -> None:
    """Remove what a stopped server showed last, if a withdrawal is newer: the text would stay there.

    Args:
        folder: ``ServedSite.folder_of``, which need not exist. A server that is running updates it itself.
        site: the site that was built.
    """
    if not (folder / "tree").is_dir() or _withdrawn(folder / "tree") == _withdrawn(site):
        return
    with contextlib.suppress(Timeout), FileLock(folder / "lock", timeout=0):
        for path in folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)


def _withdrawn(tree: Path) -> bytes:
    try:
        return (tree / WITHDRAWN).read_bytes()
    except OSError:
        return b""


class ServedSite:
    """What lasts as long as a server: the tree that it shows, its indexer, what conversions remember."""

    def __init__(self, folder: Path, docs: Path, language: str, claim: FileLock) -> None:
        self.tree = folder / "tree"
        self._records = folder / "records"
        self._indexer = Indexer(self.tree, docs, language)
        self._claim = claim
        self.handover = Handover()
        self.last = LastGood()
        # No other process changes the tree, so one survey is enough.
        self._contents: TreeContents | None = None

    @staticmethod
    def folder_of(config: MkDocsConfig) -> Path:
        """Where the tree of an archive is kept from one server to the next."""
        return SiteFolders(Path(str(config.config_file_path)).parent / NAME).folder

    @classmethod
    def begin(cls, config: MkDocsConfig, language: str) -> ServedSite:
        """Take the tree that the last server of this archive left; if another server shows it, a new one."""
        folder = cls.folder_of(config)
        own_cache(folder, 1)
        folder.mkdir(parents=True, exist_ok=True)
        claim = FileLock(folder / "lock")
        try:
            claim.acquire(timeout=0)
        except Timeout:
            # MkDocs does not clean this between builds, and removes it when the server ends.
            folder = Path(config.site_dir) / f".{NAME}"
        return cls(folder, Path(config.docs_dir), language, claim)

    def show(self, assembly: Assembly, by_mkdocs: Path, hand_written: Sequence[HandWrittenPage]) -> None:
        """Update the tree, and request its index.

        Args:
            assembly: generated files.
            by_mkdocs: the folder of what MkDocs has made.
            hand_written: pages that people wrote, to be searched too.
        """
        contents = survey(self.tree, self._records) if self._contents is None else self._contents
        self._contents = None  # until everything is in place again
        wanted = {**assembly.checked(contents).generated, **mkdocs_files(by_mkdocs)}
        self._contents = update(self.tree, self._records, wanted, difference(contents, wanted))
        self._indexer.request(hand_written)

    def end(self) -> None:
        """Stop indexing, and release the tree for other servers."""
        self._indexer.end()
        self._claim.release()
