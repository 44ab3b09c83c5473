"""Room for files that are written and read once, in memory where the system offers that.

A disk may take longer for a shard's pages, and for what Pagefind makes of them, than Pagefind itself.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

# Linux keeps in memory what lies here; other systems have no such folder.
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own in it, which nobody else may read
_DISK = "scratch"


class Scratch(NamedTuple):
    """Two folders that are emptied afterwards: in memory, where there is one, and on the disk."""

    memory: Path | None
    disk: Path

    def folder(self, name: str, room: int) -> Path:
        """A new folder for ``room`` bytes: on the disk where the memory has not so many."""
        fits = self.memory and shutil.disk_usage(self.memory).free > room
        found = (self.memory if self.memory and fits else self.disk) / name
        found.mkdir()
        return found


@contextmanager
def scratch(cache: Path) -> Iterator[Scratch]:
    """Room for one build that keeps what it makes in ``cache``; what a killed one left is removed."""
    name = hashlib.sha256(str(cache.absolute()).encode()).hexdigest()[:16]
    found = Scratch(_in_memory(f"clipfile-{name}"), _emptied(cache / _DISK))
    try:
        yield found
    finally:
        for folder in filter(None, found):
            shutil.rmtree(folder, ignore_errors=True)


def _in_memory(name: str) -> Path | None:
    try:
        return _emptied(MEMORY / name)
    except OSError:  # no such folder, or not for us
        return None


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    return folder
