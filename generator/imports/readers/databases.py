"""Reads downloads from news databases: Nexis, Factiva, ProQuest and others, with one article or many.

Each article is a text of its own with the lines that the database wrote around it, in which the reader of
seeds finds the same facts. Cover pages and lists of articles name the person who made the download, and are
left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import lxml.html
from lxml import etree

from generator.extract.plain.database_signs import is_download, may_be_download
from generator.extract.whole.labels import scan_lines
from generator.imports.item import Document, Item, Opened
from generator.imports.pages import page
from generator.imports.readers.database_borders import borders_of, without_furniture
from generator.imports.readers.database_fields import fields_of, without_accounts
from generator.imports.readers.database_files import (
    LARGEST,
    REMEDY,
    all_lines,
    decoded,
    first_lines,
    is_page,
    lines_of_element,
    lines_of_page,
)
from generator.imports.source import Options, Source
from generator.model.errors import ClipfileError

_SUFFIXES = frozenset({".txt", ".rtf", ".docx", ".docm", ".html", ".htm", ".text", ".doc", ""})
_CONTINUED = re.compile(r"\A {8,}(?=\S)")
# Classes of an element that is an article, of Factiva and Europresse.
_ARTICLES = (
    "article",
    "enArticle",
    "deArticle",
    "frArticle",
    "esArticle",
    "itArticle",
)


def recognises(source: Source) -> bool:
    """Whether a file is a download from a news database."""
    if source.suffix not in _SUFFIXES or not source.path.is_file():
        return False
    lines = without_furniture(first_lines(source))
    text = "\n".join(lines)
    if not may_be_download(text) or scan_lines(lines).messages:
        return False
    return is_download(lines)


def read(source: Source, _: Options) -> Opened:
    """The articles of a download.

    Raises:
        ClipfileError: it cannot be read, or contains no article.
    """
    if not source.head.startswith(b"PK") and is_page(source.start):
        text = decoded(source, source.whole(LARGEST, REMEDY))
        elements = _elements(text)
        if elements:
            return Opened(len(elements), _web_pages(elements))
        lines = without_furniture(lines_of_page(text))
    else:
        lines = without_furniture(all_lines(source))
    borders = borders_of(lines)
    if not borders.parts and not borders.left_out:
        raise ClipfileError(f"{source.shown}: contains no article. Download the full texts of the articles.")
    texts = [lines[part.start : part.end] for part in borders.parts]
    return Opened(len(texts), _texts(source, texts, borders.left_out))


def _texts(source: Source, texts: Sequence[Sequence[str]], left_out: Sequence[str]) -> Iterator[Item]:
    for number, part in enumerate(texts, 1):
        lines = _joined([without_accounts(line) for line in part])
        stated = fields_of(lines)
        title = str(stated.values.get("title") or f"{source.path.stem}, article {number}")
        document = Document(("\n".join(lines).strip("\n") + "\n").encode(errors="replace"), ".txt")
        yield Item(title, document, stated.values, identifier=stated.identifier, done=number)
    for what, count in Counter(left_out).items():
        for _ in range(count):
            yield Item(source.path.name, kind="part of a download", skipped=what, done=len(texts))


def _joined(lines: Sequence[str]) -> list[str]:
    """The lines of an article, the values of Factiva's fields each on one line."""
    joined: list[str] = []
    is_value = False
    for line in lines:
        if is_value and _CONTINUED.match(line) and joined:
            joined[-1] = f"{joined[-1].rstrip()} {line.strip()}"
            continue
        is_value = re.match(r"(?:HD|BY|SN|CY|SE|IN|NS|RE|CO|PUB)\s{4,}\S", line) is not None
        joined.append(line)
    return joined


def _elements(text: str) -> list[Any]:
    """The elements of a web page that are articles."""
    try:
        root = lxml.html.document_fromstring(text)
    except (ValueError, etree.ParserError):
        return []
    found = [
        element
        for element in root.iter("div", "section")
        if set((element.get("class") or "").split()) & {*_ARTICLES}
    ]
    found = found or list(root.iter("article"))
    # The innermost.
    outer = {ancestor for element in found for ancestor in element.iterancestors()}
    return [element for element in found if element not in outer]


def _web_pages(elements: Sequence[Any]) -> Iterator[Item]:
    for number, element in enumerate(elements, 1):
        lines = without_furniture(lines_of_element(element))
        stated = fields_of(lines)
        title = str(stated.values.get("title") or f"article {number}")
        element.tail = None
        content = lxml.html.tostring(element, encoding="unicode")
        yield Item(title, page("", content), stated.values, identifier=stated.identifier, done=number)
