"""The folders of an archive's authority files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator import INSTALLED, PACKAGE


def authority_folders(seeds: Path) -> Sequence[Path]:
    """The folder of the base set that ships with Clipfile, then the archive's own, which takes precedence.

    Args:
        seeds: the archive's seeds folder.
    """
    base = PACKAGE / "authority_files" if INSTALLED else PACKAGE.parent / "seeds" / "authority"
    return list(dict.fromkeys([base, seeds.resolve() / "authority"]))
