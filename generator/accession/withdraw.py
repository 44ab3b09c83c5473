"""Withdrawing an article: its sidecar declares that, and its text is kept or permanently removed."""

from __future__ import annotations

import contextlib
import difflib
import html
import itertools
import posixpath
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import yaml

from generator.accession.save import schema_address
from generator.accession.yamltext import (
    SCHEMA_LINE,
    Statement,
    append,
    declared_nodes,
    fill,
    is_empty,
    nested_yaml,
    replace_value,
    to_yaml,
)
from generator.archive.archive import Archive
from generator.extract.formats import FORMATS, extract
from generator.inputs.fields import overlay, parse_declaration
from generator.inputs.scans import Scans, find_scans, is_scan
from generator.inputs.seeds import SIDECAR
from generator.model.documents import Seed, SeedPage
from generator.model.errors import ClipfileError
from generator.model.records import Article, Withdrawal
from generator.outputs.pages.redirects import former_address
from generator.pictures.declared import with_declared
from generator.pictures.fetched import fetched, list_of, with_fetched
from generator.pictures.files import PictureError, path_of, read
from generator.system.files import create, inside, rewrite, walk

# How many similar names a message suggests.
SUGGESTIONS = 3
# What no encoding and no escape of a file's name changes.
_UNESCAPED = re.compile(r"[a-z0-9]+")


def find_article(archive: Archive, name: str, seeds: Path) -> Article:
    """The article, published or withdrawn, with that id, address, former address or seed.

    Args:
        archive: the archive.
        name: an id; an address, complete or relative to the site's root; or the path of a seed, relative to
            ``seeds`` or to the working directory.
        seeds: the folder of clippings, absolute.

    Raises:
        ClipfileError: there is no such article; the message suggests similar names.
    """
    articles = (*archive.articles, *archive.withdrawn)
    path = Path(name).resolve()
    seed = path.relative_to(seeds).as_posix() if path.is_relative_to(seeds) else name
    address = unquote(urlsplit(name).path).strip("/").removesuffix("index.html").strip("/")
    former = {owner: url for url, owner in archive.former.items()}
    for article in articles:
        if article.id == name or article.seed == seed or _answers(article, address, former):
            return article
    known = [key for article in articles for key in (article.id, article.seed, article.url)]
    near = difflib.get_close_matches(name, known, SUGGESTIONS)
    hint = f"Did you mean {', '.join(near)}?" if near else "Give an id, an address or a seed."
    raise ClipfileError(f"{name}: no published article matches. {hint}")


def _answers(article: Article, address: str, former: Mapping[str, str]) -> bool:
    """Whether an address is the article's present or former one, whatever the site's root."""
    earlier = former.get(article.id, "").strip("/")
    own = (article.url.strip("/"), earlier, *map(former_address, article.aliases))
    return any(f"/{address}".endswith(f"/{path}") for path in own if path)


def same_texts(archive: Archive, article: Article) -> Sequence[Article]:
    """The other published articles with the same text."""
    first = archive.originals.get(article.id, article.id)
    group = (archive.by_id.get(first), *archive.copies.get(first, ()))
    return [copy for copy in group if copy and copy.id != article.id]


def sidecar_of(seeds: Path, article: Article) -> Path:
    """The path of the article's sidecar, which may not exist.

    Raises:
        ClipfileError: the sidecar describes another document as well.
    """
    scans = _scans(seeds, posixpath.dirname(article.seed))
    path = seeds / f"{scans.alone.get(article.seed) or posixpath.splitext(article.seed)[0]}{SIDECAR}"
    own = {article.seed, *scans.of}
    others = [
        name for name in _documents(path) if posixpath.join(posixpath.dirname(article.seed), name) not in own
    ]
    if others:
        raise ClipfileError(f"{path} also describes {', '.join(others)}. Rename one of the documents.")
    return path


