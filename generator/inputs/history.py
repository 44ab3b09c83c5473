"""What git remembers of a folder of seeds: the commit that added each, and the bytes it added."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.inputs.publicity import withheld_by_name
from generator.system import git


class Added(NamedTuple):
    """How a seed entered the repository, under whatever name.

    ``commit`` and ``blob`` are git's ids of the commit and of the bytes it added, ``day`` the commit's date
    (YYYY-MM-DD). ``named`` is the day on which the seed got its present name.
    """

    commit: str
    day: str
    blob: str
    named: str


def added_seeds(folder: Path) -> Mapping[str, Added]:
    """Path below ``folder`` → how it was added; empty where git is missing or there is no history.

    A renamed seed keeps the commit and bytes of its first name, unless that name says that it was not public
    then. Git takes a new file that resembles a deleted one for a renaming, so ``day`` may be too early;
    ``named`` never is.
    """
    first: dict[str, Added] = {}
    options = ("--reverse", "--diff-filter=AR", "--find-renames", "--relative", "--", ".")
    # From the first commit to the last; a path keeps the first commit that added it.
    for change in git.changes(folder, *options):
        renamed = change.status == "R" and not withheld_by_name(change.old_path)
        origin = first.get(change.old_path) if renamed else None
        blob = change.old_blob if renamed else change.blob
        added = origin or Added(change.commit, change.day, blob, change.day)
        first.setdefault(change.path, added._replace(named=change.day))
    return first


def last_day(folder: Path) -> str:
    """The day of the last commit (YYYY-MM-DD), "" where git is missing or there is no history."""
    return git.line(git.ask(folder, "log", "-1", "--no-show-signature", "--no-color", "--format=%cs"))


def first_versions(folder: Path, paths: Iterable[str]) -> Mapping[str, bytes]:
    """Path → the bytes with which git first had that seed; seeds that git does not know are left out.

    Args:
        folder: the folder of seeds.
        paths: of seeds, below it.
    """
    wanted = sorted(paths)
    added = added_seeds(folder) if wanted else {}
    blobs = {path: added[path].blob for path in wanted if path in added}
    contents = _contents(folder, sorted({*blobs.values()}))
    return {path: contents[blob] for path, blob in blobs.items() if blob in contents}


def _contents(folder: Path, blobs: list[str]) -> Mapping[str, bytes]:
    """Git's id of an object → its bytes."""
    rest = git.ask(folder, "cat-file", "--batch", stdin="\n".join(blobs).encode()) if blobs else b""
    contents = {}
    while rest:
        head, _, rest = rest.partition(b"\n")
        name, kind, *size = head.decode().split(" ")
        if kind == "blob":
            contents[name], rest = rest[: int(size[0])], rest[int(size[0]) + 1 :]
    return contents


def is_blob(data: bytes, blob: str) -> bool:
    """Whether bytes are those of a git object, apart from line ends, which git may convert."""
    algorithm = "sha1" if len(blob) == 40 else "sha256"
    forms = (data, data.replace(b"\r\n", b"\n"), data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    return any(_blob(form, algorithm) == blob for form in forms)


def _blob(data: bytes, algorithm: str) -> str:
    return hashlib.new(algorithm, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
