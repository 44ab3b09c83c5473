"""Finds the headline of a Word document without a style for it: its largest short paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from io import BytesIO
from itertools import islice
from typing import NamedTuple
from zipfile import ZipFile

from lxml import etree

from generator.extract.decode import clean

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES = "word/styles.xml"
_DEFAULT = 20  # half points
_SEARCHED, _BELOW = 12, 6  # paragraphs with words that are compared, and those that may precede a headline
_SHORTEST, _LONGEST, _TEXT = 12, 160, 80  # characters: of the headline, of a paragraph of the text below
_PARAGRAPH = re.compile(r"<p>((?:[^<]|<(?!/?p>))*+)</p>")
_TAG = re.compile(r"<[^<>]*+>")


class _Line(NamedTuple):
    """The words of a paragraph and the size of its smallest letters in half points."""

    words: str
    size: int


def with_large_headline(page: str, data: bytes) -> str:
    """The page that mammoth made of a Word document, with its largest short paragraph as the headline.

    Only a paragraph below the first one is meant: above it are the name of the newspaper and the day. Nothing
    changes if the document has headings, or the first paragraph is as large.

    Args:
        page: the page, in which sizes are lost.
        data: the document.
    """
    if re.search(r"<h[1-6]>", page):
        return page
    with ZipFile(BytesIO(data)) as packed:
        source = packed.read("word/document.xml")
        styles = packed.read(_STYLES) if _STYLES in packed.namelist() else b""
    if b"w:sz " not in source and b"w:pStyle" not in source:
        return page
    sizes = _style_sizes(styles) if styles else {"": _DEFAULT}
    headline = _largest([*islice(_lines(source, sizes), _SEARCHED)])
    for match in _PARAGRAPH.finditer(page) if headline else ():
        if " ".join(unescape(_TAG.sub("", match[1])).split()) == headline:
            return f"{page[: match.start()]}<h1>{match[1]}</h1>{page[match.end() :]}"
    return page


def _largest(lines: list[_Line]) -> str:
    """The words of the headline among the first lines, "" if none stands out."""
    ranked = sorted(lines, key=lambda line: line.size, reverse=True)
    if len(ranked) < 2 or ranked[0].size <= ranked[1].size:
        return ""
    words = ranked[0].words
    place = lines.index(ranked[0])
    fits = _SHORTEST <= len(words) <= _LONGEST and 0 < place <= _BELOW
    return words if fits and any(len(line.words) > _TEXT for line in lines[place + 1 :]) else ""


def _lines(source: bytes, sizes: Mapping[str, int]) -> Iterator[_Line]:
    """The paragraphs with words, ``sizes`` are those of letters by style."""
    for paragraph in _parsed(source).iter(f"{_WORD}p"):
        inherited = sizes.get(_named(paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")), sizes[""])
        words, stated = [], []
        for run in paragraph.iter(f"{_WORD}r"):
            text = "".join(part.text or "" for part in run.iter(f"{_WORD}t"))
            words.append(text)
            if text.strip():
                stated.append(_size(run, inherited))
        if stated:
            yield _Line(" ".join(clean("".join(words)).split()), min(stated))


def _style_sizes(source: bytes) -> dict[str, int]:
    """The size of letters by the name of the style, "" for paragraphs without one."""
    root = _parsed(source)
    defaults = root.find(f"{_WORD}docDefaults/{_WORD}rPrDefault")
    plain = _size(defaults, _DEFAULT) if defaults is not None else _DEFAULT
    styles = [*root.iter(f"{_WORD}style")]
    for style in styles:
        if style.get(f"{_WORD}type") == "paragraph" and style.get(f"{_WORD}default") in {"1", "true"}:
            plain = _size(style, plain)
    return {"": plain} | {style.get(f"{_WORD}styleId") or "": _size(style, plain) for style in styles}


def _size(element: etree._Element, inherited: int) -> int:
    value = _named(element.find(f"{_WORD}rPr/{_WORD}sz"))
    return int(value) if value.isascii() and value.isdigit() and len(value) < 5 else inherited


def _named(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{_WORD}val") or ""


def _parsed(source: bytes) -> etree._Element:
    return etree.fromstring(source, etree.XMLParser(resolve_entities=False, no_network=True))
