"""The files of a folder as clippings, each with its sidecar."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from generator.accession.items import MAX_BYTES, ImportItem, ImportSource
from generator.accession.save import Clipping
from generator.convert.pipeline import read_draft
from generator.extract.formats import FORMATS
from generator.inputs.publicity import withheld_by_name
from generator.inputs.seeds import RESERVED, SIDECAR
from generator.model.documents import Seed
from generator.system.files import walk


def files(folder: Path) -> ImportSource:
    """All files below a folder, except hidden ones. Links to folders are not followed."""
    closed: list[ImportItem] = []

    def failed(path: str, error: OSError) -> None:
        closed.append(ImportItem(path or folder.name, 0, fault=f"cannot be read: {error.strerror}"))

    found = walk(folder, _is_visible, failed=failed)
    paths = [folder / path for path, entry in found if _is_visible(path, entry)]
    described = {path.with_suffix("") for path in paths if path.suffix != SIDECAR}
    # Documents before links to them, so that a document is imported with its own sidecar.
    listed = sorted(
        (path for path in paths if path.suffix != SIDECAR or path.with_suffix("") not in described),
        key=lambda path: (path.is_symlink(), path),
    )
    return ImportSource(len(listed), chain(closed, _items(folder, listed)))


def _is_visible(_: str, entry: os.DirEntry[str]) -> bool:
    return not entry.name.startswith(".")


def _items(folder: Path, paths: Sequence[Path]) -> Iterator[ImportItem]:
    root = folder.resolve()
    for number, path in enumerate(paths, 1):
        name = path.relative_to(folder)
        sidecar = path.with_suffix(SIDECAR)
        try:
            fault = _fault(root, path, name) or _link_fault(root, sidecar)
            clipping = None if fault else _clipping(path, sidecar, name)
            fault = fault or _unreadable(clipping)
        except UnicodeDecodeError:
            clipping, fault = None, f"its sidecar {sidecar.name} is not UTF-8. Save it as UTF-8"
        except OSError as error:
            what = f"its sidecar {sidecar.name} " if error.filename == str(sidecar) else ""
            clipping, fault = None, f"{what}cannot be read: {error.strerror}"
        yield ImportItem(name.as_posix(), number, None if fault else clipping, fault)


def _clipping(path: Path, sidecar: Path, name: Path) -> Clipping:
    text = sidecar.read_bytes().decode("utf-8-sig") if sidecar.is_file() else ""
    return Clipping(path.read_bytes(), path.suffix.lower(), path.stem, {}, name.parent.as_posix(), text)


def _fault(root: Path, path: Path, name: Path) -> str:
    faults = (
        (
            name.parts[0] in RESERVED,
            "belongs to an archive and is not a document. Copy it by hand if you need it",
        ),
        (path.is_dir(), "links to folders are not followed. Import that folder separately"),
        (
            not path.resolve().is_relative_to(root),
            "links that lead out of the folder are not followed. Copy the document instead",
        ),
        (not path.is_file(), "is a broken link or not a regular file"),
        (
            withheld_by_name(name.as_posix()) != "",
            f"{withheld_by_name(name.as_posix())} says that it is not public. Rename it to import it",
        ),
        (path.suffix == SIDECAR, "describes no document: there is none with this name"),
        (
            path.suffix.lower() not in FORMATS,
            f"this kind of file cannot be read. Supported are {', '.join(FORMATS)}",
        ),
    )
    fault = next((message for applies, message in faults if applies), "")
    return fault or (f"is larger than {MAX_BYTES:,} bytes" if path.stat().st_size > MAX_BYTES else "")


def _link_fault(root: Path, sidecar: Path) -> str:
    leaves = sidecar.is_symlink() and not sidecar.resolve().is_relative_to(root)
    return f"its sidecar {sidecar.name} is a link out of the folder. Copy the file instead" if leaves else ""


def _unreadable(clipping: Clipping | None) -> str:
    """Why a document cannot be read as an article, "" if it can."""
    if clipping is None:
        return ""
    draft, problems = read_draft(Seed(f"file{clipping.suffix}", clipping.data, ""))
    return "" if draft else "; ".join(problem.message for problem in problems)
