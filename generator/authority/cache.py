"""Caches the parsed authority entries in ``.cache`` of the output folder.

Parsing the base set takes longer than converting a clipping. Deleting the cache only slows the next
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
class AuthorityMemory:
    """What this process read last: the digest of the files, and the authority with its problems."""

    digest: bytes = b""
    read: tuple[Authority, tuple[Problem, ...]] = (Authority(), ())


class CachedAuthority(msgspec.Struct, array_like=True, frozen=True):
    """The entries and problems of some files, and the digest of these files and of the software."""

    digest: bytes
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def cached_authority(
    folders: Sequence[Path], docs: Path, memory: AuthorityMemory | None = None
) -> tuple[Authority, tuple[Problem, ...]]:
    """Like ``load_authority``, but does not parse unchanged files again.

    Args:
        folders: folders of authority files.
        docs: the output folder, which contains the cache.
        memory: what this process read last; updated with what is read now.

    Returns:
        The authority, and the problems of its files.
    """
    memory = AuthorityMemory() if memory is None else memory
    files = read_files(folders)
    digest = xxhash.xxh3_128_digest(msgspec.msgpack.encode((software(), files)))
    if memory.digest == digest:
        return memory.read
    cached = load(docs / FILE, CachedAuthority)
    if cached and cached.digest == digest:
        memory.read = Authority({entry.key: entry for entry in cached.entries}), cached.problems
    else:
        authority, problems = memory.read = parse_authority(files)
        save(docs / FILE, CachedAuthority(digest, tuple(authority.entries.values()), problems))
    memory.digest = digest
    return memory.read
