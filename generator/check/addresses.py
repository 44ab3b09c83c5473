"""Former addresses that somebody else has."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.subject import Subject
from generator.model import Problem


def addresses(subject: Subject) -> Iterator[Problem]:
    """Each alias that is the address of an article, or an alias of another."""
    owners = {article.url.strip("/"): article for article in subject.archive.articles}
    for article in subject.archive.articles:
        for alias in article.aliases:
            owner = owners.setdefault(alias.strip("/"), article)
            if owner.id != article.id:
                message = f"alias {alias!r} already leads to {owner.seed}; take it from one of them"
                yield subject.problem(article, "aliases", alias, "alias-taken", message)
