"""What was read becomes words with boxes in pixels of the scan."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from generator.scans.alto import Block, Line, ScanPage, Word
from generator.transcribe.boxes import Box
from generator.transcribe.engines.engine import Quad
from generator.transcribe.page import ReadPage
from generator.transcribe.rows import Row
from generator.transcribe.strips import Strip
from generator.transcribe.text import is_broken


def scan_page(page: ReadPage, region: Box | None = None, size: tuple[int, int] | None = None) -> ScanPage:
    """A page with its words; those of a part of a page are placed in the whole page.

    Args:
        page: what was read.
        region: the part of the scan that it is.
        size: width and height of the whole scan, if it is a part.
    """
    blocks = []
    for paragraph in page.paragraphs:
        lines = tuple(line for row in paragraph.rows if (line := _line(row, page, region)).words)
        if lines:
            blocks.append(Block(paragraph.kind, lines))
    width, height = size or (page.width, page.height)
    return ScanPage(width, height, tuple(blocks))


def _line(row: Row, page: ReadPage, region: Box | None) -> Line:
    words = [word for strip in row.strips for word in _words(strip, page, region)]
    broken = is_broken(row.text) and bool(words)
    if broken:
        last = words[-1]
        text = last.text[:-1] or last.text
        words[-1] = Word(text, last.x, last.y, last.width, last.height, last.confidence)
    return Line(tuple(words), hyphenated=broken)


def _words(strip: Strip, page: ReadPage, region: Box | None) -> Iterator[Word]:
    quad = strip.quad
    across_top, across_bottom = quad[1] - quad[0], quad[2] - quad[3]
    for word in strip.reading:
        corners = np.array(
            [
                quad[0] + across_top * word.start,
                quad[0] + across_top * word.end,
                quad[3] + across_bottom * word.end,
                quad[3] + across_bottom * word.start,
            ]
        )
        corners = _unturned(corners, page)
        if region:
            corners += (region.x0, region.y0)
        x0, y0 = np.maximum(corners.min(axis=0), 0)
        x1, y1 = np.maximum(corners.max(axis=0), 0)
        left, top, wide, high = (round(float(value), 1) for value in (x0, y0, x1 - x0, y1 - y0))
        yield Word(word.text, left, top, wide, high, round(word.confidence, 3))


def _unturned(corners: Quad, page: ReadPage) -> Quad:
    """Corners in a page that was turned to the left by quarters, in the page as it was."""
    x, y = corners[:, 0], corners[:, 1]
    if page.turns == 1:
        return np.stack([page.width - y, x], axis=1)
    if page.turns == 2:
        return np.stack([page.width - x, page.height - y], axis=1)
    if page.turns == 3:
        return np.stack([y, page.height - x], axis=1)
    return corners
