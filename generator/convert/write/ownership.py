"""Which files of the docs folder are ours: proved by their digests, because a list alone can name any file.

``.generated`` lists the paths of the generated files. ``.generated.sha256`` has the digest of each file as it
was written, in the form of ``sha256sum``. During a conversion both are journals: a path and a digest are
added before the file is written, so that a run that is cut short leaves no file without them.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from generator.convert.write.record import WrittenFile
from generator.system.files import inside, leads_away, replace, unlinked

# The paths that the last conversion wrote, one a line. A file that it does not list is somebody else's.
MANIFEST = ".generated"
DIGESTS = ".generated.sha256"


def read_manifest(folder: Path) -> frozenset[str]:
    """Paths that an earlier conversion wrote below ``folder``; empty if there was none."""
    return frozenset(name for name in _lines(folder / MANIFEST) if not leads_away(name))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").split("\n")
    except (FileNotFoundError, IsADirectoryError):
        return []


class Ownership:
    """The files of a folder that are ours, as the last conversion left them."""

    def __init__(self, folder: Path, written: Mapping[str, WrittenFile]) -> None:
        """Read the lists of a folder.

        Args:
            folder: the docs folder.
            written: the record of the last conversion.
        """
        self._folder = folder
        self._digests: dict[str, set[str]] = {}
        for line in _lines(folder / DIGESTS):
            digest, _, name = line.partition("  ")
            self._digests.setdefault(name, set()).add(digest)
        for name, file in written.items():
            self._digests.setdefault(name, set()).add(file.data.hex())
        self.listed = read_manifest(folder)

    @property
    def names(self) -> AbstractSet[str]:
        """Paths of files that we wrote, and may replace."""
        return self.listed & self._digests.keys()

    def is_as_written(self, name: str) -> bool:
        """Whether the file at a path is one that we wrote, unchanged since: only then it may be removed."""
        path = inside(self._folder, name)
        if path is None or path.is_symlink() or not path.is_file():
            return False
        return hashlib.sha256(path.read_bytes()).hexdigest() in self._digests.get(name, ())


class Journal:
    """Takes the paths and digests of files before they are written. Processes that inherit it share it."""

    def __init__(self, manifest: TextIO, digests: TextIO) -> None:
        self._manifest, self._digests = manifest, digests

    @classmethod
    @contextmanager
    def opened(cls, folder: Path) -> Iterator[Journal]:
        """The journal of a folder, for as long as the block runs."""
        names = (os.fspath(folder / name) for name in (MANIFEST, DIGESTS))
        manifest, digests = (open(name, "a", encoding="utf-8", opener=unlinked) for name in names)  # noqa: SIM115
        with manifest, digests:
            yield cls(manifest, digests)

    def note(self, name: str, digest: bytes) -> None:
        """Add a file, in one append to each list."""
        for file, line in ((self._digests, f"{digest.hex()}  {name}\n"), (self._manifest, f"{name}\n")):
            file.write(line)
            file.flush()


def save_lists(folder: Path, written: Mapping[str, WrittenFile]) -> None:
    """Write both lists anew, of these files."""
    _save(folder / DIGESTS, (f"{written[name].data.hex()}  {name}\n" for name in sorted(written)))
    _save(folder / MANIFEST, (f"{name}\n" for name in sorted(written)))


def _save(path: Path, lines: Iterable[str]) -> None:
    replace(path.as_posix(), "".join(lines).encode())
