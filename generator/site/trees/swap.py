"""A site is built aside, then put in place: a build that fails or is killed leaves the one before whole.

The site before the published one is kept. The next build brings it up to date and the two change places, so
that the work of a build is that of what changed.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(".cache") / "sites"


@dataclass(frozen=True, slots=True)
class Aside:
    """Where a site is built: folders beside it, on the same disk. Deleting them changes nothing but time.

    Attributes:
        site: the published site.
    """

    site: Path

    @property
    def folder(self) -> Path:
        """Holds all that follows."""
        return self.site.parent / FOLDER / self.site.name

    @property
    def own(self) -> Path:
        """What MkDocs makes of hand-written pages and the theme."""
        return self.folder / "own"

    @property
    def spare(self) -> Path:
        """The site before the published one, and during a build the new one."""
        return self.folder / "spare"

    @property
    def second(self) -> Path:
        """In the first build a second tree of the same files, for the next build to bring up to date."""
        return self.folder / "second"

    @property
    def leaving(self) -> Path:
        """The published site while another takes its place."""
        return self.folder / "leaving"

    @property
    def records(self) -> Path:
        """What each of the trees holds."""
        return self.folder / "records"

    def begin(self) -> None:
        """Mend what a killed build left: the site of before is the site again; MkDocs begins with nothing."""
        if not self.site.exists() and self.leaving.exists():
            self.leaving.rename(self.site)
        elif self.leaving.exists() and not self.spare.exists():
            self.leaving.rename(self.spare)
        if self.second.exists() and not self.spare.exists():
            self.second.rename(self.spare)
        for left in (self.leaving, self.second, self.own):
            shutil.rmtree(left, ignore_errors=True)
        self.own.mkdir(parents=True)

    def put_in_place(self) -> None:
        """Make the spare site the site; between the first two renames there is none for an instant."""
        if self.site.exists():
            self.site.rename(self.leaving)
        self.spare.rename(self.site)
        for other in (self.leaving, self.second):
            if other.exists():
                other.rename(self.spare)
