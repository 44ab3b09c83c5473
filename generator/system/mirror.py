"""Folders mirrored to and from any place that fsspec reaches: a shared disk, an object store, SFTP.

A list of digests is stored with the files, so that only differences are transferred. New files are written
before stale ones are removed, so that no reader follows a link to a missing page.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from generator.model.errors import ClipfileError
from generator.system.files import aside, inside, leads_away, walk

LIST = "clipfile-files.json"
# Files of one machine only: the lock of the process that works in a folder.
PASSED_OVER = frozenset({"lock", LIST})


@dataclass(frozen=True, slots=True)
class Mirrored:
    """Numbers of files that were transferred, removed, and already up to date."""

    moved: int
    removed: int
    unchanged: int


def push(folder: Path, address: str) -> Mirrored:
    """Make the place at ``address`` a copy of ``folder``.

    Args:
        folder: the files.
        address: a path, or an address as fsspec understands it: ``s3://bucket/archive``.

    Raises:
        ClipfileError: fsspec or the library for that place is missing, or the place refused.
    """
    place = _Remote.at(address)
    with _refusals(address):
        here, there = digests(folder), place.listed()
        changed = [path for path, digest in here.items() if there.get(path) != digest]
        stale = [path for path in there if path not in here]
        for path in changed:
            place.put(folder / path, path)
        place.note(here)
        for path in stale:
            place.remove(path)
    return Mirrored(len(changed), len(stale), len(here) - len(changed))


def pull(address: str, folder: Path) -> Mirrored:
    """Copy into ``folder`` what it lacks of the files at ``address``; its other files stay.

    Raises:
        ClipfileError: as for ``push``, or the list there names a path outside the folder.
    """
    place = _Remote.at(address)
    with _refusals(address):
        here, there = digests(folder), place.listed()
        changed = [path for path, digest in there.items() if here.get(path) != digest]
        for path in changed:
            place.get(path, folder)
    return Mirrored(len(changed), 0, len(there) - len(changed))


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of each file below a folder, by path with ``/``; empty if there is no folder."""
    files = {path: entry.path for path, entry in walk(folder, lenient=True) if entry.is_file()}
    return {
        name: hashlib.sha256(Path(path).read_bytes()).hexdigest()
        for name, path in sorted(files.items())
        if name not in PASSED_OVER
    }


@dataclass(frozen=True, slots=True)
class _Remote:
    """A folder at an address. ``system`` is fsspec's."""

    system: Any
    root: str
    address: str

    @classmethod
    def at(cls, address: str) -> _Remote:
        try:
            fsspec = importlib.import_module("fsspec")
            system, root = fsspec.url_to_fs(address)
        except (ImportError, ValueError) as error:
            raise ClipfileError(
                f"{address}: cannot be reached from here ({error}). Run pip install 'clipfile[remote]', "
                "and the library that fsspec names for this kind of address."
            ) from error
        return cls(system, root.rstrip("/"), address)

    def listed(self) -> dict[str, str]:
        """Digests by path, as the last push wrote them."""
        try:
            listed = json.loads(self.system.cat_file(f"{self.root}/{LIST}"))
        except FileNotFoundError:
            return {}
        except ValueError as error:
            raise ClipfileError(f"{self.address}/{LIST}: is damaged. Remove it, then push again.") from error
        for path in listed:
            if leads_away(path):
                raise ClipfileError(
                    f"{self.address}/{LIST}: lists {path!r}, which is outside the folder. Do not use it."
                )
        return dict(listed)

    def note(self, files: Mapping[str, str]) -> None:
        self.system.pipe_file(f"{self.root}/{LIST}", json.dumps(files).encode())

    def put(self, source: Path, path: str) -> None:
        self.system.makedirs(str(PurePosixPath(self.root, path).parent), exist_ok=True)
        self.system.put_file(str(source), f"{self.root}/{path}")

    def get(self, path: str, folder: Path) -> None:
        target = inside(folder, path)
        if target is None:
            raise ClipfileError(f"{folder / path}: is behind a link out of this folder. Remove the link.")
        target.parent.mkdir(parents=True, exist_ok=True)
        new = Path(aside(target.as_posix()))
        self.system.get_file(f"{self.root}/{path}", str(new))
        new.replace(target)

    def remove(self, path: str) -> None:
        self.system.rm_file(f"{self.root}/{path}")


@contextlib.contextmanager
def _refusals(address: str) -> Iterator[None]:
    """Turn the error of a place that refuses into one with advice."""
    try:
        yield
    except OSError as error:
        raise ClipfileError(
            f"{address}: refused: {error}. Fix this, then run again; transferred files stay."
        ) from error
