"""``.clipfileignore``: what a curator keeps out of the archive, in the syntax of ``.gitignore``.

What it lists may be private, so a file or line that cannot be understood ends the run, and a line that is
probably meant otherwise is read in both ways, with a warning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pathspec

from generator.inputs.limits import unfit
from generator.model.errors import ClipfileError
from generator.model.problem import Problem

IGNORE = ".clipfileignore"
RULE = "ignore-pattern"
_LARGEST, _MOST = 1_000_000, 5_000  # bytes of a list and patterns in it
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# Stars in one name, and for folders: with many, looking at a name takes time without bounds.
_MOST_STARS = 3
_STARS = re.compile(r"\*+")
_WINDOWS = re.compile(r"\\(?=\w|\Z)")
_CLASS = re.compile(r"\[[:.=]")
_ELSEWHERE = re.compile(r"\A/?(?:\.\./|~/|[A-Za-z]:/)")
_STOPS = "Correct this first: what the list names could be private, so nothing is published without it."


@dataclass(frozen=True, slots=True)
class IgnoreList:
    """The patterns of a folder of clippings.

    Attributes:
        problems: warnings about lines that are probably meant otherwise.
    """

    problems: tuple[Problem, ...] = ()
    _spec: pathspec.GitIgnoreSpec | None = None
    _lines: tuple[int, ...] = ()
    _used: set[int] = field(default_factory=set)

    def decides(self, path: str, *, folder: bool) -> bool | None:
        """Whether a file or folder below the seeds is ignored; None if no pattern matches it."""
        if self._spec is None:
            return None
        checked = self._spec.check_file(f"{_composed(path)}/" if folder else _composed(path))
        if checked.index is not None:
            self._used.add(self._lines[checked.index])
        return checked.include

    def covers(self, path: str) -> bool:
        """Whether a file is ignored, or a folder that it is in."""
        if self._spec is None:
            return False
        return self._is_below_ignored(path) or bool(self.decides(path, folder=False))

    @staticmethod
    def _is_path(pattern: str) -> bool:
        return "/" in pattern.strip("/") and "*" not in pattern and not _ELSEWHERE.match(pattern)

    def _is_below_ignored(self, path: str) -> bool:
        folders = (path[:at] for at, char in enumerate(path) if char == "/")
        return any(self.decides(folder, folder=True) for folder in folders)

    def unused(self, files: Iterable[str]) -> Iterator[Problem]:
        """Warnings about patterns that match nothing, though they seem to be about certain files.

        Args:
            files: paths of the files that are not ignored. Everything has been asked for before.
        """
        if self._spec is None:
            return
        patterns = zip(self._lines, self._spec.patterns, strict=True)
        unused = [
            (line, str(one.pattern)) for line, one in patterns if one.include and line not in self._used
        ]
        names = [_composed(name) for name in files] if unused else []
        for line, text in unused:
            exact, folded = (pathspec.GitIgnoreSpec.from_lines([one]) for one in (text, text.casefold()))
            if any(map(exact.match_file, names)):  # a later line takes it back
                continue
            other = next((name for name in names if folded.match_file(name.casefold())), "")
            if other:
                message = f"{text!r} matches nothing, but {other!r} if capitals are not compared: correct it"
            elif self._is_path(text) and not self._is_below_ignored(text.strip("/")):
                message = f"{text!r} matches nothing: correct or remove it. Paths begin in this folder"
            else:
                continue
            yield Problem(IGNORE, line, RULE, message, "warning")


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
    lines: list[int] = []
    patterns: list[str] = []
    for number, line in enumerate(_text(file).split("\n"), 1):
        for pattern, warning in _patterns(root, file, number, line):
            lines.append(number)
            patterns.append(pattern)
            if warning:
                problems.append(Problem(IGNORE, number, RULE, warning, "warning"))
        if line.strip() == "!":
            message = "is no pattern of file names: '!'. Write one as in .gitignore"
            problems.append(Problem(IGNORE, number, RULE, message, "warning"))
    if len(patterns) > _MOST:
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


def _patterns(root: Path, file: Path, number: int, line: str) -> Iterator[tuple[str, str]]:
    """The patterns that a line means, each with a warning if it is not what the line says."""
    if not line.strip("/ \t") or line.startswith("#") or line.strip() == "!":
        return
    if (
        max(len(_STARS.findall(part)) for part in line.split("/")) > _MOST_STARS
        or line.count("**") > _MOST_STARS
    ):
        raise ClipfileError(f"{file}: line {number} has too many *: {line[:200]!r}. {_STOPS}")
    meant = _meant(root, line) if not line.startswith("!") else line
    if not _is_pattern(line):
        literal = line.replace("[", "\\[") if meant == line else meant
        if literal == line or not _is_pattern(literal):
            message = f"{file}: line {number} is no pattern of file names: {line[:200]!r}. {_STOPS}"
            raise ClipfileError(message)
        yield literal, _as_meant(line, literal)
        return
    yield line, f"{line!r} names a place outside this folder" if _ELSEWHERE.match(line) else ""
    if meant != line:
        yield meant, _as_meant(line, meant)


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
    return f"{line!r} is read as {meant!r}, too: write it so if it is meant"


def _meant(root: Path, line: str) -> str:
    """A line as a person probably meant it: relative to the seeds, with slashes."""
    path = _WINDOWS.sub("/", line.strip())
    folder = f"{root.as_posix()}/"
    if path.startswith(folder):
        return f"/{path.removeprefix(folder)}"
    if path.startswith("./"):
        path = path[1:]
    named = f"{root.name}/"
    own = path.removeprefix("/")
    if own.startswith(named) and own != named and not (root / root.name).exists():
        return f"/{own.removeprefix(named)}"
    return path if path != line.rstrip(" ") else line


def _composed(text: str) -> str:
    """A text whose letters have one form: some systems decompose the names of files."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)