def _documents(sidecar: Path) -> Iterable[str]:
    files = (path for path in sidecar.parent.iterdir() if path.stem == sidecar.stem and path != sidecar)
    return sorted(path.name for path in files if path.is_file())


def _scans(seeds: Path, folder: str) -> Scans:
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


def own_files(found: Sequence[Seed], archive: Archive, article: Article, seeds: Path) -> OwnFiles:
    """The files that only this article uses.

    Args:
        found: every seed of the archive, published or not.
        archive: the archive.
        article: published, or withdrawn with its document.
        seeds: the folder of clippings.
    """
    seed = next((one for one in found if one.path == article.seed), None)
    if seed is None:
        return OwnFiles()
    paths = [seed.path, *(page.path for page in seed.pages)]
    lists = [list_of(path) for path in paths]
    pictures = {picture.file for picture in article.pictures if picture.file}
    pictures |= {path for path in _referred(seed) if is_scan(path) and "/." not in f"/{path}"}
    pictures |= {file for path in paths for file in _listed(path, seeds)}
    pictures |= {name for name, of in _scans(seeds, posixpath.dirname(seed.path)).of.items() if of in paths}
    there = {path for path in (*pictures, *lists) if (file := inside(seeds, path)) and file.is_file()}
    there -= {*paths, *(part.sidecar.path for part in _files(seed) if part.sidecar)}
    others = (
        [*(one for one in found if one is not seed), *_unread(found, seeds, there, lists)] if there else found
    )
    shared = dict(_shared(there, paths, [one for one in others if one is not seed], archive, seeds))
    own = sorted(there - shared.keys(), key=lambda path: (path in lists, path))
    described = {one.sidecar.path for one in found if one is not seed and one.sidecar}
    sidecars = {page.sidecar.path for page in seed.pages if page.sidecar} - described
    return OwnFiles(tuple(paths[1:]), tuple(own), tuple(sorted(sidecars)), shared)


def _files(seed: Seed) -> tuple[Seed | SeedPage, ...]:
    return (seed, *seed.pages)


