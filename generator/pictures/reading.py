"""The pictures of a draft become those of its article: each is read, checked and counted once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import unquote

from msgspec import structs

from generator.inputs.ignore_list import IGNORE, ignored_as_of
from generator.inputs.publicity import withheld_by_name
from generator.model.documents import Draft, Removed, Seed
from generator.model.pictures import FileState, FoundPicture, Picture
from generator.model.problem import Problem
from generator.pictures.declared import UNMATCHED
from generator.pictures.files import RULE, PictureError, kept_apart, leaves, path_of, read, state
from generator.pictures.images import SMALLEST, DrawingError, decoded, upright
from generator.pictures.pixels import description, is_same
from generator.pictures.same import may_be_same
from generator.text.tables import load_table

LIMIT = "picture-limit"
# Pictures of one article that are kept.
MOST = 200
# Pixels of a square picture, a face next to a name, and of the height of a wide one, a logo or advertisement.
_FACE, _BANNER = 96, 120
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


class _Origin(NamedTuple):
    """Where the bytes of a picture are: what referred to it, and the path of its file, if it has one."""

    found: FoundPicture
    path: str

    def data(self, seed: Seed) -> bytes:
        return self.found.data or read(seed.folder, self.path)


def read_pictures(seed: Seed, draft: Draft) -> ReadPictures:
    """Read the files of the pictures that a draft refers to."""
    if not draft.pictures:
        return ReadPictures()
    read = _Reading(seed).read([picture for picture in draft.pictures if picture.rule != UNMATCHED])
    unmatched = (picture for picture in draft.pictures if picture.rule == UNMATCHED)
    return read._replace(problems=(*read.problems, *(_unmatched(entry, seed, draft) for entry in unmatched)))


def _unmatched(entry: FoundPicture, seed: Seed, draft: Draft) -> Problem:
    """The warning about an entry that is to drop a picture, and matches none."""
    there = f"which has {entry.caption}" if entry.caption else "which has none"
    message = f"'drop' names {entry.address[:200]!r}, and that is no one picture of the article, {there}"
    remedy = ". Name it by its path, by its words if it is within the document, or by its number"
    path, line = draft.declared.paths.get("pictures", seed.path), draft.declared.lines.get("pictures", 0)
    return Problem(path, line, RULE, message + (remedy if entry.caption else ""), "warning")


class _Reading:
    """The state of reading the pictures of one article."""

    def __init__(self, seed: Seed) -> None:
        self.seed = seed
        self.pictures: dict[str, Picture] = {}
        self.origins: dict[str, _Origin] = {}
        self.removed: list[Removed] = []
        self.problems: list[Problem] = []
        self.files: dict[str, FileState] = {}

    def read(self, pictures: Sequence[FoundPicture]) -> ReadPictures:
        """Read them, in order."""
        for referred in pictures:
            found = _located(referred, self.seed, self.files)
            if found is not None:
                self._take(found)
        return ReadPictures(
            tuple(_with_one_lead(self.pictures.values())),
            tuple(self.removed),
            tuple(self.problems),
            tuple(self.files.values()),
        )

    def _take(self, found: FoundPicture) -> None:
        seed = self.seed
        path = "" if found.data else path_of(found.address, found.page or seed.path, seed.folder)
        if path:
            self.files.setdefault(path, state(seed.folder, path))
        is_unknown = path and found.rule in QUIET and self.files[path].size < 0
        if not found.data and (not path or is_unknown):
            self.removed.append(_left_out(found, "picture-elsewhere"))
            if not path and found.rule not in QUIET and leaves(found.address):
                self._warn(f"the picture {_name(found)} leads out of the folder of clippings")
            return
        try:
            picture = _read(found, path, seed, self.files)
        except DrawingError:
            self.removed.append(_left_out(found, "picture-drawing"))
            return
        except PictureError as fault:
            self._warn(f"the picture {_name(found)} {fault}")
            self.removed.append(_left_out(found, "picture-unfit"))
            return
        rule = _rule_of_size(picture, found)
        if rule:
            self.removed.append(_left_out(found, rule))
        elif picture.sha256 not in self.pictures and len(self.pictures) >= MOST:
            if not any(line.rule == LIMIT for line in self.removed):
                self._warn(f"the picture {_name(found)} is one more than the {MOST} that an article may have")
            self.removed.append(_left_out(found, LIMIT))
        else:
            self._add(picture, _Origin(found, path))

    def _warn(self, what: str) -> None:
        message = f"{what}; the article is published without it"
        self.problems.append(Problem(self.seed.path, 0, RULE, message, "warning"))

    def _add(self, picture: Picture, origin: _Origin) -> None:
        """Add a picture; of one photograph in several sizes, the largest is kept where the first one is."""
        same = self.pictures.get(picture.sha256)
        if same is not None:
            self.pictures[picture.sha256] = _merged(same, picture)
            return
        same = next(
            (other for other in self.pictures.values() if self._are_same(other, picture, origin)), None
        )
        if same is None:
            self.pictures[picture.sha256], self.origins[picture.sha256] = picture, origin
            return
        is_larger = picture.width > same.width
        kept, left = (picture, self.origins[same.sha256]) if is_larger else (same, origin)
        self.removed.append(_left_out(left.found, "picture-same"))
        merged = structs.replace(_merged(same, picture), **_bytes_of(kept))
        self.origins[kept.sha256] = origin if is_larger else self.origins[same.sha256]
        pictures = (merged if known is same else known for known in self.pictures.values())
        self.pictures = {known.sha256: known for known in pictures}

    def _are_same(self, known: Picture, picture: Picture, origin: _Origin) -> bool:
        if not may_be_same(known, picture):
            return False
        try:
            return is_same(self.origins[known.sha256].data(self.seed), origin.data(self.seed))
        except PictureError:
            return False


def _bytes_of(picture: Picture) -> dict[str, Any]:
    """The fields of a picture that say which bytes it is."""
    names = ("file", "sha256", "type", "width", "height", "within", "description")
    return {name: getattr(picture, name) for name in names}


def _located(found: FoundPicture, seed: Seed, files: dict[str, FileState]) -> FoundPicture | None:
    """The picture at the first of its addresses that has a file; None if metadata alone name it, in vain."""
    document = found.page or seed.path
    also = found.also or (() if found.data else tuple(kept_apart(found.address, document)))
    if found.data or not also:
        return found
    for address in (found.address, *also):
        path = path_of(address, document, seed.folder) if address else ""
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
        check_public(path, seed, files)
    data = found.data or read(seed.folder, path)
    with decoded(data) as (facts, image):
        described = description(upright(image))
    return Picture(
        path,
        _digest(data),
        *facts,
        alt=found.alt,
        caption=found.caption,
        credit=found.credit,
        rights=found.rights,
        lead=found.lead,
        after=found.after,
        within=found.page if found.data else "",
        description=described,
    )


def check_public(path: str, seed: Seed, files: dict[str, FileState]) -> None:
    """Find out whether a file may be published, though a document refers to it.

    Raises:
        PictureError: it is hidden, a curator ignores it, or its name or folder says that it is not public.
    """
    hidden = [part for part in path.split("/") if part.startswith(".")]
    if not set(hidden) <= {*load_table("ignored")["attachments"]}:
        raise PictureError("is hidden, or in a hidden folder")
    if IGNORE not in files:
        files[IGNORE] = state(seed.folder, IGNORE)
    if ignored_as_of(seed.folder, files[IGNORE].size, files[IGNORE].changed).covers(path):
        raise PictureError(f"is ignored by {IGNORE}")
    # The picture of a draft is as little public as the draft itself.
    mark = "" if withheld_by_name(seed.path) else withheld_by_name(path)
    if mark:
        raise PictureError(f"is not public, as {mark} says (move or rename it to publish it)")


def _rule_of_size(picture: Picture, found: FoundPicture) -> str:
    """The rule by which the size of a picture says that it is none of the article's, "" for none."""
    less, more = sorted((picture.width, picture.height))
    if less < SMALLEST:
        return "picture-icon"
    if found.caption or found.credit or found.rule in {"declared", *QUIET}:
        return ""
    if more <= _FACE and more - less <= 2:
        return "picture-avatar"
    return "picture-banner" if picture.height <= _BANNER and picture.width >= 3 * picture.height else ""


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _name(found: FoundPicture) -> str:
    """How a message names a picture: its file, or its alternative text if it is within the document."""
    if found.data:
        return repr(found.alt or found.caption or _file_name(found) or "within the document")
    return repr(found.address[:200])


def _file_name(found: FoundPicture) -> str:
    """The name of the file at the address of a picture, "" for an address within the document."""
    if found.address.startswith(("data:", "cid:")):
        return ""
    return unquote(found.address.partition("?")[0].rstrip("/").rpartition("/")[2])[:200]


def _left_out(found: FoundPicture, rule: str) -> Removed:
    words = dict.fromkeys(filter(None, (found.alt, found.caption, found.credit, _file_name(found))))
    return Removed(found.line, " – ".join(words) or "a picture", rule, "picture")
