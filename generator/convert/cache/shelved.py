"""Articles of which only the light part is in memory; text, evidence and ledger are read when asked for.

What lists, indexes and feeds need of an article is small; an archive of a hundred thousand fits into memory
by it. An article from the cache is used like any other.
"""

from __future__ import annotations

import os
import sqlite3
import weakref
from collections.abc import Callable
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

import msgspec
import xxhash

from generator.describe.rights import with_rights
from generator.model.addresses import slug
from generator.model.errors import ClipfileError
from generator.model.problem import Problem
from generator.model.records import Article, Correction, Quote, Source, Term, Withdrawal


class Light(msgspec.Struct, array_like=True, frozen=True):
    """The part of an article that is in memory: fields of ``Article`` under their names there."""

    id: str
    url: str
    seed: str
    sha256: str
    title: str
    summary: str
    date: str
    updated: str
    language: str
    authors: tuple[str, ...]
    source: Source
    rights: str
    status: str
    topics: tuple[Term, ...]
    people: tuple[Term, ...]
    organizations: tuple[Term, ...]
    places: tuple[Term, ...]
    tags: tuple[str, ...]
    collections: tuple[str, ...]
    quotes: tuple[Quote, ...]
    corrections: tuple[Correction, ...]
    aliases: tuple[str, ...]
    translation_of: str
    described: bool
    withdrawn: Withdrawal | None
    fingerprint: bytes
    features: bytes
    unsettled: tuple[str, ...]
    digest: bytes
    slug: str


class Entry(msgspec.Struct, array_like=True, frozen=True):
    """What became of one seed, without the heavy part of its article."""

    light: Light | None
    problems: tuple[Problem, ...]


FIELDS = Light.__struct_fields__
_values = attrgetter(*FIELDS)
# Setting a field of a frozen record by its descriptor: a third of the time of ``object.__setattr__``.
_SETTERS = [getattr(Article, name).__set__ for name in FIELDS]
# Whole articles that were asked for last.
REMEMBERED = 16

_article_encoder = msgspec.msgpack.Encoder()
_article_decoder = msgspec.msgpack.Decoder(Article)
_entry_decoder = msgspec.msgpack.Decoder(Entry)


def encode(value: Article | Entry) -> bytes:
    """A record as it is kept."""
    return _article_encoder.encode(value)


def decode_article(data: bytes) -> Article:
    """A whole article as ``encode`` gave it.

    Raises:
        msgspec.MsgspecError: it is none.
    """
    return _article_decoder.decode(data)


def decode_entry(data: bytes) -> Entry:
    """An entry as ``encode`` gave it.

    Raises:
        msgspec.MsgspecError: it is none.
    """
    return _entry_decoder.decode(data)


def light_of(article: Article) -> Light:
    """The light part of an article."""
    return msgspec.structs.replace(Light(*_values(article)), slug=slug(article.title))


class Shelved(Article):
    """An article whose heavy fields are not set: asking for one reads it from the cache."""

    __slots__ = ("_placed", "_read")

    _read: Callable[[], Article]
    # As ``placed`` gave it last: an article hardly ever changes its address.
    _placed: Shelved | None

    @classmethod
    def of(cls, light: Light, rights: str, read: Callable[[], Article]) -> Shelved:
        """An article of its light part.

        Args:
            light: what is in memory.
            rights: what the archive says of articles that say nothing of their rights.
            read: gives the whole article as it was made.
        """
        made = cls._copied(light, read)
        if rights and not light.rights:
            object.__setattr__(made, "rights", rights)
        return made

    @classmethod
    def _copied(cls, fields: Light | Shelved, read: Callable[[], Article]) -> Shelved:
        made = cls.__new__(cls)
        for put, value in zip(_SETTERS, _values(fields), strict=True):
            put(made, value)
        object.__setattr__(made, "_read", read)
        object.__setattr__(made, "_placed", None)
        return made

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any field that is not set
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self.whole(), name)

    def whole(self) -> Article:
        """The article with all its fields, as it stands in the archive."""
        return with_rights(self._read(), self.rights).placed(self.id, self.url)

    def placed(self, name: str, url: str) -> Shelved:
        """The same article under an id and address."""
        if self._placed is not None and (self._placed.id, self._placed.url) == (name, url):
            return self._placed
        made, put = self._copied(self, self._read), object.__setattr__
        put(made, "id", name)
        put(made, "url", url)
        put(made, "digest", xxhash.xxh3_128_digest(b"\0".join((self.digest, name.encode(), url.encode()))))
        put(self, "_placed", made)
        return made


class Wholes:
    """Reads whole articles from the file of the cache."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db: sqlite3.Connection | None = None
        self._process = 0
        self.read = lru_cache(maxsize=REMEMBERED)(self._read)

    def _read(self, key: bytes, digest: bytes) -> Article:
        """The article of a key, as it was made when it had that digest.

        Raises:
            ClipfileError: the cache went while it was needed.
        """
        del digest
        try:
            row = self._connected().execute("SELECT value FROM whole WHERE key = ?", (key,)).fetchone()
            return decode_article(row[0])
        except (sqlite3.Error, msgspec.MsgspecError, TypeError) as error:
            raise ClipfileError(f"{self._path}: went while it was needed. Run again.") from error

    def _connected(self) -> sqlite3.Connection:
        # A worker process that began with a copy of this one must not use its connection.
        if self._db is None or self._process != os.getpid():
            self._process = os.getpid()
            self._db = sqlite3.connect(self._path, check_same_thread=False)
            weakref.finalize(self, self._db.close)
        return self._db
