"""What git remembers of a folder of seeds: the bytes with which each was added."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import NamedTuple


class Added(NamedTuple):
    """The commit that added a seed: its id, its day (YYYY-MM-DD), and git's id of the bytes it added."""

    commit: str
    day: str
    blob: str


def added_seeds(folder: Path) -> Mapping[str, Added]:
    """Path below ``folder`` → what added it, under whatever name; empty where git knows nothing of it.

    A seed that was renamed keeps the bytes of its first name.
    """
    first: dict[str, Added] = {}
    # From the first commit to the last: what a name has once, it keeps.
    for commit, day, changes in _commits(folder):
        for status, blobs, paths in changes:
            origin = first.get(paths[0]) if status == "R" else None
            first.setdefault(paths[-1], origin or Added(commit, day, blobs[status == "A"]))
    return first


def first_versions(folder: Path, paths: Iterable[str]) -> Mapping[str, bytes]:
    """The bytes with which git first had each of these seeds; without those of which it has none.

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
    rest = _git(folder, "cat-file", "--batch", text="\n".join(blobs)) if blobs else b""
    found = {}
    while rest:
        head, _, rest = rest.partition(b"\n")
        name, kind, *size = head.decode().split(" ")
        if kind == "blob":
            found[name], rest = rest[: int(size[0])], rest[int(size[0]) + 1 :]
    return found


def is_blob(data: bytes, blob: str) -> bool:
    """Whether bytes are those of a git object, line ends aside: git may write them in another form."""
    algorithm = "sha1" if len(blob) == 40 else "sha256"
    forms = (data, data.replace(b"\r\n", b"\n"), data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    return any(_blob(form, algorithm) == blob for form in forms)


def _blob(data: bytes, algorithm: str) -> str:
    return hashlib.new(algorithm, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


Change = tuple[str, tuple[str, str], tuple[str, ...]]


def _commits(folder: Path) -> Iterator[tuple[str, str, Iterator[Change]]]:
    """Commit, day and changes of each commit that added or renamed something, oldest first."""
    for commit in _log(folder).split("\x01")[1:]:
        head, _, changes = commit.partition("\0")
        name, day = head.split(" ")
        yield name, day, _changes(iter(changes.lstrip("\n").split("\0")))


def _changes(fields: Iterator[str]) -> Iterator[Change]:
    """``:MODE MODE BLOB BLOB STATUS`` and the paths that follow it: one, or two of a rename."""
    for field in fields:
        if field.startswith(":"):
            _, _, before, after, status = field.split(" ")
            yield status[0], (before, after), tuple(islice(fields, 2 if status[0] == "R" else 1))


def _log(folder: Path) -> str:
    options = (
        "--reverse",
        "--diff-filter=AR",
        "--find-renames",
        "--format=%x01%h %cs",
        "--no-show-signature",
    )
    told = _git(folder, "log", *options, "--raw", "--no-abbrev", "-z", "--relative", "--", ".")
    return told.decode(errors="surrogateescape")


def _git(folder: Path, *arguments: str, text: str = "") -> bytes:
    """What git answers; nothing where it fails or is not there."""
    command = ["git", "-C", str(folder), *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=True, input=text.encode()).stdout
    except (OSError, subprocess.CalledProcessError):
        return b""
