"""One spelling for each tag of an archive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import xxhash
from msgspec.structs import replace

from generator.model.records import Article, Term


def with_one_spelling(articles: Sequence[Article]) -> Iterable[Article]:
    """The articles, each with its tags spelled as the first article that has them spells them.

    Args:
        articles: in the order of the archive.
    """
    names: dict[str, str] = {}
    for article in articles:
        for tag in article.tags:
            names.setdefault(tag.id, tag.name)
    return (_respelled(article, names) if article.tags else article for article in articles)


def _respelled(article: Article, names: Mapping[str, str]) -> Article:
    tags = tuple([Term(tag.id, names[tag.id]) for tag in article.tags])
    if tags == article.tags:
        return article
    parts = (article.digest, *(tag.name.encode(errors="surrogatepass") for tag in tags))
    digest = xxhash.xxh3_128_digest(b"\0".join(parts)) if article.digest else b""
    return replace(article, tags=tags, digest=digest)
