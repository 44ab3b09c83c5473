"""A folder with a library or table and the files of its entries, as Zotero and CollectionBuilder write it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import quote

from generator.extract.formats import FORMATS as DOCUMENTS
from generator.imports.item import Item, Opened
from generator.imports.nearby import FOLDERS
from generator.imports.readers import bibtex, csl, endnote_xml, ris, tables, zotero_rdf
from generator.imports.source import Options, Source
from generator.imports.texts import LARGEST
from generator.model.errors import ClipfileError

# The form that states most comes first.
_READERS: Sequence[tuple[Callable[[Source], bool], Callable[[Source, Options], Opened]]] = (
    (zotero_rdf.recognises, zotero_rdf.read),
    (csl.recognises, csl.read),
    (ris.recognises, ris.read),
    (bibtex.recognises, bibtex.read),
    (endnote_xml.recognises, endnote_xml.read),
    (tables.recognises, tables.read),
)
_SUFFIXES = (".rdf", ".xml", ".json", ".ris", ".bib", ".enw", ".txt", ".csv", ".tsv", ".xlsx", ".ods")
_MOST_CANDIDATES = 20
# Folders of a table are less certain: any program could have such a file next to its own.
_OF_TABLES = frozenset({"files", "objects", "items"})
COPY = "the same library in another form"
UNNAMED = "file that no entry names"


def recognises(source: Source) -> bool:
    """Whether a folder, or a folder in it, has a library and the folder of its files."""
    return _library(source) is not None


def read(source: Source, options: Options) -> Opened:
    """Open the libraries in a folder.

    Raises:
        ClipfileError: none can be read.
    """
    library = _library(source)
    if library is None:
        raise ClipfileError(f"{source.path}: no library was found. Import its file by itself.")
    return Opened(0, _items(library, source, options))


class _Library(NamedTuple):
    """The files of a library, and what opens each; files with the same entries in another form."""

    exports: Sequence[Source]
    opens: Callable[[Source, Options], Opened]
    copies: Sequence[tuple[Source, Callable[[Source, Options], Opened]]]


def _library(source: Source) -> _Library | None:
    folders = {str(PurePosixPath(name).parent): None for name in source.names if name.count("/") < 2}
    found = (_library_in(source, folder) for folder in folders)
    return next((library for library in found if library), None)


def _library_in(source: Source, folder: str) -> _Library | None:
    root = source.path / folder
    near = frozenset(name for name in FOLDERS if name and (root / name).is_dir())
    if not near:
        return None
    listed = [source.path / name for name in source.names if str(PurePosixPath(name).parent) == folder]
    candidates = [Source(path) for path in listed if path.suffix.lower() in _SUFFIXES][:_MOST_CANDIDATES]
    for knows, opens in _READERS:
        exports = [export for export in candidates if knows(export)]
        if exports and (opens is not tables.read or near & _OF_TABLES):
            others = [export for export in candidates if export not in exports]
            copies = [(other, reader) for other in others if (reader := _reader_of(other))]
            return _Library(exports, opens, copies)
    return None


def _items(library: _Library, source: Source, options: Options) -> Iterator[Item]:
    named = b""
    titles: set[str] = set()
    for export in library.exports:
        for item in library.opens(export, options).items:
            titles.add(_title(item))
            yield item
    for copy, opens in library.copies:
        yield from _others(copy, opens, options, titles)
    exports = [*library.exports, *(copy for copy, _ in library.copies)]
    for export in exports:
        if export.path.stat().st_size < LARGEST:
            named += export.path.read_bytes()
    if library.exports[0].suffix not in (".xlsx", ".ods"):
        read_files = {export.path for export in exports}
        for name in _unnamed(named, source):
            if source.path / name not in read_files:
                yield Item(name, kind="file", skipped=UNNAMED)


def _reader_of(source: Source) -> Callable[[Source, Options], Opened] | None:
    return next((opens for knows, opens in _READERS if knows(source)), None)


def _others(
    copy: Source, opens: Callable[[Source, Options], Opened], options: Options, titles: set[str]
) -> Iterator[Item]:
    """The entries of a library that the one in the other form does not have."""
    is_copy = False
    try:
        for item in opens(copy, options).items:
            if _title(item) in titles:
                is_copy = True
            else:
                yield item
    except ClipfileError as error:
        yield Item(copy.path.name, fault=str(error))
    if is_copy:
        yield Item(copy.path.name, kind="library", skipped=COPY)


def _title(item: Item) -> str:
    """The title of an entry, to recognise it in another form."""
    return "".join(filter(str.isalnum, str(item.fields.get("title") or item.name).casefold()))


def _unnamed(text: bytes, source: Source) -> Iterator[str]:
    """Documents of the folder whose names are not in the library. Parts of a saved page are not listed."""
    for name in source.names:
        path = PurePosixPath(name)
        if path.suffix.lower() in DOCUMENTS and not path.name.startswith("."):
            written = (path.name, quote(path.name))
            if not any(form.encode() in text for form in written):
                yield name
