"""One conversion or build of a folder at a time."""

from __future__ import annotations

import re
from pathlib import Path

from filelock import FileLock, Timeout

from generator.model.errors import ClipfileError
from generator.system.files import first_link

FILE = Path(".cache") / "lock"
# What every cache of a docs folder has; that of another program may have any other file.
_OURS = re.compile(r"lock|(?:authority|written)\.msgpack|(?:articles(?:-[0-9a-f]{12})?|views)\.sqlite")


def lock(docs: Path) -> FileLock:
    """Take the lock of a docs folder. The same process may take it again. The caller releases it.

    Raises:
        ClipfileError: another process holds it, or the cache cannot be used.
    """
    path = docs / FILE
    check_cache(docs)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file_lock = FileLock(path, is_singleton=True)
        file_lock.acquire(timeout=0)
    except Timeout:  # which is an OSError too
        raise ClipfileError(
            f"{docs}: another build of this folder is running. Wait for it to finish, then try again."
        ) from None
    except OSError as error:
        raise ClipfileError(
            f"{path.parent}: cannot be written: {error.strerror}. Make it a folder that you may write to."
        ) from error
    return file_lock


def check_cache(docs: Path) -> None:
    """Find out whether the cache of a docs folder is ours, and everything in it is.

    Raises:
        ClipfileError: another program made it, or a link leads out of it.
    """
    folder = docs / FILE.parent
    own_cache(folder)
    if has_cache(docs) is False:
        raise ClipfileError(
            f"{folder}: is needed for Clipfile's cache, but another program made it. "
            "Rename it, or name another folder for the pages (docs_dir, --docs or --out)."
        )


def has_cache(docs: Path) -> bool | None:
    """Whether a docs folder has a cache of ours: False if it is that of another program, None without any."""
    try:
        names = [path.name for path in (docs / FILE.parent).iterdir()]
    except OSError:  # it does not exist, or whoever uses it will say why it cannot be used
        return None
    return any(map(_OURS.fullmatch, names)) if names else None


def own_cache(folder: Path, depth: int = 3) -> None:
    """Find out whether everything in a cache is in it: what is not needed there any more will be deleted.

    Args:
        folder: the cache, which need not exist.
        depth: how many levels of folders to look at.

    Raises:
        ClipfileError: a link leads out of it.
    """
    link = first_link(folder, depth)
    if link:
        raise ClipfileError(f"{link}: is a link, and files in it would be deleted. Remove the link.")
