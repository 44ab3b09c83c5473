"""Reads exports of Evernote (ENEX): notes and clippings with their files."""

from __future__ import annotations

import hashlib
import mimetypes
import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import lxml.html
from lxml import etree
from lxml.html import builder

from generator.imports.item import MAX_BYTES, NO_TEXT, Attachment, Document, Item, Opened
from generator.imports.pages import page
from generator.imports.source import Options, Source
from generator.imports.xml_items import xml_items
from generator.text.controls import without_controls

_STAMP = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)T")
_PROLOGUE = re.compile(r"\A\s*(?:<\?xml[^>]*\?>\s*)?(?:<!DOCTYPE[^>\[]*>\s*)?")
# Marks of a web clip that only the editor needs.
_DROPPED = ("script", "style", "noscript", "iframe", "object", "embed")
_MOST_FILES = 200_000_000  # bytes of the files of one note
_ENCRYPTED = "Encrypted passages that were left out: {}. Decrypt them in Evernote to import them."


class _Resource(NamedTuple):
    """A file of a note: its name in the seed's folder, type and bytes."""

    name: str
    type: str
    data: bytes


def recognises(source: Source) -> bool:
    """Whether a file is an export of Evernote."""
    return "<en-export" in source.start[:3000]


def read(source: Source, _: Options) -> Opened:
    """The notes of an export, read one after the other."""
    items = xml_items(source.path, "note", _item, "Export the notebook again")
    return Opened(source.path.stat().st_size, items)


def _item(note: Any, number: int, done: int) -> Item:  # noqa: ANN401 - lxml has no types of elements
    title = _text(note, "title") or f"note {number}"
    attributes = note.find("note-attributes")
    url = _text(attributes, "source-url")
    created, author = _day(_text(note, "created")), _text(attributes, "author")
    fields: dict[str, object] = {
        "title": _text(note, "title"),
        "source-url": url if "://" in url else "",
        # The address of the person who keeps the notes is private.
        "author": "" if "@" in author else author,
        "created": created,
        "tags": [text for tag in note.findall("tag") if (text := without_controls(tag.text or "").strip())],
    }
    fields = {name: value for name, value in fields.items() if value}
    content = note.findtext("content") or ""
    if len(content) > MAX_BYTES:
        return Item(title, kind="note", fault=f"the note is larger than {MAX_BYTES:,} characters", done=done)
    resources = dict(_resources(note))
    html, encrypted = _html(content, resources)
    if not html and not resources:
        skipped = "" if encrypted else NO_TEXT
        return Item(
            title,
            None,
            fields,
            "note",
            url,
            withheld="encrypted" if encrypted else "",
            skipped=skipped,
            done=done,
        )
    notice = _ENCRYPTED.format(encrypted) if encrypted else ""
    if not html and not any(resource.type.startswith("image/") for resource in resources.values()):
        return _only_files(title, fields, list(resources.values()), notice, done)
    document = page(title, html)
    attachments = tuple(Attachment(resource.name, resource.data) for resource in resources.values())
    return Item(title, document, fields, "note", url, attachments, notice, done=done)


def _only_files(
    title: str, fields: Mapping[str, object], files: list[_Resource], notice: str, done: int
) -> Item:
    """A note that is nothing but a document, such as a PDF file."""
    pdf = next((file for file in files if file.type == "application/pdf"), None)
    if pdf is None:
        return Item(title, None, fields, "note", skipped=f"no text, only a file: {files[0].name}", done=done)
    others = tuple(Attachment(file.name, file.data) for file in files if file is not pdf)
    return Item(title, Document(pdf.data, ".pdf"), fields, "note", attachments=others, note=notice, done=done)


def _text(element: Any, name: str) -> str:  # noqa: ANN401
    return without_controls((element.findtext(name) if element is not None else None) or "").strip()


def _day(stamp: str) -> str:
    """The day of "20240312T093000Z"."""
    found = _STAMP.match(stamp)
    return "-".join(found.groups()) if found else ""


def _resources(note: Any) -> Iterator[tuple[str, _Resource]]:  # noqa: ANN401
    """The files of a note by the digests that its text names."""
    names: set[str] = set()
    size = 0
    for resource in note.findall("resource"):
        try:
            data = b64decode("".join((resource.findtext("data") or "").split()))
        except ValueError:
            continue
        size += len(data)
        if not data or size > _MOST_FILES:
            continue
        kind = _text(resource, "mime") or "application/octet-stream"
        given = _text(resource.find("resource-attributes"), "file-name").replace("\\", "/").rpartition("/")[2]
        digest = hashlib.md5(data, usedforsecurity=False).hexdigest()
        name = given or f"{digest[:12]}{mimetypes.guess_extension(kind) or ''}"
        if name.casefold() in names:
            name = f"{digest[:12]}-{name}"
        names.add(name.casefold())
        yield digest, _Resource(f"files/{name}", kind, data)


def _html(content: str, resources: Mapping[str, _Resource]) -> tuple[str, int]:
    """The text of a note as HTML, "" if there is none, and how many encrypted passages were left out."""
    body = _PROLOGUE.sub("", content, count=1)
    if not body.strip():
        return "", 0
    try:
        root: Any = lxml.html.fromstring(body)
    except (etree.ParserError, ValueError):
        return "", 0
    encrypted = 0
    for element in list(root.iter("en-media", "en-crypt", "en-todo", *_DROPPED)):
        if element is root:
            continue
        if element.tag == "en-media":
            _replace(element, _media(element, resources))
        elif element.tag == "en-todo":
            element.text = (
                "\N{BALLOT BOX WITH CHECK} " if element.get("checked") == "true" else "\N{BALLOT BOX} "
            )
            element.tag = "span"
            element.attrib.clear()
        else:
            encrypted += element.tag == "en-crypt"
            element.drop_tree()
    has_text = bool(root.text_content().strip())
    has_picture = next(root.iter("img"), None) is not None
    root.tag = "div"
    inner: str = lxml.html.tostring(root, encoding="unicode")
    return (inner if has_text or has_picture else ""), encrypted


def _media(element: Any, resources: Mapping[str, _Resource]) -> Any:  # noqa: ANN401
    """A picture or a link in place of the mark of a file, None if there is no such file."""
    resource = resources.get((element.get("hash") or "").lower())
    if resource is None:
        return None
    if resource.type.startswith("image/"):
        return builder.IMG(src=resource.name, alt=element.get("alt") or "")
    return builder.A(resource.name.partition("/")[2], href=resource.name)


def _replace(element: Any, other: Any) -> None:  # noqa: ANN401
    """Put an element in the place of another, whose children follow it: en-media has no end in HTML."""
    parent = element.getparent()
    if other is not None:
        parent.insert(parent.index(element), other)
    element.drop_tag()
