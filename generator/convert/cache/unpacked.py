"""Entries of the cache in memory: what a process has unpacked once it need not unpack again."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import msgspec
import xxhash

from generator.convert.cache.shelved import Shelved, Wholes, decode_entry
from generator.convert.pipeline import Made


@dataclass(slots=True)
class Unpacked:
    """What became of seeds, by their key, with a digest of the entry that says so.

    ``place`` tells which file the entries are from, and what the archive says of rights.
    """

    made: dict[bytes, tuple[bytes, Made]] = field(default_factory=dict)
    place: tuple[object, ...] = ()
    wholes: Wholes | None = None
    rights: str = ""

    def begin(self, path: Path, rights: str) -> None:
        """Unpack entries of the file at ``path`` from now on; forget those of any other.

        Args:
            path: the file of the cache, which is there.
            rights: what the archive says of articles that say nothing of their rights.
        """
        file = path.stat()
        place = (path, file.st_dev, file.st_ino, rights)
        if place != self.place:
            self.made, self.place, self.wholes, self.rights = {}, place, Wholes(path), rights

    def of(self, key: bytes, entry: bytes) -> Made:
        """What an entry says.

        Raises:
            msgspec.MsgspecError: it is none.
        """
        digest = xxhash.xxh3_128_digest(entry)
        known = self.made.get(key)
        if known is None or known[0] != digest:
            known = self.made[key] = digest, self._unpacked(key, entry)
        return known[1]

    def keep(self, keys: set[bytes]) -> None:
        """Forget all others."""
        for key in self.made.keys() - keys:
            del self.made[key]

    def _unpacked(self, key: bytes, entry: bytes) -> Made:
        light, problems = msgspec.structs.astuple(decode_entry(entry))
        if light is None or self.wholes is None:
            return Made(None, problems)
        # The digest tells what is in the memory of the reader from what another authority file made of it.
        return Made(Shelved.of(light, self.rights, partial(self.wholes.read, key, light.digest)), problems)
