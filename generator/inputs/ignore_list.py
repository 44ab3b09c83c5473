"""``.clipfileignore``: what a curator keeps out of the archive, in the syntax of ``.gitignore``.

What it lists may be private, so a file or line that cannot be understood ends the run, a line that is
probably meant otherwise is read in both ways, and what matches nothing is reported, as it stands in the list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

import pathspec

from generator.inputs.ignore_readings import readings
from generator.inputs.limits import unfit
from generator.model.errors import ClipfileError
from generator.model.problem import Problem

IGNORE = ".clipfileignore"
RULE = "ignore-pattern"
_LARGEST, _MOST = 1_000_000, 5_000  # bytes of a list and patterns in it
_LONGEST_SHOWN = 200  # characters of a line in a message
_MOST_READ = 4 * _MOST  # with what else they may mean
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# Stars in one name, and for folders: with many, looking at a name takes time without bounds.
_MOST_STARS = 3
_STARS = re.compile(r"\*+")
_CLASS = re.compile(r"\[[:.=]")
_ELSEWHERE = re.compile(r"\A/?(?:\.\./|~/|[A-Za-z]:/)")
_CODED, _WILD = re.compile(r"[\[\\]"), re.compile(r"[*?/]")
_HIDDEN = re.compile(r"(?:\A|/)\.[^./]")
_STOPS = "Correct this first: what the list names could be private, so nothing is published without it."


class _Line(NamedTuple):
    """A line of the list: the patterns that it means, itself the last if it is one, and where they begin."""

    number: int
    text: str
    first: int
    patterns: tuple[str, ...]
    is_pattern: bool = True


@dataclass(frozen=True, slots=True)
class IgnoreList:
    """The patterns of a folder of clippings.

    Attributes:
        problems: warnings about lines that are probably meant otherwise.
    """

    problems: tuple[Problem, ...] = ()
    _spec: pathspec.GitIgnoreSpec | None = None
    _lines: Sequence[_Line] = ()
    _used: set[int] = field(default_factory=set)
    _ignored: set[str] = field(default_factory=set)

    def decides(self, path: str, *, folder: bool) -> bool | None:
        """Whether a file or folder below the seeds is ignored; None if no pattern matches it."""
        if self._spec is None:
            return None
        name = f"{_composed(path)}/" if folder else _composed(path)
        checked = self._spec.check_file(name)
        if checked.index is not None:
            self._used.add(checked.index)
        if checked.include:
            self._ignored.add(name)
        return checked.include

    def covers(self, path: str) -> bool:
        """Whether a file is ignored, or a folder that it is in."""
        if self._spec is None:
            return False
        return self._is_below_ignored(path) or bool(self.decides(path, folder=False))

    def _is_below_ignored(self, path: str, but: Collection[int] = ()) -> bool:
        """Whether a folder that a path is in is ignored, by other patterns than some."""
        if self._spec is None:
            return False
        folders = (f"{_composed(path[:at])}/" for at, char in enumerate(path) if char == "/")
        checked = map(self._spec.check_file, folders)
        return any(check.include and check.index not in but for check in checked)

    def unused(self, files: Iterable[str], is_never_read: Callable[[str], bool]) -> Iterator[Problem]:
        """Warnings about lines that match no file, or one only if they are read as they are probably meant.

        Args:
            files: paths of the files that are not ignored. Everything has been asked for before.
            is_never_read: whether a file or folder of a name is no clipping in any case.
        """
        names: _Names | None = None
        for line in self._lines:
            if line.text.startswith("!"):
                continue
            used = [pattern for at, pattern in enumerate(line.patterns, line.first) if at in self._used]
            if not used:  # a later line may have been the one that decided
                names = names or _Names([*map(_composed, files), *sorted(self._ignored)])
                used = [pattern for pattern in line.patterns if names.first(pattern)][:1]
            if names and not used:
                message = self._fault(line, names, is_never_read)
            elif used[0] != line.text and line.is_pattern:
                message = _as_meant(line.text, used[0])
            else:
                continue
            if message:
                yield Problem(IGNORE, line.number, RULE, message, "warning")

    def _fault(self, line: _Line, names: _Names, is_never_read: Callable[[str], bool]) -> str:
        """What is probably wrong with a line that matches nothing; "" if nothing is."""
        path, shown = line.text.strip("/ "), _shown(line.text)
        own = range(line.first, line.first + len(line.patterns))
        if _ELSEWHERE.match(line.text) or is_never_read(path) or self._is_below_ignored(path, own):
            return ""
        if _HIDDEN.search(path):  # what is hidden is not read in any case
            ends = "/" not in path and names.first(f"*{path}")
            return f"{shown} matches nothing, but {ends!r} ends in it: write '*{path}'" if ends else ""
        other = next(filter(None, (names.first(pattern, folded=True) for pattern in line.patterns)), "")
        if other:
            return f"{shown} matches nothing, but {other!r} if capitals are not compared: correct it"
        return f"{shown} matches nothing: correct or remove it. Paths begin in this folder"


class _Names:
    """The names of all files, and of the folders that are ignored, to ask which one a pattern matches."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._text = "\n".join(names)

    @cached_property
    def _folded(self) -> _Names:
        return _Names([name.casefold() for name in self._names])

    def first(self, pattern: str, *, folded: bool = False) -> str:
        """The first name that a pattern matches, "" if none; with ``folded``, capitals are not compared."""
        there = self._folded if folded else self
        at = there.index(pattern.casefold() if folded else pattern)
        return "" if at is None else self._names[at]

    def index(self, pattern: str) -> int | None:
        """Where the first name is that a pattern matches."""
        # Asking each name takes a thousand times as long as looking for what is in none of them.
        parts = () if _CODED.search(pattern) else _WILD.split(pattern.rstrip())
        if any(part not in self._text for part in parts):
            return None
        try:
            (compiled,) = pathspec.GitIgnoreSpec.from_lines([pattern]).patterns
        except (ValueError, re.error):
            return None
        return next((at for at, name in enumerate(self._names) if compiled.match_file(name)), None)