def _unread(
    found: Sequence[Seed], seeds: Path, pictures: Collection[str], lists: Collection[str]
) -> Iterator[Seed]:
    """Documents and sidecars that the archive leaves out: those that a curator ignores, or that have a fault.

    Args:
        found: what is not left out.
        seeds: the folder of clippings.
        pictures: of an article, and its scans, which may be PDF files.
        lists: of these pictures; what else is next to them is its own, too.
    """
    files = [part for seed in found for part in _files(seed)]
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
    shown = with_declared(located, overlay(draft.declared, seed.declared))
    return {
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
        of = _scans(seeds, folder).of
        yield from ((file, of[file]) for file in files if file in of and of[file] not in own)
    for article in archive.articles:
        if article.seed not in own:
            yield from ((one.file, article.seed) for one in article.pictures if one.file in files)
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


def withdraw(
    article: Article, withdrawal: Withdrawal, seeds: Path, *, purge: bool, files: OwnFiles | None = None
) -> None:
    """Declare the withdrawal in the article's sidecar; with ``purge``, also delete its other files.

    Args:
        article: as it is published.
        withdrawal: what readers will see.
        seeds: the folder of clippings.
        purge: whether to delete files.
        files: what it has besides its document.

    Raises:
        ClipfileError: the sidecar cannot be extended, or a file cannot be written.
    """
    sidecar = sidecar_of(seeds, article)
    old = sidecar.read_bytes() if sidecar.exists() else None
    before = (old or b"").decode("utf-8-sig")
    text = remnant(article, withdrawal, seeds) if purge else withdrawing(before, article, withdrawal)
    if "\r\n" in before:
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    try:
        # First the sidecar: if the command is interrupted here, the article is withdrawn already.
        if old is None:
            create(sidecar, text.encode())
        else:
            rewrite(sidecar, text.encode(), old)
        if purge:
            _purge(article, files or OwnFiles(), seeds)
    except OSError as error:
        raise ClipfileError(f"{error.filename}: cannot be written: {error.strerror}") from error


def _purge(article: Article, files: OwnFiles, seeds: Path) -> None:
    """Delete the files of an article, so that the command can be given again whenever it is interrupted."""
    _delete(seeds, files.pictures)
    for path in (article.seed, *files.pages):
        folder = (seeds / list_of(path)).parent
        with contextlib.suppress(OSError):  # it has other files
            if folder.is_dir():
                folder.rmdir()
    # The last page first: those before it still belong together.
    _delete(seeds, (*files.sidecars, *reversed(files.pages), article.seed))


def _delete(seeds: Path, names: Iterable[str]) -> None:
    for name in names:
        file = inside(seeds, name)
        if file:
            file.unlink(missing_ok=True)


def withdrawing(existing: str, article: Article, withdrawal: Withdrawal) -> str:
    """The text of a sidecar with the withdrawal added; comments, order and everything else stay as they are.

    It also declares the fields that determine the article's address, so that the notice keeps that address.

    Args:
        existing: the sidecar's text so far.
        article: as it is published.
        withdrawal: what readers will see.

    Raises:
        ClipfileError: ``existing`` is not YAML, or has a form that cannot be added to.
    """
    try:
        text = existing
        for field, value in _heading_fields(article, withdrawal).items():
            text = _set(text, field, value)
        text = _set(text, "status", "withdrawn")
        if "withdrawn" in declared_nodes(text):
            raise ClipfileError(
                "The sidecar already has a field 'withdrawn'. Remove it and run the command again."
            )
    except yaml.YAMLError as error:
        raise ClipfileError(f"The sidecar is not valid YAML; fix it first: {error}") from None
    text = append(text, _record(withdrawal))
    if not _holds(text, withdrawal):
        raise ClipfileError(
            "The sidecar has its fields in braces or in several documents. Put one on each line."
        )
    return text


def remnant(article: Article, withdrawal: Withdrawal, seeds: Path) -> str:
    """The text of a sidecar that replaces a purged document: everything its notice needs."""
    values = {**_heading_fields(article, withdrawal), "aliases": list(article.aliases), "status": "withdrawn"}
    schema = schema_address(seeds, str(Path(article.seed).parent))
    blocks = (to_yaml(Statement(field, value, "")) for field, value in values.items() if value)
    return (f"{SCHEMA_LINE}{schema}\n" if schema else "") + "".join(blocks) + _record(withdrawal)


def _heading_fields(article: Article, withdrawal: Withdrawal) -> Mapping[str, str]:
    """The known fields that determine the notice's address and heading."""
    title = "" if withdrawal.hide_title else article.title
    values = {"id": article.id, "title": title, "date": article.date, "language": article.language}
    return {field: value for field, value in values.items() if value}


def _set(text: str, field: str, value: str) -> str:
    """``text`` with a field set to ``value``, unless it has another value; only ``status`` is overwritten."""
    node = declared_nodes(text).get(field)
    if node is None:
        return append(text, to_yaml(Statement(field, value, "")))
    if is_empty(node):
        return fill(text, node, value)
    return replace_value(text, node, value) if field == "status" else text


def _record(withdrawal: Withdrawal) -> str:
    return nested_yaml("withdrawn", _parts(withdrawal))


def _parts(withdrawal: Withdrawal) -> Iterator[Statement]:
    yield Statement("date", withdrawal.date, "")
    yield Statement("reason", withdrawal.reason, "")
    if withdrawal.hide_title:
        yield Statement("hide_title", True, "")


def _holds(text: str, withdrawal: Withdrawal) -> bool:
    declared, _ = parse_declaration(text, "")
    record = declared.values.get("withdrawn")
    return (
        declared.values.get("status") == "withdrawn"
        and isinstance(record, Mapping)
        and record.get("reason") == withdrawal.reason
    )
