"""EndNote's XML, which Mendeley and Zotero write too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from generator.imports.item import CUT_OFF, Item, Opened
from generator.imports.references import Reference, day_of_parts, full_name, item_of
from generator.imports.source import Options, Source


def recognises(source: Source) -> bool:
    """Whether this is such a library, by its elements."""
    start = source.start[:5000]
    return "<records>" in start and "<record>" in start and "<ref-type" in source.start


def read(source: Source, options: Options) -> Opened:
    """Open a library."""
    del options
    return Opened(0, _items(source.path))


def _items(path: Path) -> Iterator[Item]:
    number = 0
    try:
        with path.open("rb") as file:
            events = etree.iterparse(
                file, tag="record", resolve_entities=False, no_network=True, load_dtd=False
            )
            for _, record in events:
                number += 1
                yield item_of(_reference(record), path.parent, f"record {number}", number)
                record.clear()
    except etree.XMLSyntaxError:
        yield Item(f"{path.name}, after record {number}", fault=CUT_OFF, done=number)


def _reference(record: etree._Element) -> Reference:
    year, day = _text(record, "dates/year"), _text(record, "dates/pub-dates/date")
    urls = [*_texts(record, "urls/related-urls/url"), *_texts(record, "urls/web-urls/url")]
    files = [*_texts(record, "urls/pdf-urls/url"), *_texts(record, "urls/text-urls/url")]
    return Reference(
        title=_text(record, "titles/title"),
        authors=[full_name(name.strip(",")) for name in _texts(record, "contributors/authors/author")],
        outlet=_text(record, "titles/secondary-title")
        or _text(record, "periodical/full-title")
        or _text(record, "publisher"),
        date=day
        if year in day and len(day) > len(year)
        else (f"{day} {year}".strip() if day else day_of_parts([year]) or year),
        url=next((url for url in urls if url.startswith("http")), ""),
        accessed=_text(record, "access-date"),
        edition=_text(record, "edition"),
        section=_text(record, "section"),
        page=_text(record, "pages"),
        issn=_text(record, "isbn") or _text(record, "issn"),
        place=_text(record, "pub-location"),
        language=_text(record, "language"),
        summary=_text(record, "abstract"),
        tags=_texts(record, "keywords/keyword"),
        notes=[_text(record, "notes"), _text(record, "research-notes")],
        files=[file.removeprefix("internal-pdf://") for file in files],
        identifier=_text(record, "rec-number"),
    )


def _texts(record: etree._Element, path: str) -> list[str]:
    """The words of elements, which are in elements for their style."""
    found = ("".join(str(part) for part in element.itertext()).strip() for element in record.findall(path))
    return [text for text in found if text]


def _text(record: etree._Element, path: str) -> str:
    return next(iter(_texts(record, path)), "")
