"""Files of seeds in memory: a process reads a file again only after it changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from generator.inputs.history import added_seeds
from generator.inputs.sidecars import sidecar_of
from generator.model.documents import Sidecar
from generator.system import git


class Content(NamedTuple):
    """What a file holds: bytes, their SHA-256 (hexadecimal), and size, times and inode as of then."""

    data: bytes
    sha256: str
    state: tuple[int, ...]


@dataclass(slots=True)
class FileCache:
    """Contents and sidecars by path below the seeds folder, and days of commits as of ``commit``.

    A file whose size, times and inode are as they were is taken to hold the same bytes.
    """

    contents: dict[str, Content] = field(default_factory=dict)
    sidecars: dict[str, Sidecar] = field(default_factory=dict)
    commit: str = ""
    days: Mapping[str, str] = field(default_factory=dict)

    def read(self, name: str, file: os.DirEntry[str]) -> Content:
        """The content of a file.

        Raises:
            OSError: it cannot be read.
        """
        now = file.stat()
        state = (now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino)
        known = self.contents.get(name)
        if known is None or known.state != state:
            with open(file.path, "rb", buffering=0) as opened:  # noqa: PTH123 - a Path takes longer than to read
                data = opened.read()
            known = self.contents[name] = Content(data, hashlib.sha256(data).hexdigest(), state)
        return known

    def digest(self, name: str, file: os.DirEntry[str]) -> Content:
        """The content of a file without its bytes, of which only the digest is needed.

        Raises:
            OSError: it cannot be read.
        """
        whole = self.read(name, file)
        if whole.data:
            self.contents[name] = whole._replace(data=b"")
        return self.contents[name]

    def sidecar(self, name: str, file: os.DirEntry[str]) -> Sidecar:
        """The sidecar in a file, parsed only once while the file holds the same bytes.

        Raises:
            OSError: it cannot be read.
        """
        data = self.read(name, file).data
        known = self.sidecars.get(name)
        if known is None or known.data is not data:
            known = self.sidecars[name] = sidecar_of(name, data)
        return known

    def retain(self, present: Mapping[str, object]) -> None:
        """Forget all files but these."""
        for name in self.contents.keys() - present.keys():
            del self.contents[name]
            self.sidecars.pop(name, None)

    def added(self, root: Path) -> Mapping[str, str]:
        """Path → day of the commit that added it; empty where git is missing or there is no history."""
        commit = git.line(git.ask(root, "rev-parse", "HEAD"))
        if not commit or commit != self.commit:
            history = added_seeds(root) if commit else {}
            self.commit, self.days = commit, {path: added.named for path, added in history.items()}
        return self.days
