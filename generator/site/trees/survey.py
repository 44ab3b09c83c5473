"""The tree that a build brings up to date is looked through beside the conversion, in a process of its own.

Looking at twenty thousand files takes 0.15 s and more, which a small change would wait for.
"""

from __future__ import annotations

from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Self

from generator.site.trees.swap import Aside
from generator.site.trees.trees import Strays, Surveyed, record_state, strays, survey, without
from generator.system.executors import end_with_parent

# Bytes of a record below which a process takes longer to start than to look.
LARGE = 200_000


@dataclass(slots=True)
class Look:
    """What a tree holds, found out early.

    Attributes:
        aside: where the tree lies.
        state: of the tree's record when the look was begun; another one then, and it is worth nothing.
        pool: the process that looks.
        found: what it will say.
    """

    aside: Aside
    state: tuple[int, ...] = ()
    pool: ProcessPoolExecutor | None = None
    found: Future[Strays] | None = None

    @classmethod
    def begin(cls, aside: Aside) -> Self:
        """Begin to look through the spare tree, where it is large."""
        state = record_state(aside.spare, aside.records)
        if not state or state[-1] < LARGE:
            return cls(aside)
        pool = ProcessPoolExecutor(1, initializer=end_with_parent)
        return cls(aside, state, pool, pool.submit(strays, aside.spare, aside.records))

    def end(self) -> Surveyed:
        """What the tree holds, as ``survey`` says it.

        A build that ended meanwhile has put another tree there, which is looked through now.
        """
        tree, records = self.aside.spare, self.aside.records
        try:
            found = self.found.result() if self.found else None
        except (BrokenProcessPool, OSError):
            found = None
        self.stop()
        if found is None or record_state(tree, records) != self.state:
            return survey(tree, records)
        return without(tree, records, found)

    def stop(self) -> None:
        """Look no longer."""
        if self.pool:
            self.pool.shutdown(wait=False, cancel_futures=True)
