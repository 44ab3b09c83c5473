"""Records of the cache in memory: a process that converts repeatedly decodes each record once."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path

import xxhash

from generator.convert.cache.records import CachedSeed, decode_record
from generator.describe.rights import with_default_rights


@dataclass(slots=True)
class DecodedSeeds:
    """Decoded records of one cache file.

    Attributes:
        records: path of a seed → digest of the encoded record, and the record.
        origin: identifies the file that they are from, and the rights that articles got by default.
        rights: statement of rights for articles that have none of their own.
    """

    records: dict[str, tuple[bytes, CachedSeed]] = field(default_factory=dict)
    origin: tuple[object, ...] = ()
    rights: str = ""

    def open(self, path: Path, rights: str) -> None:
        """Decode records of another file, or with other rights, from now on.

        Args:
            path: the file of the cache, which must exist.
            rights: statement of rights for articles that have none of their own.
        """
        file = path.stat()
        origin = (path, file.st_dev, file.st_ino, rights)
        if origin != self.origin:
            self.records, self.origin, self.rights = {}, origin, rights

    def decode(self, seed: str, data: bytes) -> CachedSeed:
        """The record of a seed.

        Raises:
            msgspec.MsgspecError: the data is not a record.
        """
        digest = xxhash.xxh3_128_digest(data)
        known = self.records.get(seed)
        if known is None or known[0] != digest:
            known = self.records[seed] = digest, self._decoded(data)
        return known[1]

    def keep(self, seeds: AbstractSet[str]) -> None:
        """Forget all other seeds."""
        for seed in self.records.keys() - seeds:
            del self.records[seed]

    def _decoded(self, data: bytes) -> CachedSeed:
        record = decode_record(data)
        if record.article is None:
            return record
        return CachedSeed(with_default_rights(record.article, self.rights), record.problems, record.files)
