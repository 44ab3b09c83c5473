"""Single files: each is written under another name, then renamed, and only files of ours are replaced.

Several processes write at once. Each adds a path to the journal before it writes the file, in one append.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple

from generator.convert.write.ownership import Journal
from generator.convert.write.pages import Encoded, encode
from generator.convert.write.record import WrittenFile, stamp
from generator.model.output import Page, Unmade
from generator.system.files import inside, replace


class Task(NamedTuple):
    """A file to build: path below the folder, key, function that returns its content, and its last record."""

    path: str
    key: bytes
    make: Callable[[], str | Page | bytes | Unmade]
    known: WrittenFile | None


class FileResult(NamedTuple):
    """The result of building a file.

    Attributes:
        written: the new record of the file, None if the file is somebody else's.
        changed: whether the file was written.
        view: what the view store is to hold of the page, empty for nothing or no change.
        unmade: why there is no file.
    """

    written: WrittenFile | None
    changed: bool = False
    view: bytes = b""
    unmade: Unmade | None = None


class Files:
    """The files below one folder."""

    def __init__(
        self, folder: Path, owned: AbstractSet[str], journal: Journal, *, self_contained: bool = False
    ) -> None:
        """Begin to write.

        Args:
            folder: where to write.
            owned: paths of our files below it.
            journal: takes the paths and digests of files before they are written.
            self_contained: whether pages have the data of their templates in their front matter.
        """
        self._folder = str(folder)
        self._owned = owned
        self._journal = journal
        self._self_contained = self_contained
        self._folders: set[str] = set()
        # Folders of ours, as far as they were looked at: whether they are below the folder without a link.
        self._real: dict[str, bool] = {}

    def bring_up(self, task: Task) -> FileResult:
        """Build the file of a task, and write it if it differs from the file on disk."""
        made = task.make()
        if isinstance(made, Unmade):
            return FileResult(None, unmade=made)
        encoded = encode(made, self_contained=self._self_contained)
        sha256, data = _digests(encoded)
        if task.known and task.known.sha256 == sha256:
            return FileResult(task.known._replace(key=task.key))
        if not self.is_real(task.path):
            return FileResult(None)
        path = self.path(task.path)
        same = _holds(path, encoded.data)
        if same is False and task.path not in self._owned:
            return FileResult(None)
        if not same:
            self.own(task.path, data)
            replace(path, encoded.data)
        written = WrittenFile(task.key, sha256, stamp(path), bool(encoded.view), data)
        return FileResult(written, not same, encoded.view)

    def path(self, name: str) -> str:
        """The path of a file on the disk."""
        return f"{self._folder}/{name}"

    def owns(self, name: str) -> bool:
        """Whether a file may be replaced: it is ours or does not exist."""
        return (name in self._owned or not self.exists(name)) and self.is_real(name)

    def exists(self, name: str) -> bool:
        """Whether there is anything at the path of a file."""
        return os.path.lexists(self.path(name))

    def own(self, name: str, digest: bytes) -> None:
        """Make the folder of a file, and note in the journal what the file will be before it exists."""
        self._make_folder(self.path(name))
        self._journal.note(name, digest)

    def is_real(self, name: str) -> bool:
        """Whether the folder of a file is below ours, and no link leads elsewhere."""
        below = name.rpartition("/")[0]
        if below not in self._real:
            self._real[below] = inside(self._folder, name) is not None
        return self._real[below]

    def _make_folder(self, path: str) -> None:
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)


def _digests(encoded: Encoded) -> tuple[bytes, bytes]:
    """The digest of a file and its view, and that of the file."""
    total = hashlib.sha256(encoded.data)
    data = total.digest()
    if encoded.view:
        total.update(b"\0" + encoded.view)
    return total.digest(), data


def _holds(path: str, data: bytes) -> bool | None:
    """Whether a file has exactly these bytes; None if it does not exist."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - once for every file: half of the time of a Path
            return file.read() == data
    except FileNotFoundError:
        return None
