"""Authority entries that were read before, cached in ``.cache`` of the output folder.

Reading the base set takes longer than converting a clipping. Deleting the cache only slows the next
conversion.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import xxhash

from generator.authority.authority import Authority, parse_authority
from generator.authority.entry import Entry
from generator.authority.read import read_files
from generator.model.problem import Problem
from generator.system.files import load, save
from generator.system.software import software

FILE = Path(".cache") / "authority.msgpack"


@dataclass(slots=True)
class KeptAuthority:
    """What this process read last: the digest of the files, the authority with its searches, the problems."""

    digest: bytes = b""
    read: tuple[Authority, tuple[Problem, ...]] = (Authority(), ())


class CachedAuthority(msgspec.Struct, array_like=True, frozen=True):
    """The entries and problems of some files, and the digest of these files and of the software."""

    digest: bytes
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def kept_authority(
    folders: Sequence[Path], docs: Path, kept: KeptAuthority | None = None
) -> tuple[Authority, tuple[Problem, ...]]:
    """As ``load_authority``, but files that have not changed are not parsed again.

    Args:
        folders: of authority files.
        docs: the output folder, which holds the cache.
        kept: what this process read last; updated with what is read now.
    """
    kept = KeptAuthority() if kept is None else kept
    files = read_files(folders)
    digest = xxhash.xxh3_128_digest(msgspec.msgpack.encode((software(), files)))
    if kept.digest == digest:
        return kept.read
    cached = load(docs / FILE, CachedAuthority)
    if cached and cached.digest == digest:
        kept.read = Authority({entry.key: entry for entry in cached.entries}), cached.problems
    else:
        authority, problems = kept.read = parse_authority(files)
        save(docs / FILE, CachedAuthority(digest, tuple(authority.entries.values()), problems))
    kept.digest = digest
    return kept.read
