"""Elements of a large XML file, one after the other, without entities, network access or the whole tree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree


class Parsed(NamedTuple):
    """An element, complete with its children, and how many bytes are read."""

    element: etree._Element
    done: int


def elements(path: Path, tag: str, *more: str) -> Iterator[Parsed]:
    """Every element with one of these tags, wherever it is; it is empty once the next one is asked for.

    A file that is damaged is read as far as possible: characters that XML forbids are left out.

    Args:
        path: of the file.
        tag: with its namespace, as in ``{http://...}name`` or ``{*}name``.
        more: further tags.

    Raises:
        etree.XMLSyntaxError: nothing can be read, or nothing more.
    """
    with path.open("rb") as file:
        parsing = etree.iterparse(
            file,
            events=("end",),
            tag=(tag, *more),
            recover=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=True,
        )
        for _, element in parsing:
            yield Parsed(element, file.tell())
            _forget(element)


def _forget(element: etree._Element) -> None:
    """Free an element, and what is before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
