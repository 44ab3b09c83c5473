"""A served site: the tree that is shown, and its search index, which follows by itself."""

from __future__ import annotations

import contextlib
import logging
import shutil
import threading
from collections.abc import Sequence
from pathlib import Path

from filelock import FileLock, Timeout
from mkdocs.config.defaults import MkDocsConfig

from generator.site.trees.swap import Aside
from generator.site.assembly import Assembly, pieces
from generator.site.search.index import Indexing
from generator.site.search.records import HandWrittenPage
from generator.site.trees.trees import Surveyed, bring_up, difference, survey
from generator.convert.handover import Handover
from generator.model.errors import ClipfileError
from generator.outputs.data.withdrawn import PATH as WITHDRAWN

log = logging.getLogger("mkdocs.hooks.clipfile")
# The name under which the tree that is shown is kept from one `mkdocs serve` to the next.
NAME = "served"
# How long the end of a server waits for an index that is being made, in seconds.
PATIENCE = 5


class Indexer:
    """Indexes a tree in the background: once at a time, and once more when it changed meanwhile."""

    def __init__(self, tree: Path, docs: Path, language: str) -> None:
        self._tree = tree
        self._docs = docs
        self._language = language
        self._wanted: Sequence[HandWrittenPage] | None = None
        self._changed = threading.Condition()
        self._ending = False
        self._thread = threading.Thread(target=self._run, name="search index", daemon=True)
        self._thread.start()

    def want(self, hand_written: Sequence[HandWrittenPage]) -> None:
        """Ask for an index of the articles of the last conversion, and of these pages."""
        with self._changed:
            self._wanted = hand_written
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
                wanted, self._wanted = self._wanted or (), None
            try:
                Indexing(self._docs, self._language).finish(wanted).place(self._tree)
                log.info("The search index is up to date")
            except (ClipfileError, OSError) as error:
                log.warning("%s", error)


def forget_withdrawn(kept: Path, site: Path) -> None:
    """Remove what a stopped server showed last where a withdrawal is newer: it would hold the text for good.

    Args:
        kept: ``Live.kept``, which need not exist; a server that is at work there brings it up to date itself.
        site: the site that was built.
    """
    if not (kept / "tree").is_dir() or _withdrawn(kept / "tree") == _withdrawn(site):
        return
    with contextlib.suppress(Timeout), FileLock(kept / "lock", timeout=0):
        for folder in (one for one in kept.iterdir() if one.is_dir()):
            shutil.rmtree(folder, ignore_errors=True)


def _withdrawn(tree: Path) -> bytes:
    try:
        return (tree / WITHDRAWN).read_bytes()
    except OSError:
        return b""


class Live:
    """What lasts as long as a server: the tree that it shows, who indexes that, what conversions hand on."""

    def __init__(self, folder: Path, docs: Path, language: str, claim: FileLock) -> None:
        self.tree = folder / "tree"
        self._records = folder / "records"
        self._indexer = Indexer(self.tree, docs, language)
        self._claim = claim
        self.handover = Handover()
        # What the tree holds is known to us alone, once it was looked at.
        self._surveyed: Surveyed | None = None

    @staticmethod
    def kept(config: MkDocsConfig) -> Path:
        """Where the tree of this archive is kept from one server to the next."""
        return Aside(Path(str(config.config_file_path)).parent / NAME).folder

    @classmethod
    def begin(cls, config: MkDocsConfig, language: str) -> Live:
        """Take the kept tree of this archive; while another server shows that, begin one of our own."""
        kept = cls.kept(config)
        kept.mkdir(parents=True, exist_ok=True)
        claim = FileLock(kept / "lock")
        try:
            claim.acquire(timeout=0)
        except Timeout:
            # Not cleaned by MkDocs between builds, and removed by it with the folder when the server ends.
            kept = Path(config.site_dir) / f".{NAME}"
        return cls(kept, Path(config.docs_dir), language, claim)

    def show(self, assembly: Assembly, own: Path, hand_written: Sequence[HandWrittenPage]) -> None:
        """Bring the tree up to date, and ask for its index.

        Args:
            assembly: generated files.
            own: what MkDocs has made.
            hand_written: pages that people wrote, to be searched too.
        """
        surveyed = survey(self.tree, self._records) if self._surveyed is None else self._surveyed
        self._surveyed = None  # until all is in place again
        wanted = {**assembly.sound(surveyed).generated, **pieces(own)}
        self._surveyed = bring_up(self.tree, self._records, wanted, difference(surveyed, wanted))
        self._indexer.want(hand_written)

    def end(self) -> None:
        """Stop indexing, and let another server have the tree."""
        self._indexer.end()
        self._claim.release()
