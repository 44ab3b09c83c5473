"""Single files: each is written aside, then put in place; only what we wrote is ever replaced.

Several processes write at once: each path goes into the journal before its file, in one append.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple, TextIO

from generator.convert.write.record import Kept, kept_of
from generator.system.files import replace


class Task(NamedTuple):
    """A file to make: its path below the folder, key, what makes its text; what it is known to hold."""

    path: str
    key: bytes
    make: Callable[[], str]
    known: Kept | None


class Held(NamedTuple):
    """What became of a file: its record, None where somebody else wrote it; whether it was written."""

    kept: Kept | None
    changed: bool = False


class Files:
    """The files below one folder."""

    def __init__(self, folder: Path, owned: AbstractSet[str], journal: TextIO) -> None:
        """Begin to write.

        Args:
            folder: where.
            owned: paths below it that are ours.
            journal: takes the paths that become ours, one a line; opened to append.
        """
        self._folder = folder
        self._owned = owned
        self._journal = journal
        self._there: set[str] = set()

    def hold(self, task: Task) -> Held:
        """Make a file hold the text of a task."""
        data = task.make().encode("utf-8", errors="replace")
        sha256 = hashlib.sha256(data).digest()
        if task.known and task.known.sha256 == sha256:
            return Held(task.known._replace(key=task.key))
        path = self.path(task.path)
        same = _holds(path, data)
        if same is False and task.path not in self._owned:
            return Held(None)
        if not same:
            self.own(task.path)
            replace(path, data)
        return Held(kept_of(path, task.key, sha256), not same)

    def path(self, name: str) -> str:
        """Where a file lies."""
        return f"{self._folder}/{name}"

    def owns(self, name: str) -> bool:
        """Whether a file may be replaced: it is ours, or is not there."""
        return name in self._owned or not os.path.exists(self.path(name))  # noqa: PTH110 - as in ``_holds``

    def own(self, name: str) -> None:
        """Make a folder for a file, and write down that it is ours before there is any."""
        folder = name.rpartition("/")[0]
        if folder not in self._there:
            (self._folder / folder).mkdir(parents=True, exist_ok=True)
            self._there.add(folder)
        if name not in self._owned:
            self._journal.write(f"{name}\n")
            self._journal.flush()


def _holds(path: str, data: bytes) -> bool | None:
    """Whether a file holds these bytes; None where there is none."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - once for every file: half of the time of a Path
            return file.read() == data
    except FileNotFoundError:
        return None
