"""What is printed other than letters: rules between columns and articles, frames of boxes, pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from generator.transcribe.clean import Mask
from generator.transcribe.engines.engine import Picture
from generator.transcribe.strips import Box

# In heights of a line: how long rules are at least, how thick at most, and how large frames and pictures are.
_ACROSS, _DOWN, _THICK = 4.0, 2.5, 0.5
_WIDE, _HIGH = 5.0, 3.0
# Share of each side of a frame at which there has to be a rule.
_SIDE = 0.6
# Share of a picture's box that is dark.
_SOLID = 0.45


class Marks(NamedTuple):
    """What is on a level page other than letters.

    Attributes:
        across: horizontal rules.
        down: vertical rules.
        frames: boxes.
        pictures: photographs and drawings.
    """

    across: tuple[Box, ...] = ()
    down: tuple[Box, ...] = ()
    frames: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()


def marks_of(grey: Picture, ink: Mask, line: float) -> Marks:
    """The marks of a page, of which a line is so many pixels high."""
    across = _lines(ink, _ACROSS * line, level=True)
    down = _lines(ink, _DOWN * line, level=False)
    thick = _THICK * line
    rules = [
        tuple(box for box in _boxes(mask) if min(box.width, box.height) <= thick + 0.02 * max(box[2:]))
        for mask in (across, down)
    ]
    return Marks(rules[0], rules[1], tuple(_frames(across | down, line)), tuple(_pictures(grey, line)))


def _lines(ink: Mask, length: float, *, level: bool) -> Mask:
    size = max(3, int(length))
    # A rule that is not quite straight leaves its row or column of pixels.
    thicker = cv2.dilate(ink, np.ones((3, 1) if level else (1, 3), np.uint8))
    kernel = np.ones((1, size) if level else (size, 1), np.uint8)
    found = cv2.morphologyEx(thicker, cv2.MORPH_OPEN, kernel)
    gap = np.ones((3, size) if level else (size, 3), np.uint8)
    return cv2.morphologyEx(found, cv2.MORPH_CLOSE, gap).astype(np.uint8)


def _boxes(mask: Mask) -> Iterator[Box]:
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    for x, y, width, height, _ in stats[1:count]:
        yield Box(float(x), float(y), float(x + width), float(y + height))


def _frames(rules: Mask, line: float) -> Iterator[Box]:
    joined = cv2.morphologyEx(rules, cv2.MORPH_CLOSE, np.ones((int(line) | 1, int(line) | 1), np.uint8))
    count, parts, stats, _ = cv2.connectedComponentsWithStats(joined)
    page = rules.shape[0] * rules.shape[1]
    for part in range(1, count):
        x, y, width, height, _ = (int(value) for value in stats[part])
        if width < _WIDE * line or height < _HIGH * line or width * height > 0.6 * page:
            continue
        own = parts[y : y + height, x : x + width] == part
        band = max(3, int(0.6 * line))
        sides = (
            own[:band].any(axis=0),
            own[-band:].any(axis=0),
            own[:, :band].any(axis=1),
            own[:, -band:].any(axis=1),
        )
        if all(side.mean() >= _SIDE for side in sides) and sum(side.mean() for side in sides) > 3.2:
            yield Box(x, y, x + width, y + height)


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
        if wide < _WIDE * unit or high < _HIGH * unit or area < _SOLID * wide * high:
            continue
        if x <= 1 or y <= 1 or x + wide >= width - 1 or y + high >= height - 1:
            continue  # what is around the paper
        yield Box(x / scale, y / scale, (x + wide) / scale, (y + high) / scale)


def parted(first: Box, second: Box, rules: Sequence[Box]) -> bool:
    """Whether a horizontal rule separates two boxes, of which the first is above the second."""
    top, bottom = (first.y0 + first.y1) / 2, (second.y0 + second.y1) / 2
    for rule in rules:
        middle = (rule.y0 + rule.y1) / 2
        if top < middle < bottom and min(rule.over(first), rule.over(second)) > 0:
            return True
    return False
