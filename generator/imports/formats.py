"""The table of formats: how each is recognised, and what reads it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from generator.imports.item import Opened
from generator.imports.readers import (
    address_lists,
    bibtex,
    bookmarks,
    browsers,
    csl,
    endnote_xml,
    feed,
    highlights,
    json_lists,
    known_exports,
    office,
    omnivore,
    reference_folders,
    ris,
    ruled_texts,
    tables,
    texts,
    warc,
    wordpress,
    zotero_rdf,
)
from generator.imports.source import Options, Source


class Format(NamedTuple):
    """A format of exports.

    Attributes:
        name: what reports call it: "WordPress export (WXR)".
        recognises: whether a source has this format, by its content; the name only where the content is plain
            text or several formats share it. It never raises, and is cheap.
        read: opens it. It raises ClipfileError if nothing can be saved, with what to do next; what is wrong
            later is an item with a ``fault``.
    """

    name: str
    recognises: Callable[[Source], bool]
    read: Callable[[Source, Options], Opened]


def _is_export(name: str, source: Source) -> bool:
    return known_exports.name_of(source) == name


# The first that recognises a source reads it: the specific before the general.
FORMATS: tuple[Format, ...] = (
    Format("WACZ web archive", warc.recognises_wacz, warc.read_wacz),
    Format("web archive (WARC)", warc.recognises, warc.read),
    Format("Omnivore export", omnivore.recognises, omnivore.read),
    Format("library with files", reference_folders.recognises, reference_folders.read),
    Format("bookmarks (HTML)", bookmarks.recognises, bookmarks.read),
    Format("bookmarks of a browser", browsers.recognises, browsers.read),
    Format("Zotero RDF", zotero_rdf.recognises, zotero_rdf.read),
    Format("EndNote XML", endnote_xml.recognises, endnote_xml.read),
    Format("WordPress export (WXR)", wordpress.recognises, wordpress.read),
    Format("references (JSON)", csl.recognises, csl.read),
    Format("references (RIS)", ris.recognises, ris.read),
    Format("references (BibTeX)", bibtex.recognises, bibtex.read),
    Format("feed", feed.recognises, feed.read),
    *(Format(name, partial(_is_export, name), known_exports.read) for name in known_exports.names()),
    Format("Readwise highlights", highlights.recognises, highlights.read),
    Format("list in JSON", json_lists.recognises, json_lists.read),
    Format("table", tables.recognises, tables.read),
    Format("text of several articles", texts.recognises, texts.read),
    Format("list of addresses", address_lists.recognises, address_lists.read),
    Format("document of a word processor", office.recognises, office.read),
    Format("text with rules", ruled_texts.recognises, ruled_texts.read),
)
