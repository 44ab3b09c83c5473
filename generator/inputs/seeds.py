"""Reading ``seeds/``. No other module does, and seeds are never changed."""

from __future__ import annotations

import difflib
import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from generator.inputs.contents import Content, FileCache
from generator.inputs.given_addresses import ADDRESSES
from generator.inputs.ignore import is_ignored, is_usual, without_page_folders
from generator.inputs.ignore_list import IGNORE, IgnoreList, read_ignored, stray_list
from generator.inputs.limits import unfit, unreadable
from generator.inputs.links import LINKS
from generator.inputs.pages import join_pages
from generator.inputs.scans import ScanFiles, Scans, find_scans, is_image
from generator.model.documents import Seed
from generator.model.errors import ClipfileError
from generator.model.problem import Problem
from generator.system.files import walk
from generator.text.controls import CONTROLS

# Addresses without a text, which are still to be fetched.
READING_LIST = "reading-list.csv"
RESERVED = ("authority", "collections", ADDRESSES, LINKS, READING_LIST)
SIDECAR = ".yml"
_IGNORED_SIDECAR = (
    "ignored-sidecar",
    f"is ignored by {IGNORE}, but its document would be published without it: ignore both, or neither",
)
# The document of a sidecar without one.
EMPTY = Content(b"", hashlib.sha256().hexdigest(), ())


_NO_SCAN = ScanFiles()


class SeedFolder(NamedTuple):
    """What a folder of clippings contains.

    Attributes:
        seeds: every document, sorted by path.
        problems: what could not be read, and what looks wrong.
        left_out: number of files that are no documents, by kind.
    """

    seeds: list[Seed]
    problems: list[Problem]
    left_out: Mapping[str, int]


def read_seeds(folder: Path, cache: FileCache | None = None) -> tuple[list[Seed], list[Problem]]:
    """The documents and problems of ``read_folder``."""
    read = read_folder(folder, cache)
    return read.seeds, read.problems


def read_folder(folder: Path, cache: FileCache | None = None) -> SeedFolder:
    """Every document below ``folder``, what could not be read, and how many files are no documents.

    Hidden files, ``authority/`` and ``collections/`` are ignored, and so are files of systems, the folder of
    a saved page, and what ``.clipfileignore`` lists. An image next to a document is a scan of it; without
    one it is an article that waits for its transcription, unless another clipping shows it. A symbolic
    link out of the folder or to a folder, a file larger than 50 MB and a sidecar without a document are
    problems; but the sidecar of a withdrawn article may remain when its document is removed.

    Args:
        folder: the folder of clippings.
        cache: files that this process has read before; updated.

    Raises:
        ClipfileError: the folder does not exist.
    """
    root, listed, closed = _list_folder(folder)
    cache = FileCache() if cache is None else cache
    files, scans = listed.files, listed.scans
    cache.retain(files)
    days = cache.added(root)
    sidecars = {_stem(name): name for name in files if name.endswith(SIDECAR)}
    stubs = set(_stubs(root, files, cache)) if sidecars else set()
    seeds: list[Seed] = []
    unread = (Problem(name, 0, *unreadable(error)) for name, error in closed.items())
    problems = [*listed.problems, *scans.problems(), *unread]
    files_of = scans.by_document()
    for name, file in files.items():
        if name.endswith(SIDECAR) and name not in stubs:
            continue
        stem = scans.alone.get(name) or _stem(name)
        if listed.ignored and f"{stem}{SIDECAR}" in listed.ignored:
            problems.append(Problem(f"{stem}{SIDECAR}", 0, *_IGNORED_SIDECAR))
            continue
        beside = sidecars.get(stem) if sidecars else None
        # Without its sidecar a document would be published against what a curator said of it.
        faults = [(file, fault) for file in (name, beside) if file and (fault := unfit(root, files[file]))]
        if faults:
            problems += (Problem(file, 0, *fault) for file, fault in faults)
            continue
        try:
            document = EMPTY if name in stubs else _read_document(name, file, cache)
            sidecar = cache.sidecar(beside, files[beside]) if beside else None
        except OSError as error:
            problems.append(Problem(name, 0, *unreadable(error)))
            continue
        pages, words = files_of.get(name, _NO_SCAN)
        seed = Seed(name, document.data, document.sha256, sidecar, days.get(name), folder=str(root))
        seeds.append(replace(seed, scans=pages, scan_words=words) if pages or words else seed)
    if sidecars:
        described = {f"{stem}." for stem in scans.alone.values()}
        names = [name for name in files if name not in stubs and name not in scans.alone]
        problems += _sidecar_problems([name for name in names if name.removesuffix("yml") not in described])
    problems.sort(key=lambda problem: (problem.path, problem.line))
    return SeedFolder(join_pages(seeds), problems, listed.left_out)


class _Listed(NamedTuple):
    """The files that may be documents or sidecars, in order, those that are neither, and what is ignored."""

    files: dict[str, os.DirEntry[str]]
    scans: Scans
    left_out: Mapping[str, int]
    problems: Sequence[Problem]
    ignored: Collection[str]


