"""Lines that a curator wants kept or dropped, and that the document does not have."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.subject import Subject
from generator.inputs.lines import CURATOR
from generator.model.problem import Problem
from generator.model.records import Article


def lines(subject: Subject) -> Iterator[Problem]:
    """Each item of ``keep`` and ``drop`` that names no line, and so does nothing."""
    for article in subject.articles.values():
        values = subject.declaration(article).values
        for field in ("keep", "drop"):
            listed = values.get(field)
            for item in listed if isinstance(listed, list) else ():
                if not _named(subject, article, field, item):
                    message = (
                        f"{field} names a line that the document does not have: {item!r}; "
                        "copy the line as it stands there, or write its number"
                    )
                    yield subject.problem(article, field, str(item), "unknown-line", message)


def _named(subject: Subject, article: Article, field: str, item: object) -> bool:
    if isinstance(item, int):
        return 0 < item <= len(subject.seeds[article.seed].data.splitlines())
    words, text = " ".join(str(item).split()), subject.archive.text(article)
    if field == "drop":
        return any(one.rule == CURATOR and " ".join(one.text.split()) == words for one in text.removed)
    # What is kept may have become a part of a paragraph, or stood in the body anyhow.
    return any(words in " ".join(one.text.split()) for one in text.paragraphs)
