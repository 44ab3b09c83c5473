"""What a Word document has besides its text: its properties, headers and footers, and text boxes.

mammoth converts only the text. Properties are claims; the words of the other parts go to the ledger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from generator.extract.decode import clean
from generator.inputs.fields import overlay
from generator.inputs.foreign import Meaning
from generator.inputs.publicity import not_published, withholds
from generator.model.documents import Claim, Declaration, Draft, Removed

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BESIDE = re.compile(r"word/(?P<kind>header|footer)\d{0,3}\.xml\Z")
_CORE = "docProps/core.xml"
_STATUS = Meaning("status", "status")
_MOST, _WIDTH = 40, 300
# Titles that programs give: "Microsoft Word - quay.docx", "Document1".
_MADE = re.compile(
    r"microsoft word|\.docx?\Z|\A(?:document|dokument|documento|untitled|title)\s?\d*\Z", re.IGNORECASE
)


def with_parts(draft: Draft, data: bytes) -> Draft:
    """The draft of the text of a Word document with what its other parts say."""
    try:
        with ZipFile(BytesIO(data)) as packed:
            names = packed.namelist()
            core = _parsed(packed, _CORE) if _CORE in names else None
            beside = [
                (match["kind"], _parsed(packed, name))
                for name in names[:1000]
                if (match := _BESIDE.match(name))
            ]
            boxes = _boxes(packed) if "word/document.xml" in names else ()
    except (BadZipFile, OSError, ValueError, etree.XMLSyntaxError):
        return draft
    known = {paragraph.text for paragraph in draft.paragraphs}
    lines = [Removed(0, line, f"word-{kind}") for kind, part in beside for line in _lines(part)]
    lines += (Removed(0, line, "word-text-box") for line in boxes)
    ledger = [line for line in dict.fromkeys(lines) if line.text not in known][:_MOST]
    draft = replace(draft, removed=(*draft.removed, *ledger))
    return draft if core is None else _with_properties(draft, core)


def _parsed(packed: ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(packed.read(name), parser)


def _boxes(packed: ZipFile) -> Sequence[str]:
    data = packed.read("word/document.xml")
    if b"txbxContent" not in data:
        return ()
    root = _parsed(packed, "word/document.xml")
    return [line for box in root.iter(f"{_WORD}txbxContent") for line in _lines(box)]


def _lines(part: etree._Element) -> Iterator[str]:
    for paragraph in part.iter(f"{_WORD}p"):
        words = " ".join(clean("".join(text.text or "" for text in paragraph.iter(f"{_WORD}t"))).split())
        if any(char.isalpha() for char in words):
            yield words[:_WIDTH]


def _with_properties(draft: Draft, core: etree._Element) -> Draft:
    properties = {
        etree.QName(element).localname: " ".join(clean(element.text or "").split()) for element in core
    }
    title, status = properties.get("title", ""), properties.get("contentStatus", "")
    if title and not _MADE.search(title):
        draft = replace(draft, claims=(*draft.claims, Claim("title", title, "word-title", title, 0.6)))
    if not withholds(_STATUS, status):
        return draft
    problem = not_published("", 0, f"its status in Word is {status!r}", "Change it in the properties")
    declared = overlay(Declaration({"status": "draft"}), draft.declared)
    return replace(draft, problems=(*draft.problems, problem), declared=declared)
