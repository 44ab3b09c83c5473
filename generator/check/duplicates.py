"""Articles with the same text as another article."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.subject import Subject
from generator.model.problem import Problem


def duplicates(subject: Subject) -> Iterator[Problem]:
    """Each article with the same text as an earlier one."""
    for article in subject.archive.articles:
        original = subject.archive.originals.get(article.id, article.id)
        if original != article.id:
            first = subject.archive.by_id[original]
            yield Problem(
                article.seed,
                0,
                "duplicate-text",
                f"this text is already in the archive as {first.seed} ({first.title!r}); "
                "remove one of them, or keep both if two outlets published it",
                "warning",
            )
