"""Files: written whole or not at all, records kept between runs, and one way to walk a tree.

A file is written next to its place and then renamed, so that a reader, or a run after one that was killed,
never meets half of it. Nothing is flushed to the disk on purpose: every file can be made again.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

T = TypeVar("T")


def aside(path: str, mark: str = "new") -> str:
    """Where a file is written before it is put in place: hidden, in the same folder."""
    folder, slash, name = path.rpartition("/")
    return f"{folder}{slash}.{name}.{mark}"


def replace(path: str, data: bytes, mark: str = "new") -> None:
    """Replace the contents of a generated file with ``data``.

    Args:
        path: of the file, with ``/``; its folder exists.
        data: what it is to hold.
        mark: the end of the name under which it is written first. Processes that may write the same file at
            the same time each have their own.

    Raises:
        OSError: the disk refused; its ``filename`` is ``path``, and the file is as it was.
    """
    _placed(path, data, aside(path, mark), os.replace)


def rewrite(path: Path, data: bytes) -> None:
    """Replace the contents of a file that people own with ``data``: links and permissions are preserved.

    Raises:
        OSError: as for ``replace``.
    """
    target = Path(os.path.realpath(path))
    mode = target.stat().st_mode if target.exists() else None
    if mode is not None and not os.access(target, os.W_OK):
        # Renaming would replace it all the same.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    def put(new: str, old: str) -> None:
        if mode is not None:
            Path(new).chmod(mode)
        Path(new).replace(old)

    _placed(target.as_posix(), data, aside(target.as_posix()), put)


def create(path: Path, data: bytes) -> None:
    """Create a file with ``data``.

    Raises:
        FileExistsError: the file exists already; it is not changed.
        OSError: as for ``replace``.
    """
    _placed(path.as_posix(), data, aside(path.as_posix()), _put_new)


def _put_new(new: str, path: str) -> None:
    try:
        os.link(new, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        os.replace(new, path)  # noqa: PTH105 - as in ``_placed``
    else:
        os.unlink(new)  # noqa: PTH108 - as in ``_placed``


def _placed(path: str, data: bytes, new: str, put: Callable[[str, str], object]) -> None:
    try:
        with open(new, "wb", buffering=0) as file:  # noqa: PTH123 - once a page: half the time of a Path
            written = file.write(data)
            while written < len(data):  # the disk took a part: the rest, or the reason why not
                written += file.write(data[written:])
        put(new, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(new)  # noqa: PTH108 - as above
        error.filename = path
        raise


def load(path: Path, kind: type[T]) -> T | None:
    """The record in a msgpack file; None if it cannot be read, and the caller has to start from nothing."""
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.MsgspecError):
        return None


def save(path: Path, record: object) -> None:
    """Keep a record for ``load``, and make its folder.

    Raises:
        OSError: as for ``replace``.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    replace(path.as_posix(), msgspec.msgpack.encode(record))


def walk(
    folder: str | Path,
    enter: Callable[[str, os.DirEntry[str]], bool] | None = None,
    *,
    follow: bool = False,
    lenient: bool = False,
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files below a folder, in any order: path below it, with ``/``, and entry.

    Args:
        folder: where to begin.
        enter: given path and entry of a folder, whether to look into it; one that is not entered is yielded
            itself. None enters all.
        follow: whether a link to a folder is entered too; otherwise it is yielded itself.
        lenient: whether a folder that cannot be read, or has just gone, is one with nothing in it.

    Raises:
        OSError: a folder cannot be read.
    """
    passed_over = (OSError,) if lenient else ()
    waiting = [""]
    while waiting:
        start = waiting.pop()
        with contextlib.suppress(*passed_over), os.scandir(f"{folder}/{start}") as entries:
            for entry in entries:
                path = f"{start}{entry.name}"
                if entry.is_dir(follow_symlinks=follow) and (enter is None or enter(path, entry)):
                    waiting.append(f"{path}/")
                else:
                    yield path, entry
