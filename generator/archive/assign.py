"""Permanent ids and addresses for all articles of an archive."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from generator.model.addresses import UNTITLED, article_url, slug
from generator.model.problem import Problem
from generator.model.records import Article


def assign(articles: Iterable[Article]) -> tuple[list[Article], list[Problem]]:
    """Give each article its permanent id and address.

    A declared ``id`` stands. Else the id is the headline's slug; where an earlier seed (by path) has it
    already, the start of the seed path's digest is added, and a warning says how to choose a better one.
    """
    ordered = sorted(articles, key=lambda article: (not article.id, article.seed))
    taken: dict[str, Article] = {}
    problems = []
    for article in ordered:
        wanted = article.id or article.slug or slug(article.title) or UNTITLED
        if wanted not in taken:
            taken[wanted] = article
            continue
        if article.id:
            problems.append(
                Problem(
                    article.seed,
                    0,
                    "id-taken",
                    f"id {wanted!r} belongs to {taken[wanted].seed} already; declare another",
                )
            )
            continue
        digest = hashlib.sha256(article.seed.encode()).hexdigest()
        own = f"{wanted}-{digest[:6]}"
        taken[own if own not in taken else f"{wanted}-{digest}"] = article
        problems.append(
            Problem(
                article.seed,
                0,
                "same-headline",
                f"has the headline of {taken[wanted].seed}; declare 'id:' for a better address than {own}",
                "warning",
            )
        )
    named = [article.placed(name, article_url(article.date, name)) for name, article in taken.items()]
    return named, problems
