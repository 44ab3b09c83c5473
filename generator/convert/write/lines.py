"""Writes long files line by line; unchanged lines are copied from the previous version of the file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.model.output import Line
from generator.system.executors import spread
from generator.system.files import load
from generator.system.work import Where, Work

FILE = Path(".cache") / "lines.msgpack"


class Stretch(NamedTuple):
    """A line of a written file: its key, and its length in bytes."""

    key: bytes
    length: int


class Lines(NamedTuple):
    """The lines of a file, and the SHA-256 of the file that consists of them."""

    sha256: bytes = b""
    stretches: Sequence[Stretch] = ()


def load_lines(folder: Path) -> dict[str, Lines]:
    """Path below ``folder`` → the lines that were written there; empty if unknown."""
    return load(folder / FILE, dict[str, Lines]) or {}


class Before(NamedTuple):
    """The previous version of a file, and its lines; none if the file may have changed since."""

    path: str
    stretches: Sequence[Stretch]


def write_lines(path: str, lines: Sequence[Line], before: Before, where: Where) -> Lines:
    """Write ``lines`` to a new file; those that ``before`` has are copied, the others are built.

    Args:
        path: of the new file.
        lines: all that it is to hold.
        before: the file of the last time.
        where: which processes of this machine make lines.
    """
    total, written = hashlib.sha256(), []
    with Path(path).open("wb") as out:
        for key, data in _data(lines, before, where):
            out.write(data)
            total.update(data)
            written.append(Stretch(key, len(data)))
    return Lines(total.digest(), written)


def _data(lines: Sequence[Line], before: Before, where: Where) -> Iterator[tuple[bytes, bytes]]:
    places = dict(_places(before.stretches))
    missing = [position for position, line in enumerate(lines) if line.key not in places]
    made = spread(_MAKING, lines, missing, where)
    with Path(before.path if places else os.devnull).open("rb") as source:
        for key, _ in lines:
            if key in places:
                start, length = places[key]
                source.seek(start)
                yield key, source.read(length)
            else:
                yield key, next(made)


def _begin(lines: Sequence[Line]) -> Sequence[Line]:
    return lines


def _make(lines: Sequence[Line], position: int) -> bytes:
    return lines[position].make().encode("utf-8", errors="replace")


# Only processes of this machine know which line a number means, so no software version is compared.
_MAKING = Work(_begin, _make, str)


def _places(known: Sequence[Stretch]) -> Iterator[tuple[bytes, tuple[int, int]]]:
    start = 0
    for key, length in known:
        if key:
            yield key, (start, length)
        start += length
