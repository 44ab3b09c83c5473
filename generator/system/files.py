"""Files: written whole or not at all, records kept between runs, and one way to walk a tree.

A file is written next to its place and then renamed, so that a reader, or a run after one that was killed,
never meets half of it. Only a file of people that is replaced is flushed to the disk first: all others can be
made again.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from generator.system.turns import sole_writer
from generator.text.controls import CONTROLS

T = TypeVar("T")
# What a name of a file of ours never holds: control characters, other ends of lines, what Windows reads as a
# separator or a drive, and parts that lead elsewhere or nowhere.
_LEADS_AWAY = re.compile(
    rf"[\n\r\t\x85\u2028\u2029\\]|{CONTROLS.pattern}|(?:\A|/)(?:\.{{0,2}}(?:/|\Z)|[A-Za-z]:)"
)

# Most names: far quicker to match than to search for all that is wrong.
_HARMLESS = re.compile(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*")
# Letters of a name to which something can certainly be added.
_SHORT = 55
# Errors of a file that is mounted by itself, which nothing can be renamed to.
_MOUNTED = (errno.EBUSY, errno.EXDEV)


def leads_away(name: str) -> bool:
    """Whether a name could lead out of the folder that it is relative to, or means other files elsewhere."""
    return not _HARMLESS.fullmatch(name) and bool(_LEADS_AWAY.search(name))


def inside(folder: str | Path, name: str) -> Path | None:
    """The path of ``name`` below ``folder``; None if it leads away, or through a link to a folder.

    Names that were read from a file are used with this only.
    """
    if leads_away(name):
        return None
    path = Path(folder, name)
    below = path.parent.relative_to(folder)
    try:
        return path if path.parent.resolve() == Path(folder).resolve() / below else None
    except (OSError, RuntimeError):  # a link that leads to itself
        return None


def first_link(folder: Path, depth: int = 3) -> Path | None:
    """The first symbolic link among ``folder`` and what is in it, down to some depth; None without any."""
    if folder.is_symlink():
        return folder
    waiting = [(folder, depth)] if depth else []
    while waiting:
        parent, left = waiting.pop()
        with contextlib.suppress(OSError), os.scandir(parent) as entries:
            for entry in entries:
                if entry.is_symlink():
                    return Path(entry.path)
                if left > 1 and entry.is_dir(follow_symlinks=False):
                    waiting.append((Path(entry.path), left - 1))
    return None


def aside(path: str, mark: str = "new") -> str:
    """Where a file is written before it is put in place: hidden, in the same folder."""
    folder, slash, name = path.rpartition("/")
    # No letter takes more than four bytes, and a name may have 255.
    if len(name) > _SHORT and len(os.fsencode(name)) > 4 * _SHORT:
        name = hashlib.sha256(os.fsencode(name)).hexdigest()[:32]
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


def rewrite(path: Path, data: bytes, before: bytes | None = None) -> None:
    """Replace the contents of a file that people own with ``data``: links and permissions are preserved.

    Args:
        path: of the file, which need not exist; what is no file, such as a pipe, is written to.
        data: what it is to hold.
        before: what it held when it was read. If it holds something else now, it is left as it is.

    Raises:
        OSError: as for ``replace``, or the file has changed since it was read.
    """
    target = Path(os.path.realpath(path))
    with sole_writer(target.parent):
        # Of an open file, such as /dev/stdout, only the path itself is one.
        mode = path.stat().st_mode if path.exists() else None
        if mode is not None and not stat.S_ISREG(mode):
            _send(path, data)
            return
        if mode is not None and not os.access(target, os.W_OK):
            # Renaming would replace it all the same.
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        if before is not None and (mode is None or target.read_bytes() != before):
            raise OSError(errno.ESTALE, "it has changed since it was read; run the command again", str(path))

        def put(new: str, old: str) -> None:
            if mode is not None:
                Path(new).chmod(stat.S_IMODE(mode))
            try:
                Path(new).replace(old)
            except OSError as error:
                if error.errno not in _MOUNTED:
                    raise
                Path(old).write_bytes(data)
                Path(new).unlink()

        _placed(target.as_posix(), data, aside(target.as_posix()), put, flush=mode is not None)


def _send(path: Path, data: bytes) -> None:
    """Write to a pipe or device; a pipe that nobody reads is an error."""
    descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "wb") as file:
        os.set_blocking(descriptor, True)
        file.write(data)


def create(path: Path, data: bytes) -> None:
    """Create a file with ``data``.

    Raises:
        FileExistsError: the file exists already; it is not changed.
        OSError: as for ``replace``.
    """
    with sole_writer(path.parent):
        _placed(path.as_posix(), data, aside(path.as_posix()), _put_new)


def _put_new(new: str, path: str) -> None:
    # A hard link would refuse by itself, but a run that is killed would leave the file under both names.
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), path)
    os.replace(new, path)  # noqa: PTH105 - as in ``_placed``


def unlinked(path: str, flags: int) -> int:
    """An ``opener`` for files of ours: a link that is in the place of one is removed, not followed."""
    plain = flags | getattr(os, "O_NOFOLLOW", 0)
    try:
        return os.open(path, plain, 0o666)
    except OSError as error:
        if error.errno not in (errno.ELOOP, errno.EMLINK):
            raise
        os.unlink(path)  # noqa: PTH108 - as in ``_placed``
        return os.open(path, plain | os.O_CREAT, 0o666)


def _new(path: str, flags: int) -> int:
    """An ``opener`` for a file that nothing else has: what a killed run left may share its contents."""
    exclusive = (flags & ~os.O_TRUNC) | os.O_EXCL
    try:
        return os.open(path, exclusive, 0o666)
    except FileExistsError:
        os.unlink(path)  # noqa: PTH108 - as in ``_placed``
        return os.open(path, exclusive, 0o666)


def _placed(
    path: str, data: bytes, new: str, put: Callable[[str, str], object], *, flush: bool = False
) -> None:
    try:
        with open(new, "wb", buffering=0, opener=_new) as file:
            written = file.write(data)
            while written < len(data):  # the disk took a part: the rest, or the reason why not
                written += file.write(data[written:])
            if flush:
                os.fsync(file.fileno())
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
    failed: Callable[[str, OSError], object] | None = None,
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files below a folder, in any order: path below it, with ``/``, and entry.

    Args:
        folder: where to begin.
        enter: given path and entry of a folder, whether to look into it; one that is not entered is yielded
            itself. None enters all.
        follow: whether a link to a folder is entered too; otherwise it is yielded itself.
        lenient: whether a folder that cannot be read, or has just gone, is one with nothing in it.
        failed: called with the path of each other folder that cannot be read, and why, instead of raising.

    Raises:
        OSError: a folder cannot be read.
    """
    waiting = [""]
    while waiting:
        start = waiting.pop()
        try:
            entries = os.scandir(f"{folder}/{start}")
        except OSError as error:
            if failed:
                failed(start.rstrip("/"), error)
            elif not lenient:
                raise
            continue
        with contextlib.suppress(*((OSError,) if lenient or failed else ())), entries:
            for entry in entries:
                path = f"{start}{entry.name}"
                if _is_folder(entry, follow) and (enter is None or enter(path, entry)):
                    waiting.append(f"{path}/")
                else:
                    yield path, entry


def _is_folder(entry: os.DirEntry[str], follow: bool) -> bool:
    try:
        return entry.is_dir(follow_symlinks=follow)
    except OSError:  # a link that leads to itself
        return False
