"""Reads collections of articles as EPUB, as Readeck, wallabag and Omnivore make them: a chapter for each."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote

import lxml.html
from lxml import etree

from generator.extract.decode import decode
from generator.imports.item import MAX_BYTES, Attachment, Document, Item, Opened
from generator.imports.source import Options, Source
from generator.model.errors import ClipfileError

_CONTAINER = "META-INF/container.xml"
_PAGES = frozenset({"application/xhtml+xml", "text/html"})
_LEAST = 200  # characters of a chapter that is an article
_MOST_PICTURES = 50
_NOT_ARTICLES = re.compile(r"(?:\A|/)(?:nav|toc|cover|title_?page|contents|copyright)[^/]*\Z", re.IGNORECASE)
_BROKEN = (zipfile.BadZipFile, KeyError, OSError, EOFError, zlib.error, RuntimeError, NotImplementedError)


class _Chapter(NamedTuple):
    """A chapter: its name in the archive, and whether it is a table of contents."""

    name: str
    is_contents: bool


def is_epub(source: Source) -> bool:
    """Whether a file is an EPUB."""
    return source.head.startswith(b"PK") and b"application/epub+zip" in source.head[:200]


def read_epub(source: Source, _: Options) -> Opened:
    """The chapters.

    Raises:
        ClipfileError: the file is damaged.
    """
    try:
        with zipfile.ZipFile(source.path) as archive:
            chapters = list(_chapters(archive))
    except (*_BROKEN, etree.XMLSyntaxError) as error:
        raise ClipfileError(
            f"{source.shown}: the EPUB is incomplete or damaged ({error}). Export it again."
        ) from None
    return Opened(len(chapters), _items(source, chapters))


def _tree(data: bytes) -> Any:  # noqa: ANN401 - lxml has no types of elements
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    return etree.fromstring(data, parser)


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        return file.read(MAX_BYTES + 1)


def _chapters(archive: zipfile.ZipFile) -> Iterator[_Chapter]:
    """The chapters in their order."""
    container = _tree(_read(archive, _CONTAINER))
    path = next(element.get("full-path") for element in container.iter("{*}rootfile"))
    package = _tree(_read(archive, path))
    files: Mapping[str, Any] = {element.get("id"): element for element in package.iter("{*}item")}
    for reference in package.iter("{*}itemref"):
        item = files.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES:
            continue
        name = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(item.get("href") or "")))
        is_contents = "nav" in (item.get("properties") or "").split() or bool(_NOT_ARTICLES.search(name))
        yield _Chapter(name, is_contents)


def _items(source: Source, chapters: list[_Chapter]) -> Iterator[Item]:
    with zipfile.ZipFile(source.path) as archive:
        for number, chapter in enumerate(chapters, 1):
            if chapter.is_contents:
                yield Item(chapter.name, kind="chapter", skipped="table of contents or cover", done=number)
                continue
            try:
                data = _read(archive, chapter.name)
                yield _item(archive, chapter.name, data, number)
            except _BROKEN:
                fault = "is missing or damaged in the EPUB. Export it again"
                yield Item(chapter.name, kind="chapter", fault=fault, done=number)


def _item(archive: zipfile.ZipFile, name: str, data: bytes, done: int) -> Item:
    if len(data) > MAX_BYTES:
        return Item(name, kind="chapter", fault=f"is larger than {MAX_BYTES:,} bytes", done=done)
    text = decode(name, data, html=True).text or ""
    try:
        root: Any = lxml.html.document_fromstring(
            text.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8")
        )
    except (ValueError, etree.ParserError):
        return Item(name, kind="chapter", skipped="no text", done=done)
    headings = [*root.iter("h1"), *root.iter("h2"), *root.iter("title")]
    heading = next((element for element in headings if element.text_content().strip()), None)
    title = " ".join(heading.text_content().split()) if heading is not None else name
    if len(root.text_content().strip()) < _LEAST:
        return Item(title, kind="chapter", skipped="no text", done=done)
    # The first address of a chapter leads to the page from which it was saved.
    links = (element.get("href") or "" for element in root.iter("a"))
    url = next((link for link in links if link.startswith(("http://", "https://"))), "")
    first = root.text_content().strip()[:_LEAST]
    host = url.partition("://")[2].partition("/")[0].removeprefix("www.")
    fields = {"title": title, **({"url": url} if url and host in first else {})}
    files = tuple(_pictures(archive, name, root))
    return Item(
        title, Document(text.encode(errors="replace"), ".html"), fields, "chapter", name, files, done=done
    )


def _pictures(archive: zipfile.ZipFile, chapter: str, root: Any) -> Iterator[Attachment]:  # noqa: ANN401
    names = frozenset(archive.namelist())
    for address in list(dict.fromkeys(element.get("src") or "" for element in root.iter("img")))[
        :_MOST_PICTURES
    ]:
        name = posixpath.normpath(posixpath.join(posixpath.dirname(chapter), unquote(address)))
        if name in names:
            data = _read(archive, name)
            if len(data) <= MAX_BYTES:
                yield Attachment(address, data)
