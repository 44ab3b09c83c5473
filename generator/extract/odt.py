"""Reads OpenDocument texts (.odt), which LibreOffice writes: as a web page of their paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from zipfile import ZipFile

from lxml import etree
from lxml.html import Element, HtmlElement, builder, tostring

from generator.extract.bounds import LEDGER_WIDTH
from generator.extract.decode import clean
from generator.extract.document_faults import LARGEST, broken, faulty, refused
from generator.extract.html.page_reader import extract_html
from generator.extract.picture_bytes import with_bytes
from generator.model.documents import Declaration, Draft, Removed

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_CONTENT = "content.xml"
# What is read in some seconds, as of Word documents.
_MOST_ELEMENTS, _DEEPEST, _MOST_PICTURES, _MOST_SPACES = 80_000, 60, 300, 100
_LEDGER = 100
# Comments, and text that was deleted while changes were tracked.
_REMOVED: Mapping[str, str] = {
    f"{_OFFICE}annotation": "odt-comment",
    f"{_TEXT}tracked-changes": "odt-deleted",
    f"{_TEXT}hidden-text": "odt-hidden",
    f"{_TEXT}hidden-paragraph": "odt-hidden",
}
_LEFT_OUT = frozenset({f"{_OFFICE}forms", f"{_TEXT}sequence-decls", f"{_OFFICE}annotation-end"})
_BLOCKS: Mapping[str, str] = {
    f"{_TEXT}p": "p",
    f"{_TEXT}list": "ul",
    f"{_TEXT}list-item": "li",
    f"{_TEXT}list-header": "li",
    f"{_TABLE}table": "table",
    f"{_TABLE}table-row": "tr",
    f"{_TABLE}table-cell": "td",
}


@dataclass
class _Reading:
    """What reading a document needs, and what it leaves out."""

    titles: frozenset[str]
    strong: frozenset[str]
    hidden: frozenset[str]
    removed: list[Removed] = field(default_factory=list)


def extract_odt(data: bytes, sidecar: Declaration) -> Draft:
    """Read an OpenDocument text. Failures are problems of the draft."""
    try:
        with ZipFile(BytesIO(data)) as packed:
            size = sum(member.file_size for member in packed.infolist())
            if max(size, len(data)) > LARGEST:
                return refused("", "an OpenDocument text", etree)
            if b"encryption-data" in packed.read("META-INF/manifest.xml"):
                return faulty(
                    "broken-document", "the document is encrypted: open it, and save it without a password"
                )
            root = _parsed(packed.read(_CONTENT))
            if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
                return faulty(
                    "too-large", f"the document has more than {_MOST_ELEMENTS:,} elements: split it"
                )
            reading = _reading_of(root, packed)
            page = _page(root, reading)
            pictures = _pictures(root, packed)
    except Exception as error:  # noqa: BLE001 - whatever a damaged file causes
        return broken("OpenDocument text", error)
    draft = extract_html(clean(page), sidecar, document=True)
    if reading.removed:
        draft = replace(draft, removed=(*draft.removed, *reading.removed[:_LEDGER]))
    return with_bytes(draft, lambda address: pictures.get(address, b"")) if pictures else draft


def _parsed(source: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root: etree._Element = etree.fromstring(source, parser)
    return root


def _reading_of(root: etree._Element, packed: ZipFile) -> _Reading:
    """The names of the styles that say how text is meant. Automatic ones extend named ones."""
    styles = list(root.iter(f"{_STYLE}style"))
    if "styles.xml" in packed.namelist():
        styles += _parsed(packed.read("styles.xml")).iter(f"{_STYLE}style")
    titles, strong, hidden = {"Title"}, set(), set()
    for style in styles:
        name, parent = style.get(f"{_STYLE}name", ""), style.get(f"{_STYLE}parent-style-name", "")
        if parent == "Title":
            titles.add(name)
        for properties in style.iter(f"{_STYLE}text-properties"):
            if properties.get(f"{_FO}font-weight") == "bold":
                strong.add(name)
            if properties.get(f"{_TEXT}display") == "none":
                hidden.add(name)
    return _Reading(frozenset(titles), frozenset(strong), frozenset(hidden))


def _page(root: etree._Element, reading: _Reading) -> str:
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise ValueError("not a text")
    article = builder.ARTICLE()
    notes: list[HtmlElement] = []
    _append(article, body, reading, notes)
    # The document's headline is the first of the highest level.
    if article.find(".//h1") is None and (first := article.find(".//h2")) is not None:
        first.tag = "h1"
    for extra in article.findall(".//h1")[1:]:
        extra.tag = "h2"
    article.extend(notes)
    return str(tostring(article, encoding="unicode"))


def _append(
    parent: HtmlElement,
    source: etree._Element,
    reading: _Reading,
    notes: list[HtmlElement],
    depth: int = 0,
) -> None:
    """Append the content of an element of the document to an element of the page."""
    if depth > _DEEPEST:
        raise ValueError("nested too deep")
    _text(parent, source.text)
    for child in source:
        if isinstance(child.tag, str):
            _append_one(parent, child, reading, notes, depth)
        _text(parent, child.tail)


def _append_one(
    parent: HtmlElement,
    child: etree._Element,
    reading: _Reading,
    notes: list[HtmlElement],
    depth: int,
) -> None:
    tag = str(child.tag)
    style = child.get(f"{_TEXT}style-name", "")
    rule = _REMOVED.get(tag) or ("odt-hidden" if style in reading.hidden else "")
    if rule:
        words = " ".join(" ".join(map(str, child.itertext())).split())
        if words:
            reading.removed.append(Removed(0, clean(words)[:LEDGER_WIDTH], rule))
    elif tag == f"{_TEXT}s":
        _text(parent, " " * min(_number(child.get(f"{_TEXT}c")), _MOST_SPACES))
    elif tag == f"{_TEXT}tab":
        _text(parent, "\t")
    elif tag == f"{_TEXT}line-break":
        parent.append(builder.BR())
    elif tag == f"{_TEXT}note":
        _note(parent, child, reading, notes, depth)
    elif tag == f"{_DRAW}image":
        parent.append(builder.IMG(src=child.get(_LINK, "")))
    elif tag not in _LEFT_OUT:
        made = _element(child, tag, style, reading)
        if made is not None:
            parent.append(made)
        _append(parent if made is None else made, child, reading, notes, depth + 1)


def _element(child: etree._Element, tag: str, style: str, reading: _Reading) -> HtmlElement | None:
    """The element of the page for one of the document, None if it has no meaning of its own."""
    if tag == f"{_TEXT}h":
        level = _number(child.get(f"{_TEXT}outline-level"))
        return _made(f"h{min(level + 1, 6)}")
    if tag == f"{_TEXT}p" and style in reading.titles:
        return _made("h1")
    if tag in _BLOCKS:
        return _made(_BLOCKS[tag])
    if tag == f"{_TEXT}a":
        return builder.A(href=child.get(_LINK, ""))
    if tag == f"{_TEXT}span" and style in reading.strong:
        return builder.B()
    return None


def _made(tag: str) -> HtmlElement:
    return Element(tag)


def _note(
    parent: HtmlElement,
    child: etree._Element,
    reading: _Reading,
    notes: list[HtmlElement],
    depth: int,
) -> None:
    """A footnote: its mark where it is, its text at the end."""
    mark = "".join(map(str, child.itertext(f"{_TEXT}note-citation"))).strip() or str(len(notes) + 1)
    _text(parent, f"[{mark}]")
    body = child.find(f"{_TEXT}note-body")
    if body is not None:
        note = builder.P(f"[{mark}] ")
        for paragraph in body:
            if isinstance(paragraph.tag, str):
                _append(note, paragraph, reading, notes, depth + 1)
        notes.append(note)


def _text(parent: HtmlElement, text: str | None) -> None:
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 4 else 1


def _pictures(root: etree._Element, packed: ZipFile) -> Mapping[str, bytes]:
    names = frozenset(packed.namelist())
    return dict(_found(root, packed, names))


def _found(root: etree._Element, packed: ZipFile, names: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    found: set[str] = set()
    for image in root.iter(f"{_DRAW}image"):
        address = image.get(_LINK, "")
        name = address.removeprefix("./")
        if name in names and address not in found and len(found) < _MOST_PICTURES:
            found.add(address)
            yield address, packed.read(name)
