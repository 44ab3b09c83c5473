"""One process at a time writes the files that people keep in a folder.

Where the system cannot lock a folder, as on Windows and on some network disks, nobody waits: each file is
still written whole.
"""

from __future__ import annotations

import contextlib
import importlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# Folders that this process has locked: a lock that it takes again would wait for itself.
_taken: set[str] = set()


@contextlib.contextmanager
def sole_writer(folder: Path) -> Iterator[None]:
    """Wait until no other process writes what people keep in this folder; then let the others wait.

    The lock ends with the process, however that ends, and leaves no file.
    """
    key = os.path.realpath(folder)
    if key in _taken:
        yield
        return
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(ImportError, OSError):
            fcntl: Any = importlib.import_module("fcntl")
            descriptor = os.open(key, os.O_RDONLY)
            stack.callback(os.close, descriptor)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        _taken.add(key)
        stack.callback(_taken.discard, key)
        yield
