"""Where folders are mirrored to: another folder of this machine, or a store that fsspec reaches."""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import os
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import unquote

from generator.model.errors import ClipfileError
from generator.system.files import aside, inside, replace, walk
from generator.system.turns import sole_writer

# Kinds of addresses where a file can be renamed over another. Other stores show a file once it is whole.
RENAMING = frozenset({"sftp", "ssh"})
LOCAL = "file"
# Seconds without an answer after which a server is given up, where the library would wait for ever.
PATIENCE = 60
# A password follows; it may itself have any sign, so it ends at the last @.
_USER = re.compile(r"://[^/:\s]*+:")
# What a store says of the contents of a file, or else of the time of its last change, by any library's name.
_OF_CONTENTS = ("ETag", "etag", "md5Hash", "content_hash", "checksum", "crc32c", "generation", "version")
_OF_TIME = (
    *("mtime", "LastModified", "last_modified", "updated", "modified", "modify", "modification_time"),
    *("modificationTime", "last_write_time", "timeModified", "created"),
)


class There(NamedTuple):
    """A file that is really at a place.

    Attributes:
        size: in bytes, None where the place does not say; -1 of what is no file of its own, such as a link.
        mark: what the place says of this version of the file, "" if it says nothing. It changes when anyone
            replaces the file.
    """

    size: int | None
    mark: str = ""


class Place(ABC):
    """A folder somewhere. Paths are relative to it, with ``/``.

    ``local`` is its path if it is on this machine, or on a disk that this machine has mounted.
    """

    local: Path | None = None

    def alone(self) -> AbstractContextManager[None]:
        """Wait until no other process of this machine changes the place, where that can be known."""
        return contextlib.nullcontext()

    @abstractmethod
    def read(self, path: str) -> bytes | None:
        """The contents of a file; None if there is no such file."""

    @abstractmethod
    def files(self) -> Mapping[str, There]:
        """Every file that is really there, by path."""

    def digest(self, path: str, listed: str) -> str:
        """SHA-256 of a file there; of one that would have to be fetched, what a list says: ``listed``."""
        del path
        return listed

    @abstractmethod
    def put(self, source: Path, path: str) -> None:
        """Make the file at ``path`` a copy of ``source``: a reader meets the old file or the new one."""

    @abstractmethod
    def write(self, path: str, data: bytes) -> None:
        """Replace the contents of a file in the folder itself."""

    @abstractmethod
    def get(self, path: str, target: Path) -> bool:
        """Copy a file from there; False if there is no such file."""

    @abstractmethod
    def remove(self, path: str) -> None:
        """Remove a file, and the folders that it leaves empty."""


