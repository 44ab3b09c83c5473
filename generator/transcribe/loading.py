"""The pages of a scan, in shades of grey."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from PIL import Image

from generator.pictures.encoding import flat, in_srgb
from generator.scans.files import page_image, pages_of
from generator.transcribe.boxes import Box
from generator.transcribe.engines.engine import Picture

# Letters of the text of a PDF, and how many different ones.
_FEWEST, _VARIED = 100, 12
# Modes of images without transparency and with 256 shades at most.
_PLAIN = frozenset({"1", "L", "RGB", "CMYK", "YCbCr"})
# Pages of a PDF that show whether it has a text.
_FIRST = 3


class Pages(NamedTuple):
    """The pages of a file, each made when it is needed; ``cut``: the file has more than are read."""

    pictures: Iterator[Picture]
    cut: bool


def pages_in(data: bytes) -> Pages:
    """The pages of a file.

    Raises:
        PictureError: it cannot be read.
    """
    found = pages_of(data)
    return Pages((_picture(data, page.number) for page in found.pages), found.cut)


def _picture(data: bytes, number: int) -> Picture:
    with page_image(data, number) as image:
        return np.asarray(_grey(image), dtype=np.uint8)


def _grey(image: Image.Image) -> Image.Image:
    """The image in 256 shades of grey. Deeper greys are scaled, and paper without colour is white."""
    if image.mode in _PLAIN and "transparency" not in image.info:
        return image.convert("L")
    return flat(in_srgb(image)).convert("L")


def has_text(data: bytes) -> bool:
    """Whether a PDF file has a text that can be read without recognition: not one letter many times."""
    try:
        document = importlib.import_module("pypdfium2").PdfDocument(data)
    except (ImportError, RuntimeError):
        return False
    try:
        pages = [
            document[number].get_textpage().get_text_range() for number in range(min(_FIRST, len(document)))
        ]
    except RuntimeError:
        return False
    finally:
        document.close()
    letters = [letter for letter in "".join(pages).casefold() if letter.isalpha()]
    return len(letters) >= _FEWEST and len(set(letters)) >= _VARIED


def cut_out(page: Picture, region: Box) -> Picture:
    """A part of a page."""
    return page[int(region.y0) : int(region.y1), int(region.x0) : int(region.x1)]
