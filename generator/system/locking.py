"""One conversion or build of a folder at a time."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from generator.model.errors import ClipfileError

FILE = Path(".cache") / "lock"


def lock(docs: Path) -> FileLock:
    """Take the lock of a docs folder; this process may take it again. Release what is returned.

    Raises:
        ClipfileError: another process holds it.
    """
    path = docs / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    held = FileLock(path, is_singleton=True)
    try:
        held.acquire(timeout=0)
    except Timeout:
        raise ClipfileError(
            f"{docs}: another build of this folder is under way. Wait for its end, then run again."
        ) from None
    return held
