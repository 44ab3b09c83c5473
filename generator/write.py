"""Writing: the one module that does. Only what changed is written; only what we wrote is ever replaced."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, TextIO

from generator.errors import ClipfileError, ConflictError
from generator.executors import HERE, Where, Work, spread
from generator.model import Line, Output, Problem
from generator.write_lines import FILE as LINES
from generator.write_lines import Lines, encode_lines, load_lines, write_lines
from generator.write_record import FILE, Kept, encode_record, is_untouched, kept_of, load_record

# One path a line: what the last conversion wrote. A page not named here is somebody's own.
MANIFEST = ".generated"
CHUNK = 50

Make = Callable[[], str]


class Text(NamedTuple):
    """What a file holds: its bytes, and their SHA-256."""

    data: bytes
    sha256: bytes


class _Awaited(NamedTuple):
    """An output whose text has still to be made, and what its file holds."""

    output: Output
    make: Make
    known: Kept | None


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


def read_record(folder: Path) -> Mapping[str, str]:
    """Path below ``folder`` → SHA-256 (hexadecimal) of what was written there, for every generated file.

    Empty where that is not known.
    """
    return {path: kept.sha256.hex() for path, kept in load_record(folder).items()}


def write(outputs: Iterable[Output], folder: Path, where: Where = HERE) -> Written:
    """Make ``folder`` hold exactly these outputs beside what people wrote there.

    A hand-written file is never touched: an output that wants its place becomes a problem.

    Args:
        outputs: what is to be there.
        folder: where.
        where: how many processes of this machine make the texts that have to be made.

    Raises:
        ConflictError: two outputs want one path.
        ClipfileError: the disk refused.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # A run that is cut short leaves a manifest that names whatever it wrote: each path before its file.
        with (folder / MANIFEST).open("a", encoding="utf-8") as journal:
            writer = _Writer(folder, journal)
            for output in outputs:
                writer.take(output)
            writer.make(where)
        return writer.finish()
    except OSError as error:
        raise ClipfileError(
            f"{error.filename or folder}: cannot be written: {error.strerror}. Mend that, then run again."
        ) from error


class _Writer:
    """Takes outputs one by one, and remembers what became of them."""

    def __init__(self, folder: Path, journal: TextIO) -> None:
        self._folder = folder
        self._journal = journal
        self._owned = read_manifest(folder)
        self._known = load_record(folder)
        self._known_lines = load_lines(folder)
        self._record: dict[str, Kept] = {}
        self._names: set[str] = set()
        self._awaited: list[_Awaited] = []
        self._lines: dict[str, Lines] = {}
        self._problems: list[Problem] = []
        self._changed = 0

    def take(self, output: Output) -> None:
        """Write an output where its file does not hold it already; what has to be made is put off."""
        name = output.path
        if name in self._names:
            raise ConflictError(_wanted_twice(name))
        self._names.add(name)
        path = f"{self._folder}/{name}"
        known = self._known.get(name)
        if known is not None and not is_untouched(path, known):
            known = None
        if known and output.key and output.key == known.key:
            self._record[name] = known
            if name in self._known_lines:
                self._lines[name] = self._known_lines[name]
            return
        if isinstance(output.content, str):
            self._hold(output, known, _text(output.content))
        elif callable(output.content):
            self._awaited.append(_Awaited(output, output.content, known))
        else:
            self._take_lines(output, output.content, known)

    def make(self, where: Where) -> None:
        """Make and write what was put off: many texts in processes that share the memory of this one."""
        makers = [one.make for one in self._awaited]
        texts = spread(_MAKING, makers, range(len(makers)), replace(where, cluster=""))
        for awaited, text in zip(self._awaited, texts, strict=True):
            self._hold(awaited.output, awaited.known, text)

    def _hold(self, output: Output, known: Kept | None, text: Text) -> None:
        name = output.path
        if known and known.sha256 == text.sha256:
            self._record[name] = known._replace(key=output.key)
        elif self._put(name, text.data):
            self._record[name] = kept_of(f"{self._folder}/{name}", output.key, text.sha256)
        else:
            self._problems.append(_taken(name))

    def _take_lines(self, output: Output, lines: Sequence[Line], known: Kept | None) -> None:
        name, path = output.path, f"{self._folder}/{output.path}"
        if known is None and name not in self._owned and Path(path).exists():
            self._problems.append(_taken(name))
            return
        before = self._known_lines.get(name, Lines())
        agreeing = before.stretches if known and known.sha256 == before.sha256 else ()
        self._own(name)
        made = write_lines(_aside(path), lines, path, agreeing)
        self._changed += known is None or known.sha256 != made.sha256
        Path(_aside(path)).replace(path)
        self._lines[name] = made
        self._record[name] = kept_of(path, output.key, made.sha256)

    def _own(self, name: str) -> None:
        """Make a folder for a file, and write down that it is ours before there is any."""
        (self._folder / name).parent.mkdir(parents=True, exist_ok=True)
        if name not in self._owned:
            self._journal.write(f"{name}\n")
            self._journal.flush()

    def _put(self, name: str, data: bytes) -> bool:
        """Make a file hold these bytes; False where a hand-written file is in the way."""
        path = self._folder / name
        try:
            if path.read_bytes() == data:
                return True
        except FileNotFoundError:
            pass
        else:
            if name not in self._owned:
                return False
        self._own(name)
        _replace(path, data)
        self._changed += 1
        return True

    def finish(self) -> Written:
        """Remove what is stale, and write down what is there."""
        stale = self._owned - self._record.keys() - {problem.path for problem in self._problems}
        for path in sorted(stale):
            _remove(self._folder, path)
        (self._folder / FILE).parent.mkdir(exist_ok=True)
        _replace(self._folder / LINES, encode_lines(self._lines))
        _replace(self._folder / FILE, encode_record(self._record))
        _replace(self._folder / MANIFEST, "".join(f"{path}\n" for path in sorted(self._record)).encode())
        unchanged = len(self._record) - self._changed
        return Written(self._changed, len(stale), unchanged, tuple(self._problems))


def _text(text: str) -> Text:
    data = text.encode("utf-8", errors="replace")
    return Text(data, hashlib.sha256(data).digest())


def _begin(makers: Sequence[Make]) -> Sequence[Make]:
    return makers


def _make(makers: Sequence[Make], place: int) -> Text:
    return _text(makers[place]())


# Which maker a number means is known to the processes of this machine alone, so no version is asked.
_MAKING = Work(_begin, _make, str, CHUNK)


def _replace(path: Path, data: bytes) -> None:
    # Aside, then renamed: a reader never sees half a file.
    aside = _aside(str(path))
    with open(aside, "wb", buffering=0) as out:  # noqa: PTH123 - once for every file: half of the time of a Path
        out.write(data)
    os.replace(aside, path)  # noqa: PTH105 - as above


def _aside(path: str) -> str:
    folder, _, name = path.rpartition("/")
    return f"{folder}/.{name}.new"


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
