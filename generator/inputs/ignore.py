"""Which files of ``seeds/`` are not read: those of systems and saved pages, and what a curator ignores."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Collection, Iterator
from functools import cache

from generator.inputs.ignore_list import IgnoreList
from generator.model.problem import Problem
from generator.text.tables import alternatives, load_table

# The list of files that an import has put next to a document, which may be no page.
LIST = "pictures.json"


def is_ignored(listed: IgnoreList, path: str, *, folder: bool) -> bool:
    """Whether a file or folder below the seeds is not read; a curator's patterns precede the usual ones."""
    decided = listed.decides(path, folder=folder)
    return is_usual(path, folder=folder) if decided is None else decided


def is_usual(path: str, *, folder: bool) -> bool:
    """Whether a file or folder belongs to a system or program, and is never a document."""
    return _usual(folder).fullmatch(path.rpartition("/")[2].casefold()) is not None


@cache
def _usual(folder: bool) -> re.Pattern[str]:
    table = load_table("ignored")
    patterns = table["folders"] if folder else table["names"]
    usual = "|".join(fnmatch.translate(pattern) for pattern in patterns)
    about = table["about"]
    names, endings = alternatives(about["names"]), alternatives(about["endings"])
    return re.compile(rf"\A(?:{usual})" if folder else rf"\A(?:{usual}|(?:{names})(?:{endings})?\Z)")


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
        if stem.casefold() in pages or f"{folder}/{LIST}" in names:
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
