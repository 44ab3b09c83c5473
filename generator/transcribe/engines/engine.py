"""What an engine does: it finds the lines of a page, and reads pictures of single lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""A picture in shades of grey."""
Quad = NDArray[np.float64]
"""The corners of a line: upper left, upper right, lower right, lower left, each x and y."""


class ReadWord(NamedTuple):
    """A word of a line.

    Attributes:
        text: the word, without white space.
        start: where it begins, as a share of the length of the line.
        end: where it ends.
        confidence: from 0 to 1.
        places: where each of its letters is, as a share of the length of the line; empty if unknown.
    """

    text: str
    start: float
    end: float
    confidence: float
    places: tuple[float, ...] = ()


Reading = tuple[ReadWord, ...]


def text_of(reading: Reading) -> str:
    """The words of a line, with spaces between them."""
    return " ".join(word.text for word in reading)


def confidence_of(reading: Reading) -> float:
    """The mean confidence of the letters of a line; 0 for one without any."""
    letters = sum(len(word.text) for word in reading)
    return sum(word.confidence * len(word.text) for word in reading) / letters if letters else 0.0


class Engine(Protocol):
    """A program that recognizes text."""

    name: str

    def find(self, page: Picture) -> list[Quad]:
        """The lines of a page, in any order."""
        ...

    def read(self, lines: Sequence[Picture], language: str) -> list[Reading]:
        """The text of each line, of which each picture shows one, upright and from left to right.

        Args:
            lines: a picture for each line.
            language: code of the language, such as ``de``; empty if unknown.
        """
        ...
