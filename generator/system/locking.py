"""One conversion or build of a folder at a time."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from generator.model.errors import ClipfileError

FILE = Path(".cache") / "lock"


def lock(docs: Path) -> FileLock:
    """Take the lock of a docs folder. The same process may take it again. The caller releases it.

    Raises:
        ClipfileError: another process holds it.
    """
    path = docs / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    file_lock = FileLock(path, is_singleton=True)
    try:
        file_lock.acquire(timeout=0)
    except Timeout:
        raise ClipfileError(
            f"{docs}: another build of this folder is running. Wait for it to finish, then try again."
        ) from None
    return file_lock
