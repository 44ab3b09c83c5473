"""Reading ``seeds/``: the one module that does. Seeds are never changed."""

from __future__ import annotations

import difflib
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.errors import ClipfileError
from generator.fields import parse_declaration
from generator.fields_checks import one_line, prose, slug
from generator.fields_yaml import Places, load_yaml
from generator.markup import CONTROLS
from generator.model import Problem, Seed
from generator.printable import printable
from generator.seeds_fit import unfit
from generator.seeds_kept import Content, KeptFiles
from generator.seeds_links import LINKS

RESERVED = ("authority", "collections", LINKS)
SIDECAR = ".yml"
COLLECTION_FIELDS = ("title", "description", "order", "articles")
# The document of a sidecar that stands alone.
EMPTY = Content(b"", hashlib.sha256().hexdigest(), ())
ORDERS = ("date", "listed")


@dataclass(frozen=True, slots=True)
class CollectionFile:
    """A collection as its curator wrote it: ``articles`` names seeds or ids; ``order`` is listed or date."""

    id: str
    title: str
    description: str = ""
    order: str = "date"
    articles: tuple[str, ...] = ()


def read_seeds(folder: Path, kept: KeptFiles | None = None) -> tuple[list[Seed], list[Problem]]:
    """Every document below ``folder``, sorted by path, and what could not be read.

    Hidden files, ``authority/`` and ``collections/`` are passed over. A symbolic link that leaves the
    folder or leads to another one, a file larger than 50 MB and a sidecar without its document are
    problems; the sidecar of a withdrawn article may stand for a document that was removed.

    Args:
        folder: the folder of clippings.
        kept: files that this process has read before; holds those of now afterwards.

    Raises:
        ClipfileError: the folder does not exist.
    """
    if not folder.is_dir():
        raise ClipfileError(f"{folder}: no such folder. Make it and put clippings into it, or name another.")
    root, kept = folder.resolve(), KeptFiles() if kept is None else kept
    files = dict(sorted(_files(str(root))))
    kept.forget(files)
    days = kept.added(root)
    sidecars = {_stem(name): name for name in files if name.endswith(SIDECAR)}
    stubs = set(_stubs(root, files, kept)) if sidecars else set()
    seeds: list[Seed] = []
    problems: list[Problem] = []
    for name, file in files.items():
        if name.endswith(SIDECAR) and name not in stubs:
            continue
        beside = sidecars.get(_stem(name)) if sidecars else None
        # Without its sidecar a document would be published against what a curator said of it.
        faults = [(one, fault) for one in (name, beside) if one and (fault := unfit(root, files[one]))]
        if faults:
            problems += (Problem(one, 0, *fault) for one, fault in faults)
            continue
        document = EMPTY if name in stubs else kept.read(name, file)
        sidecar = kept.read(beside, files[beside]).data if beside else None
        seeds.append(Seed(name, document.data, document.sha256, sidecar, days.get(name)))
    if sidecars:
        problems += _sidecar_problems([name for name in files if name not in stubs])
    return seeds, sorted(problems, key=lambda problem: (problem.path, problem.line))


def _files(folder: str, within: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Path relative to the seeds, with ``/``, and the file itself. Links to folders are not followed."""
    with os.scandir(folder) as found:
        for one in found:
            if one.name.startswith(".") or (not within and one.name in RESERVED):
                continue
            # A folder whose name cannot be written is passed on, to be told as a file is.
            if one.is_dir(follow_symlinks=False) and not CONTROLS.search(one.name):
                yield from _files(one.path, f"{within}{one.name}/")
            else:
                yield f"{within}{one.name}", one


def _stem(name: str) -> str:
    return os.path.splitext(name)[0]  # noqa: PTH122 - a path for each file takes longer than to read it


def _stubs(root: Path, files: Mapping[str, os.DirEntry[str]], kept: KeptFiles) -> Iterator[str]:
    """Sidecars that stand for a withdrawn article whose document was removed for good."""
    documents = {_stem(name) for name in files if not name.endswith(SIDECAR)}
    for name, file in files.items():
        if name.endswith(SIDECAR) and _stem(name) not in documents and not unfit(root, file):
            text = kept.read(name, file).data.decode("utf-8-sig", errors="replace")
            declared, _ = parse_declaration(text, name)
            if {"id", "withdrawn"} <= declared.values.keys():
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
                f"describes no document: none beside it has this name; {_renamed(name, documents)}",
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


def read_collections(folder: Path) -> tuple[tuple[CollectionFile, ...], tuple[Problem, ...]]:
    """The collection files of ``folder/collections``, sorted by id, and what is wrong with them."""
    found, problems = [], []
    for path in sorted((folder / "collections").glob("*.yml")):
        name = PurePosixPath("collections", path.name).as_posix()
        unreadable = unfit(folder.resolve(), path) or _misnamed(path.stem)
        if unreadable:
            problems.append(Problem(name, 0, *unreadable))
            continue
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            problems.append(Problem(name, 0, "collection-encoding", "is not UTF-8; save it as UTF-8"))
            continue
        value, places, broken = load_yaml(text, name)
        fault = broken or _collection_fault(value, places, name)
        if fault:
            problems.append(fault)
            continue
        articles = tuple(str(item) for item in value.get("articles") or ())
        found.append(
            CollectionFile(
                path.stem,
                one_line(printable(str(value["title"]))),
                printable(str(value.get("description") or "").strip()),
                str(value.get("order") or "date"),
                articles,
            )
        )
    return tuple(found), tuple(problems)


def _misnamed(stem: str) -> tuple[str, str] | None:
    fault = slug(stem).fault
    return ("collection-name", f"its name is its address: it {fault}") if fault else None


def _collection_fault(value: object, places: Places, name: str) -> Problem | None:
    if not isinstance(value, dict) or not one_line(printable(str(value.get("title") or ""))):
        return Problem(name, 1, "collection-title", "needs a line 'title: ...'")
    unknown = next((str(key) for key in value if key not in COLLECTION_FIELDS), None)
    if unknown:
        message = f"no field is called {unknown!r}; known: {', '.join(COLLECTION_FIELDS)}"
        line, column = places.key(unknown)
        return Problem(name, line, "collection-field", message, column=column)
    for field, fault in _collection_values(value):
        line, column = places.value(field)
        return Problem(name, line, f"collection-{field}", f"{field} {fault}", column=column)
    return None


def _collection_values(value: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Each field whose value cannot be used, and why."""
    if value.get("order") not in (None, *ORDERS):
        yield "order", f"must be date or listed: {value['order']!r}"
    for field in ("title", "description"):
        fault = prose(value.get(field)).fault
        if fault:
            yield field, fault
    articles = value.get("articles") or []
    if not isinstance(articles, list) or any(isinstance(one, (list, dict)) for one in articles):
        yield "articles", "must be a list of seeds"
