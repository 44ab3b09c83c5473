"""A row of a table, or a record of JSON, as an item."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from generator.imports.item import NO_TEXT, Document, Item
from generator.imports.nearby import Belongings, belongings
from generator.imports.record_reading import LISTS, Candidate, RecordReading
from generator.imports.shapes import Shape
from generator.imports.source import Options
from generator.imports.texts import document_of
from generator.imports.values import is_web_address, once
from generator.inputs.foreign import folded

_DEEPEST = 3


class Place(NamedTuple):
    """Where a record is: what it is called if nothing else is known, how much is read with it, its folder.

    Files that records name are looked up in ``base``.
    """

    name: str
    done: int = 0
    base: Path | None = None


def item_of(values: Mapping[str, object], shape: Shape, options: Options, place: Place) -> Item:
    """One item.

    Args:
        values: by name; those of JSON in the form that ``flat`` gives them.
        shape: what the names mean.
        options: columns that the person has mapped.
        place: where the record is.
    """
    options.note(values)
    record = RecordReading(shape, options.targets())
    for name, value in values.items():
        record.take(name, value)
    url, title = _web_address(record), _title(record)
    near = record.files and place.base
    found = (
        belongings(place.base, record.files, text=not record.texts) if near and place.base else Belongings()
    )
    document = _document(title, record) or found.document
    left = [*found.others, *found.missing] if near else record.files
    if left:
        record.fields["files"] = left
    skipped = _condition(values, shape.skipped) or ("" if document or url else NO_TEXT)
    withheld = _condition(values, shape.withheld)
    return Item(
        title or url or place.name,
        document,
        _fields(record, title, url),
        "article" if document else "address" if url else "entry",
        record.identifier,
        found.attachments if document else (),
        "\n\n".join(record.notes),
        withheld,
        "" if withheld else skipped,
        done=place.done,
    )


def flat(value: Mapping[str, object], above: str = "", depth: int = 0) -> dict[str, object]:
    """A record of JSON with the keys of mappings in it joined: ``content url``. Lists of names stay."""
    joined: dict[str, object] = {}
    for key, part in value.items():
        name = f"{above} {key}".strip()
        if isinstance(part, Mapping) and depth < _DEEPEST and folded(key) not in LISTS:
            joined |= flat(part, name, depth + 1)
        else:
            joined[name] = part
    return joined


def _best(candidates: list[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda candidate: candidate.rank)


def _title(record: RecordReading) -> str:
    # Programs that know no title write the address.
    titles = [title for title in _best(record.titles) if not is_web_address(title.text)]
    for other in titles[1:]:
        if other.name and other.text != titles[0].text:
            record.fields.setdefault(other.name, other.text)
    return titles[0].text if titles else ""


def _web_address(record: RecordReading) -> str:
    for candidate in _best(record.urls):
        for url in candidate.text.split():
            if is_web_address(url.strip(";|,")):
                return url.strip(";|,")
    other = record.fields.get("source") or record.fields.get("Source")
    return other if isinstance(other, str) and is_web_address(other) else ""


def _document(title: str, record: RecordReading) -> Document | None:
    made = (document_of(title, text.text, html=text.html) for text in _best(record.texts))
    return next((document for document in made if document), None)


def _fields(record: RecordReading, title: str, url: str) -> dict[str, object]:
    source = {**({"url": url} if url else {}), **{name: part for name, part in record.source.items() if part}}
    others = {name: value for name, value in record.fields.items() if value != url}
    name = others.get("source")
    if isinstance(name, str) and source and not is_web_address(name):
        source.setdefault("name", others.pop("source"))
    fields = {"title": title, "source": source, **others, "tags": once(record.tags)}
    return {name: value for name, value in fields.items() if value not in ("", [], {}, None)}


def _condition(values: Mapping[str, object], stated: Mapping[str, Mapping[str, frozenset[str]]]) -> str:
    """The word of the first condition that a record meets, "" for none."""
    if not stated:
        return ""
    given = {folded(name): folded(str(value)) for name, value in values.items()}
    return next(
        (why for why, names in stated.items() for name, meant in names.items() if given.get(name) in meant),
        "",
    )
