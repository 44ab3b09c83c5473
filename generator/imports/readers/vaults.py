"""Reads folders of notes in Markdown: Obsidian, and TextBundle, as which Bear and others export.

A note names a picture by its file alone, wherever in the folder that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from generator.imports.files import found_files
from generator.imports.item import MAX_BYTES, NO_TEXT, TOO_LARGE, Attachment, Document, Item, Opened
from generator.imports.json_files import parsed
from generator.imports.page_pictures import pictures_of
from generator.imports.readers.documents import document
from generator.imports.source import Options, Source
from generator.imports.texts import text_of

_NOTES = (".md", ".markdown")
_BUNDLE = re.compile(r"(?:\A|/)text\.(?:md|markdown|txt|html)\Z")
_BEAR = "net.shinyfrog.bear"
# A line of nothing but tags: "#harbour #two words# #city/north".
_TAGS = re.compile(r"\A\s*(?:#[^\s#]+(?:[^#\n]*[^\s#]#(?=\s|\Z))?\s*)+\Z")
_TAG = re.compile(r"#([^\s#]+(?: [^#\n]*?[^\s#])?)#(?=\s|\Z)|#([^\s#]+)")
_SOME = 200  # notes in which embedded files are looked for


def is_vault(source: Source) -> bool:
    """Whether a folder is a vault of Obsidian, or contains notes that embed files as it does."""
    names = source.names
    if any(name.startswith(".obsidian/") for name in names):
        return True
    notes = [name for name in names if name.endswith(_NOTES)]
    return any("![[" in _start(source.path / name) for name in notes[:_SOME])


def _start(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(20_000).decode("utf-8", errors="replace")


def read_vault(source: Source, _: Options) -> Opened:
    """The notes of a vault, each with the files that it shows."""
    files = found_files(source.path)
    return Opened(len(files), _notes(source))


def _notes(source: Source) -> Iterator[Item]:
    places: dict[str, list[str]] = {}
    for name in source.every_name:
        places.setdefault(PurePosixPath(name).name.casefold(), []).append(name)
    for number, file in enumerate(found_files(source.path), 1):
        if file.left_out:
            yield replace(file.left_out, done=number)
            continue
        item = document(file.path, file.name, source.path, file.sidecar)
        if item.document and file.name.suffix.lower() in _NOTES:
            found = _pictures(source, file.name, item.document.data, places)
            item = replace(item, attachments=found or item.attachments)
        yield replace(item, kind="note", done=number)


def _pictures(
    source: Source, note: PurePosixPath, data: bytes, places: Mapping[str, list[str]]
) -> tuple[Attachment, ...]:
    def find(address: str) -> bytes | None:
        plain = unquote(address).removeprefix("./")
        if "://" in plain:
            return None
        below = (note.parent / plain).as_posix()
        named = places.get(PurePosixPath(plain).name.casefold(), [])
        place = next((name for name in named if name in {below, plain}), None)
        # Of several files with this name, the nearest one.
        place = place or min(named, key=lambda name: (len(PurePosixPath(name).parts), name), default=None)
        path = source.path / place if place else None
        return path.read_bytes() if path and path.stat().st_size <= MAX_BYTES else None

    return pictures_of(data, ".md", "", find)


def is_textbundle(source: Source) -> bool:
    """Whether a folder contains notes as TextBundle, or is one."""
    names = frozenset(source.names)
    return any(
        _BUNDLE.search(name) and f"{name.rpartition('/')[0]}/info.json".lstrip("/") in names for name in names
    )


def read_textbundle(source: Source, _: Options) -> Opened:
    """The notes."""
    names = [name for name in source.every_name if _BUNDLE.search(name)]
    return Opened(len(names), (_bundle(source, name, number) for number, name in enumerate(names, 1)))


def _bundle(source: Source, name: str, done: int) -> Item:
    path = source.path / name
    bundle = PurePosixPath(name).parent
    label = bundle.name.removesuffix(".unpacked").removesuffix(".textpack").removesuffix(".textbundle")
    label = label or source.path.stem
    if path.stat().st_size > MAX_BYTES:
        return Item(label, kind="note", fault=TOO_LARGE, done=done)
    about = _about(source.path / bundle / "info.json")
    bear = about.get(_BEAR)
    bear = bear if isinstance(bear, dict) else {}
    text = text_of(path.read_bytes())
    tags, kept = _tags(text) if path.suffix != ".html" else ([], text)
    fields: dict[str, object] = {
        "source url": str(about.get("sourceURL") or bear.get("sourceURL") or ""),
        "created": str(bear.get("creationDate") or "")[:10],
        "tags": tags,
    }
    fields = {key: value for key, value in fields.items() if value}
    identifier = str(bear.get("uniqueIdentifier") or "")
    withheld = "trash" if bear.get("trashed") in (1, True) else ""
    if not kept.strip():
        return Item(
            label,
            None,
            fields,
            "note",
            identifier,
            withheld=withheld,
            skipped="" if withheld else NO_TEXT,
            done=done,
        )

    def find(address: str) -> bytes | None:
        file = source.path / bundle / unquote(address).removeprefix("./")
        inside = file.resolve().is_relative_to(source.path.resolve()) and "://" not in address
        return file.read_bytes() if inside and file.is_file() and file.stat().st_size <= MAX_BYTES else None

    data, suffix = kept.encode(), ".md" if path.suffix == ".markdown" else path.suffix
    pictures = pictures_of(data, suffix, "", find)
    stem = "" if fields else label
    item = Item(label, Document(data, suffix), fields, "note", identifier, pictures)
    return replace(item, withheld=withheld, stem=stem, done=done)


def _about(path: Path) -> Mapping[str, object]:
    try:
        about = parsed(path.read_bytes()) if path.stat().st_size <= MAX_BYTES else {}
    except OSError:
        return {}
    return about if isinstance(about, dict) else {}


def _tags(text: str) -> tuple[list[str], str]:
    """The tags on lines of nothing but tags, and the text without these lines."""
    tags: list[str] = []
    kept = []
    for line in text.splitlines():
        # "# Headline" is none, as a space follows.
        if line.lstrip().startswith("#") and _TAGS.match(line):
            tags += [found[1] or found[2] for found in _TAG.finditer(line)]
        else:
            kept.append(line)
    return list(dict.fromkeys(tags)), "\n".join(kept) + "\n"
