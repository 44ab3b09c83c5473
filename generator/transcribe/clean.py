"""A scan becomes black on white: evenly lit, without the shades of paper and the dark around it."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from generator.transcribe.engines.engine import Picture

Mask = NDArray[np.uint8]
# Pixels of the longer side of the small picture by which the light is judged.
_SMALL = 700
# Share of the light on the brightest paper below which a place is no paper.
_DARKEST = 0.22
# Of a negative: the share of the middle of a page, in percent, that is as dark as this at most.
_MOSTLY, _BLACK = 65, 90
# Shades between which ink ends.
_INK = (110, 190)
# Share of a page that only a picture, or what is around the paper, fills in one piece.
_LARGE = 0.005
# How thick it is at least, as a share of the longer side of a page.
_BORDER = 0.012


class CleanPage(NamedTuple):
    """A page.

    Attributes:
        grey: evenly lit, the paper white.
        ink: 255 where there is ink, 0 elsewhere.
    """

    grey: Picture
    ink: Mask


def positive(scan: Picture) -> Picture:
    """A scan with dark letters: that of a negative of a microfilm has light ones on black.

    What is around the paper is dark on many photographs, so only the middle of the page counts.
    """
    height, width = scan.shape
    middle = scan[height // 5 : height - height // 5 : 2, width // 5 : width - width // 5 : 2]
    if not middle.size or float(np.percentile(middle, _MOSTLY)) > _BLACK:
        return scan
    return np.asarray(255 - scan, dtype=np.uint8)


def cleaned(scan: Picture) -> CleanPage:
    """A scan, evenly lit."""
    light = _light(scan)
    flat = np.clip(scan.astype(np.float32) * (255.0 / light), 0, 255).astype(np.uint8)
    return CleanPage(flat, _ink(flat))


def _light(scan: Picture) -> NDArray[np.float32]:
    """How bright the paper is at each place."""
    scale = min(1.0, _SMALL / max(scan.shape))
    small = cv2.resize(scan, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    size = max(3, max(small.shape) // 25) | 1
    lit = cv2.morphologyEx(small, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
    lit = cv2.GaussianBlur(lit, (size, size), 0)
    lit = np.maximum(lit, max(1.0, _DARKEST * float(np.percentile(lit, 95)))).astype(np.float32)
    wide = cv2.resize(lit, (scan.shape[1], scan.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(wide, dtype=np.float32)


def _ink(grey: Picture) -> Mask:
    level, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    ink = np.where(grey < min(max(level, _INK[0]), _INK[1]), 255, 0).astype(np.uint8)
    # What is dark around the paper: it reaches the edge of the picture.
    height, width = ink.shape
    count, parts, stats, _ = cv2.connectedComponentsWithStats(ink)
    for part in range(1, count):
        x, y, wide, high, area = stats[part]
        at_edge = x == 0 or y == 0 or x + wide == width or y + high == height
        if at_edge and area > _LARGE * ink.size:
            window = ink[y : y + high, x : x + wide]
            itself = parts[y : y + high, x : x + wide] == part
            if _is_thick(itself, max(height, width)):
                window[itself] = 0
    return ink


def _is_thick(part: NDArray[np.bool_], length: int) -> bool:
    """Whether something is not only rules and letters, which a scratch of a film links to the edge."""
    size = max(5, round(_BORDER * length))
    shape = np.pad(part.astype(np.uint8), 1)
    return bool(cv2.erode(shape, np.ones((size, size), np.uint8)).any())
