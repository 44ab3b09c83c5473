"""A site is built aside, then put in place: a build that fails or is killed leaves the one before whole."""

from __future__ import annotations

import shutil
from pathlib import Path

NEW = ".new"
OLD = ".old"


def aside(site: Path) -> Path:
    """Where the new site is built: beside the old one, on the same disk."""
    return site.with_name(site.name + NEW)


def put_in_place(site: Path) -> None:
    """Make the site that was built aside the site; between the two renames there is none for an instant."""
    old = site.with_name(site.name + OLD)
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    aside(site).rename(site)
    shutil.rmtree(old, ignore_errors=True)


def recover(site: Path) -> None:
    """After a build that was killed between the two renames: the site of before is the site again."""
    old = site.with_name(site.name + OLD)
    if old.exists() and not site.exists():
        old.rename(site)
