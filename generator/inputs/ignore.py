"""Which files of ``seeds/`` are not read: those of systems and saved pages, and what a curator ignores."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pathspec

from generator.inputs.limits import unfit
from generator.model.problem import Problem
from generator.text.tables import alternatives, load_table

IGNORE = ".clipfileignore"
_LARGEST = 1_000_000  # bytes of a list of patterns


class Ignored(NamedTuple):
    """The patterns of an archive: those of ``.clipfileignore``, if there is one, below the usual ones."""

    own: pathspec.GitIgnoreSpec | None
    problems: tuple[Problem, ...] = ()

    def matches(self, path: str, *, folder: bool) -> bool:
        """Whether a file or folder below the seeds is ignored."""
        usual = is_usual(path, folder=folder)
        if self.own is None:
            return usual
        checked = self.own.check_file(f"{path}/" if folder else path)
        return usual if checked.include is None else checked.include


def is_usual(path: str, *, folder: bool) -> bool:
    """Whether a file or folder belongs to a system or program, and is never a document."""
    return _usual(folder).fullmatch(path.rpartition("/")[2].casefold()) is not None


def read_ignored(root: Path) -> Ignored:
    """The patterns of the folder of seeds, in the syntax of ``.gitignore``; faults cost only the line."""
    file = root / IGNORE
    if not file.is_file() and not file.is_symlink():
        return Ignored(None)
    fault = unfit(root, file)
    if fault:
        return Ignored(None, (Problem(IGNORE, 0, *fault, "warning"),))
    lines = file.read_bytes()[:_LARGEST].decode("utf-8-sig", "replace").splitlines()
    valid, problems = [], []
    for number, line in enumerate(lines, 1):
        try:
            pathspec.GitIgnoreSpec.from_lines([line])
            valid.append(line)
        except ValueError:
            message = f"is no pattern of file names: {line!r}. Write one as in .gitignore"
            problems.append(Problem(IGNORE, number, "ignore-pattern", message, "warning"))
    return Ignored(pathspec.GitIgnoreSpec.from_lines(valid), tuple(problems))


@cache
def _usual(folder: bool) -> re.Pattern[str]:
    table = load_table("ignored")
    patterns = table["folders"] if folder else table["names"]
    return re.compile(rf"\A(?:{'|'.join(fnmatch.translate(pattern) for pattern in patterns)})")


def without_page_folders(files: Collection[str]) -> tuple[frozenset[str], list[Problem]]:
    """The files that belong to the folder of a saved page: style sheets, scripts, pictures, frames.

    Args:
        files: paths below the seeds.

    Returns:
        The files, and a warning for each such folder without its page.
    """
    folders: dict[str, list[str]] = {}
    for name in files:
        if "/" in name and (folder := _page_folder(name)):
            folders.setdefault(folder, []).append(name)
    if not folders:
        return frozenset(), []
    pages = set(_page_stems(files))
    parts, problems = set[str](), []
    for folder, names in folders.items():
        stem = _stem_of(folder)
        if stem.casefold() in pages:
            parts.update(names)
        elif any(name.lower().endswith(tuple(load_table("ignored")["resources"])) for name in names):
            parts.update(names)
            message = (
                "looks like the folder of a saved page, which is missing: none of its files is read. "
                "Add the page, remove the folder, or rename it"
            )
            problems.append(Problem(folder, 0, "page-folder", message, "warning"))
    return frozenset(parts), problems


@cache
def _page_folder_pattern() -> re.Pattern[str]:
    endings = alternatives(load_table("ignored")["page_folders"])
    return re.compile(rf"[^/](?:{endings})/", re.IGNORECASE)


def _page_folder(name: str) -> str:
    """The outermost folder of a path that is named like that of a saved page, "" if none is."""
    match = _page_folder_pattern().search(name)
    return name[: match.end() - 1] if match else ""


def _stem_of(folder: str) -> str:
    match = _page_folder_pattern().search(f"{folder}/")
    return folder[: match.start() + 1] if match else folder


def _page_stems(files: Collection[str]) -> Iterator[str]:
    endings = tuple(load_table("ignored")["pages"])
    for name in files:
        folded = name.casefold()
        if folded.endswith(endings):
            yield folded.rpartition(".")[0]
