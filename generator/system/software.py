"""The version of the software that makes articles and pages: results are cached for one version."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from generator import PACKAGE

# Libraries whose results become part of articles and pages.
LIBRARIES = (
    "trafilatura",
    "lxml",
    "nh3",
    "babel",
    "py3langid",
    "charset-normalizer",
    "python-slugify",
    "pyyaml",
    "markdown",
    "pillow",
    "pillow-heif",
    "manimgx-fonts",
    "manimgx-fonts-cjk",
    "arabic-reshaper",
    "python-bidi",
)
SUFFIXES = (".py", ".yml", ".json", ".po")


@cache
def software() -> str:
    """Digest of the generator's own files and the versions of the libraries that it reads with."""
    total = hashlib.sha256(" ".join(f"{name}={_version(name)}" for name in LIBRARIES).encode())
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in SUFFIXES:
            total.update(path.relative_to(PACKAGE).as_posix().encode() + path.read_bytes())
    return total.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
