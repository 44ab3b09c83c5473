"""What is printed other than letters: rules between columns and articles, frames of boxes, pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from generator.transcribe.boxes import Box
from generator.transcribe.clean import Mask
from generator.transcribe.engines.engine import Picture

# In heights of a line: how long rules are at least, how thick at most, and how large frames and pictures are.
_ACROSS, _DOWN, _THICK = 4.0, 2.5, 0.5
_WIDE, _HIGH = 5.0, 3.0
# The same of a piece of a picture, which has others beside it.
_PIECE = 1.5
# In heights of a line: the least height and width of the white between columns, and the most of specks.
_TALL, _BROAD, _SPECK = 4.5, 0.4, 0.12
# Pieces of pictures on a page at most; in heights of a line, how far a caption reaches into a picture's edge.
_PIECES, _EDGE = 60, 1.5
# In heights of a line: how far from a picture its edge is.
_NEAR = 0.3
# Share of each side of a frame at which there has to be a rule.
_SIDE = 0.6
# Share of a picture's box that is dark, and of letters that are taken for one that is in lines.
_SOLID, _COVERED = 0.45, 0.35


class Marks(NamedTuple):
    """What is on a level page other than letters.

    Attributes:
        across: horizontal rules.
        down: vertical rules.
        frames: boxes.
        pictures: photographs and drawings.
        gutters: 255 where the white between columns is, never mirrored.
        is_mirrored: whether boxes are.
    """

    across: tuple[Box, ...] = ()
    down: tuple[Box, ...] = ()
    frames: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()
    gutters: Mask | None = None
    is_mirrored: bool = False

    def mirrored(self) -> Marks:
        """The marks as in a mirror; see ``Box.mirrored``."""
        across, down, frames, pictures = (tuple(box.mirrored for box in boxes) for boxes in self[:4])
        return Marks(across, down, frames, pictures, self.gutters, is_mirrored=True)

    def has_gutter(self, x0: float, x1: float, y: float) -> bool:
        """Whether columns are parted somewhere from x0 to x1."""
        if self.gutters is None or not 0 <= int(y) < len(self.gutters):
            return False
        if self.is_mirrored:
            x0, x1 = -x1, -x0
        return bool(self.gutters[int(y), max(0, int(x0)) : int(x1) + 1].any())


def marks_of(grey: Picture, ink: Mask, strips: Sequence[Box], line: float) -> Marks:
    """The marks of a page with lines at these boxes, of which one is so many pixels high."""
    across, down = _lines(ink, _ACROSS * line, level=True), _lines(ink, _DOWN * line, level=False)
    thick = _THICK * line
    level, upright = (
        tuple(
            box
            for box in _boxes(mask)
            if min(box.width, box.height) <= thick + 0.03 * max(box.width, box.height)
        )
        for mask in (across, down)
    )
    pieces = [piece for piece in _pictures(grey, line) if not _is_text(piece, strips)]
    pictures = tuple(_whole(pieces, strips, line))
    frames = tuple(_frames(level, down, line))
    level = tuple(rule for rule in level if not _is_edge(rule, pictures, line))
    marks = Marks(level, upright, frames, pictures)
    return marks._replace(gutters=gutters_of(ink, marks, down, line))


def _is_edge(rule: Box, pictures: Sequence[Box], line: float) -> bool:
    """Whether what seems to be a rule is in a picture, or its edge."""
    x, y = rule.middle
    near = _NEAR * line
    return any(
        picture.x0 < x < picture.x1
        and picture.y0 - near < y < picture.y1 + near
        and rule.width < picture.width + 2 * line
        for picture in pictures
    )


def _is_text(picture: Box, strips: Sequence[Box]) -> bool:
    """Whether what seems to be a picture is bold letters."""
    covered = sum(
        max(0.0, picture.over(strip)) * max(0.0, picture.along(strip))
        for strip in strips
        if picture.along(strip) > 0.6 * strip.height or picture.over(strip) > 0.6 * strip.width
    )
    return covered > _COVERED * picture.width * picture.height


def _lines(ink: Mask, length: float, *, level: bool) -> Mask:
    size = max(3, int(length))
    # A rule that is not quite straight leaves its row or column of pixels.
    thicker = cv2.dilate(ink, np.ones((3, 1) if level else (1, 3), np.uint8))
    kernel = np.ones((1, size) if level else (size, 1), np.uint8)
    opened = cv2.morphologyEx(thicker, cv2.MORPH_OPEN, kernel).astype(np.uint8)
    gap = np.ones((3, size) if level else (size, 3), np.uint8)
    return _changed(opened, cv2.MORPH_CLOSE, gap, 0)


def _changed(mask: Mask, how: int, kernel: Mask, around: int) -> Mask:
    """A mask after a change of its shapes, as if the page went on with one colour beyond its edges."""
    high, wide = kernel.shape
    padded = cv2.copyMakeBorder(mask, high, high, wide, wide, cv2.BORDER_CONSTANT, value=(around,))
    changed = cv2.morphologyEx(padded, how, kernel)
    return changed[high : high + mask.shape[0], wide : wide + mask.shape[1]].astype(np.uint8)


def _boxes(mask: Mask) -> Iterator[Box]:
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    for x, y, width, height, _ in stats[1:count]:
        yield Box(float(x), float(y), float(x + width), float(y + height))


def _frames(across: Sequence[Box], down: Mask, line: float) -> Iterator[Box]:
    """Boxes: two horizontal rules of the same length, and vertical ones between their ends."""
    for top in across:
        for bottom in across:
            width, height = max(top.x1, bottom.x1) - min(top.x0, bottom.x0), bottom.y0 - top.y0
            if height < _HIGH * line or width < _WIDE * line:
                continue
            if max(abs(top.x0 - bottom.x0), abs(top.x1 - bottom.x1)) > 1.2 * line + 0.04 * height:
                continue
            ends = ((top.x0, bottom.x0), (top.x1, bottom.x1))
            if all(_has_side(down, end, top.y0, bottom.y1, line) for end in ends):
                yield top.joined(bottom)


def _has_side(down: Mask, ends: tuple[float, float], top: float, bottom: float, line: float) -> bool:
    left, right = (int(value) for value in (max(0.0, min(ends) - 0.7 * line), max(ends) + 0.7 * line))
    side = down[int(top) : int(bottom), left : right + 1]
    return bool(side.size) and float(np.mean(side.max(axis=1) > 0)) >= _SIDE


def gutters_of(ink: Mask, marks: Marks, down: Mask, line: float) -> Mask:
    """255 where the white between columns is: higher than some lines, and as wide as a letter."""
    text = _without_specks(ink, _SPECK * line)
    text[cv2.dilate(down, np.ones((3, 5), np.uint8)) > 0] = 0
    for picture in marks.pictures:
        text[int(picture.y0) : int(picture.y1), int(picture.x0) : int(picture.x1)] = 255
    white = cv2.bitwise_not(text).astype(np.uint8)
    kernel = np.ones((max(3, int(_TALL * line)), max(3, int(_BROAD * line))), np.uint8)
    return _changed(white, cv2.MORPH_OPEN, kernel, 255)


def _without_specks(ink: Mask, size: float) -> Mask:
    count, parts, stats, _ = cv2.connectedComponentsWithStats(ink)
    small = (stats[:, cv2.CC_STAT_WIDTH] <= size) & (stats[:, cv2.CC_STAT_HEIGHT] <= size)
    small[0] = True
    return np.where(small[parts], 0, 255).astype(np.uint8) if count else ink.copy()


def _pictures(grey: Picture, line: float) -> Iterator[Box]:
    scale = min(1.0, 8 / line)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    unit = line * scale
    soft = cv2.GaussianBlur(small, (0, 0), max(0.8, 0.25 * unit))
    dark = np.where(soft < 215, 255, 0).astype(np.uint8)
    size = max(3, int(1.3 * unit)) | 1
    solid = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((size, size), np.uint8))
    solid = cv2.morphologyEx(solid, cv2.MORPH_CLOSE, np.ones((2 * size, 2 * size), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(solid)
    height, width = small.shape
    for x, y, wide, high, area in stats[1:count]:
        if min(wide, high) < _PIECE * unit or area < _SOLID * wide * high:
            continue
        if x <= 1 or y <= 1 or x + wide >= width - 1 or y + high >= height - 1:
            continue  # what is around the paper
        yield Box(x / scale, y / scale, (x + wide) / scale, (y + high) / scale)


def _whole(pieces: Sequence[Box], strips: Sequence[Box], line: float) -> Iterator[Box]:
    """Pictures: the dark pieces of one with light between them, but no line of text."""
    pictures = sorted(pieces, key=lambda box: -box.width * box.height)[:_PIECES]
    place = 0
    while place < len(pictures):
        for other in range(place + 1, len(pictures)):
            both = pictures[place].joined(pictures[other])
            if not any(_inside(strip, both) for strip in strips):
                pictures[place] = both
                del pictures[other]
                break
        else:
            place += 1
    for box in pictures:
        if box.width >= _WIDE * line and box.height >= _HIGH * line:
            yield _without_lines(box, strips, line)


def _inside(strip: Box, box: Box) -> bool:
    x, y = strip.middle
    return box.x0 < x < box.x1 and box.y0 < y < box.y1


def _without_lines(picture: Box, strips: Sequence[Box], line: float) -> Box:
    """A picture without the lines that touch its upper and lower edges."""
    y0, y1 = picture.y0, picture.y1
    for strip in strips:
        if strip.over(picture) > 0.5 * strip.width:
            if picture.y1 - _EDGE * line < strip.y0 < y1:
                y1 = strip.y0
            elif y0 < strip.y1 < picture.y0 + _EDGE * line:
                y0 = strip.y1
    return picture._replace(y0=y0, y1=y1)


def parted(first: Box, second: Box, rules: Sequence[Box]) -> bool:
    """Whether a horizontal rule separates two boxes, of which the first is above the second."""
    top, bottom = (first.y0 + first.y1) / 2, (second.y0 + second.y1) / 2
    for rule in rules:
        middle = (rule.y0 + rule.y1) / 2
        if top < middle < bottom and min(rule.over(first), rule.over(second)) > 0:
            return True
    return False
