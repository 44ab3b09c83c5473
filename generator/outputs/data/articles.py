"""``data/articles.jsonl``: the whole archive as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from generator.archive.archive import Archive
from generator.archive.comparisons import Relations
from generator.inputs.settings import Settings
from generator.model.output import Line, Output
from generator.model.records import Article, TextReader
from generator.outputs.keys import digest, settings_key
from generator.outputs.record import record_of

# Characters that many programs treat as line breaks.
_LINE_ENDS = {end: f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}


def articles_jsonl(archive: Archive, settings: Settings) -> Iterator[Output]:
    """``data/articles.jsonl``: one object for each article, sorted by date, then id."""
    ground = settings_key(settings)
    lines = tuple(_line(article, archive, ground, settings) for article in archive.articles)
    yield Output("data/articles.jsonl", lines, digest(*(line.key for line in lines)))


def _line(article: Article, archive: Archive, ground: bytes, settings: Settings) -> Line:
    related = archive.relations[article.id]
    key = digest(ground, article.digest, related) if article.digest else b""
    return Line(key, partial(_json, article, archive.text, related, settings.for_article(article).pictures))


def _json(article: Article, read: TextReader, related: Relations, policy: str) -> str:
    text = read(article)
    line = json.dumps(record_of(article, text, related, policy) | {"body": text.body}, ensure_ascii=False)
    for end, written in _LINE_ENDS.items():
        line = line.replace(end, written)
    return line + "\n"
