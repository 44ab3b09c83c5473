"""One build of a site aside: the search index is made while the files are put together."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from generator.site.trees.swap import Aside
from generator.site.assembly import Assembly, pieces
from generator.site.trees.trees import Piece, Surveyed, bring_up, difference, forget
from generator.site.search.index import SearchIndex, index_pages
from generator.site.search.pages import ARTICLES

SEARCH_CACHE = Path(".cache") / "search"


@dataclass(frozen=True, slots=True)
class Making:
    """A site that is being made, from the moment when its generated pages are known.

    Attributes:
        aside: where.
        docs: the docs folder, whose cache keeps what is made of the index.
        generated: pieces by their path in the site; each page that is to be placed is sound.
        surveyed: what the tree that is brought up to date holds.
        pool: the one thread that makes the search index.
        early: what becomes of it, where it was begun at once.
    """

    aside: Aside
    docs: Path
    generated: Mapping[str, Piece]
    surveyed: Surveyed
    pool: ThreadPoolExecutor
    early: Future[SearchIndex] | None

    @classmethod
    def begin(cls, aside: Aside, assembly: Assembly, surveyed: Surveyed) -> Making:
        """Begin to index the pages, where all articles are generated; else ``finish`` does."""
        generated = assembly.sound(surveyed).generated
        pool = ThreadPoolExecutor(1, "search index")
        waits = any(file.dest_uri.startswith(f"{ARTICLES}/") for file in assembly.parted.own)
        early = None if waits else pool.submit(index, generated, assembly.docs / SEARCH_CACHE)
        return cls(aside, assembly.docs, generated, surveyed, pool, early)

    def finish(self) -> None:
        """Put the site together and in place.

        Raises:
            ClipfileError: the search index could not be made.
            OSError: the disk refused; the site of before is whole.
        """
        wanted = {**self.generated, **pieces(self.aside.own)}
        found = self.early or self.pool.submit(index, wanted, self.docs / SEARCH_CACHE)
        bring_up(self.aside.spare, self.aside.records, wanted, difference(self.surveyed, wanted))
        if not self.aside.site.exists():
            self._second(wanted)
        self._index(found.result())
        self.aside.put_in_place()
        digests = {path: piece.digest for path, piece in wanted.items()}
        forget(self.aside.spare, self.aside.records, digests, self.aside.site)

    def _index(self, made: SearchIndex) -> None:
        """Put the index into both trees at once."""
        second = self.aside.second
        other = self.pool.submit(made.place, second) if second.exists() else None
        made.place(self.aside.spare)
        if other and isinstance(other.exception(), OSError):
            shutil.rmtree(second, ignore_errors=True)

    def stop(self) -> None:
        """Wait until nothing is being made."""
        self.pool.shutdown()

    def _second(self, wanted: Mapping[str, Piece]) -> None:
        """Make what the next build will bring up to date, while the index is being made."""
        try:
            bring_up(self.aside.second, self.aside.records, wanted, difference({}, wanted))
        except OSError:  # the site itself may still fit the disk
            shutil.rmtree(self.aside.second, ignore_errors=True)


def index(wanted: Mapping[str, Piece], cache: Path) -> SearchIndex:
    """The search index of a site that holds these pieces; ``index_pages`` says what it raises."""
    files = {path: piece.path for path, piece in wanted.items()}
    return index_pages(files, cache=cache, digests={path: piece.digest for path, piece in wanted.items()})
