"""A site is built next to the published one, then swapped in: a failed or killed build leaves that intact.

The site before the published one is kept. The next build updates it and the two change places, so that a
build does only the work of what changed.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from generator.system.locking import own_cache

FOLDER = Path(".cache") / "sites"


@dataclass(frozen=True, slots=True)
class SiteFolders:
    """Where a site is built, on the disk of the published one. Deleting these only slows the next build.

    Attributes:
        site: the published site.
    """

    site: Path

    @property
    def folder(self) -> Path:
        """Contains all the other folders."""
        return self.site.parent / FOLDER / self.site.name

    @property
    def by_mkdocs(self) -> Path:
        """MkDocs' output for hand-written pages and the theme."""
        return self.folder / "own"

    @property
    def spare(self) -> Path:
        """The previous site; during a build, the new one."""
        return self.folder / "spare"

    @property
    def second(self) -> Path:
        """In the first build, a second tree of the same files, for the next build to update."""
        return self.folder / "second"

    @property
    def leaving(self) -> Path:
        """The published site while it is being replaced."""
        return self.folder / "leaving"

    @property
    def records(self) -> Path:
        """A record for each of the trees: what it contains."""
        return self.folder / "records"

    def check_links(self) -> None:
        """Find out whether these folders are where they seem to be.

        Raises:
            ClipfileError: a link leads elsewhere.
        """
        for folder in (self.folder.parent.parent, self.folder.parent):
            own_cache(folder, 0)
        own_cache(self.folder, 1)

    def begin(self) -> None:
        """Put the previous site back after a killed build, and empty the folder that MkDocs builds into.

        Raises:
            ClipfileError: a link leads out of these folders.
        """
        self.check_links()
        if not self.site.exists() and self.leaving.exists():
            self.leaving.rename(self.site)
        elif self.leaving.exists() and not self.spare.exists():
            self.leaving.rename(self.spare)
        if self.second.exists() and not self.spare.exists():
            self.second.rename(self.spare)
        for left in (self.leaving, self.second, self.by_mkdocs):
            shutil.rmtree(left, ignore_errors=True)
        self.by_mkdocs.mkdir(parents=True)

    def put_in_place(self) -> None:
        """Publish the spare site. Between the first two renames there is no site for an instant."""
        if self.site.exists():
            self.site.rename(self.leaving)
        self.spare.rename(self.site)
        for other in (self.leaving, self.second):
            if other.exists():
                other.rename(self.spare)
