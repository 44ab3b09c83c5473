"""The shades in which pages are read."""

from __future__ import annotations

import numpy as np
import pytest
from picturing import picture_bytes
from PIL import Image

from generator.transcribe.loading import pages_in


def ink(mode: str) -> Image.Image:
    """White paper with a dark square."""
    grey = np.full((80, 60), 60_000, dtype=np.uint16)
    grey[20:40, 20:40] = 6_000
    if mode == "I;16":
        return Image.fromarray(grey)
    return Image.fromarray((grey // 257).astype(np.uint8)).convert(mode)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("I;16", "PNG"), ("I;16", "TIFF"), ("L", "PNG"), ("1", "TIFF"), ("CMYK", "JPEG"), ("P", "PNG")],
)
def test_ink_is_darker_than_paper(mode: str, kind: str) -> None:
    (page,) = pages_in(picture_bytes(ink(mode), kind)).pictures
    assert page.shape == (80, 60)
    assert page[30, 30] < 60
    assert page[5, 5] > 200


def test_paper_without_colour_is_white() -> None:
    drawn = Image.new("RGBA", (60, 80), (0, 0, 0, 0))
    drawn.paste((0, 0, 0, 255), (20, 20, 40, 40))
    (page,) = pages_in(picture_bytes(drawn, "PNG")).pictures
    assert (page[30, 30], page[5, 5]) == (0, 255)
