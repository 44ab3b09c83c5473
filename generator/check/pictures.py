"""Pictures without words: who cannot see one has only its alternative text."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.subject import Subject
from generator.model.problem import Problem

RULE = "picture-alt"


def pictures(subject: Subject) -> Iterator[Problem]:
    """Each picture that has neither an alternative text nor a caption."""
    for path, article in subject.articles.items():
        for number, picture in enumerate(article.pictures, 1):
            if not picture.alt and not picture.caption:
                name = picture.file or f"number {number} in the document"
                message = (
                    f"the picture {name} has no alternative text: say in the sidecar what it shows "
                    f"(pictures: [{{file: {picture.file or 'NAME'}, alt: ...}}])"
                )
                yield Problem(path, 0, RULE, message, "warning")
