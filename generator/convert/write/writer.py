"""The only module that writes into the docs folder: it writes what changed, and replaces only our files."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator.convert.write.files import FileResult, Files, Task
from generator.convert.write.lines import FILE as LINES
from generator.convert.write.lines import Before, Lines, load_lines, write_lines
from generator.convert.write.ownership import Journal, Ownership, read_manifest, save_lists
from generator.convert.write.record import FILE, WriteRecord, WrittenFile, is_untouched, load_record, stamp
from generator.convert.write.views import FILE as VIEWS
from generator.convert.write.views import ViewStore
from generator.model.errors import ClipfileError, ConflictError
from generator.model.output import Line, Output, Page, Unmade
from generator.model.problem import Problem
from generator.system.executors import spread
from generator.system.files import aside, inside, leads_away, save
from generator.system.work import HERE, Where, Work

__all__ = ["Written", "read_manifest", "read_record", "write"]
CHUNK = 50


@dataclass(frozen=True, slots=True)
class Written:
    """The result of writing: numbers of files, problems with files that others own, and what was unmade."""

    changed: int
    removed: int
    unchanged: int
    problems: tuple[Problem, ...] = ()
    unmade: tuple[Unmade, ...] = ()


def read_record(folder: Path) -> Mapping[str, str]:
    """Path below ``folder`` → SHA-256 (hexadecimal) of what was written there, for every generated file.

    The digest of a page covers its view too. Empty where that is unknown.
    """
    return {path: written.sha256.hex() for path, written in load_record(folder).files.items()}


def write(
    outputs: Iterable[Output], folder: Path, where: Where = HERE, *, self_contained: bool = False
) -> Written:
    """Write these outputs to ``folder``, and delete everything else there except hand-written files.

    A hand-written file is never touched: an output with the same path becomes a problem.

    Args:
        outputs: the files that should exist.
        folder: where to write.
        where: how many processes of this machine build the contents.
        self_contained: whether pages have the data of their templates in their front matter, not in the
            view store.

    Raises:
        ConflictError: two outputs have the same path.
        ClipfileError: a file could not be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with contextlib.closing(ViewStore(folder)) as views:
            # A run that is cut short leaves a manifest of everything that it wrote.
            with Journal.opened(folder) as journal:
                writer = _Writer(folder, journal, views, where, self_contained=self_contained)
                for output in outputs:
                    writer.take(output)
                writer.make()
            return writer.finish()
    except OSError as error:
        raise ClipfileError(
            f"{error.filename or folder}: cannot be written: {error.strerror}. Fix this, then run again."
        ) from error
    except sqlite3.Error as error:
        raise ClipfileError(
            f"{folder / VIEWS}: cannot be written: {error}. Fix this, or delete the file, then run again."
        ) from error


