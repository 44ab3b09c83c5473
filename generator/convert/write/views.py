"""The view store: what the template of each page reads, for all pages in one SQLite file.

A file for each page took longer to create than the page takes to render.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from generator.model.errors import ClipfileError

FILE = Path(".cache") / "views.sqlite"
_TABLE = "CREATE TABLE IF NOT EXISTS view (page TEXT PRIMARY KEY, data BLOB)"
_PUT = (
    "INSERT INTO view VALUES (?, ?) ON CONFLICT (page) DO UPDATE SET data = excluded.data "
    "WHERE data != excluded.data"
)


class StoredView(msgspec.Struct, frozen=True):
    """What our theme shows of a page.

    ``meta`` is what templates read as ``page.meta``: the front matter, ``template`` and ``view``. ``shown``
    is the Markdown to show in place of the page's body, or None for the body itself.
    """

    meta: dict[str, Any]
    shown: str | None = None


_decoder = msgspec.json.Decoder(StoredView)


class ViewStore:
    """The views of all pages, open for writing. Nothing is stored before ``save``.

    The generation of a store is counted up by each ``save``. A record of written files is true only of the
    store of the same generation: the other one may have been deleted, or a run was cut short between them.
    """

    def __init__(self, folder: Path) -> None:
        """Open the store of a docs folder; a file that cannot be read is replaced by an empty one."""
        path = folder / FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path)
        try:
            self._begin()
        except sqlite3.DatabaseError:
            self._db.close()
            path.unlink()
            self._db = sqlite3.connect(path)
            self._begin()

    def _begin(self) -> None:
        # After a power failure the file may be damaged, which only costs time.
        self._db.execute("PRAGMA synchronous = OFF")
        # Deleted text, such as that of a withdrawn article, is overwritten.
        self._db.execute("PRAGMA secure_delete = ON")
        self._db.execute(_TABLE)
        self.generation = int(self._db.execute("PRAGMA user_version").fetchone()[0])

    def put(self, page: str, data: bytes) -> bool:
        """Store the view of a page, and return whether it differs from the previous one."""
        return self._db.execute(_PUT, (page, data)).rowcount > 0

    def remove(self, pages: Collection[str]) -> None:
        """Remove the views of pages, if there are any."""
        self._db.executemany("DELETE FROM view WHERE page = ?", ((page,) for page in pages))

    def pages(self) -> Iterable[str]:
        """The pages that have a view."""
        return (page for (page,) in self._db.execute("SELECT page FROM view"))

    def save(self) -> int:
        """Save all changes; returns the new generation."""
        self.generation += 1
        self._db.execute(f"PRAGMA user_version = {self.generation}")
        self._db.commit()
        return self.generation

    def close(self) -> None:
        """Close the file. Changes that were not saved are lost."""
        self._db.close()


class Views:
    """The views of a docs folder, open for reading."""

    def __init__(self, docs: Path) -> None:
        """Name the store. The first search opens it: processes that are copies must not share it."""
        self._path = docs / FILE

    @cached_property
    def _db(self) -> sqlite3.Connection | None:
        if not self._path.exists():
            return None
        return sqlite3.connect(f"{self._path.resolve().as_uri()}?mode=ro", uri=True)

    def find(self, page: str) -> StoredView | None:
        """The view of a page, None if it has none.

        Args:
            page: path of its Markdown file below the docs folder.

        Raises:
            ClipfileError: the store is damaged.
        """
        if self._db is None:
            return None
        try:
            row = self._db.execute("SELECT data FROM view WHERE page = ?", (page,)).fetchone()
            return _decoder.decode(row[0]) if row else None
        except (sqlite3.Error, msgspec.MsgspecError) as error:
            raise ClipfileError(
                f"{self._path}: is damaged. Delete this file and run the command again."
            ) from error
