"""One process at a time writes the files that people keep in a folder.

Where the system cannot lock a folder, as on Windows and on some network disks, nobody waits: each file is
still written whole.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.model.errors import ClipfileError

# Seconds to wait for another process: a site of many files takes minutes to publish, one that hangs for ever.
PATIENCE = 600
_PAUSE = 0.02
# Folders that this process has locked: a lock that it takes again would wait for itself.
_taken: set[str] = set()


@contextlib.contextmanager
def sole_writer(folder: Path) -> Iterator[None]:
    """Wait until no other process writes what people keep in this folder; then let the others wait.

    The lock ends with the process, however that ends, and leaves no file.

    Raises:
        ClipfileError: the other process does not end.
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
            _take(fcntl, descriptor, folder)
        _taken.add(key)
        stack.callback(_taken.discard, key)
        yield


def _take(fcntl: Any, descriptor: int, folder: Path) -> None:  # noqa: ANN401 - a module that Windows lacks
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise ClipfileError(
                    f"{folder}: another process has been writing here for {PATIENCE // 60} minutes. "
                    "Wait for it to finish or end it, then run the command again."
                ) from None
            time.sleep(_PAUSE)
        else:
            return
