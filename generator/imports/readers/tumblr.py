"""Reads exports of Tumblr: a web page for each post, with its day and tags below the text.

The pages name neither the blog nor their addresses; the pictures are in the folder ``media``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import lxml.html
from lxml import etree

from generator.extract.decode import decode
from generator.imports.item import MAX_BYTES, NO_TEXT, TOO_LARGE, Attachment, Item, Opened
from generator.imports.pages import page
from generator.imports.source import Options, Source
from generator.text.dates import parse_date

_POST = re.compile(r"(?:\A|/)(?:html/)?(?P<key>\d{6,25})\.html\Z")
_FOOTER = b'id="footer"'
_LONGEST_TITLE = 200
# Folders of posts that are not public.
_WITHHELD = {
    "draft": "draft",
    "drafts": "draft",
    "queued": "scheduled",
    "queue": "scheduled",
    "private": "private",
}


def recognises(source: Source) -> bool:
    """Whether a folder is an unpacked export of Tumblr."""
    first = next((name for name in source.names if _POST.search(name)), None)
    return first is not None and _is_post(source.path / first)


def _is_post(path: Path) -> bool:
    with path.open("rb") as file:
        data = file.read(MAX_BYTES)
    return _FOOTER in data and b'id="timestamp"' in data


def read(source: Source, _: Options) -> Opened:
    """The posts of an export."""
    return Opened(len(source.every_name), _items(source))


def _items(source: Source) -> Iterator[Item]:
    media = {PurePosixPath(name).name: name for name in source.every_name if "media/" in name}
    for number, name in enumerate(source.every_name, 1):
        found = _POST.search(name)
        if name in media.values():
            continue
        if not found:
            yield Item(name, kind="file", skipped="data of the account", done=number)
        elif (source.path / name).stat().st_size > MAX_BYTES:
            yield Item(name, fault=TOO_LARGE, done=number)
        else:
            yield _post(source, name, found["key"], media, number)


def _post(source: Source, name: str, key: str, media: dict[str, str], done: int) -> Item:
    text = decode(name, (source.path / name).read_bytes(), html=True).text or ""
    try:
        root: Any = lxml.html.document_fromstring(text)
    except (ValueError, etree.ParserError):
        return Item(name, skipped=NO_TEXT, done=done)
    body = root.find("body") if root.find("body") is not None else root
    day, tags = _below(body)
    heading = body.find(".//h1")
    title = " ".join(heading.text_content().split()) if heading is not None else ""
    if heading is not None and len(title) <= _LONGEST_TITLE:
        heading.drop_tree()
    fields = {"title": title, "date": day, "tags": tags}
    fields = {field: value for field, value in fields.items() if value}
    withheld = next((_WITHHELD[part] for part in name.casefold().split("/") if part in _WITHHELD), "")
    if not body.text_content().strip():
        return Item(title or name, None, fields, "post", key, withheld=withheld, skipped=NO_TEXT, done=done)
    content = "".join(lxml.html.tostring(child, encoding="unicode") for child in body)
    return Item(
        title or name,
        page(title, content),
        fields,
        "post",
        key,
        tuple(_pictures(source, body, media)),
        withheld=withheld,
        done=done,
    )


def _below(body: Any) -> tuple[str, list[str]]:  # noqa: ANN401 - lxml has no types of elements
    """The day and the tags below a text, which are taken out."""
    footer = next(iter(body.xpath(".//*[@id='footer']")), None)
    if footer is None:
        return "", []
    stamp = next(iter(footer.xpath(".//*[@id='timestamp']")), None)
    words = " ".join(stamp.text_content().split()) if stamp is not None else ""
    tags = [" ".join(tag.text_content().split()) for tag in footer.find_class("tag")]
    footer.drop_tree()
    return parse_date(words, "en") or words, tags


def _pictures(source: Source, body: Any, media: dict[str, str]) -> Iterator[Attachment]:  # noqa: ANN401
    for picture in body.iter("img"):
        address = picture.get("src") or ""
        name = media.get(PurePosixPath(address).name)
        path = source.path / name if name else None
        if path and path.is_file() and not path.is_symlink() and path.stat().st_size <= MAX_BYTES:
            yield Attachment(address, path.read_bytes())
