"""The pictures of a draft become those of its article: each is read, checked and counted once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import unquote

from msgspec import structs

from generator.inputs.ignore_list import IGNORE, ignored_as_of
from generator.model.documents import Draft, Removed, Seed
from generator.model.pictures import FileState, FoundPicture, Picture
from generator.model.problem import Problem
from generator.pictures.files import PictureError, path_of, read, state
from generator.pictures.images import SMALLEST, DrawingError, facts
from generator.text.tables import load_table

RULE = "picture"
# Pictures of one article that are kept.
MOST = 200
# Rules of pictures that only metadata name: many programs name a file that is elsewhere.
QUIET = frozenset({"front-matter", "og-image", "jsonld-image"})


class ReadPictures(NamedTuple):
    """The pictures of an article.

    Attributes:
        pictures: those that are kept, in the order of the document.
        removed: those that are left out, for the ledger.
        problems: warnings about those whose file is missing or unfit.
        files: every file that was looked for.
    """

    pictures: tuple[Picture, ...] = ()
    removed: tuple[Removed, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: tuple[FileState, ...] = ()


def read_pictures(seed: Seed, draft: Draft) -> ReadPictures:
    """Read the files of the pictures that a draft refers to."""
    if not draft.pictures:
        return ReadPictures()
    pictures: dict[str, Picture] = {}
    removed: list[Removed] = []
    problems: list[Problem] = []
    files: dict[str, FileState] = {}
    for referred in draft.pictures:
        found = _located(referred, seed, files)
        if found is None:
            continue
        path = "" if found.data else path_of(found.address, seed.path, seed.folder)
        if path:
            files.setdefault(path, state(seed.folder, path))
        is_unknown = path and found.rule in QUIET and files[path].size < 0
        if not found.data and (not path or is_unknown):
            removed.append(_left_out(found, "picture-elsewhere"))
            continue
        try:
            picture = _read(found, path, seed, files)
        except DrawingError:
            removed.append(_left_out(found, "picture-drawing"))
            continue
        except PictureError as fault:
            message = f"the picture {_name(found)} {fault}; the article is published without it"
            problems.append(Problem(seed.path, 0, RULE, message, "warning"))
            removed.append(_left_out(found, "picture-unfit"))
            continue
        if min(picture.width, picture.height) < SMALLEST:
            removed.append(_left_out(found, "picture-icon"))
        elif picture.sha256 not in pictures and len(pictures) >= MOST:
            removed.append(_left_out(found, "picture-limit"))
        else:
            first = pictures.get(picture.sha256)
            pictures[picture.sha256] = picture if first is None else _merged(first, picture)
    return ReadPictures(
        tuple(_with_one_lead(pictures.values())), tuple(removed), tuple(problems), tuple(files.values())
    )


def _located(found: FoundPicture, seed: Seed, files: dict[str, FileState]) -> FoundPicture | None:
    """The picture at the first of its addresses that has a file; None if metadata alone name it, in vain."""
    if found.data or not found.also:
        return found
    for address in (found.address, *found.also):
        path = path_of(address, seed.path, seed.folder) if address else ""
        if path:
            files[path] = files.get(path) or state(seed.folder, path)
            if files[path].size > 0:
                return replace(found, address=address)
    return found if found.address else None


def _merged(first: Picture, second: Picture) -> Picture:
    """The same picture at two places of a document."""
    return structs.replace(
        first,
        alt=first.alt or second.alt,
        caption=first.caption or second.caption,
        credit=first.credit or second.credit,
        rights=first.rights or second.rights,
        lead=first.lead or second.lead,
    )


def _with_one_lead(pictures: Iterable[Picture]) -> Iterator[Picture]:
    """The pictures, of which only the first that may open the article does."""
    has_lead = False
    for picture in pictures:
        yield structs.replace(picture, lead=False) if picture.lead and has_lead else picture
        has_lead = has_lead or picture.lead


def original(seed: Seed, picture: Picture, found: Sequence[FoundPicture]) -> bytes:
    """The bytes of a picture of a seed, from its file, or from the document as it was read again.

    Raises:
        PictureError: they are no longer there.
    """
    if picture.file:
        data = read(seed.folder, picture.file)
    else:
        data = next((other.data for other in found if _digest(other.data) == picture.sha256), b"")
    if _digest(data) != picture.sha256:
        raise PictureError("changed while the archive was built")
    return data


def _read(found: FoundPicture, path: str, seed: Seed, files: dict[str, FileState]) -> Picture:
    if path:
        _check_public(path, seed, files)
    data = found.data or read(seed.folder, path)
    image = facts(data)
    return Picture(
        path,
        _digest(data),
        *image,
        alt=found.alt,
        caption=found.caption,
        credit=found.credit,
        rights=found.rights,
        lead=found.lead,
        after=found.after,
    )


def _check_public(path: str, seed: Seed, files: dict[str, FileState]) -> None:
    """Find out whether a file may be published, though it is a document that refers to it.

    Raises:
        PictureError: it is hidden, or a curator ignores it.
    """
    hidden = [part for part in path.split("/") if part.startswith(".")]
    if not set(hidden) <= {*load_table("ignored")["attachments"]}:
        raise PictureError("is hidden, or in a hidden folder")
    if IGNORE not in files:
        files[IGNORE] = state(seed.folder, IGNORE)
    if ignored_as_of(seed.folder, files[IGNORE].size, files[IGNORE].changed).covers(path):
        raise PictureError(f"is ignored by {IGNORE}")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _name(found: FoundPicture) -> str:
    """How a message names a picture: its file, or its alternative text if it is within the document."""
    if found.data:
        return repr(found.alt or found.caption or "within the document")
    return repr(found.address[:200])


def _left_out(found: FoundPicture, rule: str) -> Removed:
    name = "" if found.data else found.address.partition("?")[0].rstrip("/").rpartition("/")[2]
    words = dict.fromkeys(filter(None, (found.alt, found.caption, found.credit, unquote(name)[:200])))
    return Removed(found.line, " – ".join(words) or "a picture", rule, "picture")
