"""Takes text out of a Word document that Word does not show: hidden by a run or by its style."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_STYLES = "word/styles.xml"
_OFF = frozenset({"0", "false", "off"})


class ShownDocument(NamedTuple):
    """A Word document without its hidden text, and the hidden lines."""

    data: bytes
    hidden: tuple[str, ...]


def without_hidden(data: bytes) -> ShownDocument:
    """The document as Word shows it; the same bytes if nothing in it is hidden.

    Args:
        data: a Word document, of which the size was checked.
    """
    with ZipFile(BytesIO(data)) as packed:
        names = packed.namelist()
        hiding = _hiding_styles(packed.read(_STYLES)) if _STYLES in names else frozenset()
        hidden: list[str] = []
        changed = {}
        for name in _PARTS:
            source = packed.read(name) if name in names else b""
            if b"vanish" not in source and not any(f'"{style}"'.encode() in source for style in hiding):
                continue
            root = _parsed(source)
            lines = list(_taken_out(root, hiding))
            if lines:
                hidden += lines
                changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        if not changed:
            return ShownDocument(data, ())
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as made:
            for name in dict.fromkeys(names):
                made.writestr(name, changed.get(name) or packed.read(name))
    return ShownDocument(out.getvalue(), tuple(hidden))


def _parsed(source: bytes) -> etree._Element:
    return etree.fromstring(source, etree.XMLParser(resolve_entities=False, no_network=True))


def _hiding_styles(source: bytes) -> frozenset[str]:
    """The names of the styles that hide text."""
    if b"vanish" not in source:
        return frozenset()
    styles = _parsed(source).iter(f"{_WORD}style")
    return frozenset(style.get(f"{_WORD}styleId") or "" for style in styles if _is_hidden(style)) - {""}


def _is_hidden(element: etree._Element) -> bool:
    mark = element.find(f"{_WORD}rPr/{_WORD}vanish")
    return mark is not None and mark.get(f"{_WORD}val", "1").lower() not in _OFF


def _taken_out(root: etree._Element, hiding: Collection[str]) -> Iterator[str]:
    """Remove the hidden runs of a part; their words, by paragraph."""
    for paragraph in list(root.iter(f"{_WORD}p")):
        whole = _style(paragraph, "p") in hiding
        runs = [
            run
            for run in paragraph.iter(f"{_WORD}r")
            if whole or _is_hidden(run) or _style(run, "r") in hiding
        ]
        words = " ".join("".join(text.text or "" for run in runs for text in run.iter(f"{_WORD}t")).split())
        for run in runs:
            parent = run.getparent()
            if parent is not None:
                parent.remove(run)
        if words:
            yield words


def _style(element: etree._Element, kind: str) -> str:
    style = element.find(f"{_WORD}{kind}Pr/{_WORD}{kind}Style")
    return "" if style is None else style.get(f"{_WORD}val") or ""
