"""Zotero's RDF export, alone or as the folder with its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from lxml import etree

from generator.imports.item import Item, Opened
from generator.imports.references import Reference, item_of
from generator.imports.source import Options, Source
from generator.model.errors import ClipfileError

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_Z = "{http://www.zotero.org/namespaces/export#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_BIB = "{http://purl.org/net/biblio#}"
_FOAF = "{http://xmlns.com/foaf/0.1/}"
_LINK = "{http://purl.org/rss/1.0/modules/link/}"
_PRISM = "{http://prismstandard.org/namespaces/1.2/basic/}"
_VCARD = "{http://nwalsh.com/rdf/vCard#}"
_LARGEST = 300_000_000
_MARK = "http://www.zotero.org/namespaces/export#"
# What is in a library besides entries.
_NO_ENTRIES = frozenset({f"{_Z}Attachment", f"{_BIB}Memo", f"{_Z}Collection", f"{_Z}UserItem"})


@dataclass
class _Library:
    """What entries refer to: files and notes by their key, and the collections of an entry."""

    files: Mapping[str, str]
    notes: Mapping[str, str]
    folders: Mapping[str, list[str]]
    outlets: Mapping[str, etree._Element]


def recognises(source: Source) -> bool:
    """Whether this is such an export, by its namespace."""
    return "<rdf:RDF" in source.start[:3000] and _MARK in source.start


def read(source: Source, options: Options) -> Opened:
    """Open an export.

    Raises:
        ClipfileError: it is too large, or no XML.
    """
    del options
    data = source.whole(_LARGEST, "Export one collection at a time.")
    # What comes before damage is read.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=True
    )
    root = etree.fromstring(data, parser)
    if root is None:
        raise ClipfileError(f"{source.path}: the file is damaged. Export the library again.")
    damaged = [error for error in parser.error_log if error.level >= etree.ErrorLevels.FATAL]
    entries = [element for element in root if _is_entry(element)]
    return Opened(len(entries), _items(source.path, root, entries, damaged=bool(damaged)))


def _items(
    path: Path, root: etree._Element, entries: list[etree._Element], *, damaged: bool
) -> Iterator[Item]:
    library = _library(root)
    for number, element in enumerate(entries, 1):
        if damaged and number == len(entries):
            break
        yield item_of(_reference(element, library), path.parent, f"entry {number}", number)
    if damaged:
        fault = (
            "the file is cut off or damaged here, so its last entries are missing. Export the library again"
        )
        yield Item(f"{path.name}, entry {len(entries)}", fault=fault, done=len(entries))


def _is_entry(element: etree._Element) -> bool:
    if not isinstance(element.tag, str) or element.tag in _NO_ENTRIES:
        return False
    kind = element.findtext(f"{_Z}itemType")
    # Newspapers and places are elements of their own if several entries refer to them.
    return kind not in ("attachment", "note") and (
        kind is not None or element.find(f"{_BIB}authors") is not None
    )


def _library(root: etree._Element) -> _Library:
    files: dict[str, str] = {}
    notes: dict[str, str] = {}
    folders: dict[str, list[str]] = {}
    outlets: dict[str, etree._Element] = {}
    for element in root:
        key = element.get(f"{_RDF}about", "")
        if element.tag == f"{_Z}Attachment":
            resource = element.find(f"{_RDF}resource")
            files[key] = resource.get(f"{_RDF}resource", "") if resource is not None else ""
        elif element.tag == f"{_BIB}Memo":
            notes[key] = element.findtext(f"{_RDF}value", "")
        elif element.tag == f"{_Z}Collection":
            for part in element.findall(f"{_TERMS}hasPart"):
                name = element.findtext(f"{_DC}title", "")
                folders.setdefault(part.get(f"{_RDF}resource", ""), []).append(name)
        elif isinstance(element.tag, str) and not _is_entry(element):
            outlets[key] = element
    return _Library(files, notes, folders, outlets)


def _reference(element: etree._Element, library: _Library) -> Reference:
    key = element.get(f"{_RDF}about", "")
    outlet = _outlet(element, library)
    return Reference(
        title=_text(element, f"{_DC}title"),
        authors=list(_names(element)),
        outlet=_text(outlet, f"{_DC}title")
        or _text(element, f"{_DC}publisher/{_FOAF}Organization/{_FOAF}name"),
        date=_text(element, f"{_DC}date"),
        url=_address(element, key),
        accessed=_text(element, f"{_TERMS}dateSubmitted"),
        edition=_text(element, f"{_PRISM}edition") or _text(outlet, f"{_PRISM}edition"),
        section=_text(element, f"{_PRISM}section") or _text(outlet, f"{_PRISM}section"),
        page=_text(element, f"{_BIB}pages"),
        issn=_issn(outlet) or _issn(element),
        place=next((place.text or "" for place in element.iter(f"{_VCARD}locality")), ""),
        language=_text(element, f"{_Z}language"),
        summary=_text(element, f"{_TERMS}abstract"),
        rights=_text(element, f"{_DC}rights"),
        tags=[*_tags(element), *library.folders.get(key, ())],
        notes=[*_notes(element, library), _text(element, f"{_DC}description")],
        files=list(_files(element, library)),
        # Numbers of items differ from export to export.
        identifier="" if key.startswith("#") else key,
    )


def _text(element: etree._Element | None, path: str) -> str:
    return (element.findtext(path) or "").strip() if element is not None else ""


def _names(element: etree._Element) -> Iterator[str]:
    listed = element.find(f"{_BIB}authors")
    for person in listed.iter(f"{_FOAF}Person") if listed is not None else ():
        given = _text(person, f"{_FOAF}givenName") or _text(person, f"{_FOAF}givenname")
        yield f"{given} {_text(person, f'{_FOAF}surname')}".strip()


def _outlet(element: etree._Element, library: _Library) -> etree._Element | None:
    """The newspaper: an element in the entry, or one that it refers to."""
    for part in element.findall(f"{_TERMS}isPartOf"):
        key = part.get(f"{_RDF}resource", "")
        outlet = (
            library.outlets.get(key)
            if key
            else next((child for child in part if isinstance(child.tag, str)), None)
        )
        if outlet is not None and outlet.find(f"{_DC}title") is not None:
            return outlet
    return None


def _address(element: etree._Element, key: str) -> str:
    for value in element.iterfind(f"{_DC}identifier/{_TERMS}URI/{_RDF}value"):
        if value.text:
            return value.text.strip()
    # An entry is named by its address if it has one.
    return key if key.startswith(("http://", "https://")) else ""


def _issn(element: etree._Element | None) -> str:
    listed = element.findall(f"{_DC}identifier") if element is not None else ()
    found = ((identifier.text or "").strip() for identifier in listed)
    return next((text for text in found if text.upper().startswith("ISSN")), "")


def _tags(element: etree._Element) -> Iterator[str]:
    for subject in element.findall(f"{_DC}subject"):
        yield (subject.text or "").strip() or _text(subject, f"{_Z}AutomaticTag/{_RDF}value")


def _notes(element: etree._Element, library: _Library) -> Iterator[str]:
    for reference in element.findall(f"{_TERMS}isReferencedBy"):
        yield library.notes.get(reference.get(f"{_RDF}resource", ""), "") or _text(
            reference, f"{_BIB}Memo/{_RDF}value"
        )


def _files(element: etree._Element, library: _Library) -> Iterator[str]:
    for link in element.findall(f"{_LINK}link"):
        path = library.files.get(link.get(f"{_RDF}resource", ""), "")
        if path and not path.startswith(("http://", "https://")):
            yield str(PurePosixPath(path))
