"""Which text nodes of a page trafilatura keeps, found by marking each before it reads the page."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence

from lxml.html import HtmlElement
from trafilatura import bare_extraction

from generator.extract.html.blocks import Block

# Marks are printable symbols that no rule of trafilatura takes for letters: patterns in Braille, two or
# three of them a number in base 256.
_BASE = 0x2800
_MARK = re.compile("[\u2800-\u28ff]+")


def kept_shares(root: HtmlElement, blocks: Sequence[Block], *, fast: bool) -> list[float]:
    """For each block the share of its characters that trafilatura keeps, from 0 to 1."""
    pieces = [
        (index, piece) for index, block in enumerate(blocks) for piece in block.pieces if piece.text.strip()
    ]
    width = 2 if len(pieces) < 1 << 16 else 3
    marked = copy.deepcopy(root)
    twins = dict(zip(root.iter(), marked.iter(), strict=True))
    for number, (_, piece) in enumerate(pieces):
        mark = "".join(chr(_BASE + (number >> 8 * place & 255)) for place in range(width))
        twin = twins[piece.owner]
        text = _MARK.sub("", piece.text)
        lead = text[: len(text) - len(text.lstrip())]
        if piece.tail:
            twin.tail = lead + mark + text.lstrip()
        else:
            twin.text = lead + mark + text.lstrip()
    document = bare_extraction(marked, include_comments=False, fast=fast)
    body = getattr(document, "body", None)
    found = "" if body is None else "".join(body.itertext())
    seen = {
        _number(match[0][at : at + width])
        for match in _MARK.finditer(found)
        for at in range(0, len(match[0]), width)
    }
    sizes, kept = [0] * len(blocks), [0] * len(blocks)
    for number, (index, piece) in enumerate(pieces):
        size = len(piece.text.strip())
        sizes[index] += size
        kept[index] += size * (number in seen)
    return [part / size for part, size in zip(kept, sizes, strict=True)]


def _number(mark: str) -> int:
    return sum(ord(char) - _BASE << 8 * place for place, char in enumerate(mark))
