"""Folders mirrored to and from any place that fsspec reaches: a shared disk, an object store, SFTP.

A list of digests is stored with the files, so that only differences are transferred. What the list says is
compared with what is really there: in a folder with the contents of each file, elsewhere with its size and
what the place said of it after it was written, such as its ETag or the time of its last change. The list
names every file before that is written and until it is removed, so that after a run that was killed, the next
one knows which files are ours. New files are written before stale ones are removed, so that no reader follows
a link to a missing page.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from generator.model.errors import ClipfileError
from generator.system.files import aside, inside, leads_away, walk
from generator.system.places import PATIENCE, Place, There, digest_of, place_at, reason_of, without_password

LIST = "clipfile-files.json"
# Files of one machine only: the lock of the process that works in a folder.
PASSED_OVER = frozenset({"lock", LIST})
# Files after which the list is brought up to date, for the run that follows one that is killed.
STEP = 500


@dataclass(frozen=True, slots=True)
class Mirrored:
    """Numbers of files that were transferred, removed, and already up to date.

    ``others`` are files there that are not ours, and were left alone.
    """

    moved: int
    removed: int
    unchanged: int
    others: tuple[str, ...] = ()


class _Listed(NamedTuple):
    """A file of ours in the list: its digest, and the mark that the place gave it ("" if none is known)."""

    digest: str
    mark: str = ""


# A file of which only the name is certain: no file has this digest.
_UNKNOWN = _Listed("")


def push(folder: Path, address: str, ours: Collection[str] | None = None) -> Mirrored:
    """Make the place at ``address`` a copy of ``folder``. Other files there are left alone.

    Args:
        folder: the files.
        address: a path, or an address as fsspec understands it: ``s3://bucket/archive``.
        ours: names of folders in which every file is ours if the place has a list of our files, whether that
            names the file or not. None means all folders in ``folder``.

    Raises:
        ClipfileError: fsspec or the library for that place is missing, or the place refused.
    """
    place = place_at(address)
    with _refusals(address), place.alone():
        here = digests(folder)
        plan = _plan(place, folder, here, _folders(here) if ours is None else frozenset(ours), address)
        if plan.is_needed:
            _carry_out(plan, place, folder, here)
    return Mirrored(len(plan.changed), len(plan.stale), len(here) - len(plan.changed), plan.others)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a push has to do.

    Attributes:
        changed: files to put.
        stale: files to remove.
        others: files to leave alone.
        unchanged: files that need not be transferred, with their marks.
        is_needed: whether anything is to be done.
    """

    changed: tuple[str, ...]
    stale: tuple[str, ...]
    others: tuple[str, ...]
    unchanged: Mapping[str, _Listed]
    is_needed: bool


def _plan(
    place: Place, folder: Path, here: Mapping[str, str], folders: Collection[str], address: str
) -> _Plan:
    files = place.files()
    # One that is damaged still says that files of ours are there.
    listed = _listed(place, address)
    known = listed or {}

    def is_there(path: str, digest: str) -> bool:
        there, ours = files.get(path), known.get(path, _UNKNOWN)
        if there is None or there.size not in (None, (folder / path).stat().st_size):
            return False
        # A list of an earlier version, or of a run that was killed, has no marks yet.
        same_version = not ours.mark or not there.mark or there.mark == ours.mark
        return same_version and place.digest(path, ours.digest) == digest

    changed = tuple(path for path, digest in here.items() if not is_there(path, digest))
    leftover = {aside(path) for path in {*here, *known, LIST}}

    def is_ours(path: str, size: int | None) -> bool:
        in_folder = LIST in files and "/" in path and path.partition("/")[0] in folders
        return path in known or path in leftover or (in_folder and size != -1)

    extra = {path: there.size for path, there in files.items() if path not in here and path != LIST}
    stale = tuple(sorted(path for path, size in extra.items() if is_ours(path, size)))
    others = tuple(sorted(extra.keys() - set(stale)))
    unchanged = _marked({path: here[path] for path in here.keys() - set(changed)}, files)
    return _Plan(changed, stale, others, unchanged, bool(changed or stale or listed != unchanged))


def _folders(here: Mapping[str, str]) -> frozenset[str]:
    return frozenset(path.partition("/")[0] for path in here if "/" in path)


