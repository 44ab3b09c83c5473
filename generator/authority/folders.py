"""Where authority files are read from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from generator import INSTALLED, PACKAGE


def authority_folders(seeds: Path) -> Sequence[Path]:
    """The base set that ships with Clipfile, then the archive's own."""
    base = PACKAGE / "authority_files" if INSTALLED else PACKAGE.parent / "seeds" / "authority"
    return list(dict.fromkeys([base, seeds.resolve() / "authority"]))
