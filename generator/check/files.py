"""Files that stand where nothing reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.check.subject import Subject
from generator.model.kinds import AUTHORITY_KINDS
from generator.model.problem import Problem

READ: Mapping[str, Sequence[str]] = {
    "authority": tuple(f"{kind}.yml" for kind in AUTHORITY_KINDS),
    "collections": ("*.yml",),
}
# What people leave for each other is not for the archive.
NOTES = ("README*", ".*", "LICENSE*")


def files(subject: Subject) -> Iterator[Problem]:
    """Files below ``authority/`` and ``collections/`` that are read by nothing."""
    for folder, patterns in READ.items():
        for path in sorted((subject.folder / folder).rglob("*")):
            below = path.relative_to(subject.folder)
            known = len(below.parts) == 2 and any(path.match(one) for one in (*patterns, *NOTES))
            if path.is_file() and not known:
                message = f"is not read; files in {folder}/ are called {' or '.join(patterns)}"
                yield Problem(below.as_posix(), 0, "unread-file", message, "warning")