class _Writer:
    """Writes outputs one by one, and keeps the record of them."""

    def __init__(
        self, folder: Path, journal: Journal, views: ViewStore, where: Where, *, self_contained: bool
    ) -> None:
        # Workers share the memory of this process, so only this machine can do the work.
        self._where = replace(where, cluster="")
        self._folder = folder
        self._views = views
        record = load_record(folder)
        self._ours = Ownership(folder, record.files)
        self._files = Files(folder, self._ours.names, journal, self_contained=self_contained)
        self._known = record.files if record.generation == views.generation else {}
        self._known_lines = load_lines(folder)
        self._record: dict[str, WrittenFile] = {}
        self._names: set[str] = set()
        self._tasks: list[Task] = []
        self._lines: dict[str, Lines] = {}
        self._problems: list[Problem] = []
        self._unmade: list[Unmade] = []
        self._changed = 0

    def take(self, output: Output) -> None:
        """Write an output unless its file is up to date. Contents that must be built are left to ``make``."""
        name, content = output.path, output.content
        if name in self._names:
            raise ConflictError(_conflict(name))
        self._names.add(name)
        if leads_away(name):
            self._problems.append(_misnamed(name))
            return
        known = self._known.get(name)
        if known and not (known.data and is_untouched(str(self._folder), name, known)):
            known = None
        if known and output.key and output.key == known.key:
            self._record[name] = known
            if name in self._known_lines:
                self._lines[name] = self._known_lines[name]
        elif isinstance(content, (str, Page)):
            make = partial(_given, content)
            self._note(name, self._files.bring_up(Task(name, output.key, make, known)))
        elif callable(content):
            self._tasks.append(Task(name, output.key, content, known))
        else:
            self._take_lines(output, content, known)

    def make(self) -> None:
        """Build and write the remaining files in processes that share the memory of this one."""
        shared = self._files, self._tasks
        outcomes = spread(_BRINGING_UP, shared, range(len(self._tasks)), self._where)
        for task, outcome in zip(self._tasks, outcomes, strict=True):
            self._note(task.path, outcome)

    def _note(self, name: str, outcome: FileResult) -> None:
        changed_view = bool(outcome.view) and self._views.put(name, outcome.view)
        self._changed += outcome.changed or changed_view
        if outcome.unmade:
            self._unmade.append(outcome.unmade)
        elif outcome.written is None:
            self._problems.append(_taken(name))
        else:
            self._record[name] = outcome.written

    def _take_lines(self, output: Output, lines: Sequence[Line], known: WrittenFile | None) -> None:
        name, path = output.path, self._files.path(output.path)
        if not (self._files.owns(name) if known is None else self._files.is_real(name)):
            self._problems.append(_taken(name))
            return
        before = self._known_lines.get(name, Lines())
        agreeing = before.stretches if known and known.sha256 == before.sha256 else ()
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        made = write_lines(aside(path), lines, Before(path, agreeing), self._where)
        self._files.own(name, made.sha256)
        self._changed += known is None or known.sha256 != made.sha256
        Path(aside(path)).replace(path)
        self._lines[name] = made
        self._record[name] = WrittenFile(output.key, made.sha256, stamp(path), data=made.sha256)

    def finish(self) -> Written:
        """Remove stale files, and save the record of the others."""
        stale = self._ours.listed - self._record.keys() - {problem.path for problem in self._problems}
        removed = 0
        for name in sorted(stale):
            if self._ours.is_as_written(name):
                _remove(self._folder, name)
                removed += 1
            elif inside(self._folder, name) and self._files.exists(name):
                self._problems.append(_kept(name))
        viewed = {name for name, written in self._record.items() if written.viewed}
        self._views.remove({*self._views.pages()} - viewed)
        save(self._folder / LINES, self._lines)
        # A run that is cut short here leaves a record of another generation, which is not believed.
        save(self._folder / FILE, WriteRecord(self._views.save(), self._record))
        save_lists(self._folder, self._record)
        unchanged = len(self._record) - self._changed
        return Written(self._changed, removed, unchanged, tuple(self._problems), tuple(self._unmade))


def _given(content: str | Page) -> str | Page:
    return content


def _begin(shared: tuple[Files, Sequence[Task]]) -> tuple[Files, Sequence[Task]]:
    return shared


def _bring_up(shared: tuple[Files, Sequence[Task]], place: int) -> FileResult:
    files, tasks = shared
    return files.bring_up(tasks[place])


# Only processes of this machine know which task a number means, so no software version is compared.
_BRINGING_UP = Work(_begin, _bring_up, str, CHUNK, sendable=False)


def _remove(folder: Path, name: str) -> None:
    """Remove a file, and the folders that it leaves empty; nothing that a name leads to elsewhere."""
    path = inside(folder, name)
    if path is None:
        return
    path.unlink(missing_ok=True)
    for parent in path.parents:
        if parent == folder or not parent.is_dir() or any(parent.iterdir()):
            return
        parent.rmdir()


def _conflict(path: str) -> str:
    return f"Two pages have the address {path}. Give one of them a different 'id:'."


def _misnamed(path: str) -> Problem:
    return Problem(
        path, 0, "page-name", "cannot be the name of a file; give the page a different name or 'id:'"
    )


def _kept(path: str) -> Problem:
    return Problem(
        path,
        0,
        "page-kept",
        "is no longer generated, but not as Clipfile wrote it, and was not deleted; "
        "delete it unless you want to keep it",
        "warning",
    )


def _taken(path: str) -> Problem:
    return Problem(
        path,
        0,
        "page-taken",
        "is a hand-written page, or behind a link, at the address of a generated one and was not changed; "
        "rename it, or give the article a different 'id:'",
    )
