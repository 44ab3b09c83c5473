"""Rows for tests of layout, without a picture."""

from __future__ import annotations

import numpy as np

from generator.transcribe.body import Body
from generator.transcribe.boxes import Box
from generator.transcribe.engines.engine import ReadWord
from generator.transcribe.rows import Row
from generator.transcribe.strips import Strip

BODY = Body(20.0, 14.0, 2.0)


def row(text: str, x: float, y: float, width: float = 200, *, times: float = 1.0) -> Row:
    """A line of text, so many times as large as the body's."""
    height = 20 * times
    quad = np.array([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], dtype=np.float64)
    words = text.split()
    reading = tuple(
        ReadWord(word, index / len(words), (index + 1) / len(words), 0.95) for index, word in enumerate(words)
    )
    return Row((Strip(quad, Box(x, y, x + width, y + height), 14 * times, 2 * times, reading),))


def column(name: str, x: float, y: float, lines: int = 5) -> list[Row]:
    """Lines below each other: "a1 of the text", "a2 of the text" ..."""
    return [row(f"{name}{number} of the text", x, y + 22 * number) for number in range(1, lines + 1)]
