"""What is on a page other than letters, and what is around it."""

from __future__ import annotations

import cv2
import numpy as np

from generator.transcribe.boxes import Box
from generator.transcribe.clean import cleaned
from generator.transcribe.marks import marks_of

_LINE = 20.0


def _page() -> np.ndarray:
    return np.full((600, 800), 245, np.uint8)


def test_a_picture_with_light_between_its_dark_parts_is_one() -> None:
    page = _page()
    page[100:250, 100:240] = page[100:250, 420:600] = 60
    clean = cleaned(page)
    caption = Box(100, 262, 600, 282)
    assert len(marks_of(page, clean.ink, [caption], _LINE).pictures) == 1
    between = Box(260, 160, 400, 180)
    assert len(marks_of(page, clean.ink, [caption, between], _LINE).pictures) == 2


def test_a_rule_that_a_scratch_links_to_the_edge_stays() -> None:
    page = _page()
    cv2.line(page, (300, 0), (300, 599), (0,), 2)
    cv2.line(page, (0, 300), (799, 300), (0,), 4)
    assert cleaned(page).ink[300].mean() > 200


def test_what_is_dark_around_the_paper_is_no_ink() -> None:
    page = _page()
    page[:, :60] = 10
    assert not cleaned(page).ink[:, :40].any()
