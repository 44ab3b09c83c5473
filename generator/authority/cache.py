"""Authority files as they were read last, kept in ``.cache`` of the output folder.

Reading some thousand entries takes longer than converting a clipping. Deleting it changes nothing but time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import xxhash

from generator.authority.authority import Authority, load_authority
from generator.authority.entry import Entry
from generator.authority.read import Fault, bytes_of, files_of
from generator.model.problem import Problem
from generator.system.files import load, save
from generator.system.software import software

FILE = Path(".cache") / "authority.msgpack"


@dataclass(slots=True)
class KeptAuthority:
    """What a process has read last, and the digest of the files; with it go the searches that were built."""

    digest: bytes = b""
    read: tuple[Authority, tuple[Problem, ...]] = (Authority(), ())


class Kept(msgspec.Struct, array_like=True, frozen=True):
    """What reading gave, and the digest of all that was read."""

    digest: bytes
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]

    def read(self) -> tuple[Authority, tuple[Problem, ...]]:
        """What ``load_authority`` gave."""
        return Authority({entry.key: entry for entry in self.entries}), self.problems


def kept_authority(
    folders: Sequence[Path], docs: Path, kept: KeptAuthority | None = None
) -> tuple[Authority, tuple[Problem, ...]]:
    """As ``load_authority``, without reading again what is as it was.

    Args:
        folders: of authority files.
        docs: the output folder, which keeps what was read last.
        kept: what this process has read last; holds what is read now afterwards.
    """
    kept = KeptAuthority() if kept is None else kept
    digest = _digest(folders)
    if kept.digest != digest:
        found = load(docs / FILE, Kept)
        kept.read = found.read() if found and found.digest == digest else load_authority(folders)
        # A file that changed meanwhile may have been read in either state.
        kept.digest = digest if _digest(folders) == digest else b""
        if kept.digest and (found is None or found.digest != digest):
            authority, problems = kept.read
            save(docs / FILE, Kept(digest, tuple(authority.entries.values()), problems))
    return kept.read


def _digest(folders: Sequence[Path]) -> bytes:
    return xxhash.xxh3_128_digest(msgspec.msgpack.encode((software(), list(_read(folders)))))


def _read(folders: Sequence[Path]) -> Iterator[tuple[str, bytes | Fault]]:
    """Names and bytes of all files that are there, what is wrong for the bytes of one that is not read."""
    for file, shown in (pair for folder in folders for pair in files_of(folder).values()):
        data = bytes_of(file)
        if data is not None:
            yield shown, data
