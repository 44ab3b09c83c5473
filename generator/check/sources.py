"""Entries of ``authority/sources.yml`` that describe the source of no article."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from generator.check.subject import Subject, place_of
from generator.model.problem import Problem

PATH = "authority/sources.yml"


def sources(subject: Subject) -> Iterator[Problem]:
    """Each described source that no article names."""
    archive = subject.archive
    named = [shelf.name for shelf in archive.shelves["sources"]]
    used = {entry.id for shelf in archive.shelves["sources"] if (entry := archive.paper(shelf))}
    for entry in {entry.id: entry for entry in archive.sources.values()}.values():
        if entry.id not in used:
            near = difflib.get_close_matches(entry.name, named, 1)
            remedy = (
                f"did you mean {near[0]!r}?" if near else "write its name as articles do, or add 'aliases:'"
            )
            line, column = place_of(subject.file(PATH), entry.id, 1)
            message = f"no article names {entry.name!r} as its source; {remedy}"
            yield Problem(PATH, line, "source-unused", message, "warning", column)
