"""Reads exports of Medium: a web page for each post, also for drafts and responses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import lxml.html
from lxml import etree

from generator.extract.decode import decode
from generator.imports.item import MAX_BYTES, NO_TEXT, TOO_LARGE, Item, Opened
from generator.imports.pages import page
from generator.imports.source import Options, Source
from generator.text.controls import without_controls

_MEDIUM = re.compile(r"(?:\A|/)posts/(?:draft_|\d{4}-\d\d-\d\d_)[^/]*\.html\Z")
_SHORT = 400  # characters of a response


def recognises(source: Source) -> bool:
    """Whether a folder is an unpacked export of Medium."""
    return any(_MEDIUM.search(name) for name in source.names)


def read(source: Source, _: Options) -> Opened:
    """The posts of an export."""
    return Opened(len(source.every_name), _medium_items(source))


def _medium_items(source: Source) -> Iterator[Item]:
    for number, name in enumerate(source.every_name, 1):
        path = source.path / name
        if not _MEDIUM.search(name):
            yield Item(name, kind="file", skipped="data of the account", done=number)
        elif path.stat().st_size > MAX_BYTES:
            yield Item(name, fault=TOO_LARGE, done=number)
        else:
            yield _medium_post(path.name, path.read_bytes(), number)


def _medium_post(name: str, data: bytes, done: int) -> Item:
    try:
        root: Any = lxml.html.document_fromstring(decode(name, data, html=True).text or "")
    except (ValueError, etree.ParserError):
        return Item(name, skipped=NO_TEXT, done=done)
    title, summary = _words(root, "p-name"), _words(root, "p-summary")
    published = next((element.get("datetime") or "" for element in root.find_class("dt-published")), "")
    canonical = next((element.get("href") or "" for element in root.find_class("p-canonical")), "")
    body = next(iter(root.find_class("e-content")), None)
    text = body.text_content().strip() if body is not None else ""
    fields = {
        "title": title,
        "author": _words(root, "p-author"),
        "published": published[:10],
        "canonical": canonical.partition("?source=")[0],
        "summary": summary,
    }
    fields = {key: value for key, value in fields.items() if value}
    key = PurePosixPath(name).stem.rpartition("-")[2]
    if not text or body is None:
        return Item(title or name, None, fields, "post", key, skipped=NO_TEXT, done=done)
    is_headed = bool(root.find_class("graf--title")) or next(body.iter("h1", "h2", "h3"), None) is not None
    # A response has no headline: the export gives it its first words.
    if not is_headed and len(text) < _SHORT and text.startswith(title.rstrip("…. ")[:20]):
        return Item(
            title or name, None, fields, "response", key, skipped="response to another post", done=done
        )
    for heading in root.find_class("graf--title"):
        heading.drop_tree()
    withheld = "draft" if name.startswith("draft_") else ""
    return Item(title or name, page(title, _inner(body)), fields, "post", key, withheld=withheld, done=done)


def _words(root: Any, name: str) -> str:  # noqa: ANN401 - lxml has no types of elements
    found = root.find_class(name)
    return " ".join(found[0].text_content().split()) if found else ""


def _inner(element: Any) -> str:  # noqa: ANN401
    parts = (lxml.html.tostring(child, encoding="unicode") for child in element)
    return without_controls((element.text or "") + "".join(parts))
