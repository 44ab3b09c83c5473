"""The record of what the last conversion wrote: digests, and sizes and times that reveal later changes.

It is kept in ``.cache`` of the output folder. Deleting it only slows the next conversion.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from generator.convert.write.pages import view_path
from generator.system.files import load

FILE = Path(".cache") / "written.msgpack"


class Stamp(NamedTuple):
    """Size (bytes) and time of change (nanoseconds) of a file: while both stay, so does its content."""

    size: int
    mtime_ns: int


class WrittenFile(NamedTuple):
    """A file as it was written.

    ``key`` is the digest of everything that it was made from, empty where that is unknown. ``sha256`` is the
    digest of its bytes, and of those of its view, if it has one. ``view`` is the stamp of the view, ``data``
    the digest of its bytes alone.
    """

    key: bytes
    sha256: bytes
    file: Stamp
    view: Stamp | None = None
    data: bytes = b""


def load_record(folder: Path) -> dict[str, WrittenFile]:
    """Path below ``folder`` → the record of the file that was written there; empty if unknown."""
    return load(folder / FILE, dict[str, WrittenFile]) or {}


def is_untouched(folder: str, name: str, written: WrittenFile) -> bool:
    """Whether a file and its view exist, with the sizes and times that they were written with."""
    try:
        return stamp(f"{folder}/{name}") == written.file and (
            written.view is None or stamp(f"{folder}/{view_path(name)}") == written.view
        )
    except OSError:
        return False


def stamp(path: str) -> Stamp:
    """The stamp of a file as it is now.

    Raises:
        OSError: there is no such file.
    """
    now = os.stat(path)  # noqa: PTH116 - once for every file of the archive; Path.stat is twice as slow
    return Stamp(now.st_size, now.st_mtime_ns)
