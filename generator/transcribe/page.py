"""One page: found, levelled, read and laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import cv2
import numpy as np

from generator.text.tables import load_table
from generator.transcribe.blocks import blocks_of
from generator.transcribe.body import body_of
from generator.transcribe.clean import cleaned, positive
from generator.transcribe.cuts import strips_of
from generator.transcribe.engines.choice import FRAKTUR, Engines, Script, UnreadableError
from generator.transcribe.engines.engine import Picture, Quad, Reading, confidence_of, text_of
from generator.transcribe.layout import laid_out
from generator.transcribe.long_s import settled
from generator.transcribe.marks import Marks, marks_of
from generator.transcribe.rows import Row, rows_of
from generator.transcribe.strips import LevelPage, Strip, angle_of, crop, level, mirrored, strip_of
from generator.transcribe.text import Paragraph, paragraphs
from generator.transcribe.vertical import LANGUAGES, punctuated

# Lines by which the script of a page and the side that is up are judged.
_SAMPLE = 6
# Lines that may be found in a picture without any.
_STRAY = 3
# Lines of a page that are read again at most; the confidence below which one is, with how much white around,
# and how soft.
_MOST_UNSURE = 80
_SURE, _USUAL, _WIDE, _TIGHT, _SOFT = 0.985, 0.08, 0.16, 0.02, 0.9
# Of lines in another script: how often they are as long as they are high, how many letters the engine found
# for each time at most, and how many lines there are at least.
_LONG, _SPARSE, _SEVERAL = 4, 0.3, 2
# How much better a page has to be read upside down, and how sure its lines are then.
_UPSIDE, _CERTAIN = 1.3, 0.88


@dataclass(frozen=True)
class ReadPage:
    """A page that was read.

    Attributes:
        width: of the scan, in pixels.
        height: of the scan.
        turns: quarters by which it was turned to the left before it was read.
        paragraphs: in reading order.
        script: how it was read; None if it is blank.
    """

    width: int
    height: int
    turns: int = 0
    paragraphs: tuple[Paragraph, ...] = ()
    script: Script | None = None


def read_page(scan: Picture, engines: Engines, *, language: str = "", first: bool = True) -> ReadPage:
    """Read a page.

    Args:
        scan: in shades of grey.
        engines: those that are installed.
        language: of the text; empty if unknown.
        first: whether it is the first page of its clipping, which has the headline.

    Raises:
        UnreadableError: no engine knows its script.
    """
    height, width = scan.shape
    scan = positive(scan)
    turns, scan, quads = _upright(scan, engines)
    if not quads:
        return ReadPage(width, height)
    page = level(cleaned(scan), angle_of(quads))
    placed = [page.placed(quad) for quad in quads]
    line = _usual_height(placed)
    marks = marks_of(page.grey, page.ink, [strip_of(page, quad).box for quad in placed], line)
    strips = strips_of(page, placed, marks, line)
    pictures = [crop(page.grey, page.placed(strip.quad)) for strip in strips]
    try:
        script = engines.script_of(_sample(strips, pictures), language)
    except UnreadableError:
        if language or len(strips) > _STRAY:
            raise
        return ReadPage(width, height)  # a picture, in which a pattern seemed to be letters
    strips = _read(page, strips, pictures, script, marks, engines)
    if turns % 2 and script.language in LANGUAGES:
        strips = [
            replace(strip, reading=punctuated(crop(page.grey, page.placed(strip.quad)), strip.reading))
            for strip in strips
        ]
    if script.language in load_table("transcription")["right_to_left"]:
        strips, marks = [mirrored(strip) for strip in strips], marks.mirrored()
    body = body_of([(strip.box.width, strip.box.height, strip.size, strip.stroke) for strip in strips])
    rows = rows_of(strips, marks, body.line)
    parts = laid_out(rows, marks, body, first=first)
    return ReadPage(width, height, turns, tuple(paragraphs(parts, body.line)), script)


def _read(  # noqa: PLR0913, PLR0917 - what a page is
    page: LevelPage,
    strips: Sequence[Strip],
    pictures: Sequence[Picture],
    script: Script,
    marks: Marks,
    engines: Engines,
) -> list[Strip]:
    """Strips with their text."""
    if not script.model:
        readings = script.engine.read(pictures, script.language)
        readings = _looked_again(page, strips, readings, script)
        read = [replace(strip, reading=reading) for strip, reading in zip(strips, readings, strict=True)]
        return _with_other_script(page, read, pictures, engines, marks)
    return _by_blocks(page, strips, script, marks)


def _with_other_script(
    page: LevelPage, strips: list[Strip], pictures: Sequence[Picture], engines: Engines, marks: Marks
) -> list[Strip]:
    """Strips; of two scripts, the other engine reads those without letters that the first knows."""
    if not engines.tesseract or not engines.rapid:
        return strips
    blank = [
        index
        for index, strip in enumerate(strips)
        if strip.box.width > _LONG * strip.box.height
        and len(text_of(strip.reading)) < _SPARSE * strip.box.width / strip.box.height
    ]
    if len(blank) < _SEVERAL:
        return strips
    try:
        script = engines.tried([pictures[index] for index in blank[:_SAMPLE]])
    except UnreadableError:
        return strips
    rest = [strip for index, strip in enumerate(strips) if index not in set(blank)]
    return [*rest, *_by_blocks(page, [strips[index] for index in blank], script, marks)]


def _by_blocks(page: LevelPage, strips: Sequence[Strip], script: Script, marks: Marks) -> list[Strip]:
    line = median(strip.box.height for strip in strips)
    # A line in several parts is read as one: the letters of its neighbours would be read twice. Not so
    # Fraktur, whose letters are told apart worse then.
    whole = [_joined(page, row) for row in rows_of(strips, marks, line)] if script.name != FRAKTUR else strips
    blocks = blocks_of([Row((strip,)) for strip in whole], marks, line)
    read = script.engine.read_blocks(
        page.grey, [[row.box for row in block.rows] for block in blocks], script.model
    )
    readings = [reading for block in read for reading in block]
    if script.name == FRAKTUR:
        readings = settled(readings)
    placed = [row.strips[0] for block in blocks for row in block.rows]
    return [replace(strip, reading=reading) for strip, reading in zip(placed, readings, strict=True)]


def _joined(page: LevelPage, row: Row) -> Strip:
    if len(row.strips) == 1:
        return row.strips[0]
    x0, y0, x1, y1 = row.box
    quad = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], dtype=np.float64)
    return Strip(page.back(quad), row.box, row.size, row.stroke)


def _looked_again(
    page: LevelPage, strips: Sequence[Strip], readings: Sequence[Reading], script: Script
) -> list[Reading]:
    """Readings, the best of several where the first is unsure: with other white around it, and less sharp."""
    best = list(readings)
    unsure = [
        index for index, reading in enumerate(readings) if text_of(reading) and confidence_of(reading) < _SURE
    ]
    if not unsure:
        return best
    # On a large page, the least sure of them: each look takes as long as the first.
    unsure = sorted(sorted(unsure, key=lambda index: confidence_of(readings[index]))[:_MOST_UNSURE])
    soft = cv2.GaussianBlur(page.grey, (0, 0), _SOFT).astype(np.uint8)
    quads = [page.placed(strips[index].quad) for index in unsure]
    for picture, around in ((page.grey, _WIDE), (page.grey, _TIGHT), (soft, _USUAL)):
        again = script.engine.read([crop(picture, quad, around) for quad in quads], script.language)
        for index, reading in zip(unsure, again, strict=True):
            best[index] = max(best[index], reading, key=confidence_of)
    return best


def _sample(strips: Sequence[Strip], pictures: Sequence[Picture]) -> list[Picture]:
    """Lines of the usual height, the longest first."""
    usual = median(strip.box.height for strip in strips)
    chosen = sorted(
        range(len(strips)),
        key=lambda index: (abs(strips[index].box.height - usual) > 0.3 * usual, -strips[index].box.width),
    )
    return [pictures[index] for index in chosen[:_SAMPLE]]


def _upright(scan: Picture, engines: Engines) -> tuple[int, Picture, list[Quad]]:
    """How often a scan is turned to the left, the upright scan, and its lines.

    Columns of Chinese and Japanese are read from a page that is turned to the left, too.
    """
    quads = engines.find(scan)
    turns = 0
    if _are_tall(quads):
        turns, scan = 1, np.ascontiguousarray(np.rot90(scan))
        quads = engines.find(scan)
    if quads and _is_upside_down(scan, quads, engines):
        turns, scan = turns + 2, np.ascontiguousarray(np.rot90(scan, 2))
        quads = engines.find(scan)
    return turns, scan, quads


def _is_upside_down(scan: Picture, quads: Sequence[Quad], engines: Engines) -> bool:
    longest = sorted(quads, key=lambda quad: -float(np.hypot(*(quad[1] - quad[0]))))[:_SAMPLE]
    upright = [crop(scan, quad) for quad in longest]
    turned = [np.ascontiguousarray(np.rot90(line, 2)) for line in upright]
    values, sure = [], []
    for lines in (upright, turned):
        readings = engines.first.read(lines, "")
        values.append(sum(confidence_of(reading) ** 4 * len(text_of(reading)) for reading in readings))
        sure.append(median(map(confidence_of, readings)))
    # What is no letter of a known script either way tells nothing.
    return values[1] > _UPSIDE * values[0] and sure[1] > max(_CERTAIN, sure[0])


def _are_tall(quads: Sequence[Quad]) -> bool:
    tall = wide = 0.0
    for quad in quads:
        across, down = float(np.hypot(*(quad[1] - quad[0]))), float(np.hypot(*(quad[3] - quad[0])))
        if down > 2 * across:
            tall += down
        elif across > 2 * down:
            wide += across
    return tall > wide


def _usual_height(quads: Sequence[Quad]) -> float:
    """The height of most lines."""
    sizes = sorted(
        (float(np.hypot(*(quad[3] - quad[0]))), float(np.hypot(*(quad[1] - quad[0])))) for quad in quads
    )
    total, passed = sum(width for _, width in sizes), 0.0
    for height, width in sizes:
        passed += width
        if passed * 2 >= total:
            return height
    return sizes[-1][0]
