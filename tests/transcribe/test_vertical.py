"""Commas and full stops of vertical columns, which are read turned to the left."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from generator.transcribe.engines.engine import Picture, ReadWord, text_of
from generator.transcribe.vertical import punctuated

SIDE = 40


def turned(marks: str) -> Picture:
    """A turned column: a block for each letter, a ring for each "。", a stroke for each "、"."""
    line = np.full((SIDE, SIDE * len(marks)), 255, dtype=np.uint8)
    for number, mark in enumerate(marks):
        left = number * SIDE
        if mark == "。":
            cv2.circle(line, (left + 8, 9), 5, 0, 1)
        elif mark == "、":
            cv2.line(line, (left + 4, 12), (left + 10, 5), 0, 3)
        else:
            line[4:-4, left + 3 : left + SIDE - 3] = 0
    return line


@pytest.mark.parametrize("printed", ["氷が堤を、朝から押した。", "堤防決壊。氷、", "氷が堤を朝から"])
def test_marks_are_put_where_they_are_printed(printed: str) -> None:
    letters = [(at, letter) for at, letter in enumerate(printed) if letter not in "、。"]
    places = tuple((at + 0.5) / len(printed) for at, _ in letters)
    word = ReadWord("".join(letter for _, letter in letters), 0.0, 1.0, 0.9, places)
    assert text_of(punctuated(turned(printed), (word,))) == printed


def test_a_mark_that_was_read_stays_alone() -> None:
    printed = "氷が、堤を押す"
    places = tuple((at + 0.5) / len(printed) for at in range(len(printed)))
    reading = (ReadWord(printed, 0.0, 1.0, 0.9, places),)
    assert punctuated(turned(printed), reading) == reading
