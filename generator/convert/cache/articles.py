"""The cache of articles: what each seed became in the last conversion.

A record is valid as long as its seed, its sidecar, the software, and the entries of the authority files that
affect it are the same.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Self

import msgspec

from generator.authority.authority import Authority
from generator.authority.concern import Concern
from generator.authority.entry import Entry
from generator.convert.cache.article_texts import seed_id
from generator.convert.cache.decoded import DecodedSeeds
from generator.convert.cache.records import CachedSeed, EncodedSeed, decode_text
from generator.convert.outcome import FAULT, GIVEN_UP
from generator.inputs.settings import Settings
from generator.model.documents import Seed, SeedPage
from generator.model.records import ArticleText
from generator.pictures.files import state
from generator.system.software import software

FILE = Path(".cache") / "articles.sqlite"
# From the output folder to the seeds in the usual layout of an archive.
USUAL_SEEDS = "../seeds"
# Seconds after which the unused cache of another folder of seeds is deleted.
OTHERS_KEPT = 30 * 24 * 3600
# Version of the tables; a file with another version is rebuilt.
VERSION = 5
# A conversion that is killed loses at most so many articles.
COMMIT_EVERY = 200
TABLES = """
CREATE TABLE IF NOT EXISTS record (seed BLOB PRIMARY KEY, key BLOB, value BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS text (seed BLOB PRIMARY KEY, digest BLOB, value BLOB);
CREATE TABLE IF NOT EXISTS authority (entries BLOB);
"""
INSERT = "INSERT OR REPLACE INTO {} VALUES (?, ?, ?)"

_encode_entries = msgspec.msgpack.Encoder().encode
_decode_entries = msgspec.msgpack.Decoder(tuple[Entry, ...]).decode


class _Row(NamedTuple):
    key: bytes
    value: bytes


def cache_file(settings: Settings) -> Path:
    """The file of the cache of an archive.

    Seeds outside the usual folder, which are only tried or checked, have a file of their own. Otherwise each
    conversion would delete what the other has cached, possibly while it is being read.
    """
    file = settings.docs / FILE
    seeds = Path(os.path.relpath(settings.seeds, settings.docs)).as_posix()
    if seeds == USUAL_SEEDS:
        return file
    digest = hashlib.sha256(seed_id(seeds)).hexdigest()
    return file.with_stem(f"{file.stem}-{digest[:12]}")


def delete_unused(file: Path) -> None:
    """Delete the caches next to ``file`` that belong to other seeds and were not written for a long time."""
    for other in file.parent.glob(f"{FILE.stem}-*{FILE.suffix}"):
        with suppress(FileNotFoundError):
            if other != file and time.time() - other.stat().st_mtime > OTHERS_KEPT:
                other.unlink()


class ArticleCache:
    """The result of each seed, by a digest of everything it depends on except the authority files.

    The file always agrees with the authority files stored in it. So a conversion that is killed leaves valid
    records to the next one.
    """

    def __init__(self, path: Path, authority: Authority, rights: str, decoded: DecodedSeeds) -> None:
        """Open the cache at ``path``; a file that cannot be read is replaced.

        Args:
            path: the file, see ``cache_file``.
            authority: the known names and topics.
            rights: statement of rights for articles that have none of their own.
            decoded: records that this process has decoded before; takes up those that are decoded now.
        """
        self._entries = authority.entries
        self._decoded = decoded
        self._stored = 0
        # Paths of seeds at which the system ended the worker process in the last run.
        self.given_up: set[str] = set()
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._open(path)
        except (sqlite3.DatabaseError, msgspec.MsgspecError):
            path.unlink(missing_ok=True)
            self._open(path)
        decoded.open(path, rights)

    def _open(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        if self._db.execute("PRAGMA user_version").fetchone()[0] not in (0, VERSION):
            raise sqlite3.DatabaseError
        self._db.execute(f"PRAGMA user_version = {VERSION}")
        # After a power failure the last writes may be missing, which only costs time.
        self._db.execute("PRAGMA synchronous = OFF")
        # Deleted text, such as that of a withdrawn article, is overwritten.
        self._db.execute("PRAGMA secure_delete = ON")
        self._db.executescript(TABLES)
        row = self._db.execute("SELECT entries FROM authority").fetchone()
        self._encoded_entries = _encode_entries(list(self._entries.values()))
        # A file without authority entries has no records either.
        same = row is None or row[0] == self._encoded_entries
        before = self._entries if same else {entry.key: entry for entry in _decode_entries(row[0])}
        self._concern = Concern.between(before, self._entries)

    def __enter__(self) -> Self:
        """The cache itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Save the stored records, also those of a conversion that failed."""
        try:
            self._db.commit()
        finally:
            self._db.close()

    def find(self, seeds: Sequence[Seed]) -> list[CachedSeed | None]:
        """The valid record of each seed, or None; all other records are deleted."""
        rows = {seed: _Row(key, value) for seed, key, value in self._db.execute("SELECT * FROM record")}
        records = [self._valid(seed, rows) for seed in seeds]
        valid = {seed.path for seed, record in zip(seeds, records, strict=True) if record}
        outdated = [(seed,) for seed in rows.keys() - {seed_id(path) for path in valid | self.given_up}]
        self._db.executemany("DELETE FROM record WHERE seed = ?", outdated)
        self._db.executemany("DELETE FROM text WHERE seed = ?", outdated)
        self._db.execute("DELETE FROM authority")
        self._db.execute("INSERT INTO authority VALUES (?)", [self._encoded_entries])
        self._db.commit()
        self._decoded.keep(valid)
        return records

    def _valid(self, seed: Seed, rows: Mapping[bytes, _Row]) -> CachedSeed | None:
        row = rows.get(seed_id(seed.path))
        if row is None or row.key != seed_key(seed):
            return None
        try:
            record = self._decoded.decode(seed.path, row.value)
            sidecar = seed.sidecar.data if seed.sidecar else None
            affected = self._concern.affects(record.article, sidecar, lambda: self._text(seed))
        except msgspec.MsgspecError:
            return None
        if any(problem.rule == GIVEN_UP for problem in record.problems):
            self.given_up.add(seed.path)
            return None
        changed = any(state(seed.folder, file.path) != file for file in record.files)
        return None if affected or changed else record

    def _text(self, seed: Seed) -> ArticleText:
        row = self._db.execute("SELECT value FROM text WHERE seed = ?", [seed_id(seed.path)]).fetchone()
        return decode_text(row[0] if row else b"")

    def store(self, seed: Seed, encoded: EncodedSeed) -> CachedSeed:
        """Store what became of a seed, unless an internal error occurred, and return its record."""
        record = self._decoded.decode(seed.path, encoded.record)
        if any(problem.rule == FAULT for problem in record.problems):
            return record
        name, digest = seed_id(seed.path), record.article.text_digest if record.article else b""
        self._db.execute(INSERT.format("record"), (name, seed_key(seed), encoded.record))
        self._db.execute(INSERT.format("text"), (name, digest, encoded.text))
        self._stored += 1
        if self._stored % COMMIT_EVERY == 0:
            self._db.commit()
        return record


def seed_key(seed: Seed) -> bytes:
    """Digest of everything that an article depends on, except the authority files."""
    sidecar = b"-" if seed.sidecar is None else hashlib.sha256(seed.sidecar.data).digest()
    pages = (part for page in seed.pages for part in _page_key(page))
    texts = (seed.sha256, seed.added or "", *pages, *seed.scans, *seed.scan_words, software())
    return hashlib.sha256(b"\0".join((seed_id(seed.path), sidecar, *map(str.encode, texts)))).digest()


def _page_key(page: SeedPage) -> tuple[str, ...]:
    sidecar = hashlib.sha256(page.sidecar.data).hexdigest() if page.sidecar else ""
    return page.path, page.sha256, sidecar