def _carry_out(plan: _Plan, place: Place, folder: Path, here: Mapping[str, str]) -> None:
    """Put and remove files. Whenever this ends, the list names every file of ours that is there."""
    listed = {**plan.unchanged, **dict.fromkeys((*plan.stale, *plan.changed), _UNKNOWN)}
    place.write(LIST, _as_json(listed))
    in_the_way = _in_the_way(plan.stale, plan.changed)
    for path in in_the_way:
        place.remove(path)
    for number, path in enumerate(plan.changed, 1):
        place.put(folder / path, path)
        listed[path] = _Listed(here[path])
        if number % STEP == 0:
            place.write(LIST, _as_json(listed))
    for path in plan.stale:
        if path not in in_the_way:
            place.remove(path)
    place.write(LIST, _as_json(_marked(here, place.files())))


def _marked(here: Mapping[str, str], there: Mapping[str, There]) -> dict[str, _Listed]:
    """Files by path, with the marks that they have there."""
    return {
        path: _Listed(digest, there[path].mark if path in there else "")
        for path, digest in sorted(here.items())
    }


def _in_the_way(stale: Sequence[str], changed: Sequence[str]) -> frozenset[str]:
    """Stale files in whose place a folder is needed, or whose folder a file is to replace."""
    new, needed = set(changed), {folder for path in changed for folder in _above(path)}
    return frozenset(path for path in stale if path in needed or not new.isdisjoint(_above(path)))


def _above(path: str) -> list[str]:
    return [str(folder) for folder in PurePosixPath(path).parents[:-1]]


def pull(address: str, folder: Path) -> Mirrored:
    """Copy into ``folder`` what it lacks of the files at ``address``; its other files stay.

    Raises:
        ClipfileError: as for ``push``, or the list there is damaged, or names a path outside the folder.
    """
    place = place_at(address)
    with _refusals(address):
        here, there = digests(folder), _listed(place, address)
        if there is None:
            raise ClipfileError(f"{without_password(address)}/{LIST}: is damaged. Save to this place again.")
        changed = [path for path, listed in there.items() if here.get(path) != listed.digest]
        moved = sum(_get(place, path, folder) for path in changed)
    return Mirrored(moved, 0, len(there) - len(changed))


def _get(place: Place, path: str, folder: Path) -> bool:
    target = inside(folder, path)
    if target is None:
        raise ClipfileError(f"{folder / path}: is behind a link out of this folder. Remove the link.")
    target.parent.mkdir(parents=True, exist_ok=True)
    return place.get(path, target)


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of each file below a folder, by path with ``/``; empty if there is no folder."""
    files = {path: entry.path for path, entry in walk(folder, lenient=True) if entry.is_file()}
    return {name: digest_of(Path(path)) for name, path in sorted(files.items()) if name not in PASSED_OVER}


def _listed(place: Place, address: str) -> Mapping[str, _Listed] | None:
    """The files as the last push listed them; empty without a list, None if it is damaged."""
    data = place.read(LIST)
    if data is None:
        return {}
    try:
        listed = json.loads(data)
    except ValueError:
        return None
    if not isinstance(listed, dict):
        return None
    for path in listed:
        if leads_away(path):
            raise ClipfileError(
                f"{without_password(address)}/{LIST}: lists {path!r}, which is outside the folder. "
                "Do not use it."
            )
    return {path: _Listed(*str(entry).partition(" ")[::2]) for path, entry in listed.items()}


def _as_json(files: Mapping[str, _Listed]) -> bytes:
    return json.dumps({path: " ".join(filter(None, listed)) for path, listed in files.items()}).encode()


def _reason(error: Exception, address: str) -> str:
    if isinstance(error, TimeoutError):
        return f"it did not answer for {PATIENCE} seconds"
    return reason_of(error, address)


@contextlib.contextmanager
def _refusals(address: str) -> Iterator[None]:
    """Turn any error of a place into one with advice: each library has errors of its own."""
    try:
        yield
    except ClipfileError:
        raise
    except Exception as error:
        reason = _reason(error, address)
        raise ClipfileError(
            f"{without_password(address)}: refused: {reason.strip(' .:')}. Fix this, then run again; "
            "transferred files stay."
        ) from error
