"""Which files of ``seeds/`` may be read: those inside the folder, no larger than a document."""

from __future__ import annotations

import os
from pathlib import Path

from generator.text.controls import CONTROLS

MAX_BYTES = 50_000_000
RULE = "seed-link"


def unfit(root: Path, file: os.DirEntry[str] | Path) -> tuple[str, str] | None:
    """Rule and message for a file that may not be read; None for one that may.

    Args:
        root: the folder of clippings, resolved.
        file: below it. A ``DirEntry`` comes from a walk that follows no links; a path may lead through one.
    """
    if CONTROLS.search(file.name):
        message = "its name is not UTF-8, or holds a control character; give the file another name"
        return "seed-name", message
    if isinstance(file, Path) or file.is_symlink():
        # A link may lead to itself: this resolves what can be resolved, and raises nothing.
        real = Path(os.path.realpath(file))
        if not real.is_relative_to(root):
            return RULE, "is a link that leaves the seeds folder; copy the document instead"
        if not real.is_file():
            return RULE, "is a link to a folder or to nothing; remove it or copy the documents"
    elif not file.is_file():
        return RULE, "is not a regular file; remove it"
    if file.stat().st_size > MAX_BYTES:
        return "seed-size", f"is larger than {MAX_BYTES // 1_000_000} MB; keep the text of the article only"
    return None
