"""Vertical columns of Japanese and Chinese: their commas and full stops, which engines hardly see.

A column is read turned to the left. A mark is then alone at the upper left of a place as wide as a letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import cv2
import numpy as np

from generator.transcribe.engines.engine import Picture, Reading, ReadWord

COMMA, STOP = "、", "。"
LANGUAGES = frozenset({"ja", "zh"})
# Letters of a column that show how far apart they are; in such distances, how far apart the neighbours of a
# mark are at least, and a mark from the last letter.
_FEWEST, _PLACE, _LAST = 4, 1.5, 0.4
# In heights of a line: a mark at least and at most, how far down it is, and the white after its left edge.
_LEAST, _MOST, _DOWN, _FREE = 0.1, 0.42, 0.5, 0.55
# Ink of something else that is a speck, in squares of the height.
_SPECK = 0.01
# How large a gap in a ring is at most, in heights of a line.
_BROKEN = 0.12
# Ratio of the sides of a ring at most.
_ROUND = 1.5


class Mark(NamedTuple):
    """A comma or full stop, and its place as a share of the length of the line."""

    text: str
    place: float


def punctuated(line: Picture, reading: Reading) -> Reading:
    """The reading of a turned column, with the marks that are printed in it."""
    if not all(len(word.places) == len(word.text) for word in reading):
        return reading
    letters = sorted(place for word in reading for place in word.places)
    if len(letters) < _FEWEST:
        return reading
    pitch = median(after - before for before, after in pairwise(letters))
    words = list(reading)
    for mark in _marks_of(line):
        before = max((place for place in letters if place < mark.place), default=None)
        after = min((place for place in letters if place >= mark.place), default=None)
        if (
            before is None
            or (mark.place - before if after is None else after - before)
            < (_LAST if after is None else _PLACE) * pitch
        ):
            continue
        index = max(i for i, word in enumerate(words) if word.places[0] <= before)
        words[index] = _with_mark(words[index], mark)
    return tuple(words)


def _with_mark(word: ReadWord, mark: Mark) -> ReadWord:
    at = sum(place < mark.place for place in word.places)
    text = word.text[:at] + mark.text + word.text[at:]
    places = (*word.places[:at], mark.place, *word.places[at:])
    return word._replace(text=text, places=places, end=max(word.end, min(1.0, mark.place)))


def _marks_of(line: Picture) -> Iterator[Mark]:
    level, _ = cv2.threshold(line, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    ink = np.where(line <= level, 255, 0).astype(np.uint8)
    high, wide = ink.shape
    # A thin ring may be broken.
    gap = max(1, round(_BROKEN * high))
    ink = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((gap, gap), np.uint8)).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    for x, y, width, height, area in stats[1:count]:
        size = max(width, height)
        if not _LEAST * high < size < _MOST * high or y + height / 2 > _DOWN * high:
            continue
        free = ink[:, x : min(wide, x + round(_FREE * high))]
        if np.count_nonzero(free) - area > _SPECK * high * high or x + width + 0.1 * high > wide:
            continue
        yield Mark(
            STOP if _is_ring(line[y : y + height, x : x + width], level) else COMMA,
            float(x + width / 2) / wide,
        )


def _is_ring(mark: Picture, level: float) -> bool:
    """Whether a mark has white in its middle."""
    high, wide = mark.shape
    if max(high, wide) > _ROUND * min(high, wide):
        return False
    middle = mark[high // 3 : high - high // 3, wide // 3 : wide - wide // 3]
    return float(middle.mean()) > max(level, (float(mark.min()) + 255) / 2)
