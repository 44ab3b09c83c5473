"""Permanent ids and addresses for all articles of an archive."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import xxhash
from msgspec.structs import replace

from generator.model.addresses import UNTITLED, article_url, slug
from generator.model.problem import Problem
from generator.model.records import Article


def assign(articles: Iterable[Article]) -> tuple[list[Article], list[Problem]]:
    """Give each article its permanent id and address.

    A declared ``id`` is used unchanged. Otherwise the id is the slug of the headline. If an article whose
    seed sorts first has the same slug, the start of the seed path's digest is added, and a warning explains
    how to choose a better id.

    Returns:
        The articles in the order in which they got their ids, without those whose declared id is taken, and
        the problems.
    """
    ordered = sorted(articles, key=lambda article: (not article.id, article.seed))
    taken: dict[str, Article] = {}
    problems = []
    for article in ordered:
        candidate = article.id or article.slug or slug(article.title) or UNTITLED
        if candidate not in taken:
            taken[candidate] = article
            continue
        if article.id:
            problems.append(
                Problem(
                    article.seed,
                    0,
                    "id-taken",
                    f"id {candidate!r} is already used by {taken[candidate].seed}; declare a different id",
                )
            )
            continue
        digest = hashlib.sha256(article.seed.encode()).hexdigest()
        distinct = f"{candidate}-{digest[:6]}"
        taken[distinct if distinct not in taken else f"{candidate}-{digest}"] = article
        problems.append(
            Problem(
                article.seed,
                0,
                "same-headline",
                f"has the same headline as {taken[candidate].seed}; declare 'id:' for a better address than "
                f"{distinct}",
                "warning",
            )
        )
    return [_with_id(article, name) for name, article in taken.items()], problems


def _with_id(article: Article, name: str) -> Article:
    url = article_url(article.date, name)
    digest = xxhash.xxh3_128_digest(b"\0".join((article.digest, name.encode(), url.encode())))
    return replace(article, id=name, url=url, digest=digest if article.digest else b"")
