"""The lines of a download from a news database, whatever kind of file it is."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import lxml.html
from lxml import etree

from generator.extract.decode import clean, decode
from generator.extract.rtf import is_rtf, rtf_text
from generator.imports.source import Source
from generator.model.errors import ClipfileError

# Bytes of a file, also when it is unpacked.
LARGEST = 100_000_000
REMEDY = "Download fewer articles at a time."
_HEAD = 400_000  # bytes of a document of Word by which it is recognised
_BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "br", "hr", "table", "section"}
)
_BLOCKS |= {
    "article",
    "header",
    "footer",
    "blockquote",
    "pre",
    "dt",
    "dd",
    "ul",
    "ol",
    "center",
    "main",
    "body",
}
_SKIPPED = frozenset({"script", "style", "head", "noscript"})
_RULE = "_" * 60


def first_lines(source: Source) -> list[str]:
    """Lines at the beginning of a file, by which it is recognised; none if it cannot be one."""
    head = source.head
    try:
        if head.startswith(b"PK") and source.suffix in {".docx", ".docm", ""}:
            with zipfile.ZipFile(source.path) as archive, archive.open("word/document.xml") as file:
                return lines_of_xml(file.read(_HEAD))
        if is_rtf(head):
            return rtf_text(_closed(head)).splitlines()
    # For a damaged file, or without the library, the file is none.
    except Exception:  # noqa: BLE001
        return []
    if b"\0" in head[:1000] and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return []
    text = source.start
    return lines_of_page(text) if is_page(text) else text.splitlines()


def is_page(text: str) -> bool:
    """Whether a text is a web page."""
    start = text.lstrip("\ufeff \n\r\t")[:500].lower()
    return (
        start.startswith(("<!doctype html", "<html", "<head", "<body", "<div", "<article", "<?xml"))
        and "<" in start
    )


def all_lines(source: Source) -> list[str]:
    """The lines of a file that is no web page.

    Raises:
        ClipfileError: it cannot be read.
    """
    data = source.whole(LARGEST, REMEDY)
    label = source.shown
    if data.startswith(b"PK"):
        return _lines_of_docx(data, label)
    if is_rtf(data):
        try:
            return rtf_text(data).splitlines()
        except ImportError:
            raise ClipfileError(
                f"{label}: RTF needs a library. Run: pip install 'clipfile[documents]'"
            ) from None
        # For a damaged file the library may raise anything.
        except Exception as error:  # noqa: BLE001
            raise ClipfileError(f"{label}: the RTF file is damaged ({error}). Download it as text.") from None
    return decoded(source, data).splitlines()


def decoded(source: Source, data: bytes) -> str:
    """The text of a file.

    Raises:
        ClipfileError: its encoding is unknown.
    """
    read = decode(source.path.name, data, html=is_page(source.start))
    if read.text is None:
        raise ClipfileError(f"{source.shown}: {read.problems[0].message}.")
    return read.text


def _closed(head: bytes) -> bytes:
    """The beginning of an RTF file as one that ends."""
    return head[: max(head.rfind(b"\\par"), len(head) - 200)] + b"}"


def _lines_of_docx(data: bytes, label: str) -> list[str]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entry = archive.getinfo("word/document.xml")
            if entry.file_size > LARGEST:
                raise ClipfileError(f"{label}: is larger than {LARGEST:,} bytes when unpacked. {REMEDY}")
            return lines_of_xml(archive.read(entry))
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, etree.XMLSyntaxError) as error:
        raise ClipfileError(f"{label}: the Word document is damaged ({error}). Download it again.") from None


def lines_of_xml(data: bytes) -> list[str]:
    """The paragraphs of the main part of a Word document, which may be cut off, with blank lines between."""
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=True
    )
    root = etree.fromstring(data, parser)
    lines: list[str] = []
    for paragraph in root.iter(f"{name}p") if root is not None else ():
        parts = []
        for element in paragraph.iter(f"{name}t", f"{name}br", f"{name}tab", f"{name}cr"):
            kind = element.tag.rpartition("}")[2]
            parts.append((element.text or "") if kind == "t" else "\t" if kind == "tab" else "\n")
        text = clean("".join(parts)).replace("\xa0", " ")
        lines += [*(line.strip() for line in text.split("\n")), ""]
    return lines


def lines_of_page(text: str) -> list[str]:
    """The lines of a web page: its blocks, each followed by a blank line; a rule is a line too."""
    try:
        root = lxml.html.document_fromstring(text)
    except (ValueError, etree.ParserError):
        return []
    return lines_of_element(root)


def lines_of_element(root: Any) -> list[str]:  # noqa: ANN401 - lxml has no types of elements
    """The lines of an element."""
    lines: list[str] = []
    parts: list[str] = []

    def end() -> None:
        line = " ".join("".join(parts).replace("\xa0", " ").split())
        parts.clear()
        if line:
            lines.extend((line, ""))

    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str) or any(_ancestors(element, _SKIPPED)):
            if event == "end":
                parts.append(element.tail or "")
            continue
        is_block = element.tag in _BLOCKS
        if is_block:
            end()
        if event == "start":
            if element.tag == "hr":
                lines.extend((_RULE, ""))
            parts.append(element.text or "")
        else:
            parts.append(element.tail or "")
    end()
    return lines


def _ancestors(element: Any, names: frozenset[str]) -> Iterator[bool]:  # noqa: ANN401
    if element.tag in names:
        yield True
    # Only the head and scripts are skipped; they contain no elements that matter.
    parent = element.getparent()
    if parent is not None and parent.tag in names:
        yield True
