"""Reads a page from a news database, which is a text with labelled lines around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from lxml.html import HtmlElement

from generator.extract.html.blocks import Block, TextNode, block_text
from generator.extract.plain.database import class_labels, has_classes, read_database
from generator.extract.plain.reader import extract_plain
from generator.model.documents import Claim, Declaration, Draft

# How lines begin that news databases write above and below an article.
_DOWNLOADED = (
    "Load-Date", "LOAD-DATE", "End of Document", "Ende des Dokuments", "Fin du document", "Fin del documento",
    "ProQuest document ID", "Accession number", "Accession Number", "Gale Document Number", "Document ",
    "Dokument ", "Dokumentnummer", "news·", "OpenURL Link", "Record Number", "Start Page", "source: ",
    "© PressReader",
)  # fmt: skip
_HIGHEST = 3  # elements around a text whose classes say what it is


def lines_of(blocks: Sequence[Block], page: str) -> list[str]:
    """The lines of a page; those that a database marks by classes begin with a label.

    Args:
        blocks: the blocks of the page.
        page: its source.
    """
    if not has_classes(page):
        return [line for block in blocks for line in block.text.split("\n")]
    return [line for block in blocks for line in _marked_lines(block)]


def _marked_lines(block: Block) -> Iterator[str]:
    for label, nodes in groupby(block.nodes, key=_label_of):
        text = block_text(tuple(nodes)).strip()
        if text:
            lines = text.split("\n")
            yield f"{label}: {lines[0]}" if label else lines[0]
            yield from lines[1:]


def _label_of(node: TextNode) -> str:
    element: HtmlElement | None = node.holder
    for _ in range(_HIGHEST):
        if element is None:
            break
        if label := class_labels((element.get("class") or "").split()):
            return label
        element = element.getparent()
    return ""


def download_of(lines: Sequence[str], stated: Sequence[Claim], sidecar: Declaration) -> Draft | None:
    """The draft of a page from a news database, None for any other page.

    Args:
        lines: the lines of the page.
        stated: what its head states.
        sidecar: the curator's declaration.
    """
    if not any(line.startswith(_DOWNLOADED) for line in lines):
        return None
    text = "\n\n".join(lines)
    if read_database(text) is None:
        return None
    draft = extract_plain(text, sidecar)
    return replace(draft, claims=(*draft.claims, *stated))
