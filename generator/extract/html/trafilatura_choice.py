"""Asks trafilatura which blocks of a page are the article.

Each text node is marked before trafilatura reads the page, so that the marks in its result show what it kept.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence

from lxml.html import HtmlElement
from trafilatura import bare_extraction

from generator.extract.html.blocks import Block

# Marks are Braille patterns, printable symbols that trafilatura does not treat as letters. Two or three of
# them are a number in base 256.
_BASE = 0x2800
_SPAN = 2  # digits of the number of rows or columns of a cell
_MARK = re.compile("[\u2800-\u28ff]+")


def kept_shares(root: HtmlElement, blocks: Sequence[Block], *, fast: bool) -> list[float]:
    """The share of each block's characters that trafilatura keeps, from 0 to 1.

    Args:
        root: root element of the page, which is not changed.
        blocks: the blocks of the page.
        fast: leave out trafilatura's slower fallback methods.
    """
    nodes = [(index, node) for index, block in enumerate(blocks) for node in block.nodes if node.text.strip()]
    width = 2 if len(nodes) < 1 << 16 else 3
    marked = copy.deepcopy(root)
    twins = dict(zip(root.iter(), marked.iter(), strict=True))
    for number, (_, node) in enumerate(nodes):
        mark = "".join(chr(_BASE + (number >> 8 * place & 255)) for place in range(width))
        twin = twins[node.owner]
        text = _MARK.sub("", node.text)
        lead = text[: len(text) - len(text.lstrip())]
        if node.tail:
            twin.tail = lead + mark + text.lstrip()
        else:
            twin.text = lead + mark + text.lstrip()
    for cell in marked.iter("td", "th"):
        # Trafilatura would write a cell for each place that this one covers.
        for span in ("rowspan", "colspan"):
            if len(cell.get(span, "")) > _SPAN:
                del cell.attrib[span]
    document = bare_extraction(marked, include_comments=False, fast=fast)
    body = getattr(document, "body", None)
    result = "" if body is None else "".join(body.itertext())
    marks = {
        _number(match[0][start : start + width])
        for match in _MARK.finditer(result)
        for start in range(0, len(match[0]), width)
    }
    sizes, kept = [0] * len(blocks), [0] * len(blocks)
    for number, (index, node) in enumerate(nodes):
        size = len(node.text.strip())
        sizes[index] += size
        kept[index] += size * (number in marks)
    return [characters / size for characters, size in zip(kept, sizes, strict=True)]


def _number(mark: str) -> int:
    return sum(ord(char) - _BASE << 8 * place for place, char in enumerate(mark))
