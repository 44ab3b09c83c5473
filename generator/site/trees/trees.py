"""Trees of finished files, kept from build to build and updated by what differs.

A record has the digest, size and time of change of each file when it was placed. A file that differs from the
record, or is not in it, is placed again or removed. That repairs what a killed build left, a missing record,
and a page that somebody edited in the finished site.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.system.files import inside, load, save, walk

# The search index in a tree, which site.search updates.
INDEX = "search-index"
RECORDS_KEPT = 6


class SourceFile(NamedTuple):
    """A file to place in a tree: the digest of its content, and its path.

    A ``linked`` file comes from the store of pages and shares its space on the disk.
    """

    digest: str
    path: str
    linked: bool = False


class PlacedFile(NamedTuple):
    """A file of a tree: the digest of its content, its size in bytes, its time of change in nanoseconds."""

    digest: str
    size: int
    changed: int


# Path below a tree → the record of the file there; None if the file has changed since, or has no record.
TreeContents = Mapping[str, PlacedFile | None]


@dataclass(frozen=True, slots=True)
class Difference:
    """Paths of a tree to remove and to place; and the files that are as they should be."""

    stale: tuple[str, ...]
    missing: tuple[str, ...]
    placed: Mapping[str, PlacedFile]


def survey(tree: Path, records: Path) -> TreeContents:
    """Compare the files of a tree with its record, and remove its empty folders.

    Args:
        tree: the tree, which need not exist.
        records: folder of the records of trees.
    """
    record = _read_record(tree, records)
    empty: list[str] = []
    contents: dict[str, PlacedFile | None] = {}
    for path, size, changed in _files(tree, empty):
        placed = record.get(path)
        contents[path] = placed if placed and placed[1:] == (size, changed) else None
    _remove_empty(tree, [tree / path for path in empty])
    return contents


def holds_recorded(tree: Path, records: Path) -> bool:
    """Whether a folder has a file that was placed there, unchanged: another folder may get the same inode."""
    for path, placed in _read_record(tree, records).items():
        file = inside(tree, path)
        if file and file.is_file() and not file.is_symlink():
            stat = file.stat()
            if (stat.st_size, stat.st_mtime_ns) == placed[1:]:
                return True
    return False


def difference(contents: TreeContents, wanted: Mapping[str, SourceFile]) -> Difference:
    """Compare what a tree contains with what it should, by path below the tree, with ``/``."""
    placed = {
        path: file
        for path, file in contents.items()
        if file and path in wanted and file.digest == wanted[path].digest
    }
    stale = tuple(path for path in contents if path not in placed)
    return Difference(stale, tuple(path for path in wanted if path not in placed), placed)


def update(
    tree: Path, records: Path, wanted: Mapping[str, SourceFile], changes: Difference
) -> Mapping[str, PlacedFile]:
    """Make a tree contain exactly the wanted files and its search index, and record them.

    Returns:
        The record.

    Raises:
        OSError: the disk refused; the next build can go on from what the tree contains.
    """
    tree.mkdir(parents=True, exist_ok=True)
    for path in changes.stale:
        (tree / path).unlink()
    _remove_empty(tree, {(tree / path).parent for path in changes.stale if path not in wanted})
    placed = dict(changes.placed)
    _make_folders(tree, changes.missing)
    for path in changes.missing:
        placed[path] = _place(wanted[path], f"{tree}/{path}")
    _write_record(tree, records, placed)
    return placed


def forget(tree: Path, records: Path, digests: Mapping[str, str], site: Path) -> None:
    """Remove from a tree what the site does not contain.

    The next build would replace it; until then, a withdrawn text would stay on the disk.

    Args:
        tree: a tree, which need not exist.
        records: folder of the records of trees.
        digests: of the files of the site, by path.
        site: the published site.
    """
    record = _read_record(tree, records) if tree.is_dir() else {}
    changed = {
        path for path, file in record.items() if digests.get(path) != file.digest and inside(tree, path)
    }
    for path in changed:
        (tree / path).unlink(missing_ok=True)
    _remove_empty(tree, {(tree / path).parent for path in changed})
    if changed:
        _write_record(tree, records, {path: file for path, file in record.items() if path not in changed})
    if record:
        _forget_index(tree / INDEX, site / INDEX)
    else:  # its contents are unknown
        shutil.rmtree(tree, ignore_errors=True)


def _forget_index(index: Path, other: Path) -> None:
    """Remove the loose files of a search index, and its folders that the other index does not share."""
    for path in index.iterdir() if index.is_dir() else ():
        if path.is_symlink() or not path.is_dir():
            path.unlink()
        elif _numbers(path) != _numbers(other / path.name):
            shutil.rmtree(path)


def _numbers(folder: Path) -> Mapping[str, int]:
    """Path below a folder → inode of the file, which its hard links share."""
    return {path: entry.inode() for path, entry in walk(folder)} if folder.is_dir() else {}


def _files(tree: Path, empty: list[str]) -> Iterator[tuple[str, int, int]]:
    """Path, size and time of change of each file outside the index; adds empty folders to ``empty``."""
    if not tree.is_dir():
        return
    entered, filled = {""}, set()

    def enter(path: str, _: os.DirEntry[str]) -> bool:
        if path == INDEX:
            return False
        entered.add(path)
        filled.add(path.rpartition("/")[0])
        return True

    for path, entry in walk(tree, enter):
        filled.add(path.rpartition("/")[0])
        if path != INDEX or not entry.is_dir(follow_symlinks=False):
            stat = entry.stat(follow_symlinks=False)
            yield path, stat.st_size, stat.st_mtime_ns
    empty += entered - filled


def _remove_empty(tree: Path, folders: Iterable[Path]) -> None:
    """Remove empty folders below a tree, and the folders that then are empty."""
    for folder in folders:
        for path in (folder, *folder.parents):
            try:
                if path != tree:
                    path.rmdir()
                    continue
            except OSError:  # it is not empty
                pass
            break


def _make_folders(tree: Path, paths: Iterable[str]) -> None:
    """Make the folders of files that are to be placed, each once: most pages have a folder of their own."""
    made = {""}
    for path in paths:
        _make_folder(tree, path.rpartition("/")[0], made)


def _make_folder(tree: Path, folder: str, made: set[str]) -> None:
    if folder in made:
        return
    _make_folder(tree, folder.rpartition("/")[0], made)
    with contextlib.suppress(FileExistsError):
        os.mkdir(f"{tree}/{folder}")  # noqa: PTH102 - the folders above it exist
    made.add(folder)


def _place(file: SourceFile, target: str) -> PlacedFile:
    """Put a file where there is none."""
    _put(file, target)
    stat = os.stat(target)  # noqa: PTH116 - Path.stat is the same call, slower
    return PlacedFile(file.digest, stat.st_size, stat.st_mtime_ns)


def _put(file: SourceFile, target: str) -> None:
    if file.linked:
        try:
            os.link(file.path, target)
        except FileNotFoundError:
            raise
        except OSError:  # a disk without hard links, or another disk
            shutil.copyfile(file.path, target)
    else:
        shutil.copyfile(file.path, target)


def _record_file(tree: Path, records: Path) -> Path:
    """The record is named after the inode of the tree, which stays when the tree is renamed."""
    return records / f"{tree.stat().st_ino}.msgpack"


def _read_record(tree: Path, records: Path) -> dict[str, PlacedFile]:
    return (load(_record_file(tree, records), dict[str, PlacedFile]) if tree.exists() else None) or {}


def _write_record(tree: Path, records: Path, placed: Mapping[str, PlacedFile]) -> None:
    save(_record_file(tree, records), placed)
    newest_first = sorted(records.iterdir(), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    for old in newest_first[RECORDS_KEPT:]:
        old.unlink()
