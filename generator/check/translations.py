"""Translations of articles that do not exist."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from generator.check.subject import Subject
from generator.model.problem import Problem
from generator.model.records import Article


def translations(subject: Subject) -> Iterator[Problem]:
    """Each ``translation_of`` that names no article, or the article itself."""
    known = subject.archive.by_id
    for article in subject.articles.values():
        original = article.translation_of
        if original and (original not in known or original == article.id):
            message = _message(subject, article, original)
            yield subject.problem(article, "translation_of", original, "translation-of", message)


def _message(subject: Subject, article: Article, original: str) -> str:
    if subject.withdrawn(original):
        return f"{original!r} is withdrawn; remove this line"
    others = [name for name in subject.archive.by_id if name != article.id]
    near = difflib.get_close_matches(original, others, 1)
    hint = f"did you mean {near[0]!r}?" if near else "write the id of the article that this one translates"
    return f"no other article has the id {original!r}; {hint}"
