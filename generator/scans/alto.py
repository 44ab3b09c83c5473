"""The words of a scan and their places, as ALTO (XML): https://www.loc.gov/standards/alto/.

ALTO 2 to 4 of other programs is read; ALTO 4 is written, with the same bytes for the same pages.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from lxml import etree

from generator.text.controls import CONTROLS

Kind = Literal["headline", "deck", "byline", "date", "header", "text", "caption", "box", "foreign", "picture"]
KINDS: frozenset[str] = frozenset(get_args(Kind))
NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
SCHEMA = "http://www.loc.gov/alto/v4/alto-4-4.xsd"
# Limits of what is read: bytes of a file, its pages, its words, and pixels of a side.
_BYTES, _PAGES, _WORDS, _SIDE = 64_000_000, 2_000, 400_000, 1_000_000
# Units that are no pixels: only the size of a page tells where in its picture a place is.
_UNITS = {"mm10": "tenths of a millimetre", "inch1200": "parts of an inch"}
# Where the digest of the text that was written with this file is noted.
_NOTE = re.compile(r"text sha256:([0-9a-f]{64})")


class AltoError(ValueError):
    """A file is not usable ALTO; the message says why."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, and its box in pixels of the scan as it is stored.

    Attributes:
        text: the word; of one that is continued on the next line, the part on this line, without its hyphen.
        x: left edge.
        y: upper edge.
        width: of the box.
        height: of the box.
        confidence: of the recognition, from 0 to 1; 1 if the file does not say.
    """

    text: str
    x: float
    y: float
    width: float
    height: float
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line.

    Attributes:
        words: in reading order.
        hyphenated: whether a hyphen at its end breaks the last word, which the next line completes.
    """

    words: tuple[Word, ...]
    hyphenated: bool = False

    @property
    def text(self) -> str:
        """The words, without the hyphen at the end."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: a paragraph, a headline, a caption.

    ``kind`` is one of ``KINDS``. ``box`` is a box within the article, ``foreign`` belongs to another article,
    ``header`` is the name of the newspaper or a number of a page; ``text`` is also what other programs do not
    classify.
    """

    kind: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ScanPage:
    """A page of a scan, with its size in pixels and its blocks in reading order."""

    width: int
    height: int
    blocks: tuple[Block, ...] = ()

    @property
    def lines(self) -> Iterator[Line]:
        """All lines, in reading order."""
        return (line for block in self.blocks for line in block.lines)


def read_alto(data: bytes) -> tuple[ScanPage, ...]:
    """The pages of an ALTO file. Boxes of other units are in that unit, and so are the sizes of pages.

    Raises:
        AltoError: the file is not XML, not ALTO, or too large.
    """
    root = _root(data)
    kinds = {
        str(tag.get("ID")): str(tag.get("LABEL"))
        for tag in root.iter("{*}StructureTag", "{*}LayoutTag")
        if tag.get("LABEL") in KINDS
    }
    pages: list[ScanPage] = []
    unit = next((element.text or "" for element in root.iter("{*}MeasurementUnit")), "").strip().lower()
    words = 0
    for element in root.iter("{*}Page"):
        if len(pages) == _PAGES:
            raise AltoError(f"has more than {_PAGES:,} pages")
        page = _page(element, kinds)
        if unit in _UNITS and not (page.width and page.height) and any(page.lines):
            raise AltoError(f"states places in {_UNITS[unit]} and no size of its page: export it in pixels")
        words += sum(len(line.words) for line in page.lines)
        if words > _WORDS:
            raise AltoError(f"has more than {_WORDS:,} words")
        pages.append(page)
    return tuple(pages)


def text_digest(data: bytes) -> str:
    """The SHA-256 of the text that Clipfile wrote together with this ALTO file; empty if it does not say."""
    found = _NOTE.search(data[:8_000].decode("utf-8", "replace"))
    return found[1] if found else ""


def write_alto(
    pages: Sequence[ScanPage], *, language: str = "", digest: str = "", software: str = ""
) -> bytes:
    """Pages as ALTO 4.

    Args:
        pages: of one scan, in order.
        language: code of the language of the text, such as ``de``; empty if unknown.
        digest: SHA-256 of the text that is written together with this file; see ``text_digest``.
        software: which engines recognized the text, and their versions.
    """
    root = etree.Element(f"{{{NAMESPACE}}}alto", nsmap={None: NAMESPACE, "xsi": _XSI})  # type: ignore[dict-item] # the default namespace has no name
    root.set(f"{{{_XSI}}}schemaLocation", f"{NAMESPACE} {SCHEMA}")
    root.set("SCHEMAVERSION", "4.4")
    description = _add(root, "Description")
    _add(description, "MeasurementUnit").text = "pixel"
    processing = _add(description, "Processing", ID="transcription")
    _add(processing, "processingCategory").text = "contentGeneration"
    _add(processing, "processingStepDescription").text = "text recognition"
    if digest:
        _add(processing, "processingStepSettings").text = f"text sha256:{digest}"
    program = _add(processing, "processingSoftware")
    _add(program, "softwareName").text = "Clipfile"
    if software:
        _add(program, "applicationDescription").text = _clean(software)
    used = sorted({block.kind for page in pages for block in page.blocks} & KINDS)
    if used:
        tags = _add(root, "Tags")
        for kind in used:
            _add(tags, "StructureTag", ID=f"kind_{kind}", LABEL=kind)
    layout = _add(root, "Layout")
    for number, page in enumerate(pages, 1):
        _write_page(layout, page, number, language)
    etree.indent(root, " ")
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def _root(data: bytes) -> etree._Element:
    if len(data) > _BYTES:
        raise AltoError(f"is larger than {_BYTES // 1_000_000} MB")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise AltoError(f"is not XML: {error}") from None
    if etree.QName(root).localname.lower() != "alto":
        name = etree.QName(root).localname
        raise AltoError(f"is not ALTO (its first element is <{name}>): export ALTO instead")
    if root.getroottree().docinfo.internalDTD is not None:
        raise AltoError("has a document type definition, which ALTO does not need")
    return root


