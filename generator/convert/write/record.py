"""The record of what the last conversion wrote: digests, and sizes and times that reveal later changes.

It is kept in ``.cache`` of the output folder. Deleting it only slows the next conversion.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from generator.system.files import load

FILE = Path(".cache") / "written.msgpack"


class Stamp(NamedTuple):
    """Size (bytes) and time of change (nanoseconds) of a file: while both stay, so does its content."""

    size: int
    mtime_ns: int


class WrittenFile(NamedTuple):
    """A file as it was written.

    ``key`` is the digest of everything that it was made from, empty where that is unknown. ``sha256`` is the
    digest of its bytes, and of those of its view, if it has one. ``viewed`` says whether it has one.
    ``data`` is the digest of its bytes alone.
    """

    key: bytes
    sha256: bytes
    file: Stamp
    viewed: bool = False
    data: bytes = b""


class WriteRecord(NamedTuple):
    """What was written: the generation of the view store that belongs to it, and each file by its path."""

    generation: int = 0
    files: dict[str, WrittenFile] = {}  # noqa: RUF012 - never changed


def load_record(folder: Path) -> WriteRecord:
    """The record of what was written below ``folder``; empty if unknown."""
    return load(folder / FILE, WriteRecord) or _of_version_0_1(folder) or WriteRecord()


def _of_version_0_1(folder: Path) -> WriteRecord | None:
    """The record as version 0.1 kept it: key, digest, size and time of each file."""
    files = load(folder / FILE, dict[str, tuple[bytes, bytes, int, int]]) or {}
    return WriteRecord(
        files={
            name: WrittenFile(b"", b"", Stamp(size, time), data=sha256)
            for name, (_, sha256, size, time) in files.items()
        }
    )


def is_untouched(folder: str, name: str, written: WrittenFile) -> bool:
    """Whether a file exists, with the size and time that it was written with."""
    try:
        return stamp(f"{folder}/{name}") == written.file
    except OSError:
        return False


def stamp(path: str) -> Stamp:
    """The stamp of a file as it is now.

    Raises:
        OSError: there is no such file.
    """
    now = os.stat(path)  # noqa: PTH116 - once for every file of the archive; Path.stat is twice as slow
    return Stamp(now.st_size, now.st_mtime_ns)
