"""Collections that lead nowhere, or to which nothing leads."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from generator.check.subject import Subject, place_of
from generator.inputs.collections import CollectionFile
from generator.model.problem import Problem


def collections(subject: Subject) -> Iterator[Problem]:
    """Listed articles that the archive does not hold, collections without any, misspelt collections."""
    for file in subject.archive.collection_files:
        yield from _listed(subject, file)
    filled = {shelf.id for shelf in subject.archive.shelves["collections"] if shelf.articles}
    for file in subject.archive.collection_files:
        if file.id not in filled:
            message = (
                f"no article leads to the collection {file.title!r}; list seeds under 'articles:', "
                f"or write 'collections: [{file.id}]' beside a seed"
            )
            yield Problem(_path(file), 1, "collection-empty", message, "warning")
    yield from _misspelt(subject)


def _listed(subject: Subject, file: CollectionFile) -> Iterator[Problem]:
    text = subject.file(_path(file))
    for name in file.articles:
        if name not in subject.articles and name not in subject.archive.by_id:
            line, column = place_of(text, name, 1)
            message = f"{name!r} {_absent(subject, name)}"
            yield Problem(_path(file), line, "collection-article", message, "warning", column)


def _absent(subject: Subject, name: str) -> str:
    """Why the archive does not show a listed article, and what to do."""
    if subject.withdrawn(name):
        return "is withdrawn; take it off the list"
    if name in subject.seeds:
        return "is not published; mend that seed first, or take it off the list"
    return f"is no seed or id of this archive; {_near(name, [*subject.articles, *subject.archive.by_id])}"


def _misspelt(subject: Subject) -> Iterator[Problem]:
    known = [name for file in subject.archive.collection_files for name in (file.id, file.title)]
    for article in subject.articles.values():
        for name in article.collections:
            # A collection needs no file; one that is almost called like a file is a slip.
            near = difflib.get_close_matches(name, known, 1, 0.8)
            if near and name not in known:
                message = f"no collection is called {name!r}; did you mean {near[0]!r}?"
                yield subject.problem(article, "collections", name, "unknown-collection", message)


def _near(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, 1)
    return f"did you mean {near[0]!r}?" if near else "write its path below the seeds folder"


def _path(file: CollectionFile) -> str:
    return f"collections/{file.id}.yml"
