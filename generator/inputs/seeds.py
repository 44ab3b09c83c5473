"""Reading ``seeds/``. No other module does, and seeds are never changed."""

from __future__ import annotations

import difflib
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.inputs.contents import Content, FileCache
from generator.inputs.limits import unfit, unreadable
from generator.inputs.links import LINKS
from generator.model.documents import Seed
from generator.model.errors import ClipfileError
from generator.model.problem import Problem
from generator.system.files import walk
from generator.text.controls import CONTROLS

RESERVED = ("authority", "collections", LINKS)
SIDECAR = ".yml"
# The document of a sidecar without one.
EMPTY = Content(b"", hashlib.sha256().hexdigest(), ())


def read_seeds(folder: Path, cache: FileCache | None = None) -> tuple[list[Seed], list[Problem]]:
    """Every document below ``folder``, sorted by path, and what could not be read.

    Hidden files, ``authority/`` and ``collections/`` are ignored. A symbolic link out of the folder or to
    a folder, a file larger than 50 MB and a sidecar without a document are problems; but the sidecar of a
    withdrawn article may remain when its document is removed.

    Args:
        folder: the folder of clippings.
        cache: files that this process has read before; updated.

    Raises:
        ClipfileError: the folder does not exist.
    """
    if not os.path.isdir(folder):  # noqa: PTH112 - a Path raises an error if a folder above cannot be read
        raise ClipfileError(f"{folder}: no such folder. Make it and put clippings into it, or name another.")
    root, cache = folder.resolve(), FileCache() if cache is None else cache
    closed: dict[str, OSError] = {}
    files = dict(sorted(_files(root, closed)))
    if "" in closed:
        raise ClipfileError(
            f"{folder}: cannot be read: {closed[''].strerror}. Allow reading it, then run again."
        )
    cache.retain(files)
    days = cache.added(root)
    sidecars = {_stem(name): name for name in files if name.endswith(SIDECAR)}
    stubs = set(_stubs(root, files, cache)) if sidecars else set()
    seeds: list[Seed] = []
    problems = [Problem(name, 0, *unreadable(error)) for name, error in closed.items()]
    for name, file in files.items():
        if name.endswith(SIDECAR) and name not in stubs:
            continue
        beside = sidecars.get(_stem(name)) if sidecars else None
        # Without its sidecar a document would be published against what a curator said of it.
        faults = [(file, fault) for file in (name, beside) if file and (fault := unfit(root, files[file]))]
        if faults:
            problems += (Problem(file, 0, *fault) for file, fault in faults)
            continue
        try:
            document = EMPTY if name in stubs else cache.read(name, file)
            sidecar = cache.sidecar(beside, files[beside]) if beside else None
        except OSError as error:
            problems.append(Problem(name, 0, *unreadable(error)))
            continue
        seeds.append(Seed(name, document.data, document.sha256, sidecar, days.get(name)))
    if sidecars:
        problems += _sidecar_problems([name for name in files if name not in stubs])
    return seeds, sorted(problems, key=lambda problem: (problem.path, problem.line))


def _files(folder: Path, closed: dict[str, OSError]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Path below the seeds, with ``/``, and entry of each file. Links to folders are not followed.

    A folder that cannot be read is added to ``closed``, and why.
    """
    for path, entry in walk(folder, _is_entered, failed=closed.__setitem__):
        if not _is_ignored(path, entry):
            yield path, entry


def _is_ignored(path: str, entry: os.DirEntry[str]) -> bool:
    return entry.name.startswith(".") or path in RESERVED


def _is_entered(path: str, entry: os.DirEntry[str]) -> bool:
    # A folder whose name cannot be shown is reported, as a file is.
    return not _is_ignored(path, entry) and not CONTROLS.search(entry.name)


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
