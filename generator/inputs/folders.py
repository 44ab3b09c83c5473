"""Which folders of an archive may contain which: what a run writes, no run reads, publishes or deletes."""

from __future__ import annotations

import os
from pathlib import Path

from generator.inputs.settings import Settings
from generator.model.errors import ClipfileError


def check_pages(settings: Settings) -> None:
    """Find out whether pages may be written where the settings say.

    Args:
        settings: with folders that are resolved, as ``Settings.located`` gives them.

    Raises:
        ClipfileError: pages would be read as clippings, or clippings or the settings published as pages.
    """
    seeds, docs = settings.seeds, settings.docs
    if docs.is_relative_to(seeds):
        raise ClipfileError(
            f"{docs}: is in the folder of clippings, so its pages would be read as clippings. "
            "Name another folder for the pages (docs_dir, --docs or --out)."
        )
    for kept in (seeds, settings.file):
        if kept and kept.is_relative_to(docs):
            raise ClipfileError(
                f"{docs}: everything in the folder of pages is published, but it contains {kept}. "
                "Name another folder for the pages (docs_dir, --docs or --out)."
            )
    if _holds_home(docs):
        raise ClipfileError(
            f"{docs}: everything in the folder of pages is published, and this is or contains your home "
            "folder. Name another folder for the pages (docs_dir, --docs or --out)."
        )


def _holds_home(folder: Path) -> bool:
    home = Path(os.path.realpath(os.path.expanduser("~")))  # noqa: PTH111 - Path.home fails where there is none
    return home.is_absolute() and home.is_relative_to(folder)


def check_site(settings: Settings) -> None:
    """Find out whether the folder of the site is apart from the others: a build replaces it as a whole.

    Args:
        settings: as for ``check_pages``.

    Raises:
        ClipfileError: the site contains what it is made from, or would be read or published itself.
    """
    site = settings.site
    for kept in filter(None, (settings.seeds, settings.docs, settings.file, settings.introduction_file)):
        if Path(kept).is_relative_to(site):
            raise ClipfileError(
                f"{site}: is replaced by each build, but contains {kept}. Name another site_dir or --site."
            )
    for folder in (settings.seeds, settings.docs):
        if site.is_relative_to(folder):
            raise ClipfileError(
                f"{site}: is in {folder}, from which the site is made. Name another site_dir or --site."
            )
    if _holds_home(site):
        raise ClipfileError(
            f"{site}: is replaced by each build, but is or contains your home folder. "
            "Name another site_dir or --site."
        )
