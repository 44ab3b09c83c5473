"""Which files of ``seeds/`` may be read: those inside the folder, no larger than a document."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from generator.text.controls import CONTROLS

MAX_BYTES = 50_000_000
RULE = "seed-link"
_TO_NOTHING = "is a link to a folder or to nothing; remove it or copy the documents"
_DENIED = PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def unfit(root: Path, file: os.DirEntry[str] | Path) -> tuple[str, str] | None:
    """Rule and message for a file that may not be read; None for one that may.

    Args:
        root: the folder of clippings, resolved.
        file: below it. A ``DirEntry`` comes from a walk that follows no links; a path may lead through one.
    """
    try:
        fault = _fault(root, file)
    except OSError as error:
        return unreadable(error)
    return fault or (None if os.access(file, os.R_OK) else unreadable(_DENIED))


def unfit_folder(folder: Path) -> tuple[str, str] | None:
    """Rule and message for a folder whose files cannot be read; None if they can, or it does not exist."""
    closed = os.path.isdir(folder) and not os.access(folder, os.R_OK | os.X_OK)  # noqa: PTH112 - raises nothing
    return unreadable(_DENIED) if closed else None


def unreadable(error: OSError) -> tuple[str, str]:
    """Rule and message for a file or folder that the system refuses to read."""
    return "seed-unreadable", f"cannot be read: {error.strerror}; allow reading it, or remove it"


def _fault(root: Path, file: os.DirEntry[str] | Path) -> tuple[str, str] | None:
    if CONTROLS.search(file.name):
        message = "its name is not UTF-8, or contains a control character; give the file another name"
        return "seed-name", message
    if isinstance(file, Path) or file.is_symlink():
        # A link may lead to itself: this resolves what can be resolved, and raises nothing.
        real = Path(os.path.realpath(file))
        if not real.is_relative_to(root):
            return RULE, "is a link that leaves the seeds folder; copy the document instead"
        if not real.is_file():
            is_other = real.exists() and not file.is_symlink()
            what = "is not a regular file; remove it" if is_other else _TO_NOTHING
            return RULE, what
    elif not file.is_file():
        return RULE, "is not a regular file; remove it"
    if file.stat().st_size > MAX_BYTES:
        return "seed-size", f"is larger than {MAX_BYTES // 1_000_000} MB; keep the text of the article only"
    return None
