"""Readwise's table of highlights: each row is one, and the rows of an article are not together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.imports.item import HIGHLIGHTS, Item, Opened
from generator.imports.rows import DELIMITED, delimited
from generator.imports.source import Options, Source
from generator.imports.texts import read_text
from generator.imports.values import is_web_address, quotation, separated
from generator.inputs.foreign import folded

_NEEDS = frozenset({"highlight", "booktitle", "bookauthor", "highlightedat"})


@dataclass
class _Book:
    """What Readwise calls a book: an article or a book with its highlights."""

    author: str
    url: str = ""
    tags: dict[str, None] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def recognises(source: Source) -> bool:
    """Whether this is a table of highlights, by its header."""
    if source.suffix not in DELIMITED:
        return False
    first = next(delimited(source.start.partition("\n")[0]), None)
    return first is not None and frozenset(map(folded, first.cells)) >= _NEEDS


def read(source: Source, options: Options) -> Opened:
    """Open a table of highlights."""
    del options
    return Opened(0, _items(read_text(source.path)))


def _items(text: str) -> Iterator[Item]:
    rows = delimited(text)
    names = [folded(cell) for cell in next(rows).cells]
    books: dict[tuple[str, str], _Book] = {}
    faults = []
    for row in rows:
        if row.fault:
            faults.append(Item(f"row {row.number}", fault=row.fault))
            continue
        cells = dict(zip(names, row.cells, strict=False))
        title, author = cells.get("booktitle", ""), cells.get("bookauthor", "")
        book = books.setdefault((title, author), _Book(author))
        book.url = book.url or next((cell for cell in row.cells if is_web_address(cell)), "")
        book.tags |= dict.fromkeys(separated(cells.get("documenttags", "")))
        book.notes.append(
            "\n\n".join(filter(None, (quotation(cells.get("highlight", "")), cells.get("note", ""))))
        )
    for (title, _), book in books.items():
        yield _item(title, book)
    yield from faults


def _item(title: str, book: _Book) -> Item:
    source = {"url": book.url} if book.url else {}
    fields = {"title": title, "authors": book.author, "source": source, "tags": list(book.tags)}
    return Item(
        title or book.url,
        fields={name: value for name, value in fields.items() if value},
        kind="address" if book.url else "highlights",
        note="\n\n".join(filter(None, book.notes)),
        skipped="" if book.url else HIGHLIGHTS,
    )
