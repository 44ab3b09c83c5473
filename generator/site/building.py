"""One build of a site: the search index is made while the pages are rendered and the files put together."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from generator.site.assembly import Assembly, pieces
from generator.site.search.index import Indexing, SearchIndex
from generator.site.search.records import HandWrittenPage
from generator.site.trees.swap import Aside
from generator.site.trees.trees import Piece, Surveyed, bring_up, difference, forget


@dataclass(frozen=True, slots=True)
class Making:
    """A site that is being made, from the moment when its generated pages are known.

    Attributes:
        aside: where it is made.
        generated: pieces by their path in the site; each page that is to be placed is sound.
        surveyed: what the tree that is brought up to date holds.
        indexing: its search index, which was begun before.
    """

    aside: Aside
    generated: Mapping[str, Piece]
    surveyed: Surveyed
    indexing: Indexing

    @classmethod
    def begin(cls, aside: Aside, assembly: Assembly, surveyed: Surveyed, indexing: Indexing) -> Making:
        """Check the generated pages that are to be placed."""
        return cls(aside, assembly.sound(surveyed).generated, surveyed, indexing)

    def finish(self, hand_written: Iterable[HandWrittenPage]) -> None:
        """Put the site together and in place.

        Args:
            hand_written: pages that people wrote, to be searched too.

        Raises:
            ClipfileError: the search index could not be made.
            OSError: the disk refused; the previous site is intact.
        """
        wanted = {**self.generated, **pieces(self.aside.own)}
        with ThreadPoolExecutor(1, "search index") as pool:
            index = pool.submit(self.indexing.finish, hand_written)
            bring_up(self.aside.spare, self.aside.records, wanted, difference(self.surveyed, wanted))
            if not self.aside.site.exists():
                self._second(wanted)
            self._place(index.result(), pool)
        self.aside.put_in_place()
        digests = {path: piece.digest for path, piece in wanted.items()}
        forget(self.aside.spare, self.aside.records, digests, self.aside.site)

    def _place(self, index: SearchIndex, pool: ThreadPoolExecutor) -> None:
        """Put the index into both trees at once."""
        second = self.aside.second
        other = pool.submit(index.place, second) if second.exists() else None
        index.place(self.aside.spare)
        if other and isinstance(other.exception(), OSError):
            shutil.rmtree(second, ignore_errors=True)

    def _second(self, wanted: Mapping[str, Piece]) -> None:
        """Make the tree that the next build will bring up to date, while the index is being made."""
        try:
            bring_up(self.aside.second, self.aside.records, wanted, difference({}, wanted))
        except OSError:  # the site itself may still fit the disk
            shutil.rmtree(self.aside.second, ignore_errors=True)
