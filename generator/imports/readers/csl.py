"""Entries of reference managers as JSON: CSL-JSON, Better BibTeX JSON, and Zotero's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.imports.item import CUT_OFF, Item, Opened
from generator.imports.json_records import CutOffError, records
from generator.imports.names import names_in
from generator.imports.references import Reference, day_of_parts, item_of
from generator.imports.source import Options, Source
from generator.imports.texts import read_text
from generator.model.errors import ClipfileError

_ZOTERO = ('"itemType"', '"creators"')
_CSL = ('"type"', '"title"')
_CSL_MARKS = ('"issued"', '"container-title"', '"date-parts"', '"accessed"')
# What is in a library besides entries.
_INNER = frozenset({"attachment", "note", "annotation"})


def recognises(source: Source) -> bool:
    """Whether this is a JSON library, by its keys."""
    start = source.start
    if start.lstrip()[:1] not in ("[", "{"):
        return False
    if all(mark in start for mark in _ZOTERO):
        return True
    return all(mark in start for mark in _CSL) and any(mark in start for mark in _CSL_MARKS)


def read(source: Source, options: Options) -> Opened:
    """Open a library."""
    del options
    text = read_text(source.path)
    return Opened(len(text), _items(source.path, text))


def _items(path: Path, text: str) -> Iterator[Item]:
    number = 0
    folders: Mapping[str, list[str]] = {}
    try:
        for record in records(text):
            value = record.value
            if not isinstance(value, Mapping):
                continue
            if record.above == "{}":
                folders = _folders(value.get("collections"))
                continue
            data = value.get("data")
            entry = data if isinstance(data, Mapping) else value
            if record.above not in ("", "items") or entry.get("itemType") in _INNER:
                continue
            number += 1
            reference = _zotero(entry, folders) if "itemType" in entry else _csl(entry)
            yield item_of(reference, path.parent, f"entry {number}", record.end)
    except CutOffError as error:
        if not number:
            raise ClipfileError(f"{path}: {CUT_OFF}.") from None
        yield Item(f"{path.name}, after entry {number}", fault=CUT_OFF, done=error.at)


def _csl(entry: Mapping[str, object]) -> Reference:
    return Reference(
        title=_text(entry, "title"),
        authors=_csl_names(entry.get("author")),
        outlet=_text(entry, "container-title", "publisher"),
        date=_csl_day(entry.get("issued")),
        url=_text(entry, "URL"),
        accessed=_csl_day(entry.get("accessed")),
        edition=_text(entry, "edition"),
        section=_text(entry, "section"),
        page=_text(entry, "page"),
        issn=_text(entry, "ISSN"),
        place=_text(entry, "publisher-place", "event-place"),
        language=_text(entry, "language"),
        summary=_text(entry, "abstract"),
        tags=[tag.strip() for tag in _text(entry, "keyword").replace(";", ",").split(",")],
        notes=[_text(entry, "note")],
        identifier=_text(entry, "id", "citation-key"),
    )


def _text(entry: Mapping[str, object], *keys: str) -> str:
    return next((str(entry[key]) for key in keys if isinstance(entry.get(key), str | int) and entry[key]), "")


def _csl_names(value: object) -> list[str]:
    return (
        [name for part in value if isinstance(part, Mapping) and (name := _csl_name(part))]
        if isinstance(value, list)
        else []
    )


def _csl_name(part: Mapping[str, object]) -> str:
    literal = part.get("literal") or part.get("name")
    if literal:
        return str(literal)
    keys = ("given", "dropping-particle", "non-dropping-particle", "family")
    name = " ".join(str(part[key]) for key in keys if part.get(key))
    return f"{name}, {part['suffix']}" if part.get("suffix") else name


def _csl_day(value: object) -> str:
    if not isinstance(value, Mapping):
        return str(value or "")
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list) and first:
        return day_of_parts(first)
    return str(value.get("raw") or value.get("literal") or "")


def _zotero(entry: Mapping[str, object], folders: Mapping[str, list[str]]) -> Reference:
    keys = [str(entry[key]) for key in ("itemKey", "key", "itemID") if entry.get(key)]
    return Reference(
        title=_text(entry, "title"),
        authors=_creators(entry.get("creators")),
        outlet=_text(entry, "publicationTitle", "websiteTitle", "blogTitle", "publisher", "libraryCatalog"),
        date=_text(entry, "date"),
        url=_text(entry, "url"),
        accessed=_text(entry, "accessDate"),
        edition=_text(entry, "edition"),
        section=_text(entry, "section"),
        page=_text(entry, "pages"),
        issn=_text(entry, "ISSN"),
        place=_text(entry, "place"),
        language=_text(entry, "language"),
        summary=_text(entry, "abstractNote"),
        rights=_text(entry, "rights"),
        tags=[*names_in(entry.get("tags")), *(name for key in keys for name in folders.get(key, ()))],
        notes=[*_notes(entry.get("notes")), _text(entry, "extra")],
        files=list(_files(entry.get("attachments"))),
        identifier=_text(entry, "uri", "key", "itemKey", "citationKey"),
    )


def _creators(value: object) -> list[str]:
    """The authors; where there are none, those who did something else."""
    people = [part for part in value if isinstance(part, Mapping)] if isinstance(value, list) else []
    authors = [part for part in people if part.get("creatorType") in ("author", "reporter", None)]
    names = (
        part.get("name") or f"{part.get('firstName') or ''} {part.get('lastName') or ''}" for part in authors
    )
    return [name.strip() for name in map(str, names) if name.strip()]


def _notes(value: object) -> list[str]:
    notes = value if isinstance(value, list) else []
    return [str(note.get("note", "")) if isinstance(note, Mapping) else str(note) for note in notes]


def _files(value: object) -> Iterator[str]:
    for part in value if isinstance(value, list) else ():
        if isinstance(part, Mapping):
            path = part.get("path") or part.get("localPath") or part.get("filename")
            if isinstance(path, str):
                yield path


def _folders(value: object) -> Mapping[str, list[str]]:
    """Key of an entry → names of the collections that it is in."""
    found: dict[str, list[str]] = {}
    listed = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    for collection in listed:
        items = collection.get("items") if isinstance(collection, Mapping) else None
        for item in items if isinstance(items, list) else ():
            found.setdefault(str(item), []).append(str(collection.get("name", "")))
    return found