def read_ignored(root: Path) -> IgnoreList:
    """The patterns of a folder of clippings.

    Raises:
        ClipfileError: the list cannot be read, or has a line that is no pattern.
    """
    file = root / IGNORE
    stray = root.parent / IGNORE
    problems = []
    if stray.is_file() and (root.parent / "mkdocs.yml").is_file():
        message = f"is not read outside the folder of clippings: move it into {root.name}"
        problems.append(Problem(f"../{IGNORE}", 0, RULE, message, "warning"))
    if not file.exists() and not file.is_symlink():
        return IgnoreList(tuple(problems))
    fault = unfit(root, file)
    if fault:
        raise ClipfileError(f"{file}: {fault[1]}. {_STOPS}")
    lines: list[_Line] = []
    patterns: list[str] = []
    for number, text in enumerate(_text(file).split("\n"), 1):
        line, warning = _read_line(root, file, number, text, len(patterns))
        if line.patterns:
            lines.append(line)
            patterns += line.patterns
        if warning:
            problems.append(Problem(IGNORE, number, RULE, warning, "warning"))
    if len(lines) > _MOST or len(patterns) > _MOST_READ:
        raise ClipfileError(f"{file}: has more than {_MOST:,} patterns. Write fewer, of folders.")
    spec = pathspec.GitIgnoreSpec.from_lines(patterns) if patterns else None
    return IgnoreList(tuple(problems), spec, tuple(lines))


@lru_cache(maxsize=4)
def ignored_as_of(root: str, size: int, changed: int) -> IgnoreList:
    """The patterns of a folder, read once for each state of the list: its size and time of change."""
    del changed
    return read_ignored(Path(root)) if size >= 0 else IgnoreList()


def stray_list(path: str) -> Problem:
    """The warning about a list in a folder below the seeds."""
    message = f"is not read: only {IGNORE} in the top folder of clippings is. Move its lines there"
    return Problem(path, 0, RULE, message, "warning")


def _text(file: Path) -> str:
    data = file.read_bytes()
    if len(data) > _LARGEST:
        raise ClipfileError(f"{file}: is larger than {_LARGEST // 1_000_000} MB. {_STOPS}")
    try:
        text = data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise ClipfileError(f"{file}: is not UTF-8. {_STOPS}")
    return _composed(text.replace("\r\n", "\n").replace("\r", "\n"))


def _read_line(root: Path, file: Path, number: int, text: str, first: int) -> tuple[_Line, str]:
    """The patterns that a line means, and a warning if it is not what the line says."""
    nothing = _Line(number, text, first, ())
    if text.strip() == "!":
        return nothing, "is no pattern of file names: '!'. Write one as in .gitignore"
    if not text.replace("/", "").strip() or text.startswith("#"):
        return nothing, ""
    other = readings(root, text)
    if any(map(_has_many_stars, (text, *other))):
        raise ClipfileError(f"{file}: line {number} has too many *: {_shown(text)}. {_STOPS}")
    meant = [reading for reading in other if _is_pattern(reading)]
    if _is_pattern(text):
        warning = f"{_shown(text)} names a place outside this folder" if _ELSEWHERE.match(text) else ""
        return _Line(number, text, first, (*meant, text)), warning
    if not meant:
        raise ClipfileError(f"{file}: line {number} is no pattern of file names: {_shown(text)}. {_STOPS}")
    return _Line(number, text, first, tuple(meant), is_pattern=False), _as_meant(text, meant[0])


def _has_many_stars(text: str) -> bool:
    return (
        max(len(_STARS.findall(part)) for part in text.split("/")) > _MOST_STARS
        or text.count("**") > _MOST_STARS
    )


def _is_pattern(line: str) -> bool:
    """Whether a line can be read: a bracket without an end, or a class of letters, is read as nothing."""
    try:
        return (
            not any(_CLASS.search(part, part.find("[") + 1) for part in line.split("/") if "[" in part)
            and pathspec.GitIgnoreSpec.from_lines([line]).patterns[0].include is not None
        )
    except (ValueError, re.error):
        return False


def _as_meant(line: str, meant: str) -> str:
    return f"{_shown(line)} is read as {_shown(meant)}, too: write it so if it is meant"


def _shown(line: str) -> str:
    return repr(line[:_LONGEST_SHOWN])


def _composed(text: str) -> str:
    """A text whose letters have one form: some systems decompose the names of files."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)
