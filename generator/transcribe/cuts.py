"""Cuts: a line that an engine found across two columns becomes two strips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from generator.transcribe.boxes import Box
from generator.transcribe.clean import Mask
from generator.transcribe.engines.engine import Quad
from generator.transcribe.marks import Marks
from generator.transcribe.strips import LevelPage, Strip, crop, strip_of

# In heights of a line: white on both sides of a rule between columns.
_WHITE = 0.25
# Times that lines are cut: one that is cut shows where its neighbours are to be cut.
_PASSES = 3
# Ratio of the heights of two lines of the same kind.
_ALIKE = 1.3
# How high the lines of a headline are, in heights of a line.
_LARGE = 1.8


def strips_of(page: LevelPage, quads: Sequence[Quad], marks: Marks, line: float) -> list[Strip]:
    """The strips of a page, cut where two columns were taken for one line."""
    strips = [strip_of(page, quad) for quad in quads]
    usual = float(np.median([strip.size for strip in strips])) if strips else 0.0
    for _ in range(_PASSES):
        before = len(strips)
        strips = _cut(page, strips, marks, line, usual)
        if len(strips) == before:
            break
    strips = [strip for strip in strips if strip.box.width > 2 and strip.box.height > 2]
    return [_trimmed(page, strip, strips, line) for strip in strips]


def _trimmed(page: LevelPage, strip: Strip, strips: Sequence[Strip], line: float) -> Strip:
    """A strip without what another one at its left has too: engines find large letters twice."""
    box = strip.box
    if box.height < _LARGE * line:
        return strip
    ends = [
        other.box.x1
        for other in strips
        if other is not strip
        and other.box.x0 < box.x0 < other.box.x1 < box.x0 + 0.5 * box.width
        and other.box.along(box) > 0.6 * max(other.box.height, box.height)
        and max(other.size, strip.size) < _ALIKE * min(other.size, strip.size)
    ]
    if not ends:
        return strip
    share = (max(ends) - box.x0) / box.width
    return strip_of(page, next(_parts(page.placed(strip.quad), (share,), first=False)))


def _cut(page: LevelPage, strips: Sequence[Strip], marks: Marks, line: float, usual: float) -> list[Strip]:
    cut: list[Strip] = []
    for strip in strips:
        quad = page.placed(strip.quad)
        places = sorted(
            {
                *_ruled(page, strip, quad, marks, line),
                *(_at_gutters(strip, strips, marks, line) if strip.size < usual * _ALIKE else ()),
            }
        )
        places = places or sorted(_where_others_part(page, strip, quad, strips, line))
        cut += [strip_of(page, part) for part in _parts(quad, places)] if places else [strip]
    return cut


def _parts(quad: Quad, places: Sequence[float], *, first: bool = True) -> Iterator[Quad]:
    """The parts of a quad between places, given as shares of its length; ``first``: also that before them."""
    edges = [0.0, *places, 1.0] if first else [*places, 1.0]
    for start, end in pairwise(edges):
        if end - start > 0.01:
            top = quad[1] - quad[0]
            bottom = quad[2] - quad[3]
            yield np.array(
                [quad[0] + top * start, quad[0] + top * end, quad[3] + bottom * end, quad[3] + bottom * start]
            )


def _gaps(ink: Mask) -> list[tuple[int, int]]:
    """Where a picture of a line has columns of pixels without ink, inside the line."""
    inner = ink[round(0.15 * len(ink)) : round(0.85 * len(ink)) or 1]
    filled = np.flatnonzero((inner > 0).sum(axis=0) > 0.04 * len(inner))
    return [(int(left) + 1, int(right)) for left, right in pairwise(filled) if right - left > 1]


def _ruled(page: LevelPage, strip: Strip, quad: Quad, marks: Marks, line: float) -> Iterator[float]:
    """Shares of the length of a strip at which a vertical rule passes through white."""
    box = strip.box
    for rule in marks.down:
        x = (rule.x0 + rule.x1) / 2
        if not box.x0 + line < x < box.x1 - line or rule.along(box) < 0.6 * box.height:
            continue
        ink = crop(page.ink, quad, 0.0, fill=0)
        scale = ink.shape[1] / max(1.0, box.width)
        at, white = (x - box.x0) * scale, _WHITE * line * scale
        gaps = _gaps(ink)
        left = any(end - start >= white and abs(end - at) < line * scale * 0.5 for start, end in gaps)
        right = any(end - start >= white and abs(start - at) < line * scale * 0.5 for start, end in gaps)
        if left and right:
            yield at / ink.shape[1]


def _at_gutters(strip: Strip, strips: Sequence[Strip], marks: Marks, line: float) -> Iterator[float]:
    """Shares of the length of a strip at which the white between columns passes through it."""
    box = strip.box
    if marks.gutters is None or box.width < 6 * line:
        return
    open_ = np.flatnonzero(_open(marks.gutters, box, box.x0 + line, box.x1 - line)) + max(
        0, round(box.x0 + line)
    )
    for run in np.split(open_, np.flatnonzero(np.diff(open_) > 1) + 1):
        if len(run):
            x = float(run[0] + run[-1]) / 2
            if _parts_columns(x, box, strips, marks.gutters, line):
                yield (x - box.x0) / box.width


def _open(gutters: Mask, box: Box, x0: float, x1: float) -> NDArray[np.bool_]:
    """Whether each column of pixels of a part of a strip is white between columns."""
    high = gutters[max(0, round(box.y0 + 0.15 * box.height)) : max(1, round(box.y1 - 0.15 * box.height))]
    part = high[:, max(0, round(x0)) : max(0, round(x1))]
    return np.asarray((part > 0).mean(axis=0) > 0.95 if part.size else np.zeros(0), dtype=np.bool_)


def _parts_columns(x: float, box: Box, strips: Sequence[Strip], gutters: Mask, line: float) -> bool:
    """Whether the lines near a strip end at the left of a place, and others begin at its right."""
    ends = starts = crossed = opened = 0
    left_edge, right_edge = box.x0, box.x1
    goes_on = False
    for other in (strip.box for strip in strips):
        if max(other.y0 - box.y1, box.y0 - other.y1) > 6 * line or other.height > 1.5 * line:
            continue
        if other.x0 < x - line and other.x1 > x + line:
            if _open(gutters, other, x - 0.4 * line, x + 0.4 * line).any():
                opened += 1
            else:
                crossed += 1
        elif -0.5 * line < x - other.x1 < 1.5 * line:
            ends += 1
            left_edge = min(left_edge, other.x0)
        elif -0.5 * line < other.x0 - x < 1.5 * line:
            starts += 1
            right_edge = max(right_edge, other.x1)
        goes_on = goes_on or _goes_on(other, box, line)
    parted = min(ends, starts) + opened
    # A line across both columns, such as a byline, is centred, and nothing else is at its sides.
    centred = min(box.x0 - left_edge, right_edge - box.x1) >= 3 * line and not goes_on
    return parted >= 3 and crossed <= parted / 3 and not centred


def _goes_on(other: Box, box: Box, line: float) -> bool:
    """Whether one of two boxes goes on with the line of the other."""
    beside = -2 * line < max(box.x0 - other.x1, other.x0 - box.x1) < line
    return beside and other.along(box) > 0.5 * box.height


def _where_others_part(
    page: LevelPage, strip: Strip, quad: Quad, strips: Sequence[Strip], line: float
) -> Iterator[float]:
    """Shares of the length of a strip at which the lines above or below it are parted."""
    box = strip.box
    if box.width < 8 * line:
        return
    near = [
        other.box
        for other in strips
        if other is not strip
        and other.box.over(box) > 0
        and -0.5 * line < max(other.box.y0 - box.y1, box.y0 - other.box.y1) < 3 * line
        and max(other.size, strip.size) < _ALIKE * min(other.size, strip.size)
    ]
    gaps: list[tuple[int, int]] | None = None
    scale = 1.0
    done: list[float] = []
    for left in near:
        for right in near:
            if not _side_by_side(left, right, line):
                continue
            middle = (left.x1 + right.x0) / 2
            if not box.x0 + 2 * line < middle < box.x1 - 2 * line or any(
                abs(middle - x) < line for x in done
            ):
                continue
            if _is_crossed(near, left, right, line) or box.x0 - left.x0 > 3 * line:
                continue
            if gaps is None:
                ink = crop(page.ink, quad, 0.0, fill=0)
                gaps, scale = _gaps(ink), ink.shape[1] / max(1.0, box.width)
            at = (middle - box.x0) * scale
            wide = [
                (start + end) / 2
                for start, end in gaps
                if end - start > 0.35 * line * scale and start - line * scale < at < end + line * scale
            ]
            if wide:
                done.append(middle)
                yield min(wide, key=lambda place: abs(place - at)) / (box.width * scale)


def _side_by_side(left: Box, right: Box, line: float) -> bool:
    return 0.2 * line < right.x0 - left.x1 < 4 * line and left.along(right) > 0.5 * min(
        left.height, right.height
    )


def _is_crossed(near: Sequence[Box], left: Box, right: Box, line: float) -> bool:
    """Whether more lines cover the gap between two than end and begin there."""
    crossing = sum(other.x0 < left.x1 - 2 and other.x1 > right.x0 + 2 for other in near)
    starting = sum(abs(other.x0 - right.x0) < line for other in near)
    ending = sum(abs(other.x1 - left.x1) < line for other in near)
    return crossing > max(starting, ending) / 2
