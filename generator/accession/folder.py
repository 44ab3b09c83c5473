"""The files of a folder as clippings, each with its sidecar."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.accession.items import MAX_BYTES, Item, Source
from generator.accession.save import Clipping
from generator.convert.pipeline import read_draft
from generator.extract.formats import FORMATS
from generator.inputs.seeds import RESERVED, SIDECAR
from generator.model.documents import Seed
from generator.system.files import walk


def files(folder: Path) -> Source:
    """Every file below a folder except hidden ones; links to folders are not followed."""
    paths = [folder / path for path, entry in walk(folder, _is_visible) if _is_visible(path, entry)]
    described = {path.with_suffix("") for path in paths if path.suffix != SIDECAR}
    # A document comes before links to it, so that it brings its own sidecar.
    listed = sorted(
        (path for path in paths if path.suffix != SIDECAR or path.with_suffix("") not in described),
        key=lambda path: (path.is_symlink(), path),
    )
    return Source(len(listed), _items(folder, listed))


def _is_visible(_: str, entry: os.DirEntry[str]) -> bool:
    return not entry.name.startswith(".")


def _items(folder: Path, paths: Sequence[Path]) -> Iterator[Item]:
    root = folder.resolve()
    for number, path in enumerate(paths, 1):
        name = path.relative_to(folder)
        beside = path.with_suffix(SIDECAR)
        try:
            fault = _fault(root, path, name) or _link_fault(root, beside)
            clipping = None if fault else _clipping(path, beside, name)
            fault = fault or _unreadable(clipping)
        except UnicodeDecodeError:
            clipping, fault = None, f"has a sidecar that is not UTF-8: {beside.name}; save it as UTF-8"
        except OSError as error:
            clipping, fault = None, f"cannot be read: {error.strerror}"
        yield Item(name.as_posix(), number, None if fault else clipping, fault)


def _clipping(path: Path, beside: Path, name: Path) -> Clipping:
    text = beside.read_bytes().decode("utf-8-sig") if beside.is_file() else ""
    return Clipping(path.read_bytes(), path.suffix.lower(), path.stem, {}, name.parent.as_posix(), text)


def _fault(root: Path, path: Path, name: Path) -> str:
    faults = (
        (
            name.parts[0] in RESERVED,
            "belongs to the archive itself and is no document; copy it by hand if it should come along",
        ),
        (path.is_dir(), "is a link to a folder, which is not followed; import that folder by itself"),
        (
            not path.resolve().is_relative_to(root),
            "is a link that leaves the folder; copy the document instead",
        ),
        (not path.is_file(), "is a link to nothing, or no file at all"),
        (path.suffix == SIDECAR, "describes no document: none next to it has this name"),
        (
            path.suffix.lower() not in FORMATS,
            f"no reader for this kind of file: names end in one of {', '.join(FORMATS)}",
        ),
    )
    fault = next((message for applies, message in faults if applies), "")
    return fault or (f"is larger than {MAX_BYTES:,} bytes" if path.stat().st_size > MAX_BYTES else "")


def _link_fault(root: Path, beside: Path) -> str:
    leaves = beside.is_symlink() and not beside.resolve().is_relative_to(root)
    return f"has a sidecar that is a link out of the folder: {beside.name}; copy it instead" if leaves else ""


def _unreadable(clipping: Clipping | None) -> str:
    """Why a document cannot be an article, "" if it can."""
    if clipping is None:
        return ""
    draft, problems = read_draft(Seed(f"file{clipping.suffix}", clipping.data, ""))
    return "" if draft else "; ".join(problem.message for problem in problems)
