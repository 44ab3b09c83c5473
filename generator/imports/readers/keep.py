"""Reads Google Keep, as Takeout exports it: a JSON file for each note, next to the same note as HTML."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from generator.imports.item import MAX_BYTES, NO_TEXT, Attachment, Document, Item, Opened
from generator.imports.json_files import parsed
from generator.imports.source import HEAD, Options, Source

_KEYS = ("isTrashed", "textContent", "listContent")
_ADDRESS = re.compile(r"\A\s*(https?://\S+)\s*\Z")
_MOST_FILES = 20


def recognises(source: Source) -> bool:
    """Whether a folder contains notes of Keep, or a file is one."""
    if source.suffix == ".json":
        return _is_note(source.start)
    first = next((name for name in source.names if name.endswith(".json")), None)
    return first is not None and "Keep" in {
        source.path.name,
        *PurePosixPath(first).parts[:-1],
        *_near(source, first),
    }


def _near(source: Source, name: str) -> tuple[str, ...]:
    with (source.path / name).open("rb") as file:
        return ("Keep",) if _is_note(file.read(HEAD).decode(errors="replace")) else ()


def _is_note(text: str) -> bool:
    return (
        '"isTrashed"' in text
        and '"userEditedTimestampUsec"' in text
        and any(f'"{key}"' in text for key in _KEYS)
    )


def read(source: Source, _: Options) -> Opened:
    """The notes."""
    names = source.every_name or ("",)
    return Opened(len(names), _items(source, names))


def _items(source: Source, names: tuple[str, ...]) -> Iterator[Item]:
    known = frozenset(names)
    for number, name in enumerate(names, 1):
        path = source.path / name if name else source.path
        if path.suffix != ".json":
            twin = f"{name.rpartition('.')[0]}.json" in known
            yield Item(
                name, kind="file", skipped="the same note as HTML" if twin else "file of a note", done=number
            )
            continue
        try:
            note = parsed(path.read_bytes()) if path.stat().st_size <= MAX_BYTES else None
        except OSError:
            note = None
        if not isinstance(note, dict):
            yield Item(name, kind="note", fault="is incomplete or damaged. Get the export again", done=number)
        else:
            yield _item(
                source, PurePosixPath(name).parent.as_posix() if name else "", note, name or path.name, number
            )


def _item(source: Source, folder: str, note: Mapping[str, Any], name: str, done: int) -> Item:
    title = str(note.get("title") or "").strip()
    lines = [
        f"- {entry.get('text', '')}" for entry in note.get("listContent") or () if isinstance(entry, dict)
    ]
    text = str(note.get("textContent") or "").strip() or "\n".join(lines)
    links = [link for link in note.get("annotations") or () if isinstance(link, dict) and link.get("url")]
    alone = _ADDRESS.match(text)
    url = alone[1] if alone else str(links[0]["url"]) if len(links) == 1 else ""
    linked = str(links[0].get("title") or "").strip() if len(links) == 1 else ""
    fields: dict[str, object] = {
        "title": title or (linked if alone or not text else ""),
        "url": url,
        "created": _day(note.get("createdTimestampUsec")),
        "labels": [
            str(label.get("name"))
            for label in note.get("labels") or ()
            if isinstance(label, dict) and label.get("name")
        ],
    }
    fields = {key: value for key, value in fields.items() if value}
    label = title or linked or name
    withheld = "trash" if note.get("isTrashed") is True else ""
    if alone or not text:
        skipped = "" if url or withheld else NO_TEXT
        kind = "address" if url else "note"
        return Item(label, None, fields, kind, url, withheld=withheld, skipped=skipped, done=done)
    files = tuple(_files(source, folder, note))
    shown = "".join(f"\n\n![]({file.name})" for file in files)
    heading = f"# {title}\n\n" if title else ""
    # Lines of Keep are paragraphs.
    body = (
        "\n\n".join(part for part in text.split("\n") if part.strip())
        if not lines or note.get("textContent")
        else text
    )
    return Item(
        label,
        Document(f"{heading}{body}{shown}\n".encode(errors="replace"), ".md"),
        fields,
        "note",
        PurePosixPath(name).stem,
        files,
        withheld=withheld,
        done=done,
    )


def _files(source: Source, folder: str, note: Mapping[str, Any]) -> Iterator[Attachment]:
    for entry in list(note.get("attachments") or ())[:_MOST_FILES]:
        name = PurePosixPath(str(entry.get("filePath") or "")).name if isinstance(entry, dict) else ""
        # The list writes .jpeg where the file is .jpg.
        others = (name, f"{name.rpartition('.')[0]}.jpg", f"{name.rpartition('.')[0]}.jpeg")
        for other in others:
            path = source.path / folder / other
            if name and source.names and path.is_file() and not path.is_symlink():
                yield Attachment(other, path.read_bytes())
                break


def _day(microseconds: object) -> str:
    try:
        stamp = int(str(microseconds)) / 1_000_000
        return dt.datetime.fromtimestamp(stamp, dt.UTC).date().isoformat() if stamp > 0 else ""
    except (ValueError, OverflowError, OSError):
        return ""
