"""Elements of a large XML file, one after the other, without entities, network access or the whole tree."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from lxml import etree

# Characters that XML forbids, and that programs write nevertheless: in UTF-8 a part of no other letter.
_FORBIDDEN = bytes(set(range(32)) - {9, 10, 13})
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_ROOT = re.compile(rb"<([A-Za-z_][\w:.-]{0,60})")
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_EDGE = 4_000  # bytes in which a file has its first tag, and its last


class Parsed(NamedTuple):
    """An element, complete with its children, and how many bytes are read."""

    element: etree._Element
    done: int


def elements(path: Path, *tags: str) -> Iterator[Parsed]:
    """Every element with one of these tags, wherever it is; it is empty once the next one is asked for.

    A file that is damaged is read as far as possible, without the characters that XML forbids.

    Args:
        path: of the file.
        tags: with their namespaces, as in ``{http://...}name`` or ``{*}name``.

    Raises:
        etree.XMLSyntaxError: nothing can be read, or nothing more.
    """
    with path.open("rb") as file:
        parsing = etree.iterparse(
            _Cleaned(file),
            events=("end",),
            tag=tags,
            recover=True,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=True,
        )
        for _, element in parsing:
            yield Parsed(element, file.tell())
            _forget(element)


def is_whole(path: Path) -> bool:
    """Whether a file has the end tag of its outermost element. Readers of damaged files do not say so."""
    with path.open("rb") as file:
        # UTF-16 has zeros between the letters.
        head = file.read(_EDGE).replace(b"\0", b"")
        file.seek(max(0, path.stat().st_size - _EDGE))
        tail = file.read().replace(b"\0", b"")
    root = _ROOT.search(_COMMENT.sub(b"", head))
    _, mark, rest = tail.rpartition(b"</" + root[1]) if root else (b"", b"", b"")
    return bool(mark) and rest.lstrip().startswith(b">")


class _Cleaned:
    """A file whose forbidden characters are left out, and whose bytes that are not UTF-8 are replaced."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        head = file.read(200)
        file.seek(0)
        other = head.startswith(_MARKS) or (b"encoding=" in head and b"utf-8" not in head.lower())
        self.decoder = None if other else codecs.getincrementaldecoder("utf-8")(errors="replace")

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self.file.read(size)
        if self.decoder is None:
            return data
        while data:
            text = self.decoder.decode(data.translate(None, _FORBIDDEN))
            if text:
                return text.encode()
            data = self.file.read(size)
        return b""


def _forget(element: etree._Element) -> None:
    """Free an element, and what is before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
