"""Whether a folder may be replaced by a site: it is empty, or a site that Clipfile built before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.inputs.folders import check_site
from generator.inputs.ignore import is_usual
from generator.inputs.settings import Settings
from generator.model.errors import ClipfileError
from generator.outputs.data.permanent import ADDRESSES, MANIFEST
from generator.site.trees.swap import SiteFolders
from generator.site.trees.trees import holds_recorded

# Every site has these, unless settings exclude them. A folder of Markdown pages has no front page in HTML.
_OF_A_SITE = (ADDRESSES, MANIFEST, "index.html")


def check_replaceable(settings: Settings) -> None:
    """Find out whether a build may replace the folder of its site.

    Args:
        settings: with folders that are resolved.

    Raises:
        ClipfileError: the folder has something that no build has made, or contains the archive itself.
    """
    check_site(settings)
    site = settings.site
    if not site.exists():
        return
    if not site.is_dir():
        raise ClipfileError(f"{site}: is a file, not a folder. Name another site_dir or --site.")
    try:
        names = [*_names(site)]
    except OSError as error:
        raise ClipfileError(
            f"{site}: cannot be read: {error.strerror}. Allow reading it, or name another site_dir or --site."
        ) from error
    if ".git" in names:
        raise ClipfileError(
            f"{site}: is replaced by each build, but contains a git repository (.git). "
            "Build into another folder, and copy the site from there."
        )
    if names and not _is_site(site):
        raise ClipfileError(
            f"{site}: is replaced by each build, but contains {names[0]} and is no site that Clipfile built. "
            "Name another site_dir or --site, or empty the folder yourself."
        )


def _names(site: Path) -> Iterator[str]:
    """Names of what is in the folder, except what file managers leave everywhere."""
    for path in sorted(site.iterdir()):
        if path.name != ".DS_Store" and not is_usual(path.name, folder=path.is_dir()):
            yield path.name


def _is_site(site: Path) -> bool:
    marked = all((site / name).is_file() for name in _OF_A_SITE)
    return marked or holds_recorded(site, SiteFolders(site).records)
