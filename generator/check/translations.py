"""Translations of articles that the archive does not hold."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from generator.check.subject import Subject
from generator.model.problem import Problem
from generator.model.records import Article


def translations(subject: Subject) -> Iterator[Problem]:
    """``translation_of`` that names no article, or the article itself."""
    known = subject.archive.by_id
    for article in subject.articles.values():
        named = article.translation_of
        if named and (named not in known or named == article.id):
            message = _message(subject, article, named)
            yield subject.problem(article, "translation_of", named, "translation-of", message)


def _message(subject: Subject, article: Article, named: str) -> str:
    if subject.withdrawn(named):
        return f"{named!r} is withdrawn; take the line out, since nothing stands there to lead to"
    others = [name for name in subject.archive.by_id if name != article.id]
    near = difflib.get_close_matches(named, others, 1)
    hint = f"did you mean {near[0]!r}?" if near else "write the id of the article that this one translates"
    return f"no other article has the id {named!r}; {hint}"
