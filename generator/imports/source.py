"""What a person hands to ``clipfile import``: a file or a folder, opened as little as possible."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path

from generator.inputs.foreign import folded
from generator.model.errors import ClipfileError

# How much of a file formats are recognised by, in bytes, and how many files of a folder.
HEAD = 65_536
MOST_NAMES = 5_000
_SYSTEM_FILES = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True)
class Source:
    """A file or a folder to import.

    A zip archive is unpacked by ``archives`` before formats see it: to them it is a folder.

    Attributes:
        path: of the file or folder.
        label: what messages call it; a member of an archive has the name of both.
    """

    path: Path
    label: str = ""

    @property
    def shown(self) -> str:
        """What messages and sidecars call it."""
        return self.label or self.path.name or str(self.path)

    @cached_property
    def head(self) -> bytes:
        """The first 64 KB of a file, b"" for a folder."""
        if not self.path.is_file():
            return b""
        with self.path.open("rb") as file:
            return file.read(HEAD)

    @cached_property
    def start(self) -> str:
        """``head`` as text without byte order mark; what is not UTF-8 is replaced."""
        if self.head.startswith((b"\xff\xfe", b"\xfe\xff")):
            return self.head.decode("utf-16", errors="replace").lstrip("\ufeff")
        return self.head.decode("utf-8-sig", errors="replace")

    def whole(self, most: int, remedy: str) -> bytes:
        """All bytes of a file.

        Args:
            most: as many as may be read.
            remedy: what to do with a larger file, as a sentence.

        Raises:
            ClipfileError: it is larger.
        """
        if self.path.stat().st_size > most:
            raise ClipfileError(f"{self.shown}: is larger than {most:,} bytes. {remedy}")
        return self.path.read_bytes()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Paths of files below a folder, relative to it, with ``/``, sorted; at most 5,000."""
        if not self.path.is_dir():
            return ()
        found = (
            (Path(folder) / name).relative_to(self.path).as_posix()
            for folder, _, names in os.walk(self.path)
            for name in names
        )
        return tuple(sorted(islice(found, MOST_NAMES)))

    @cached_property
    def every_name(self) -> tuple[str, ...]:
        """Paths of all files below a folder, like ``names``, without links and hidden files of systems."""
        return tuple(
            sorted(
                path.relative_to(self.path).as_posix()
                for folder, _, names in os.walk(self.path)
                for name in names
                if name not in _SYSTEM_FILES
                and not name.startswith("._")
                and "__MACOSX" not in folder
                and not (path := Path(folder) / name).is_symlink()
            )
        )

    @property
    def suffix(self) -> str:
        """The end of the name, lower case: ``.xml``."""
        return self.path.suffix.lower()


@dataclass(frozen=True)
class Options:
    """What the person who imports has decided.

    Attributes:
        day: of the import: the day of retrieval, unless the export gives it.
        drafts: whether items that are not public are imported as drafts.
        split: whether a text of several articles without certain borders is split at its rules.
        columns: name of a column or field of the export → our name of a field, or "" to leave it out.
        found: folded names of those that an export has; added to.
    """

    day: dt.date
    drafts: bool = False
    split: bool = False
    columns: dict[str, str] = field(default_factory=dict)
    found: set[str] = field(default_factory=set)

    def targets(self) -> dict[str, str]:
        """Folded name of a column → our field."""
        return {folded(name): target for name, target in self.columns.items()}

    def note(self, names: Iterable[str]) -> None:
        """Remember which of the columns an export has."""
        if self.columns:
            self.found.update(map(folded, names))

    def missing(self) -> list[str]:
        """The columns that no export had."""
        return [name for name in self.columns if folded(name) not in self.found]
