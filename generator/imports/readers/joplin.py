"""Reads exports of Joplin: JEX and RAW, which have each note, tag and notebook in a Markdown file of its own.

Below the text of such a file are lines of properties. Tags are files that link a note and a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from generator.imports.item import MAX_BYTES, NO_TEXT, Attachment, Document, Item, Opened
from generator.imports.pages import page
from generator.imports.source import Options, Source
from generator.imports.texts import text_of
from generator.model.slugs import slug

_FILE = re.compile(r"\A[0-9a-f]{32}\.md\Z")
_PROPERTY = re.compile(r"\A([a-z_]{2,40}):(?: (.*))?\Z")
_RESOURCE = re.compile(r":/([0-9a-f]{32})")
_NOTE, _FOLDER, _TAG, _NOTE_TAG = "1", "2", "5", "6"
_DEEPEST = 20  # notebooks in notebooks


class _Entry(NamedTuple):
    """A file: its text, and the properties below it."""

    text: str
    properties: Mapping[str, str]


@dataclass
class _Export:
    """What the files that are no notes say."""

    source: Source
    notes: list[str] = field(default_factory=list)
    folders: dict[str, tuple[str, str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    tags: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    faults: list[Item] = field(default_factory=list)


def recognises(source: Source) -> bool:
    """Whether a folder is an unpacked JEX archive or a RAW export."""
    first = next((name for name in source.names if _FILE.match(name)), None)
    return first is not None and "type_" in _read(source.path / first).properties


def read(source: Source, _: Options) -> Opened:
    """The notes of an export."""
    export = _Export(source)
    for name in source.every_name:
        if name.startswith("resources/"):
            export.files[Path(name).stem] = name
        elif _FILE.match(name):
            _note_entry(export, name)
    return Opened(len(export.notes), _items(export))


def _read(path: Path) -> _Entry:
    with path.open("rb") as file:
        lines = text_of(file.read(MAX_BYTES + 1)).split("\n")
    properties: dict[str, str] = {}
    while lines and (found := _PROPERTY.match(lines[-1])):
        properties[found[1]] = (found[2] or "").replace("\\n", "\n").strip()
        lines.pop()
    return _Entry("\n".join(lines).strip(), properties)


def _note_entry(export: _Export, name: str) -> None:
    path = export.source.path / name
    entry = _read(path)
    kind, key = entry.properties.get("type_", ""), entry.properties.get("id") or path.stem
    title = entry.text.partition("\n")[0].strip()
    if kind == _NOTE:
        export.notes.append(name)
    elif kind == _FOLDER:
        export.folders[key] = (title, entry.properties.get("parent_id", ""))
    elif kind == _TAG:
        export.names[key] = title
    elif kind == _NOTE_TAG:
        note, tag = entry.properties.get("note_id", ""), entry.properties.get("tag_id", "")
        export.tags.setdefault(note, []).append(tag)
    elif not kind:
        fault = "the file is incomplete. Export the notebook again"
        export.faults.append(Item(title or name, kind="note", fault=fault))


def _items(export: _Export) -> Iterator[Item]:
    for number, name in enumerate(export.notes, 1):
        yield _item(export, _read(export.source.path / name), number)
    yield from export.faults


def _item(export: _Export, entry: _Entry, done: int) -> Item:
    stated, (title, _, body) = entry.properties, entry.text.partition("\n")
    key, url, body = stated.get("id", ""), stated.get("source_url", ""), body.strip()
    author = stated.get("author", "")
    fields: dict[str, object] = {
        "title": title.strip(),
        "source url": url if "://" in url else "",
        "author": "" if "@" in author else author,
        "created": stated.get("user_created_time") or stated.get("created_time", ""),
        "tags": sorted(filter(None, (export.names.get(tag, "") for tag in export.tags.get(key, ())))),
    }
    fields["created"] = str(fields["created"])[:10]
    fields = {name: value for name, value in fields.items() if value}
    item = Item(
        title.strip(),
        None,
        fields,
        "note",
        key,
        done=done,
        folder=_folder(export, stated.get("parent_id", "")),
    )
    if stated.get("encryption_applied") == "1":
        return replace(item, withheld="encrypted")
    item = replace(item, withheld="" if stated.get("deleted_time", "0") in {"", "0"} else "trash")
    if stated.get("is_conflict") == "1":
        return replace(item, skipped="older copy of a note, kept after a conflict")
    if stated.get("is_todo") == "1" and not body:
        return replace(item, skipped="task")
    if not body:
        return replace(
            item,
            skipped="" if "source url" in fields else NO_TEXT,
            kind="address" if "source url" in fields else "note",
        )
    attachments = _attachments(export, body)
    names = {attachment.name for attachment in attachments}
    body = _RESOURCE.sub(
        lambda match: _name(export, match[1]) if _name(export, match[1]) in names else match[0], body
    )
    is_html = stated.get("markup_language") == "2"
    document = page(title, body) if is_html else Document(f"# {title.strip()}\n\n{body}\n".encode(), ".md")
    return replace(item, document=document, attachments=attachments)


def _attachments(export: _Export, body: str) -> tuple[Attachment, ...]:
    found = dict.fromkeys(key for key in _RESOURCE.findall(body) if key in export.files)
    paths = ((key, export.source.path / export.files[key]) for key in found)
    return tuple(Attachment(_name(export, key), path.read_bytes()) for key, path in paths)


def _name(export: _Export, key: str) -> str:
    """How the seed refers to a file."""
    return export.files.get(key, "")


def _folder(export: _Export, key: str) -> str:
    """The notebook of a note and those that it is in, as a folder."""
    names: list[str] = []
    while key in export.folders and len(names) < _DEEPEST:
        title, key = export.folders[key]
        names.append(slug(title) or "notes")
    return "/".join(reversed(names))
