"""The pictures of a draft become those of its article: each is read, checked and counted once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from generator.model.documents import Draft, Removed, Seed
from generator.model.pictures import FileState, FoundPicture, Picture
from generator.model.problem import Problem
from generator.pictures.files import PictureError, path_of, read, state
from generator.pictures.images import SMALLEST, facts

RULE = "picture"
# Pictures of one article that are kept.
MOST = 200


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
    for found in draft.pictures:
        path = "" if found.data else path_of(found.address, seed.path, seed.folder)
        if path:
            files.setdefault(path, state(seed.folder, path))
        if not found.data and not path:
            removed.append(_left_out(found, "picture-elsewhere"))
            continue
        try:
            picture = _read(found, path, seed)
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
            pictures.setdefault(picture.sha256, picture)
    return ReadPictures(tuple(pictures.values()), tuple(removed), tuple(problems), tuple(files.values()))


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
        raise PictureError("changed while the archive was built; build again")
    return data


def _read(found: FoundPicture, path: str, seed: Seed) -> Picture:
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


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _name(found: FoundPicture) -> str:
    """How a message names a picture: its file, or its alternative text if it is within the document."""
    if found.data:
        return repr(found.alt or found.caption or "within the document")
    return repr(found.address[:200])


def _left_out(found: FoundPicture, rule: str) -> Removed:
    words = ": ".join(filter(None, (found.alt or found.caption, "" if found.data else found.address[:200])))
    return Removed(0, words or "a picture", rule, "picture")
