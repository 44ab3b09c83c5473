"""What the last conversion wrote: for each file its digest, and what tells that nobody changed it since.

Kept in ``.cache`` of the output folder. Deleting it changes nothing but time.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from generator.system.files import load

FILE = Path(".cache") / "written.msgpack"


class Kept(NamedTuple):
    """A file as it was written.

    ``key`` is the digest of all that its text was made from, empty where that is not known; ``sha256`` the
    digest of its bytes. A file with this ``size`` (bytes) and ``mtime_ns`` holds them still.
    """

    key: bytes
    sha256: bytes
    size: int
    mtime_ns: int


def load_record(folder: Path) -> dict[str, Kept]:
    """Path below ``folder`` → what was written there; empty where that is not known."""
    return load(folder / FILE, dict[str, Kept]) or {}


def is_untouched(path: str, kept: Kept) -> bool:
    """Whether the file is there and has the size and time that it was written with."""
    try:
        now = os.stat(path)  # noqa: PTH116 - once for every file of the archive; Path.stat is twice as slow
    except OSError:
        return False
    return (now.st_size, now.st_mtime_ns) == (kept.size, kept.mtime_ns)


def kept_of(path: str, key: bytes, sha256: bytes) -> Kept:
    """The record of a file that was just written or compared."""
    now = os.stat(path)  # noqa: PTH116 - as above
    return Kept(key, sha256, now.st_size, now.st_mtime_ns)
