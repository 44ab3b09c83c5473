"""Articles kept from one conversion to the next. Deleting the cache changes nothing but time.

A kept article is good as long as its seed, its sidecar, the software and the entries of the authority files
that concern it are the same.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Self

import msgspec
import xxhash

from generator.authority.authority import Authority
from generator.authority.concern import Concern
from generator.authority.entry import Entry as Known
from generator.convert.cache.shelved import Entry, encode, light_of
from generator.convert.cache.unpacked import Unpacked
from generator.convert.pipeline import Made
from generator.inputs.settings import Settings
from generator.model.documents import Seed
from generator.system.software import software

FILE = Path(".cache") / "articles.sqlite"
# From the output folder to the seeds, as an archive is laid out.
BESIDE = "../seeds"
# Seconds: a file of another folder of seeds that nobody has written for so long is thrown away.
ELSEWHERE_KEPT = 30 * 24 * 3600
# Of the tables; another one's file is begun anew.
VERSION = 3
# Articles between two commits: what a killed conversion loses at most.
COMMIT_EVERY = 200


_encode_known = msgspec.msgpack.Encoder().encode
_decode_known = msgspec.msgpack.Decoder(tuple[Known, ...]).decode


class Packed(NamedTuple):
    """What became of a seed, ready to be kept: its entry and its whole article, empty where there is none."""

    entry: bytes
    whole: bytes


def cache_file(settings: Settings) -> Path:
    """The file of the cache of an archive.

    Other seeds than those beside the output folder, checked by way of trial, have a file of their own:
    else each would throw out what the other has made, also while that is being read.
    """
    file = settings.docs / FILE
    seeds = Path(os.path.relpath(settings.seeds, settings.docs)).as_posix()
    if seeds == BESIDE:
        return file
    digest = hashlib.sha256(seeds.encode(errors="surrogateescape")).hexdigest()
    return file.with_stem(f"{file.stem}-{digest[:12]}")


def forget_elsewhere(file: Path) -> None:
    """Throw away the caches beside ``file`` that were made for other seeds, long ago."""
    for other in file.parent.glob(f"{FILE.stem}-*{FILE.suffix}"):
        with suppress(FileNotFoundError):
            if other != file and time.time() - other.stat().st_mtime > ELSEWHERE_KEPT:
                other.unlink()


class ArticleCache:
    """What became of each seed, by a digest of all it was made from but the authority files.

    At every moment what it holds agrees with the authority files that it notes, so that a conversion that is
    killed leaves what it has done to the next one.
    """

    def __init__(self, path: Path, authority: Authority, rights: str, unpacked: Unpacked) -> None:
        """Open the cache at ``path``; one that cannot be read is begun anew.

        Args:
            path: the file of the cache, as ``cache_file`` gives it.
            authority: what is known of names and topics.
            rights: what the archive says of articles that say nothing of their rights.
            unpacked: what this process has unpacked before; holds what it unpacks now too.
        """
        self._entries = authority.entries
        self._unpacked = unpacked
        self._kept = 0
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._open(path)
        except (sqlite3.DatabaseError, msgspec.MsgspecError):
            path.unlink(missing_ok=True)
            self._open(path)
        unpacked.begin(path, rights)

    def _open(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        if self._db.execute("PRAGMA user_version").fetchone()[0] not in (0, VERSION):
            raise sqlite3.DatabaseError
        self._db.execute(f"PRAGMA user_version = {VERSION}")
        # Losing the last writes with the power costs time, not truth.
        self._db.execute("PRAGMA synchronous = OFF")
        # What is forgotten, a withdrawn text for one, is overwritten.
        self._db.execute("PRAGMA secure_delete = ON")
        self._db.execute("CREATE TABLE IF NOT EXISTS entry (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")
        self._db.execute("CREATE TABLE IF NOT EXISTS whole (key BLOB PRIMARY KEY, value BLOB)")
        self._db.execute("CREATE TABLE IF NOT EXISTS authority (entries BLOB)")
        row = self._db.execute("SELECT entries FROM authority").fetchone()
        self._noted = _encode_known(list(self._entries.values()))
        # What notes no authority files holds no articles either.
        same = row is None or row[0] == self._noted
        before = self._entries if same else {entry.key: entry for entry in _decode_known(row[0])}
        self._concern = Concern.between(before, self._entries)

    def __enter__(self) -> Self:
        """The cache itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Write what is kept, also of a conversion that failed."""
        self._db.commit()
        self._db.close()

    def find(self, seeds: Sequence[Seed]) -> list[Made | None]:
        """For each seed what it became, or None where that has to be made (again); all else is forgotten."""
        stored: dict[bytes, bytes] = dict(self._db.execute("SELECT key, value FROM entry"))
        keys = [seed_key(seed) for seed in seeds]
        found = [self._good(key, stored.get(key), seed) for key, seed in zip(keys, seeds, strict=True)]
        good = {key for key, made in zip(keys, found, strict=True) if made}
        gone = [(key,) for key in stored if key not in good]
        self._db.executemany("DELETE FROM entry WHERE key = ?", gone)
        self._db.executemany("DELETE FROM whole WHERE key = ?", gone)
        self._db.execute("DELETE FROM authority")
        self._db.execute("INSERT INTO authority VALUES (?)", [self._noted])
        self._db.commit()
        self._unpacked.keep(good)
        return found

    def _good(self, key: bytes, data: bytes | None, seed: Seed) -> Made | None:
        if data is None:
            return None
        try:
            made = self._unpacked.of(key, data)
        except msgspec.MsgspecError:
            return None
        return None if self._concern.of(made.article, seed.sidecar) else made

    def keep(self, seed: Seed, packed: Packed) -> Made:
        """Remember what a seed became; a fault of ours is not worth remembering."""
        key = seed_key(seed)
        made = self._unpacked.of(key, packed.entry)
        if any(problem.rule == "internal" for problem in made.problems):
            return made
        self._db.execute("INSERT OR REPLACE INTO entry VALUES (?, ?)", (key, packed.entry))
        if packed.whole:
            self._db.execute("INSERT OR REPLACE INTO whole VALUES (?, ?)", (key, packed.whole))
        self._kept += 1
        if self._kept % COMMIT_EVERY == 0:
            self._db.commit()
        return made


def pack(seed: Seed, made: Made) -> Packed:
    """What became of a seed, ready to be kept."""
    if made.article is None:
        return Packed(encode(Entry(None, made.problems)), b"")
    whole = encode(made.article)
    digest = xxhash.xxh3_128_digest(whole + seed_key(seed))
    light = msgspec.structs.replace(light_of(made.article), digest=digest)
    return Packed(encode(Entry(light, made.problems)), whole)


def seed_key(seed: Seed) -> bytes:
    """Digest of all that an article is made from, the authority files aside."""
    sidecar = b"-" if seed.sidecar is None else hashlib.sha256(seed.sidecar).digest()
    path = seed.path.encode(errors="surrogateescape")
    parts = (path, seed.sha256.encode(), sidecar, (seed.added or "").encode(), software().encode())
    return hashlib.sha256(b"\0".join(parts)).digest()
