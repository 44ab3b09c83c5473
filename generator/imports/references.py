"""An entry of a reference manager, whatever it was exported as, with the files that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.imports.html_words import plain
from generator.imports.item import NO_TEXT, Item
from generator.imports.names import once
from generator.imports.nearby import belongings
from generator.imports.texts import document_of
from generator.imports.values import is_web_address, issn_of, language_tag
from generator.text.date_names import names
from generator.text.folding import fold_calendar


@dataclass
class Reference:
    """What an entry states. Days are in the words of the export."""

    title: str = ""
    authors: list[str] = field(default_factory=list)
    outlet: str = ""
    date: str = ""
    url: str = ""
    accessed: str = ""
    edition: str = ""
    section: str = ""
    page: str = ""
    issn: str = ""
    place: str = ""
    language: str = ""
    summary: str = ""
    rights: str = ""
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    text: str = ""
    identifier: str = ""
    others: dict[str, object] = field(default_factory=dict)


def with_texts(entry: Reference, texts: Mapping[str, str]) -> Reference:
    """The entry with texts for its attributes of these names."""
    for name, text in texts.items():
        setattr(entry, name, text)
    return entry


def item_of(entry: Reference, base: Path, place: str, done: int = 0) -> Item:
    """The item of an entry: an article if a file next to the export has its text.

    Args:
        entry: what the export states.
        base: the folder of the export.
        place: what it is called if it has no title.
        done: how much is read with it.
    """
    title = " ".join(plain(entry.title).split())
    url = entry.url if is_web_address(entry.url) else ""
    # Of files on the web, the export has only the address.
    files = [path for path in entry.files if not is_web_address(path)]
    found = belongings(base, files, text=not entry.text)
    document = document_of(title, entry.text) or found.document
    others = {**entry.others, "files": [*found.others, *found.missing]}
    fields = {
        "title": title,
        "authors": [" ".join(name.split()) for name in entry.authors if name.strip()],
        "date": entry.date.strip(),
        "source": _source(entry, url),
        "retrieved": entry.accessed.strip(),
        "language": language_tag(entry.language),
        "summary": plain(entry.summary),
        "rights": entry.rights.strip(),
        "tags": once(entry.tags),
        **others,
    }
    return Item(
        title or url or place,
        document,
        {name: value for name, value in fields.items() if value},
        "article" if document else "address" if url else "reference",
        entry.identifier,
        found.attachments if document else (),
        "\n\n".join(note for text in entry.notes if (note := plain(text))),
        skipped="" if document or url else NO_TEXT,
        done=done,
    )


def _source(entry: Reference, url: str) -> dict[str, str]:
    parts = {
        "name": plain(entry.outlet),
        "url": url,
        "edition": entry.edition,
        "section": entry.section,
        "page": re.sub(r"-{2,}|–", "-", entry.page),
        "issn": issn_of(entry.issn) or entry.issn,
        "place": entry.place,
    }
    return {name: " ".join(part.split()) for name, part in parts.items() if part.strip()}


def day_of_parts(parts: Iterable[object]) -> str:
    """Year, month and day as a date, as precise as they are."""
    numbers = list(_numbers(parts))
    if not numbers or not 1000 <= numbers[0] <= 2999:
        return ""
    return "-".join([f"{numbers[0]:04}", *(f"{number:02}" for number in numbers[1:3])])


def _numbers(parts: Iterable[object]) -> Iterator[int]:
    for part in parts:
        text = str(part).strip()
        month = names("en").months.get(fold_calendar(text.rstrip(".")))
        if month:
            yield month
        elif text.isdecimal() and int(text):
            yield int(text)
        else:
            return
