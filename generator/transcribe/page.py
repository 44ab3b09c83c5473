"""One page: found, levelled, read and laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from generator.transcribe.clean import cleaned
from generator.transcribe.engines.engine import Engine, Picture, Quad, Reading, confidence_of, text_of
from generator.transcribe.layout import Body, body_of, laid_out
from generator.transcribe.marks import Marks, marks_of
from generator.transcribe.rows import rows_of, strips_of
from generator.transcribe.strips import angle_of, crop, level, strip_of
from generator.transcribe.text import Paragraph, paragraphs


@dataclass(frozen=True)
class ReadPage:
    """A page that was read."""

    width: int
    height: int
    turns: int
    paragraphs: tuple[Paragraph, ...]


def read_page(scan: Picture, engine: Engine, *, language: str = "", first: bool = True) -> ReadPage:
    """Read a page."""
    height, width = scan.shape
    turns = 0
    quads = engine.find(scan)
    if _are_tall(quads):
        turns = 1
        scan = np.ascontiguousarray(np.rot90(scan))
        quads = engine.find(scan)
    page = level(cleaned(scan), angle_of(quads))
    quads = [page.placed(quad) for quad in quads]
    heights = sorted((float(np.hypot(*(quad[3] - quad[0]))), float(np.hypot(*(quad[1] - quad[0])))) for quad in quads)
    if not heights:
        return ReadPage(width, height, turns, ())
    line = _usual_height(heights)
    boxes = [strip_of(page, quad).box for quad in quads]
    marks = marks_of(page.grey, page.ink, boxes, line)
    strips = strips_of(page, quads, marks, line)
    readings = engine.read([crop(page.grey, page.placed(strip.quad)) for strip in strips], language)
    strips = [replace(strip, reading=reading) for strip, reading in zip(strips, readings, strict=True)]
    body = body_of([(strip.box.width, strip.box.height, strip.size, strip.stroke) for strip in strips])
    rows = rows_of(strips, marks, body.line)
    parts = laid_out(rows, marks, body, first=first)
    return ReadPage(width, height, turns, tuple(paragraphs(parts, body.line)))


def _are_tall(quads: Sequence[Quad]) -> bool:
    tall = wide = 0.0
    for quad in quads:
        across, down = float(np.hypot(*(quad[1] - quad[0]))), float(np.hypot(*(quad[3] - quad[0])))
        if down > 2 * across:
            tall += down
        elif across > 2 * down:
            wide += across
    return tall > wide


def _usual_height(heights: Sequence[tuple[float, float]]) -> float:
    total, passed = sum(width for _, width in heights), 0.0
    for height, width in heights:
        passed += width
        if passed * 2 >= total:
            return height
    return 20.0
