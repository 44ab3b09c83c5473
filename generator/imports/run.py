"""Opens what a person names, finds the format of each part, and takes its items one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.imports.archives import is_archive, unpacked
from generator.imports.files import found_files
from generator.imports.formats import FORMATS, Format
from generator.imports.item import Item, Opened
from generator.imports.readers.documents import document
from generator.imports.seeds import Importer, Origin, Taken
from generator.imports.source import Source
from generator.model.errors import ClipfileError

# What a file is that is in no format of exports.
DOCUMENT = "document"
_HERE = PurePosixPath()


class Step(NamedTuple):
    """What became of an item, and the share of the export that is done (0 to 1; 0 if unknown)."""

    taken: Taken
    format: str
    share: float


def run(paths: Sequence[Path], importer: Importer) -> Iterator[Step]:
    """Take the items of all files and folders.

    Raises:
        ClipfileError: a path does not exist; or it is the only one, and nothing in it can be read.
    """
    for path in paths:
        if not path.exists():
            raise ClipfileError(f"{path}: no such file or folder.")
    for path in paths:
        steps = _of_source(Source(path), importer)
        yield from steps if len(paths) == 1 else _guarded(steps, str(path), importer)


def format_of(source: Source) -> Format | None:
    """The format of an export, None if it has none that we know."""
    return next((known for known in FORMATS if known.recognises(source)), None)


def _of_source(source: Source, importer: Importer, folder: PurePosixPath = _HERE) -> Iterator[Step]:
    """The items of a file or folder.

    Args:
        source: the file or folder.
        importer: takes the items.
        folder: subfolder of the seeds for them.
    """
    if is_archive(source):
        with unpacked(source) as (content, faults):
            for fault in faults:
                yield _refused(source.shown, fault, importer)
            yield from _of_plain(content, importer, folder)
    else:
        yield from _of_plain(source, importer, folder)


def _of_plain(source: Source, importer: Importer, folder: PurePosixPath) -> Iterator[Step]:
    known = format_of(source)
    if known:
        yield from _of_export(known, source, importer, folder)
    elif source.path.is_dir():
        yield from _of_folder(source, importer, folder)
    else:
        item = document(source.path, PurePosixPath(source.path.name), source.path.parent)
        yield _step(item, source, importer, folder, 1)


def _of_export(known: Format, source: Source, importer: Importer, folder: PurePosixPath) -> Iterator[Step]:
    opened = known.read(source, importer.options)
    below = (replace(item, folder=(folder / item.folder).as_posix()) for item in _read_on(opened, source))
    for item, taken in importer.take_all(below, Origin(source.shown, known.name)):
        yield Step(taken, known.name, item.done / opened.size if opened.size else 0)


def _read_on(opened: Opened, source: Source) -> Iterator[Item]:
    """The items of an export; a fault of ours in reading one loses neither those before nor other exports."""
    try:
        yield from opened.items
    except (ClipfileError, OSError):
        raise
    except Exception as error:  # noqa: BLE001 - see above
        what = f"could not be read any further: {type(error).__name__}: {error}"[:300]
        yield Item(source.shown, fault=f"{what}. This is a fault of Clipfile; please report it")


def _of_folder(source: Source, importer: Importer, folder: PurePosixPath) -> Iterator[Step]:
    """The files of a folder that is in no format itself: each may be an export or a document."""
    files = found_files(source.path)
    for number, file in enumerate(files, 1):
        part = Source(file.path, f"{source.shown}/{file.name}" if source.label else str(file.name))
        share = number / len(files)
        if not file.left_out and not file.sidecar and (is_archive(part) or format_of(part)):
            steps = _guarded(_of_source(part, importer, folder / file.name.parent), str(file.name), importer)
            yield from (step._replace(share=share) for step in steps)
            continue
        item = file.left_out or document(file.path, file.name, source.path, file.sidecar)
        yield _step(item, part, importer, folder, share)


def _step(item: Item, source: Source, importer: Importer, folder: PurePosixPath, share: float) -> Step:
    below = replace(item, folder=(folder / item.folder).as_posix())
    return Step(importer.take(below, Origin(source.shown, DOCUMENT)), DOCUMENT, share)


def _guarded(steps: Iterator[Step], name: str, importer: Importer) -> Iterator[Step]:
    """Steps; an export that cannot be read is refused like an item, and the others are read."""
    try:
        yield from steps
    except ClipfileError as error:
        yield _refused(name, str(error), importer)


def _refused(name: str, fault: str, importer: Importer) -> Step:
    return Step(importer.take(Item(name, fault=fault), Origin(name, "")), DOCUMENT, 0)
