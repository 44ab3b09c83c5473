"""Reads the texts of articles from the cache, one at a time: all of them would not fit into memory."""

from __future__ import annotations

import os
import sqlite3
import weakref
from pathlib import Path

import msgspec

from generator.convert.cache.records import decode_text
from generator.describe.rights import with_rights_evidence
from generator.model.errors import ClipfileError
from generator.model.records import Article, ArticleText

SELECT = "SELECT value FROM text WHERE seed = ? AND digest = ?"


class CachedTexts:
    """A ``TextReader`` for articles from the cache. Worker processes that inherit it can use it too."""

    def __init__(self, path: Path) -> None:
        """Read from the cache in the file at ``path``."""
        self._path = path
        self._connections: dict[int, sqlite3.Connection] = {}

    def __call__(self, article: Article) -> ArticleText:
        """The text of an article.

        Raises:
            ClipfileError: the cache was deleted, or another conversion has replaced the text.
        """
        try:
            row = self._connection().execute(SELECT, (seed_id(article.seed), article.text_digest)).fetchone()
            return with_rights_evidence(decode_text(row[0] if row else b""), article)
        except (sqlite3.Error, msgspec.MsgspecError) as error:
            raise ClipfileError(
                f"{self._path}: the text of {article.seed} was deleted while in use. Run the command again."
            ) from error

    def _connection(self) -> sqlite3.Connection:
        # SQLite forbids using a connection in a process that was forked after opening it.
        connection = self._connections.get(os.getpid())
        if connection is None:
            connection = sqlite3.connect(self._path, check_same_thread=False)
            self._connections[os.getpid()] = connection
            weakref.finalize(self, connection.close)
        return connection


def seed_id(path: str) -> bytes:
    """How the cache stores the path of a seed, which need not be valid Unicode."""
    return path.encode(errors="surrogateescape")