def _page(element: etree._Element, kinds: dict[str, str]) -> ScanPage:
    blocks = []
    for block in element.iter("{*}TextBlock"):
        lines = tuple(line for line in map(_line, block.iterfind("{*}TextLine")) if line.words)
        if lines:
            names = (kinds[tag] for tag in (block.get("TAGREFS") or "").split() if tag in kinds)
            blocks.append(Block(next(names, "text"), lines))
    space = element.find("{*}PrintSpace")
    sides = []
    for side in ("WIDTH", "HEIGHT"):
        values = (_number(place, side) for place in (element, space) if place is not None)
        sides.append(int(next((value for value in values if value > 0), 0.0)))
    return ScanPage(sides[0], sides[1], tuple(blocks))


def _line(element: etree._Element) -> Line:
    words = []
    for string in element.iterfind("{*}String"):
        text = " ".join(_clean(string.get("CONTENT") or "").split())
        if text:
            box = (_number(string, name) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
            x, y, width, height = box
            words.append(Word(text, x, y, max(width, 0.0), max(height, 0.0), _confidence(string)))
    hyphenated = element.find("{*}HYP") is not None
    if hyphenated and words and len(words[-1].text) > 1:
        # Some programs have the hyphen in the word, too.
        last = words[-1]
        text = last.text.rstrip("-\u00ad\u2010⸗") or last.text
        words[-1] = Word(text, last.x, last.y, last.width, last.height, last.confidence)
    return Line(tuple(words), hyphenated)


def _confidence(string: etree._Element) -> float:
    try:
        value = float(string.get("WC") or 1)
    except ValueError:
        return 1.0
    return min(1.0, max(0.0, value)) if math.isfinite(value) else 1.0


def _number(element: etree._Element, name: str) -> float:
    try:
        value = float(element.get(name) or 0)
    except ValueError:
        return 0.0
    return value if abs(value) <= _SIDE else 0.0


def _clean(text: str) -> str:
    return CONTROLS.sub("", text)


def _add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)


def _write_page(layout: etree._Element, page: ScanPage, number: int, language: str) -> None:
    size = {"WIDTH": str(page.width), "HEIGHT": str(page.height)}
    element = _add(layout, "Page", ID=f"p{number}", PHYSICAL_IMG_NR=str(number), **size)
    space = _add(element, "PrintSpace", HPOS="0", VPOS="0", **size)
    for index, block in enumerate(page.blocks, 1):
        words = [word for line in block.lines for word in line.words]
        if not words:
            continue
        name = f"p{number}b{index}"
        tags = {"TAGREFS": f"kind_{block.kind}"} if block.kind in KINDS else {}
        spoken = {"LANG": language} if language else {}
        box = _add(space, "TextBlock", ID=name, **_box(words), **tags, **spoken)
        for row, line in enumerate(block.lines, 1):
            if line.words:
                _write_line(box, line, f"{name}l{row}")


def _write_line(block: etree._Element, line: Line, name: str) -> None:
    element = _add(block, "TextLine", ID=name, **_box(line.words))
    for index, word in enumerate(line.words, 1):
        if index > 1:
            _add(element, "SP")
        part = {"SUBS_TYPE": "HypPart1"} if line.hyphenated and index == len(line.words) else {}
        wc = f"{word.confidence:.2f}"
        content = _clean(word.text)
        _add(element, "String", ID=f"{name}w{index}", CONTENT=content, WC=wc, **_box((word,)), **part)
    if line.hyphenated:
        _add(element, "HYP", CONTENT="-")


def _box(words: Iterable[Word]) -> dict[str, str]:
    words = tuple(words)
    left, top = min(word.x for word in words), min(word.y for word in words)
    right = max(word.x + word.width for word in words)
    bottom = max(word.y + word.height for word in words)
    values = {"HPOS": left, "VPOS": top, "WIDTH": right - left, "HEIGHT": bottom - top}
    return {name: str(round(value)) for name, value in values.items()}
