"""Strips of a page: the lines that an engine found, in a frame of their own in which they are level."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from generator.transcribe.boxes import Box
from generator.transcribe.clean import CleanPage, Mask
from generator.transcribe.engines.engine import Picture, Quad, Reading

# Degrees by which a page is turned at most, other than by quarters.
_MOST_TURN = 15
# Percentile of the heights of letters that is their size: that of capitals, also where few are tall.
_TALL = 93
# Share of the height of a strip that is added above, below and at both ends of what is read.
_AROUND = 0.08


@dataclass(frozen=True, slots=True, eq=False)
class Strip:
    """A line, or a part of one.

    Attributes:
        quad: its corners in the picture that was given.
        box: its place in the level page.
        size: pixels of height of its ink.
        stroke: pixels of width of the strokes of its letters.
        reading: its text.
    """

    quad: Quad
    box: Box
    size: float
    stroke: float
    reading: Reading = ()


def mirrored(strip: Strip) -> Strip:
    """A strip whose place is as in a mirror."""
    return replace(strip, box=strip.box.mirrored)


@dataclass(frozen=True)
class LevelPage:
    """A page turned so that its lines are level.

    Attributes:
        grey: evenly lit.
        ink: see ``CleanPage``.
        turn: the matrix from the picture that was given to this one.
    """

    grey: Picture
    ink: Mask
    turn: NDArray[np.float64] = field(repr=False)

    def placed(self, quad: Quad) -> Quad:
        """A quad of the picture that was given, in this one."""
        return quad @ self.turn[:, :2].T + self.turn[:, 2]

    def back(self, quad: Quad) -> Quad:
        """A quad of this picture, in the one that was given."""
        inverse = cv2.invertAffineTransform(self.turn)
        return np.asarray(quad @ inverse[:, :2].T + inverse[:, 2], dtype=np.float64)


def angle_of(quads: list[Quad]) -> float:
    """Degrees by which the lines of a page rise to the left: the median, long lines count more."""
    angles, weights = [], []
    for quad in quads:
        across = quad[1] - quad[0] + quad[2] - quad[3]
        length = float(np.hypot(*across)) / 2
        angle = math.degrees(math.atan2(across[1], across[0]))
        if abs(angle) <= _MOST_TURN:
            angles.append(angle)
            weights.append(length)
    if not angles:
        return 0.0
    order = np.argsort(angles)
    total = np.cumsum(np.array(weights)[order])
    return float(np.array(angles)[order][int(np.searchsorted(total, total[-1] / 2))])


def level(page: CleanPage, angle: float) -> LevelPage:
    """A page turned by an angle in degrees."""
    height, width = page.grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    cos, sin = abs(turn[0, 0]), abs(turn[0, 1])
    size = (math.ceil(width * cos + height * sin), math.ceil(width * sin + height * cos))
    turn[:, 2] += (size[0] - width) / 2, (size[1] - height) / 2
    grey = cv2.warpAffine(page.grey, turn, size, flags=cv2.INTER_CUBIC, borderValue=(255,))
    ink = cv2.warpAffine(page.ink, turn, size, flags=cv2.INTER_NEAREST)
    return LevelPage(grey.astype(np.uint8), ink.astype(np.uint8), np.asarray(turn, dtype=np.float64))


def strip_of(page: LevelPage, quad: Quad) -> Strip:
    """The strip at a quad of the level page."""
    x0, y0 = quad.min(axis=0)
    x1, y1 = quad.max(axis=0)
    # The height of a slanting quad is that of its sides.
    high = float(np.hypot(*(quad[3] - quad[0])) + np.hypot(*(quad[2] - quad[1]))) / 2
    middle = (y0 + y1) / 2
    box = Box(float(x0), float(middle - high / 2), float(x1), float(middle + high / 2))
    size, stroke = _measured(crop(page.ink, quad, 0.0, fill=0))
    return Strip(page.back(quad), box, size or high * 0.7, stroke)


def crop(picture: Picture, quad: Quad, around: float = _AROUND, fill: int = 255) -> Picture:
    """What is in a quad, level, with a share of its height around it."""
    high = (np.hypot(*(quad[3] - quad[0])) + np.hypot(*(quad[2] - quad[1]))) / 2
    wide = (np.hypot(*(quad[1] - quad[0])) + np.hypot(*(quad[2] - quad[3]))) / 2
    margin = around * high
    width, height = max(2, round(wide + 2 * margin)), max(2, round(high + 2 * margin))
    goal = np.array(
        [
            (margin, margin),
            (width - margin, margin),
            (width - margin, height - margin),
            (margin, height - margin),
        ],
        dtype=np.float32,
    )
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), goal)
    how = cv2.INTER_CUBIC if fill else cv2.INTER_NEAREST
    return cv2.warpPerspective(picture, matrix, (width, height), flags=how, borderValue=(fill,)).astype(
        np.uint8
    )


def _measured(ink: Mask) -> tuple[float, float]:
    """Pixels of height of the ink of a line, and of width of its strokes."""
    if not ink.any():
        return 0.0, 0.0
    # Each letter's own height does not depend on how level the line is; tall ones are the same in all lines.
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    heights = stats[1:count, cv2.CC_STAT_HEIGHT]
    areas = stats[1:count, cv2.CC_STAT_AREA]
    heights = heights[areas >= 4]
    tall = heights[heights > 0.25 * len(ink)]
    size = float(np.percentile(tall, _TALL)) if len(tall) else float(len(ink)) * 0.5
    distance = cv2.distanceTransform(np.pad(ink, 1), cv2.DIST_L2, 3)
    ridge = (distance >= cv2.dilate(distance, np.ones((3, 3), np.uint8)) - 1e-3) & (distance > 0.5)
    values = distance[ridge]
    return size, float(2 * values.mean()) if len(values) else 0.0
