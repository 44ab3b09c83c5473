"""Files in folders where they are not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.authority.sources import KIND as SOURCES
from generator.check.subject import Subject
from generator.model.kinds import AUTHORITY_KINDS
from generator.model.problem import Problem

READ: Mapping[str, Sequence[str]] = {
    "authority": tuple(f"{kind}.yml" for kind in (*AUTHORITY_KINDS, SOURCES)),
    "collections": ("*.yml",),
}
# Files for people rather than for the archive.
NOTES = ("README*", ".*", "LICENSE*")


def files(subject: Subject) -> Iterator[Problem]:
    """Files below ``authority/`` and ``collections/`` that are not read."""
    for folder, patterns in READ.items():
        for path in sorted((subject.folder / folder).rglob("*")):
            below = path.relative_to(subject.folder)
            known = len(below.parts) == 2 and any(path.match(pattern) for pattern in (*patterns, *NOTES))
            if path.is_file() and not known:
                message = f"is not read; rename it: files in {folder}/ are named {' or '.join(patterns)}"
                yield Problem(below.as_posix(), 0, "unread-file", message, "warning")
