"""RIS, which every reference manager and many databases write, and EndNote's older form (.enw)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.imports.item import CUT_OFF, Item, Opened
from generator.imports.libraries import library
from generator.imports.names import full_name
from generator.imports.references import Reference, day_of_parts, item_of, with_texts
from generator.imports.source import Options, Source
from generator.imports.texts import read_text

_START = re.compile(r"^TY {1,2}- ?\S", re.MULTILINE)
_END = re.compile(r"^ER {1,2}-[^\n]*+$", re.MULTILINE)
_ENW_LINE = re.compile(r"\A%(?P<tag>[0-9A-Z!@#$&()*+?\[>]) ?(?P<value>.*)\Z")
# Names of rispy, the most exact first.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "primary_title", "short_title"),
    "outlet": (
        "secondary_title",
        "journal_name",
        "alternate_title3",
        "alternate_title1",
        "alternate_title2",
        "publisher",
    ),
    "accessed": ("access_date",),
    "edition": ("edition",),
    "section": ("section",),
    "issn": ("issn",),
    "place": ("place_published",),
    "language": ("language",),
    "summary": ("abstract", "notes_abstract"),
    "identifier": ("id", "reference_id", "accession_number"),
}
_ENW_FIELDS: Mapping[str, str] = {
    "T": "title",
    "J": "outlet",
    "B": "outlet",
    "C": "place",
    "7": "edition",
    "&": "section",
    "P": "page",
    "@": "issn",
    "G": "language",
    "X": "summary",
    "U": "url",
    "[": "accessed",
    "M": "identifier",
}


def recognises(source: Source) -> bool:
    """Whether this is RIS or ENW, by its first entry."""
    start = source.start
    if "TY  -" in start or "TY -" in start:
        match = _START.search(start)
        return match is not None and match.start() < 2000
    return start.lstrip().startswith("%0 ") and "\n%" in start


def read(source: Source, options: Options) -> Opened:
    """Open a library.

    Raises:
        ClipfileError: the library for RIS is not installed.
    """
    del options
    text = read_text(source.path)
    if text.lstrip().startswith("%0 "):
        return Opened(len(text), _enw_items(text, source.path.parent))
    rispy = library("rispy", f"{source.path}: reading RIS")
    return Opened(len(text), _items(text, rispy.loads, source.path.parent))


def _items(text: str, loads: object, base: Path) -> Iterator[Item]:
    """Each entry is read by itself, so that a damaged one costs only itself."""
    starts = [match.start() for match in _START.finditer(text)]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True), 1):
        source = text[start:end]
        closed = _END.search(source)
        try:
            entries = loads(
                source[: closed.end()] if closed else f"{source.rstrip()}\nER  - \n", skip_unknown_tags=True
            )  # type: ignore[operator]
            entry = entries[0]
        except Exception as error:  # noqa: BLE001 - for a damaged entry the library may raise anything
            yield Item(
                f"entry {number}",
                fault=f"cannot be read as RIS ({type(error).__name__}). Export it again",
                done=end,
            )
            continue
        if not closed and end == len(text):
            yield Item(str(entry.get("title") or f"entry {number}"), fault=CUT_OFF, done=end)
        else:
            yield item_of(_reference(entry), base, f"entry {number}", end)


def _reference(entry: Mapping[str, object]) -> Reference:
    values = {name: _first(entry, keys) for name, keys in _FIELDS.items()}
    accessed = values.pop("accessed")
    # T1 and TI, or A1 and AU, are one or the other.
    names = entry.get("authors") or entry.get("first_authors") or []
    urls = [url for key in ("urls", "url") for url in _listed(entry.get(key)) if url]
    files = [path for key in ("file_attachments1", "file_attachments2") for path in _listed(entry.get(key))]
    start, end = (_first(entry, (key,)) for key in ("start_page", "end_page"))
    stated = Reference(
        authors=[full_name(name) for name in _listed(names)],
        date=_day(entry),
        accessed=day_of_parts(accessed.split("/")) or accessed,
        url=next((url for url in urls if url.startswith("http")), ""),
        page=f"{start}-{end}" if end and end != start else start,
        tags=_listed(entry.get("keywords")),
        notes=[*_listed(entry.get("notes")), *_listed(entry.get("research_notes"))],
        files=[
            *(path.removeprefix("file://") for path in files),
            *(url for url in urls if not url.startswith("http")),
        ],
    )
    return with_texts(stated, values)


def _first(entry: Mapping[str, object], keys: tuple[str, ...]) -> str:
    return next((text for key in keys for text in _listed(entry.get(key)) if text), "")


def _listed(value: object) -> list[str]:
    return [str(part) for part in value] if isinstance(value, list) else [str(value)] if value else []


def _day(entry: Mapping[str, object]) -> str:
    """The day: ``2024/03/12/morning`` has a fourth part that is no number; or the year alone."""
    stated = [_first(entry, (key,)) for key in ("date", "publication_year", "year")]
    days = [day_of_parts(text.split("/")) or text.strip("/ ") for text in stated if text.strip("/ ")]
    return max(days, key=lambda day: len(day) if day[:4].isdecimal() else 0, default="")


def _enw_items(text: str, base: Path) -> Iterator[Item]:
    entries = re.split(r"\n(?=%0 )", text.strip())
    done = 0
    for number, source in enumerate(entries, 1):
        done += len(source) + 1
        yield item_of(_enw_reference(source), base, f"entry {number}", done)


def _enw_reference(source: str) -> Reference:
    entry, last = Reference(), ""
    year = day = ""
    for line in source.split("\n"):
        match = _ENW_LINE.match(line)
        tag, value = (match["tag"], match["value"].strip()) if match else ("", line.strip())
        if not match and last:
            setattr(entry, last, f"{getattr(entry, last)}\n{value}".strip())
            continue
        last = ""
        if tag == "A":
            entry.authors.append(full_name(value.strip(",")))
        elif tag == "K":
            entry.tags += [value] if value else []
        elif tag == "D":
            year = value
        elif tag == "8":
            day = value
        elif tag == "Z":
            entry.notes.append(value)
        elif tag == ">":
            entry.files.append(value)
        elif (name := _ENW_FIELDS.get(tag, "")) and not getattr(entry, name):
            setattr(entry, name, value)
            last = name if name in ("summary", "title") else ""
    entry.date = day if year in day and len(day) > len(year) else f"{day} {year}".strip()
    return entry
