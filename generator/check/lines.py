"""Items of ``keep`` and ``drop`` that name a line which the document does not have."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.subject import Subject
from generator.inputs.lines import CURATOR
from generator.model.problem import Problem
from generator.model.records import Article


def lines(subject: Subject) -> Iterator[Problem]:
    """Each item of ``keep`` and ``drop`` that names no line and therefore has no effect."""
    for article in subject.articles.values():
        values = subject.declaration(article).values
        for field in ("keep", "drop"):
            items = values.get(field)
            for item in items if isinstance(items, list) else ():
                if not _exists(subject, article, field, item):
                    message = (
                        f"{field} names a line that the document does not have: {item!r}; "
                        "copy the line exactly, or write its number"
                    )
                    yield subject.problem(article, field, str(item), "unknown-line", message)


def _exists(subject: Subject, article: Article, field: str, item: object) -> bool:
    if isinstance(item, int):
        return 0 < item <= len(subject.seeds[article.seed].data.splitlines())
    words, text = " ".join(str(item).split()), subject.archive.text(article)
    if field == "drop":
        return any(line.rule == CURATOR and " ".join(line.text.split()) == words for line in text.removed)
    # A kept line may have become a part of a paragraph.
    return any(words in " ".join(paragraph.text.split()) for paragraph in text.paragraphs)
