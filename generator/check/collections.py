"""Collections without articles, or with articles that do not exist."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from generator.check.subject import Subject, place_of
from generator.inputs.collections import CollectionFile
from generator.model.problem import Problem


def collections(subject: Subject) -> Iterator[Problem]:
    """Listed articles that do not exist, collections without articles, misspelt names of collections."""
    for file in subject.archive.collection_files:
        yield from _listed(subject, file)
    filled = {shelf.id for shelf in subject.archive.shelves["collections"] if shelf.articles}
    for file in subject.archive.collection_files:
        if file.id not in filled:
            message = (
                f"the collection {file.title!r} has no articles; list seeds under 'articles:', "
                f"or declare 'collections: [{file.id}]' in a sidecar"
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
    """Why a listed article does not exist, and what to do."""
    if subject.withdrawn(name):
        return "is withdrawn; remove it from the list"
    if name in subject.seeds:
        return "is not published; fix the problems of that seed, or remove it from the list"
    return f"is not a seed or id in this archive; {_near(name, [*subject.articles, *subject.archive.by_id])}"


def _misspelt(subject: Subject) -> Iterator[Problem]:
    known = [name for file in subject.archive.collection_files for name in (file.id, file.title)]
    for article in subject.articles.values():
        for name in article.collections:
            # A collection needs no file, but a name that is almost that of a file is probably misspelt.
            near = difflib.get_close_matches(name, known, 1, 0.8)
            if near and name not in known:
                message = f"no collection is called {name!r}; did you mean {near[0]!r}?"
                yield subject.problem(article, "collections", name, "unknown-collection", message)


def _near(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, 1)
    return f"did you mean {near[0]!r}?" if near else "write its path below the seeds folder"


def _path(file: CollectionFile) -> str:
    return f"collections/{file.id}.yml"
