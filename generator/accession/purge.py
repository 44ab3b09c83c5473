"""What a purge deletes: the files that only one article uses, in an order in which it can be given again."""

from __future__ import annotations

import contextlib
import html
import itertools
import posixpath
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from generator.archive.archive import Archive
from generator.describe.declared import names_of
from generator.extract.formats import FORMATS, extract
from generator.inputs.fields import overlay, parse_declaration
from generator.inputs.pages import is_named_like
from generator.inputs.scans import Scans, find_scans, is_image
from generator.inputs.seeds import SIDECAR
from generator.model.documents import Seed, SeedPage
from generator.model.records import Article
from generator.pictures.declared import with_declared
from generator.pictures.fetched import fetched, list_of, with_fetched
from generator.pictures.files import PictureError, path_of, read
from generator.system.files import inside, walk

# What no encoding and no escape of a file's name changes.
_UNESCAPED = re.compile(r"[a-z0-9]+")


def scans_in(seeds: Path, folder: str) -> Scans:
    """The scans in one folder of clippings."""
    files = (path for path in (seeds / folder).iterdir() if not path.name.startswith(".") and path.is_file())
    return find_scans([posixpath.join(folder, path.name) for path in files], SIDECAR)


class OwnFiles(NamedTuple):
    """What an article has besides its first document and its sidecar, as paths below the seeds folder.

    Attributes:
        pages: the documents of its further pages.
        pictures: its pictures and scans, and then the lists of fetched pictures.
        sidecars: of its further pages.
        shared: each picture that another clipping uses → that clipping.
    """

    pages: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    sidecars: tuple[str, ...] = ()
    shared: Mapping[str, str] = {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be deleted."""
        return not (self.pages or self.pictures or self.sidecars)


def own_files(listed: Sequence[Seed], archive: Archive, article: Article, seeds: Path) -> OwnFiles:
    """The files that only this article uses.

    Args:
        listed: every seed of the archive, published or not.
        archive: the archive.
        article: published, or withdrawn with its document.
        seeds: the folder of clippings.
    """
    seed = next((other for other in listed if other.path == article.seed), None)
    if seed is None:
        return OwnFiles()
    paths = [seed.path, *(page.path for page in seed.pages)]
    lists = [list_of(path) for path in paths]
    pictures = {picture.file for picture in article.pictures if picture.file}
    pictures |= {path for path in _referred(seed) if is_image(path) and "/." not in f"/{path}"}
    pictures |= {file for path in paths for file in _listed(path, seeds)}
    pictures |= {file for page in article.facsimile for file in (page.file, page.words) if file}
    pictures |= {name for name, of in scans_in(seeds, posixpath.dirname(seed.path)).of.items() if of in paths}
    there = {path for path in (*pictures, *lists) if (file := inside(seeds, path)) and file.is_file()}
    there -= {*paths, *(part.sidecar.path for part in _files(seed) if part.sidecar)}
    others = (
        [*(other for other in listed if other is not seed), *_unread(listed, seeds, there, lists)]
        if there
        else listed
    )
    shared = dict(_shared(there, paths, [other for other in others if other is not seed], archive, seeds))
    own = sorted(there - shared.keys(), key=lambda path: (path in lists, path))
    described = {other.sidecar.path for other in listed if other is not seed and other.sidecar}
    sidecars = {page.sidecar.path for page in seed.pages if page.sidecar} - described
    if article.withdrawn:
        sidecars |= set(_left_behind(seed, seeds))
    return OwnFiles(tuple(paths[1:]), tuple(own), tuple(sorted(sidecars)), shared)


def _left_behind(seed: Seed, seeds: Path) -> Iterator[str]:
    """Sidecars of further pages whose documents a purge deleted before it was interrupted."""
    folder = posixpath.dirname(seed.path)
    names = [file.name for file in (seeds / folder).iterdir() if file.is_file()]
    documents = {posixpath.splitext(name)[0] for name in names if not name.endswith(SIDECAR)}
    for name in names:
        if name.endswith(SIDECAR) and name.removesuffix(SIDECAR) not in documents:
            path = posixpath.join(folder, name)
            declared, _ = parse_declaration((seeds / path).read_text("utf-8-sig", "replace"), path)
            if is_named_like(path, seed.path) and "withdrawn" not in declared.values:
                yield path


def _files(seed: Seed) -> tuple[Seed | SeedPage, ...]:
    return (seed, *seed.pages)


def _unread(
    listed: Sequence[Seed], seeds: Path, pictures: Collection[str], lists: Collection[str]
) -> Iterator[Seed]:
    """Documents and sidecars that the archive leaves out: those that a curator ignores, or that have a fault.

    Args:
        listed: what is not left out.
        seeds: the folder of clippings.
        pictures: of an article, and its scans, which may be PDF files.
        lists: of these pictures; what else is next to them is its own, too.
    """
    files = [part for seed in listed for part in _files(seed)]
    known = {*pictures, *(part.path for part in files)} | {
        part.sidecar.path for part in files if part.sidecar
    }
    own = {posixpath.dirname(path) for path in lists}
    for path, entry in walk(seeds, lambda _, entry: not entry.name.startswith("."), lenient=True):
        is_known = path in known or posixpath.dirname(path) in own
        if not is_known and path.lower().endswith((SIDECAR, *FORMATS)) and entry.is_file():
            with contextlib.suppress(PictureError):
                yield Seed(path, read(str(seeds), path), "", folder=str(seeds))


def _referred(seed: Seed) -> set[str]:
    """Paths below the seeds folder of all pictures that a document or its sidecar names, shown or not."""
    draft = extract(seed, seed.declared)
    located = with_fetched(seed, draft.pictures).pictures
    declared = overlay(draft.declared, seed.declared)
    shown = with_declared(located, declared)
    scans = {path_of(name, seed.path, seed.folder) for name in names_of(declared, "facsimile")}
    return (scans - {""}) | {
        path_of(address, picture.page or seed.path, seed.folder)
        for picture in (*draft.pictures, *located, *shown)
        for address in (picture.address, *picture.also)
        if address and not picture.data
    } - {""}


def _listed(seed: str, seeds: Path) -> Iterator[str]:
    """Paths of the pictures that were fetched with a page."""
    folder = posixpath.dirname(list_of(seed))
    return (posixpath.join(folder, name) for name in fetched(str(seeds), seed).values())


def _shared(
    files: Collection[str], own: Collection[str], others: Sequence[Seed], archive: Archive, seeds: Path
) -> Iterator[tuple[str, str]]:
    """Those of some files that other clippings use, or are, each with such a clipping."""
    if not files:
        return
    for folder in {posixpath.dirname(file) for file in files}:
        of = scans_in(seeds, folder).of
        yield from ((file, of[file]) for file in files if file in of and of[file] not in own)
    for article in archive.articles:
        if article.seed not in own:
            yield from ((picture.file, article.seed) for picture in article.pictures if picture.file in files)
            yield from ((page.file, article.seed) for page in article.facsimile if page.file in files)
    names = {file: _name_in_bytes(file) for file in files}
    for seed in others:
        for part in _files(seed):
            used = {part.path, list_of(part.path), *_listed(part.path, seeds)}
            yield from ((file, part.path) for file in files if file in used)
            beside = part.sidecar.data if part.sidecar else b""
            data = b"\n".join((part.data, beside)).replace(b"\0", b"").lower()
            named = [file for file, name in names.items() if name in data]
            if named:
                text = _plain(data)
                used = _referred(seed)
                yield from (
                    (file, part.path) for file in named if file in used or _names(text, part.path, file)
                )


def _name_in_bytes(file: str) -> bytes:
    """The longest part of a file's name that is the same in all encodings and escapes."""
    return max(_UNESCAPED.findall(posixpath.basename(file).lower()), key=len, default="").encode()


def _plain(data: bytes) -> str:
    text = unquote(html.unescape(data.decode("utf-8", "replace"))).replace("\\_", "_").replace("\\", "/")
    return unicodedata.normalize("NFC", text.casefold())


def _names(text: str, seed: str, file: str) -> bool:
    """Whether the text of a seed or its sidecar has the path of a file as seen from there."""
    path = posixpath.relpath(file, posixpath.dirname(seed) or ".")
    path = unicodedata.normalize("NFC", path.casefold())
    return any(_is_whole(before, after) for before, after in itertools.pairwise(text.split(path)))


def _is_whole(before: str, after: str) -> bool:
    """Whether a path between two texts is not a part of a longer one."""
    end = len(before)
    while before.endswith("./", 0, end):
        end -= 2
    first, last = before[max(end - 1, 0) : end], after[:1]
    return not (first.isalnum() or first in {*"_/.-"} or last.isalnum() or last in {*"_-"})


def delete_parts(article: Article, files: OwnFiles, seeds: Path) -> None:
    """Delete everything but an article's first document and its sidecar, which say what belongs to it."""
    _delete(seeds, files.pictures)
    for path in (article.seed, *files.pages):
        folder = (seeds / list_of(path)).parent
        with contextlib.suppress(OSError):  # it has other files
            if folder.is_dir():
                folder.rmdir()
    # The last page first: those before it still belong together. A page without its sidecar might not.
    sidecars = {posixpath.splitext(path)[0]: path for path in files.sidecars}
    for page in reversed(files.pages):
        _delete(seeds, filter(None, (page, sidecars.pop(posixpath.splitext(page)[0], ""))))
    _delete(seeds, sidecars.values())


def delete_document(article: Article, seeds: Path) -> None:
    """Delete an article's first document, when nothing else of it is left."""
    _delete(seeds, (article.seed,))


def _delete(seeds: Path, names: Iterable[str]) -> None:
    for name in names:
        file = inside(seeds, name)
        if file:
            file.unlink(missing_ok=True)
