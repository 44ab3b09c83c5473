"""Writing: the one module that does. Only what changed is written; only what we wrote is ever replaced."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from generator.errors import ClipfileError, ConflictError
from generator.model import Output, Problem

# One path a line: what the last conversion wrote. A page not named here is somebody's own.
MANIFEST = ".generated"


@dataclass(frozen=True, slots=True)
class Written:
    """What writing did: numbers of files, and problems with pages that others own."""

    changed: int
    removed: int
    unchanged: int
    problems: tuple[Problem, ...] = ()


def read_manifest(folder: Path) -> frozenset[str]:
    """Paths that an earlier conversion wrote below ``folder``; empty where there was none."""
    try:
        return frozenset((folder / MANIFEST).read_text(encoding="utf-8").splitlines())
    except FileNotFoundError:
        return frozenset()


def write(outputs: Iterable[Output], folder: Path) -> Written:
    """Make ``folder`` hold exactly these outputs beside what people wrote there.

    A hand-written file is never touched: an output that wants its place becomes a problem.

    Raises:
        ConflictError: two outputs want one path.
        ClipfileError: the disk refused.
    """
    written: set[str] = set()
    problems: list[Problem] = []
    changed = unchanged = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        before = read_manifest(folder)
        # A run that is cut short leaves a manifest that names whatever it wrote: each path before its file.
        with (folder / MANIFEST).open("a", encoding="utf-8") as journal:
            for output in outputs:
                if output.path in written:
                    raise ConflictError(_wanted_twice(output.path))
                outcome = _write_one(folder, output, before, journal)
                if outcome is None:
                    problems.append(_taken(output.path))
                    continue
                written.add(output.path)
                changed += outcome
                unchanged += not outcome
        stale = before - written - {problem.path for problem in problems}
        for path in sorted(stale):
            _remove(folder, path)
        _replace(folder / MANIFEST, "".join(f"{path}\n" for path in sorted(written)).encode())
    except OSError as error:
        raise ClipfileError(
            f"{error.filename or folder}: cannot be written: {error.strerror}. Mend that, then run again."
        ) from error
    return Written(changed, len(stale), unchanged, tuple(problems))


def _write_one(folder: Path, output: Output, before: frozenset[str], journal: TextIO) -> bool | None:
    """Whether the file changed; None where a hand-written file is in the way."""
    path = folder / output.path
    data = output.text.encode("utf-8", errors="replace")
    try:
        if path.read_bytes() == data:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    else:
        if output.path not in before:
            return None
    if output.path not in before:
        journal.write(f"{output.path}\n")
        journal.flush()
    _replace(path, data)
    return True


def _replace(path: Path, data: bytes) -> None:
    # Aside, then renamed: a reader never sees half a file.
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(data)
    os.replace(aside, path)  # noqa: PTH105 - Path.replace is the same call, slower by a tenth of a run


def _remove(folder: Path, path: str) -> None:
    (folder / path).unlink(missing_ok=True)
    for parent in (folder / path).parents:
        if parent == folder or any(parent.iterdir()):
            return
        parent.rmdir()


def _wanted_twice(path: str) -> str:
    return f"Two pages want the address {path}; give one of them another 'id:'."


def _taken(path: str) -> Problem:
    return Problem(
        path,
        0,
        "page-taken",
        "is a page of your own and was left as it is; rename it, or the article that wants its address",
    )
