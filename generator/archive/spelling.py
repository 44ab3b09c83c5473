"""One spelling for each tag and each source of an archive."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

import xxhash
from msgspec.structs import replace

from generator.authority.sources import SourceEntry
from generator.model.names import name_key
from generator.model.records import Article, Term


def with_one_spelling(articles: Sequence[Article], sources: Mapping[str, SourceEntry]) -> Iterable[Article]:
    """The articles, their tags spelled as in the first article that has them, their sources by their names.

    Args:
        articles: in the order of the archive.
        sources: key of each name of a source → what a curator says about it.
    """
    tags: dict[str, str] = {}
    for article in articles:
        for tag in article.tags:
            tags.setdefault(tag.id, tag.name)
    return (_respelled(_of_source(article, sources) if sources else article, tags) for article in articles)


def _of_source(article: Article, sources: Mapping[str, SourceEntry]) -> Article:
    known = sources.get(name_key(article.source.name)) if article.source.name else None
    if known is None or known.name == article.source.name:
        return article
    source = dataclasses.replace(article.source, name=known.name)
    return replace(article, source=source, digest=_digest(article, known.name))


def _respelled(article: Article, names: Mapping[str, str]) -> Article:
    tags = tuple([Term(tag.id, names[tag.id]) for tag in article.tags])
    if tags == article.tags:
        return article
    return replace(article, tags=tags, digest=_digest(article, *(tag.name for tag in tags)))


def _digest(article: Article, *names: str) -> bytes:
    parts = (article.digest, *(name.encode(errors="surrogatepass") for name in names))
    return xxhash.xxh3_128_digest(b"\0".join(parts)) if article.digest else b""