class _Folder(Place):
    def __init__(self, root: Path) -> None:
        self.root = self.local = root

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        self.root.mkdir(parents=True, exist_ok=True)
        with sole_writer(self.root):
            yield

    def read(self, path: str) -> bytes | None:
        try:
            return (self.root / path).read_bytes()
        except FileNotFoundError:
            return None

    def files(self) -> Mapping[str, There]:
        if not self.root.exists():
            return {}
        return {
            path: There(entry.stat().st_size if entry.is_file(follow_symlinks=False) else -1)
            for path, entry in walk(self.root)
        }

    def digest(self, path: str, listed: str) -> str:
        del listed
        return digest_of(self.root / path)

    def put(self, source: Path, path: str) -> None:
        self.write(path, source.read_bytes())

    def write(self, path: str, data: bytes) -> None:
        target = self._target(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(OSError):  # only an empty folder is removed
            target.rmdir()
        replace(target.as_posix(), data)

    def get(self, path: str, target: Path) -> bool:
        data = self.read(path)
        if data is not None:
            replace(target.as_posix(), data)
        return data is not None

    def remove(self, path: str) -> None:
        target = self._target(path)
        target.unlink(missing_ok=True)
        for folder in target.parents:
            if folder == self.root:
                return
            try:
                folder.rmdir()
            except OSError:  # it is not empty
                return

    def _target(self, path: str) -> Path:
        target = inside(self.root, path)
        if target is None:
            raise ClipfileError(f"{self.root / path}: is behind a link out of this folder. Remove the link.")
        return target


class _Store(Place):
    """A folder of a store. ``system`` is fsspec's."""

    def __init__(self, system: Any, root: str, kind: str) -> None:  # noqa: ANN401 - fsspec has no types
        self._system, self.root, self._renames = system, root, kind in RENAMING

    def read(self, path: str) -> bytes | None:
        try:
            return bytes(self._system.cat_file(f"{self.root}/{path}"))
        except FileNotFoundError:
            return None

    def files(self) -> Mapping[str, There]:
        self._system.invalidate_cache()
        try:
            found = self._system.find(self.root, detail=True)
        except FileNotFoundError:
            return {}
        return {name.removeprefix(f"{self.root}/"): _there(file) for name, file in found.items()}

    def put(self, source: Path, path: str) -> None:
        self._system.makedirs(str(PurePosixPath(self.root, path).parent), exist_ok=True)
        target = f"{self.root}/{path}"
        new = aside(target) if self._renames else target
        self._system.put_file(str(source), new)
        if self._renames:
            self._system.mv(new, target)

    def write(self, path: str, data: bytes) -> None:
        self._system.makedirs(self.root, exist_ok=True)
        target = f"{self.root}/{path}"
        new = aside(target) if self._renames else target
        self._system.pipe_file(new, data)
        if self._renames:
            self._system.mv(new, target)

    def get(self, path: str, target: Path) -> bool:
        new = aside(target.as_posix())
        try:
            self._system.get_file(f"{self.root}/{path}", new)
        except FileNotFoundError:
            Path(new).unlink(missing_ok=True)
            return False
        Path(new).replace(target)
        return True

    def remove(self, path: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            self._system.rm_file(f"{self.root}/{path}")
        if self._renames:
            for folder in PurePosixPath(path).parents[:-1]:
                try:
                    self._system.rmdir(f"{self.root}/{folder}")
                except OSError:  # it is not empty
                    return


def _there(described: Mapping[str, Any]) -> There:
    """A file as fsspec describes it."""
    marks = (described[name] for name in (*_OF_CONTENTS, *_OF_TIME) if described.get(name))
    size = -1 if described.get("type") in ("link", "other") else described.get("size")
    return There(size, str(next(marks, "")))


def digest_of(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def without_password(address: str) -> str:
    """An address as messages show it: they may become public, as those of a workflow do."""
    begin, end = _password(address)
    return f"{address[:begin]}...{address[end:]}" if end else address


def reason_of(error: Exception, address: str) -> str:
    """What an error says, as messages show it: nothing with a part of the password of an address."""
    reason, (begin, end) = str(error) or type(error).__name__, _password(address)
    password = address[begin:end]
    parts = {part for text in (password, unquote(password)) for part in re.split(r"\W+", text) if part}
    if any(part in reason for part in parts):
        return f"{type(error).__name__}, whose text is left out: it has a part of the password"
    return reason


def _password(address: str) -> tuple[int, int]:
    """Where the password of an address begins and ends; (0, 0) if there is none."""
    user, end = _USER.search(address), address.rfind("@")
    return (user.end(), end) if user and end >= user.end() else (0, 0)


def place_at(address: str) -> Place:
    """The folder at an address: a path, or what fsspec understands, such as ``s3://bucket/archive``.

    Raises:
        ClipfileError: the address names no folder, or one that holds other things; fsspec or the library for
            that kind of address is missing, or the place does not answer.
    """
    if not address.strip():
        raise ClipfileError("The address is empty. Name a folder, or an address such as s3://bucket/archive.")
    shown = without_password(address)
    try:
        fsspec = importlib.import_module("fsspec")
        system, root = fsspec.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise ClipfileError(
            f"{shown}: cannot be reached from here ({reason_of(error, address)}). "
            "Run pip install 'clipfile[remote]', and the library that fsspec names for this kind of address."
        ) from error
    except Exception as error:
        reason = reason_of(error, address).rstrip(".")
        raise ClipfileError(f"{shown}: cannot be reached: {reason}. Correct the address.") from error
    kinds = system.protocol if isinstance(system.protocol, tuple) else (system.protocol,)
    if LOCAL in kinds:
        return _Folder(_own_folder(address, Path(root)))
    root = root.rstrip("/")
    if not root.strip("/") or root.strip("/").startswith("~") or ".." in root.split("/"):
        raise ClipfileError(f"{shown}: names no folder there. Add one, for example /archive.")
    # Of SFTP: a server that hangs is noticed.
    connection = getattr(getattr(system, "ftp", None), "get_channel", None)
    if connection:
        connection().settimeout(PATIENCE)
    return _Store(system, root, kinds[0])


def _own_folder(address: str, folder: Path) -> Path:
    if folder.parts[:1] and folder.parts[0].startswith("~"):
        raise ClipfileError(f"{address}: there is no such user. Write ./{folder} for a folder of that name.")
    root = Path(os.path.abspath(folder))  # noqa: PTH100 - Path.resolve would follow a link that people made
    if root.exists() and not root.is_dir():
        raise ClipfileError(f"{address}: is a file. Name a folder.")
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home fails where there is none
    if root.resolve() in (home.resolve(), Path(root.anchor)):
        raise ClipfileError(
            f"{address}: is {root.resolve()}, which holds other things. Name a folder in it, for example "
            f"{root / 'archive'}."
        )
    return root
