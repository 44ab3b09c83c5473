"""Reads a page from a news database, which is a text with labelled lines around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from lxml.html import HtmlElement

from generator.extract.html.blocks import Block, TextNode, block_text
from generator.extract.plain.database import read_database
from generator.extract.plain.database_signs import class_labels, has_classes, may_be_download
from generator.extract.plain.reader import extract_plain
from generator.extract.whole.labels import MOST_LABEL, label_of
from generator.model.documents import Claim, Declaration, Draft

# How lines begin that news databases write around an article, and no page that states its day in its head.
_DOWNLOADED = (
    "Load-Date", "LOAD-DATE", "End of Document", "Ende des Dokuments", "Fin du document", "Fin del documento",
    "ProQuest document ID", "Accession number", "Accession Number", "Gale Document Number", "Document ",
    "Dokument ", "Dokumentnummer", "news·", "OpenURL Link", "Record Number", "Start Page", "source: ",
    "© PressReader",
)  # fmt: skip
_NAMES, _VALUES = frozenset({"td", "th", "dt"}), frozenset({"td", "dd"})
_LONGEST = 300  # most characters of the value of a fact
_HIGHEST = 3  # elements around a text whose classes say what it is


def lines_of(blocks: Sequence[Block], page: str) -> list[str]:
    """The lines of a page; those that a database marks by classes begin with a label.

    Args:
        blocks: the blocks of the page.
        page: its source.
    """
    marked = has_classes(page)
    lines: list[str] = []
    values = set[int]()
    for number, block in enumerate(blocks):
        if number in values:
            continue
        if block.tag in _NAMES and (value := _value_of(blocks, number)) is not None:
            values.add(number + 1)
            lines += f"{block.text.strip(' :：')}: {value}".split("\n")
        else:
            lines += _marked_lines(block) if marked else block.text.split("\n")
    return lines


def _value_of(blocks: Sequence[Block], number: int) -> str | None:
    """The text beside the name of a fact, in a table of two columns or a list of definitions."""
    name, value = blocks[number], blocks[number + 1] if number + 1 < len(blocks) else None
    if value is None or value.tag not in _VALUES or len(name.text) > MOST_LABEL or len(value.text) > _LONGEST:
        return None
    row = name.element.getparent()
    if row is None or value.element.getparent() is not row:
        return None
    is_pair = len(row) == 2 if row.tag == "tr" else name.tag == "dt"
    return value.text if is_pair and label_of(f"{name.text.strip(' :：')}: x") else None


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
    if any(claim.field == "date" for claim in stated) and not any(
        line.startswith(_DOWNLOADED) for line in lines
    ):
        return None
    text = "\n\n".join(lines)
    if not may_be_download(text) or read_database(text) is None:
        return None
    draft = extract_plain(text, sidecar)
    return replace(draft, claims=(*draft.claims, *stated))
