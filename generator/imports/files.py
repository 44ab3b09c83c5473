"""The files of a folder that may be imported, each with its sidecar, and why the others are not."""

from __future__ import annotations

import os
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.extract.formats import FORMATS as DOCUMENTS
from generator.imports.item import Item
from generator.imports.nearby import is_picture
from generator.inputs.ignore import is_ignored, without_page_folders
from generator.inputs.ignore_list import read_ignored
from generator.inputs.seeds import RESERVED, SIDECAR
from generator.system.files import walk
from generator.text.tables import load_table

# What is skipped, in the words of the report.
PICTURE, PART = "picture", "file of a program or page"


class FoundFile(NamedTuple):
    """A file below a folder: its path relative to it, its sidecar if it has one, or why it is left out."""

    path: Path
    name: PurePosixPath
    sidecar: Path | None = None
    left_out: Item | None = None


def found_files(folder: Path) -> list[FoundFile]:
    """All files below a folder but hidden ones, those of systems, and what its ``.clipfileignore`` lists.

    Links to folders are not followed.

    Raises:
        ClipfileError: the folder's own list cannot be understood.
    """
    closed: list[FoundFile] = []

    def failed(path: str, error: OSError) -> None:
        name = PurePosixPath(path or folder.name)
        fault = f"cannot be read: {error.strerror}"
        closed.append(FoundFile(folder / path, name, left_out=Item(str(name), fault=fault)))

    ignored = read_ignored(folder)

    def is_seen(path: str, entry: os.DirEntry[str]) -> bool:
        is_folder = entry.is_dir(follow_symlinks=False)
        return not (entry.name.startswith(".") or is_ignored(ignored, path, folder=is_folder))

    found = walk(folder, is_seen, failed=failed)
    names = {path for path, entry in found if is_seen(path, entry)}
    of_pages, _ = without_page_folders(names)
    documents = {PurePosixPath(path).with_suffix("") for path in names if not path.endswith(SIDECAR)}
    # Documents before links to them, so that a document is imported with its own sidecar.
    listed = sorted((folder.joinpath(path).is_symlink(), path) for path in names)
    files = (
        _file(folder, PurePosixPath(path), path in of_pages)
        for _, path in listed
        if not path.endswith(SIDECAR) or PurePosixPath(path).with_suffix("") not in documents
    )
    return list(chain(closed, files))


def _file(folder: Path, name: PurePosixPath, is_part: bool) -> FoundFile:
    path = folder / name
    sidecar = path.with_suffix(SIDECAR)
    if is_part:
        return FoundFile(path, name, left_out=Item(str(name), skipped=PART))
    try:
        fault = _fault(folder, path, name) or _link_fault(folder, sidecar)
        if not fault:
            # What may not be read is found here, not while its format is looked for.
            path.open("rb").close()
    except OSError as error:
        fault = f"cannot be read: {error.strerror}"
    if fault:
        return FoundFile(path, name, left_out=Item(str(name), fault=fault))
    if (skipped := _skipped(name)) != "":
        return FoundFile(path, name, left_out=Item(str(name), skipped=skipped))
    return FoundFile(path, name, sidecar if sidecar.is_file() and sidecar != path else None)


def _skipped(name: PurePosixPath) -> str:
    """What a file is that is no article, "" if it may be one."""
    suffix = name.suffix.lower()
    if suffix in DOCUMENTS:
        return ""
    if is_picture(name):
        return PICTURE
    return PART if suffix in load_table("imports")["parts"] else ""


def _fault(root: Path, path: Path, name: PurePosixPath) -> str:
    faults = (
        (
            name.parts[0] in RESERVED,
            "belongs to an archive and is not a document. Copy it by hand if you need it",
        ),
        (path.is_dir(), "links to folders are not followed. Import that folder separately"),
        (
            not path.resolve().is_relative_to(root.resolve()),
            "links that lead out of the folder are not followed. Copy the document instead",
        ),
        (not path.is_file(), "is a broken link or not a regular file"),
        (path.suffix == SIDECAR, "describes no document: there is none with this name"),
    )
    return next((message for applies, message in faults if applies), "")


def _link_fault(root: Path, sidecar: Path) -> str:
    leaves = sidecar.is_symlink() and not sidecar.resolve().is_relative_to(root.resolve())
    return f"its sidecar {sidecar.name} is a link out of the folder. Copy the file instead" if leaves else ""
