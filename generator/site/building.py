"""One build of a site. The search index is built while pages are rendered and files are assembled."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from generator.site.assembly import Assembly, mkdocs_files
from generator.site.search.index import Indexing, SearchIndex
from generator.site.search.records import HandWrittenPage
from generator.site.trees.swap import SiteFolders
from generator.site.trees.trees import SourceFile, TreeContents, difference, forget, update


@dataclass(frozen=True, slots=True)
class SiteBuild:
    """A site that is being built, from the moment when its generated pages are rendered.

    Attributes:
        folders: where it is built.
        generated: generated files by their path in the site; pages that will be placed have been checked.
        contents: what the tree that is updated contains.
        indexing: its search index, which was begun before.
    """

    folders: SiteFolders
    generated: Mapping[str, SourceFile]
    contents: TreeContents
    indexing: Indexing

    @classmethod
    def begin(
        cls, folders: SiteFolders, assembly: Assembly, contents: TreeContents, indexing: Indexing
    ) -> SiteBuild:
        """Start a build, and check the rendered pages that the tree lacks."""
        return cls(folders, assembly.checked(contents).generated, contents, indexing)

    def finish(self, hand_written: Iterable[HandWrittenPage]) -> None:
        """Assemble the site, and replace the published one.

        Args:
            hand_written: hand-written pages for the search index.

        Raises:
            ClipfileError: the search index could not be built.
            OSError: a file could not be written; the previous site is intact.
        """
        wanted = {**self.generated, **mkdocs_files(self.folders.by_mkdocs)}
        with ThreadPoolExecutor(1, "search index") as pool:
            index = pool.submit(self.indexing.finish, hand_written)
            update(self.folders.spare, self.folders.records, wanted, difference(self.contents, wanted))
            if not self.folders.site.exists():
                self._second(wanted)
            self._place(index.result(), pool)
        self.folders.put_in_place()
        digests = {path: file.digest for path, file in wanted.items()}
        forget(self.folders.spare, self.folders.records, digests, self.folders.site)

    def _place(self, index: SearchIndex, pool: ThreadPoolExecutor) -> None:
        """Put the index into both trees in parallel."""
        second = self.folders.second
        other = pool.submit(index.place, second) if second.exists() else None
        index.place(self.folders.spare)
        if other and isinstance(other.exception(), OSError):
            shutil.rmtree(second, ignore_errors=True)

    def _second(self, wanted: Mapping[str, SourceFile]) -> None:
        """Make the tree that the next build will update, while the index is being made."""
        try:
            update(self.folders.second, self.folders.records, wanted, difference({}, wanted))
        except OSError:  # the site itself may still fit on the disk
            shutil.rmtree(self.folders.second, ignore_errors=True)
