"""Omnivore's export: lists of articles, with the text and the highlights of each in files of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from generator.imports.item import CUT_OFF, MAX_BYTES, Document, Item, Opened
from generator.imports.json_records import CutOffError, records
from generator.imports.record_items import Place, flat, item_of
from generator.imports.shapes import shape_of
from generator.imports.source import Options, Source
from generator.imports.texts import document_of, read_text
from generator.model.errors import ClipfileError

_LISTS = "metadata_*.json"


def recognises(source: Source) -> bool:
    """Whether this is the folder of such an export, or a folder with it."""
    return any(fnmatchcase(PurePosixPath(name).name, _LISTS) for name in source.names)


def read(source: Source, options: Options) -> Opened:
    """Open an export."""
    lists = [source.path / name for name in source.names if fnmatchcase(PurePosixPath(name).name, _LISTS)]
    return Opened(0, _items(lists, options))


def _items(lists: list[Path], options: Options) -> Iterator[Item]:
    for path in lists:
        try:
            for number, record in enumerate(records(read_text(path)), 1):
                yield _item(record.value, path.parent, options, f"{path.name}, entry {number}")
        except CutOffError:
            yield Item(path.name, fault=CUT_OFF)
        except ClipfileError as error:
            yield Item(path.name, fault=str(error))


def _item(record: Mapping[str, object], folder: Path, options: Options, place: str) -> Item:
    names = flat(record)
    shape = shape_of(names)
    if shape is None:
        return Item(place, fault="is not an entry of an Omnivore export")
    item = item_of(names, shape, options, Place(place))
    slug = PurePosixPath(str(record.get("slug") or "")).name
    document = _document(folder / "content", slug, str(item.fields.get("title", ""))) if slug else None
    highlights = _text(folder / "highlights" / f"{slug}.md") if slug else ""
    note = "\n\n".join(filter(None, (item.note, highlights.strip())))
    if document is None:
        return replace(item, note=note)
    return replace(item, document=document, kind="article", skipped="", note=note)


def _document(folder: Path, slug: str, title: str) -> Document | None:
    html = _text(folder / f"{slug}.html")
    if html:
        return document_of(title, html, html=True)
    pdf = folder / f"{slug}.pdf"
    if pdf.is_file() and pdf.stat().st_size <= MAX_BYTES:
        return Document(pdf.read_bytes(), ".pdf")
    return None


def _text(path: Path) -> str:
    try:
        return read_text(path) if path.is_file() and path.stat().st_size else ""
    except (ClipfileError, OSError):
        return ""
