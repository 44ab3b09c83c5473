"""Clipfile: a folder of raw news clippings becomes a searchable, citable, permanent website."""

from pathlib import Path

__version__ = "0.1.0"
PACKAGE = Path(__file__).resolve().parent
# A wheel holds the theme and the base authority files; a checkout has them next to the package.
INSTALLED = (PACKAGE / "theme").is_dir()
