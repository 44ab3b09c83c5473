"""Reads notes of Simplenote and Standard Notes: one JSON file with the text of each note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.imports.item import NO_TEXT, Document, Item, Opened
from generator.imports.json_files import whole_json
from generator.imports.source import Options, Source
from generator.model.errors import ClipfileError

_ADDRESS = re.compile(r"\A(?:source|url|link)?:?\s*(https?://\S+)\s*\Z", re.IGNORECASE)
_FIRST = 4  # lines among which the address of a clipping is


def is_simplenote(source: Source) -> bool:
    """Whether a file is an export of Simplenote."""
    start = source.start.lstrip()
    return start.startswith("{") and '"activeNotes"' in start[:2000]


def read_simplenote(source: Source, _: Options) -> Opened:
    """The notes.

    Raises:
        ClipfileError: the file is damaged.
    """
    content = _content(source)
    notes = [(note, "") for note in _list(content.get("activeNotes"))]
    notes += [(note, "trash") for note in _list(content.get("trashedNotes"))]
    return Opened(len(notes), _simplenotes(notes))


def _simplenotes(notes: list[tuple[Mapping[str, Any], str]]) -> Iterator[Item]:
    for number, (note, withheld) in enumerate(notes, 1):
        title, _, text = str(note.get("content") or "").replace("\r\n", "\n").strip().partition("\n")
        facts = {"created": str(note.get("creationDate") or "")[:10], "tags": note.get("tags") or []}
        base = Item("", kind="note", identifier=str(note.get("id") or ""), withheld=withheld, done=number)
        yield _note(title, text, facts, base)


def is_standard_notes(source: Source) -> bool:
    """Whether a file is a decrypted backup of Standard Notes."""
    start = source.start.lstrip()
    return start.startswith("{") and '"items"' in source.start and '"content_type"' in source.start


def read_standard_notes(source: Source, _: Options) -> Opened:
    """The notes.

    Raises:
        ClipfileError: the file is damaged or encrypted.
    """
    items = _list(_content(source).get("items"))
    notes = [item for item in items if item.get("content_type") == "Note"]
    if notes and not any(isinstance(note.get("content"), dict) for note in notes):
        raise ClipfileError(
            f"{source.shown}: the backup is encrypted. In Standard Notes, choose a decrypted one."
        )
    tags: dict[str, list[str]] = {}
    for item in items:
        content = item.get("content")
        if item.get("content_type") == "Tag" and isinstance(content, dict):
            for reference in _list(content.get("references")):
                tags.setdefault(str(reference.get("uuid")), []).append(str(content.get("title") or ""))
    return Opened(len(notes), _standard_notes(notes, tags))


def _standard_notes(notes: list[Mapping[str, Any]], tags: Mapping[str, list[str]]) -> Iterator[Item]:
    for number, note in enumerate(notes, 1):
        content = note.get("content")
        content = content if isinstance(content, dict) else {}
        key, is_gone = (
            str(note.get("uuid") or ""),
            content.get("trashed") is True or note.get("deleted") is True,
        )
        facts = {"created": str(note.get("created_at") or "")[:10], "tags": tags.get(key, [])}
        withheld = "trash" if is_gone else "protected" if content.get("protected") is True else ""
        base = Item("", kind="note", identifier=key, withheld=withheld, done=number)
        yield _note(str(content.get("title") or ""), str(content.get("text") or ""), facts, base)


def _note(title: str, text: str, facts: Mapping[str, object], base: Item) -> Item:
    title, lines = title.strip().lstrip("# "), text.strip().split("\n")
    place = next((n for n, line in enumerate(lines[:_FIRST]) if _ADDRESS.match(line.strip())), None)
    found = _ADDRESS.match(lines.pop(place).strip()) if place is not None else None
    fields = {"title": title, "url": found[1] if found else "", **facts}
    fields = {name: value for name, value in fields.items() if value}
    body = "\n".join(lines).strip()
    if not body:
        skipped = "" if found or base.withheld else NO_TEXT
        return replace(base, name=title, fields=fields, kind="address" if found else "note", skipped=skipped)
    document = Document(f"# {title}\n\n{body}\n".encode(errors="replace"), ".md")
    return replace(base, name=title, document=document, fields=fields)


def _content(source: Source) -> Mapping[str, Any]:
    content = whole_json(source, "Export the notes again.", "Export fewer notes.")
    return content if isinstance(content, dict) else {}


def _list(value: object) -> list[Mapping[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []
