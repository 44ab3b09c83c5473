"""Writing: the one module that does. Only what changed is written; only what we wrote is ever replaced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TextIO

from generator.convert.write.files import Files, Held, Task
from generator.convert.write.lines import FILE as LINES
from generator.convert.write.lines import Before, Lines, load_lines, write_lines
from generator.convert.write.record import FILE, Kept, is_untouched, kept_of, load_record
from generator.model.errors import ClipfileError, ConflictError
from generator.model.output import Line, Output
from generator.model.problem import Problem
from generator.system.executors import spread
from generator.system.files import aside, save
from generator.system.files import replace as put
from generator.system.work import HERE, Where, Work

# One path a line: what the last conversion wrote. A page not named here is somebody's own.
MANIFEST = ".generated"
CHUNK = 50


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
        # A run that is cut short leaves a manifest that names whatever it wrote.
        with (folder / MANIFEST).open("a", encoding="utf-8") as journal:
            writer = _Writer(folder, journal, where)
            for output in outputs:
                writer.take(output)
            writer.make()
        return writer.finish()
    except OSError as error:
        raise ClipfileError(
            f"{error.filename or folder}: cannot be written: {error.strerror}. Mend that, then run again."
        ) from error


class _Writer:
    """Takes outputs one by one, and remembers what became of them."""

    def __init__(self, folder: Path, journal: TextIO, where: Where) -> None:
        # Workers share the memory of this process, so that only a machine's own can be used.
        self._where = replace(where, cluster="")
        self._folder = folder
        self._owned = read_manifest(folder)
        self._files = Files(folder, self._owned, journal)
        self._known = load_record(folder)
        self._known_lines = load_lines(folder)
        self._record: dict[str, Kept] = {}
        self._names: set[str] = set()
        self._tasks: list[Task] = []
        self._lines: dict[str, Lines] = {}
        self._problems: list[Problem] = []
        self._changed = 0

    def take(self, output: Output) -> None:
        """Write an output where its file does not hold it already; what has to be made is put off."""
        name = output.path
        if name in self._names:
            raise ConflictError(_wanted_twice(name))
        self._names.add(name)
        known = self._known.get(name)
        if known is not None and not is_untouched(self._files.path(name), known):
            known = None
        if known and output.key and output.key == known.key:
            self._record[name] = known
            if name in self._known_lines:
                self._lines[name] = self._known_lines[name]
            return
        if isinstance(output.content, str):
            self._note(name, self._files.hold(Task(name, output.key, partial(str, output.content), known)))
        elif callable(output.content):
            self._tasks.append(Task(name, output.key, output.content, known))
        else:
            self._take_lines(output, output.content, known)

    def make(self) -> None:
        """Make and write what was put off: many files in processes that share the memory of this one."""
        shared = self._files, self._tasks
        done = spread(_HOLDING, shared, range(len(self._tasks)), self._where)
        for task, held in zip(self._tasks, done, strict=True):
            self._note(task.path, held)

    def _note(self, name: str, held: Held) -> None:
        self._changed += held.changed
        if held.kept is None:
            self._problems.append(_taken(name))
        else:
            self._record[name] = held.kept

    def _take_lines(self, output: Output, lines: Sequence[Line], known: Kept | None) -> None:
        name, path = output.path, self._files.path(output.path)
        if known is None and not self._files.owns(name):
            self._problems.append(_taken(name))
            return
        before = self._known_lines.get(name, Lines())
        agreeing = before.stretches if known and known.sha256 == before.sha256 else ()
        self._files.own(name)
        made = write_lines(aside(path), lines, Before(path, agreeing), self._where)
        self._changed += known is None or known.sha256 != made.sha256
        Path(aside(path)).replace(path)
        self._lines[name] = made
        self._record[name] = kept_of(path, output.key, made.sha256)

    def finish(self) -> Written:
        """Remove what is stale, and write down what is there."""
        stale = self._owned - self._record.keys() - {problem.path for problem in self._problems}
        for path in sorted(stale):
            _remove(self._folder, path)
        save(self._folder / LINES, self._lines)
        save(self._folder / FILE, self._record)
        put(self._files.path(MANIFEST), "".join(f"{path}\n" for path in sorted(self._record)).encode())
        unchanged = len(self._record) - self._changed
        return Written(self._changed, len(stale), unchanged, tuple(self._problems))


def _begin(shared: tuple[Files, Sequence[Task]]) -> tuple[Files, Sequence[Task]]:
    return shared


def _hold(shared: tuple[Files, Sequence[Task]], place: int) -> Held:
    files, tasks = shared
    return files.hold(tasks[place])


# Which task a number means is known to the processes of this machine alone, so no version is asked.
_HOLDING = Work(_begin, _hold, str, CHUNK)


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
