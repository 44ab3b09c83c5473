"""Trees of finished files that are kept from build to build and brought up to date by what differs.

A record says of each file what it holds and how it looked (size, time of change) when it was placed. A file
that looks otherwise, or that the record does not know, is placed again or removed: that mends what a killed
build left, a record that is missing, and a page that somebody edited in the finished site.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.system.files import load, save, walk

# The search index in a tree, which its own module keeps up to date.
INDEX = "pagefind"
RECORDS_KEPT = 6


class Piece(NamedTuple):
    """A file that belongs into a tree: digest of its content, and where that lies.

    ``linked`` pieces come from a store whose files nobody edits, and share the room on the disk.
    """

    digest: str
    path: str
    linked: bool = False


class Placed(NamedTuple):
    """A file of a tree: digest of its content, size in bytes, time of its last change in nanoseconds."""

    digest: str
    size: int
    changed: int


# What a tree holds, by path below it: the record of each file that looks as it did when it was placed, and
# None for every other file.
Surveyed = Mapping[str, Placed | None]


@dataclass(frozen=True, slots=True)
class Difference:
    """What keeps a tree from holding what it should: paths below it, and what is in order already."""

    stale: tuple[str, ...]
    missing: tuple[str, ...]
    placed: Mapping[str, Placed]


def survey(tree: Path, records: Path) -> Surveyed:
    """Compare the files of a tree with its record.

    Args:
        tree: the tree, which need not exist.
        records: folder of the records of trees.
    """
    record = _read_record(tree, records)
    empty: list[str] = []
    found = {}
    for path, size, changed in _files(tree, empty):
        placed = record.get(path)
        found[path] = placed if placed and placed[1:] == (size, changed) else None
    _remove_empty(tree, [tree / path for path in empty])
    return found


def difference(surveyed: Surveyed, wanted: Mapping[str, Piece]) -> Difference:
    """Compare what a tree holds with the pieces that it should hold, by path below the tree, with ``/``."""
    placed = {
        path: one
        for path, one in surveyed.items()
        if one and path in wanted and one.digest == wanted[path].digest
    }
    stale = tuple(path for path in surveyed if path not in placed)
    return Difference(stale, tuple(path for path in wanted if path not in placed), placed)


def bring_up(
    tree: Path, records: Path, wanted: Mapping[str, Piece], found: Difference
) -> Mapping[str, Placed]:
    """Make a tree hold exactly the wanted pieces beside its search index, and record that.

    Returns:
        The record.

    Raises:
        OSError: the disk refused; the tree is as good as before for the next build.
    """
    tree.mkdir(parents=True, exist_ok=True)
    for path in found.stale:
        (tree / path).unlink()
    _remove_empty(tree, {(tree / path).parent for path in found.stale if path not in wanted})
    placed = dict(found.placed)
    for path in found.missing:
        placed[path] = _place(wanted[path], f"{tree}/{path}")
    _write_record(tree, records, placed)
    return placed


def forget(tree: Path, records: Path, digests: Mapping[str, str], site: Path) -> None:
    """Remove from a tree what another one does not hold.

    The next build would replace it; until then a text that was withdrawn would lie beside the site.

    Args:
        tree: a tree, which need not exist.
        records: folder of the records of trees.
        digests: what the other one holds, by path.
        site: the other one.
    """
    record = _read_record(tree, records) if tree.is_dir() else {}
    changed = {path for path, placed in record.items() if digests.get(path) != placed.digest}
    for path in changed:
        (tree / path).unlink(missing_ok=True)
    _remove_empty(tree, {(tree / path).parent for path in changed})
    if changed:
        _write_record(tree, records, {path: one for path, one in record.items() if path not in changed})
    if record:
        _forget_index(tree / INDEX, site / INDEX)
    else:  # nothing is known of it
        shutil.rmtree(tree, ignore_errors=True)


def _forget_index(index: Path, other: Path) -> None:
    """Remove from a search index the folders whose files another index does not share, and loose files."""
    for path in index.iterdir() if index.is_dir() else ():
        if not path.is_dir():
            path.unlink()
        elif _numbers(path) != _numbers(other / path.name):
            shutil.rmtree(path)


def _numbers(folder: Path) -> Mapping[str, int]:
    """Files below a folder by path, each with the number that it has in common with its hard links."""
    return {path: entry.inode() for path, entry in walk(folder)} if folder.is_dir() else {}


def _files(tree: Path, empty: list[str]) -> Iterator[tuple[str, int, int]]:
    """Path, size and time of change of every file of a tree but its search index; notes empty folders."""
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
    """Remove folders below a tree that hold nothing, and those that held nothing else."""
    for folder in folders:
        for path in (folder, *folder.parents):
            try:
                if path != tree:
                    path.rmdir()
                    continue
            except OSError:  # it holds something
                pass
            break


def _place(piece: Piece, target: str) -> Placed:
    """Put a piece where nothing stands."""
    try:
        _put(piece, target)
    except FileNotFoundError:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        _put(piece, target)
    stat = os.stat(target)  # noqa: PTH116 - Path.stat is the same call, slower
    return Placed(piece.digest, stat.st_size, stat.st_mtime_ns)


def _put(piece: Piece, target: str) -> None:
    if piece.linked:
        try:
            os.link(piece.path, target)
        except FileNotFoundError:
            raise
        except OSError:  # a disk without hard links, or another disk
            shutil.copyfile(piece.path, target)
    else:
        shutil.copyfile(piece.path, target)


def _record_file(tree: Path, records: Path) -> Path:
    """A tree keeps its number when it is renamed, and its record is found by that."""
    return records / f"{tree.stat().st_ino}.msgpack"


def _read_record(tree: Path, records: Path) -> dict[str, Placed]:
    return (load(_record_file(tree, records), dict[str, Placed]) if tree.exists() else None) or {}


def _write_record(tree: Path, records: Path, placed: Mapping[str, Placed]) -> None:
    save(_record_file(tree, records), placed)
    kept = sorted(records.iterdir(), key=lambda one: one.stat().st_mtime_ns, reverse=True)
    for old in kept[RECORDS_KEPT:]:
        old.unlink()
