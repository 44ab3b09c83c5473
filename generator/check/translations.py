"""Translations of articles that the archive does not hold."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from generator.check.subject import Subject
from generator.model import Problem


def translations(subject: Subject) -> Iterator[Problem]:
    """``translation_of`` that names no article, or the article itself."""
    known = subject.archive.by_id
    for article in subject.articles.values():
        named = article.translation_of
        if not named or (named in known and named != article.id):
            continue
        near = difflib.get_close_matches(named, [name for name in known if name != article.id], 1)
        hint = (
            f"did you mean {near[0]!r}?" if near else "write the id of the article that this one translates"
        )
        message = f"no other article has the id {named!r}; {hint}"
        yield subject.problem(article, "translation_of", named, "translation-of", message)