def _list_folder(folder: Path) -> tuple[Path, _Listed, Mapping[str, OSError]]:
    """The folder itself, what is in it, and the folders below it that cannot be read, and why.

    Raises:
        ClipfileError: the folder does not exist, or cannot be read.
    """
    if not os.path.isdir(folder):  # noqa: PTH112 - a Path raises an error if a folder above cannot be read
        raise ClipfileError(f"{folder}: no such folder. Make it and put clippings into it, or name another.")
    root = folder.resolve()
    closed: dict[str, OSError] = {}
    listed = _list(root, closed)
    if "" in closed:
        raise ClipfileError(
            f"{folder}: cannot be read: {closed[''].strerror}. Allow reading it, then run again."
        )
    return root, listed, closed


def _list(root: Path, closed: dict[str, OSError]) -> _Listed:
    ignored, excluded = read_ignored(root), set[str]()
    files: dict[str, os.DirEntry[str]] = {}
    strays: list[Problem] = []
    for path, entry, is_left_out in _files(root, ignored, closed, strays):
        if not is_left_out:
            files[path] = entry
        elif not is_usual(path, folder=entry.is_dir(follow_symlinks=False)):
            excluded.add(path)
    unused = ignored.unused(files, _is_never_read)
    if excluded:
        excluded |= _described_only(files, excluded)
        files = {name: entry for name, entry in files.items() if name not in excluded}
    of_pages, problems = without_page_folders(files)
    scans = find_scans([name for name in files if name not in of_pages], SIDECAR, excluded)
    left_out = {
        "files ignored": len(excluded),
        "files of saved pages": len(of_pages),
    }
    documents = {
        name: entry
        for name, entry in sorted(files.items())
        if name not in of_pages and name not in scans.of and name not in scans.withheld
    }
    return _Listed(documents, scans, left_out, (*ignored.problems, *unused, *strays, *problems), excluded)


def _described_only(files: Collection[str], ignored: Collection[str]) -> set[str]:
    """Sidecars of which only documents are left that are ignored: they describe nothing that is published."""
    stems = {_stem(name) for name in ignored if not name.endswith(SIDECAR)}
    left = {_stem(name) for name in files if not name.endswith(SIDECAR) and not is_image(name)}
    return {name for name in files if name.endswith(SIDECAR) and _stem(name) in stems - left}


def _files(
    folder: Path, ignored: IgnoreList, closed: dict[str, OSError], strays: list[Problem]
) -> Iterator[tuple[str, os.DirEntry[str], bool]]:
    """Path below the seeds, with ``/``, and entry of each file, and whether patterns exclude it.

    Links to folders are not followed. Hidden files are left out. A folder that cannot be read is added to
    ``closed``, and why; a warning about each list of patterns in a folder below to ``strays``.
    """

    def is_entered(path: str, entry: os.DirEntry[str]) -> bool:
        # A folder whose name cannot be shown is reported, as a file is.
        return not (
            _is_hidden(path, entry) or is_ignored(ignored, path, folder=True) or CONTROLS.search(entry.name)
        )

    for path, entry in walk(folder, is_entered, failed=closed.__setitem__):
        if not _is_hidden(path, entry):
            yield path, entry, is_ignored(ignored, path, folder=entry.is_dir(follow_symlinks=False))
        elif entry.name == IGNORE and path != IGNORE:
            strays.append(stray_list(path))


def _read_document(name: str, file: os.DirEntry[str], cache: FileCache) -> Content:
    """What a document contains; of a scan, only its digest."""
    return cache.digest(name, file) if is_image(name) else cache.read(name, file)


def _is_hidden(path: str, entry: os.DirEntry[str]) -> bool:
    return entry.name.startswith(".") or path in RESERVED


def _is_never_read(path: str) -> bool:
    return path in RESERVED or is_usual(path, folder=True) or is_usual(path, folder=False)


def _stem(name: str) -> str:
    return os.path.splitext(name)[0]  # noqa: PTH122 - a path for each file takes longer than to read it


def _stubs(root: Path, files: Mapping[str, os.DirEntry[str]], cache: FileCache) -> Iterator[str]:
    """Sidecars of withdrawn articles whose documents were removed."""
    documents = {_stem(name) for name in files if not name.endswith(SIDECAR)}
    for name, file in files.items():
        alone = name.endswith(SIDECAR) and _stem(name) not in documents and not unfit(root, file)
        if alone and {"id", "withdrawn"} <= cache.sidecar(name, file).declared.values.keys():
            yield name


def _sidecar_problems(names: Sequence[str]) -> Iterator[Problem]:
    documents: dict[str, list[str]] = {}
    for name in names:
        if not name.endswith(SIDECAR):
            documents.setdefault(_stem(name), []).append(name)
    for name in names:
        described = documents.get(_stem(name), [])
        if name.endswith(SIDECAR) and not described:
            yield Problem(
                name,
                0,
                "sidecar-orphan",
                f"describes no document: none next to it has this name; {_renamed(name, documents)}",
                "warning",
            )
        if name.endswith(SIDECAR) and len(described) > 1:
            both = " and ".join(described)
            yield Problem(
                name,
                0,
                "sidecar-shared",
                f"describes {both}; give one of them another name",
                "warning",
            )


def _renamed(sidecar: str, stems: Iterable[str]) -> str:
    near = difflib.get_close_matches(sidecar.removesuffix(SIDECAR), stems, 1)
    return f"rename it to {near[0]}{SIDECAR}, or remove it" if near else "rename or remove it"
