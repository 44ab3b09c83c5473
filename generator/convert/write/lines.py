"""Long files, written line by line: lines that have not changed are copied from the previous file.

With one more article, this reduces the processor time of a conversion from 6.2 s to 4.0 s for 10,000
articles, and from 2.1 s to 1.7 s for 1,000.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.model.output import Line
from generator.system.executors import spread
from generator.system.files import load, unlinked
from generator.system.work import Where, Work

FILE = Path(".cache") / "lines.msgpack"


class Stretch(NamedTuple):
    """A line as it was written: its key, and its length in bytes."""

    key: bytes
    length: int


class Lines(NamedTuple):
    """The lines of a file, and the SHA-256 of the file that consists of them."""

    sha256: bytes = b""
    stretches: Sequence[Stretch] = ()


def load_lines(folder: Path) -> dict[str, Lines]:
    """Path below ``folder`` → the lines that were written there; empty where that is not known."""
    return load(folder / FILE, dict[str, Lines]) or {}


class Before(NamedTuple):
    """The file of the last time, and its lines, as far as the file is known to hold them still."""

    path: str
    stretches: Sequence[Stretch]


def write_lines(path: str, lines: Sequence[Line], before: Before, where: Where) -> Lines:
    """Write ``lines`` to a new file; those of ``before`` come out of it, others are made.

    Args:
        path: of the new file.
        lines: all that it is to hold.
        before: the file of the last time.
        where: which processes of this machine make lines.
    """
    total, written = hashlib.sha256(), []
    with open(path, "wb", opener=unlinked) as out:
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


# Which line a number means is known to the processes of this machine alone, so no version is asked.
_MAKING = Work(_begin, _make, str, sendable=False)


def _places(known: Sequence[Stretch]) -> Iterator[tuple[bytes, tuple[int, int]]]:
    start = 0
    for key, length in known:
        if key:
            yield key, (start, length)
        start += length
