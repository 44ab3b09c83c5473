"""Articles kept from one conversion to the next. Deleting the cache changes nothing but time.

A kept article is good as long as its seed, its sidecar, the software and the entries of the authority files
that concern it are the same.
"""

from __future__ import annotations

import hashlib
import pickle
import sqlite3
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Self

from generator.authority import Authority
from generator.authority_concern import Concern
from generator.model import Seed
from generator.pipeline import Made

FILE = Path(".cache") / "articles.sqlite"
# Articles between two commits: what a killed conversion loses at most.
COMMIT_EVERY = 200
# Libraries whose results stand in an article.
LIBRARIES = (
    "trafilatura",
    "lxml",
    "nh3",
    "babel",
    "py3langid",
    "charset-normalizer",
    "python-slugify",
    "pyyaml",
)


class ArticleCache:
    """What became of each seed, by a digest of all it was made from but the authority files.

    At every moment what it holds agrees with the authority files that it notes, so that a conversion that is
    killed leaves what it has done to the next one.
    """

    def __init__(self, folder: Path, authority: Authority) -> None:
        """Open the cache below ``folder``; one that cannot be read is begun anew."""
        self._entries = authority.entries
        self._kept = 0
        path = folder / FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._open(path)
        except (sqlite3.DatabaseError, pickle.UnpicklingError, EOFError):
            path.unlink(missing_ok=True)
            self._open(path)

    def _open(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        # Losing the last writes with the power costs time, not truth.
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("CREATE TABLE IF NOT EXISTS made (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID")
        self._db.execute("CREATE TABLE IF NOT EXISTS authority (entries BLOB)")
        row = self._db.execute("SELECT entries FROM authority").fetchone()
        self._concern = Concern.between(pickle.loads(row[0]) if row else {}, self._entries)  # noqa: S301

    def __enter__(self) -> Self:
        """The cache itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Write what is kept, also of a conversion that failed."""
        self._db.commit()
        self._db.close()

    def find(self, seeds: Sequence[Seed]) -> list[Made | None]:
        """For each seed what it became, or None where that has to be made (again); all else is forgotten."""
        keys = [seed_key(seed) for seed in seeds]
        stored = dict(self._db.execute("SELECT key, value FROM made"))
        found = [self._good(stored.get(key), seed) for key, seed in zip(keys, seeds, strict=True)]
        good = {key for key, made in zip(keys, found, strict=True) if made}
        self._db.executemany("DELETE FROM made WHERE key = ?", [(key,) for key in stored if key not in good])
        self._db.execute("DELETE FROM authority")
        self._db.execute("INSERT INTO authority VALUES (?)", [_dump(dict(self._entries))])
        self._db.commit()
        return found

    def _good(self, data: bytes | None, seed: Seed) -> Made | None:
        if data is None:
            return None
        made: Made = pickle.loads(data)  # noqa: S301 - this cache is written by this module alone
        return None if self._concern.of(made.article, seed.sidecar) else made

    def keep(self, seed: Seed, made: Made) -> None:
        """Remember what a seed became; a fault of ours is not worth remembering."""
        if any(problem.rule == "internal" for problem in made.problems):
            return
        self._db.execute("INSERT OR REPLACE INTO made VALUES (?, ?)", [seed_key(seed), _dump(made)])
        self._kept += 1
        if self._kept % COMMIT_EVERY == 0:
            self._db.commit()


def seed_key(seed: Seed) -> str:
    """Digest of all that an article is made from, the authority files aside."""
    parts = (
        seed.path,
        seed.sha256,
        hashlib.sha256(seed.sidecar or b"").hexdigest(),
        str(seed.sidecar is None),
        seed.added or "",
        software(),
    )
    return hashlib.sha256("\0".join(parts).encode(errors="surrogateescape")).hexdigest()


@cache
def software() -> str:
    """Digest of the generator's own files and the versions of the libraries that it reads with."""
    total = hashlib.sha256(" ".join(_versions(LIBRARIES)).encode())
    package = Path(__file__).parent
    for path in sorted(package.rglob("*")):
        if path.suffix in (".py", ".yml", ".json"):
            total.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    return total.hexdigest()


def _versions(names: Iterable[str]) -> list[str]:
    return [f"{name}={_version(name)}" for name in names]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _dump(value: object) -> bytes:
    return pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
