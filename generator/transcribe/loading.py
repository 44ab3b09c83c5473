"""The pages of a scan, in shades of grey."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

import numpy as np

from generator.scans.files import page_image, pages_of
from generator.transcribe.boxes import Box
from generator.transcribe.engines.engine import Picture

# Letters of the text of a PDF, and how many different ones.
_FEWEST, _VARIED = 100, 12
# Pages of a PDF that show whether it has a text.
_FIRST = 3


def pages_in(data: bytes) -> Iterator[Picture]:
    """The pages of a file.

    Raises:
        PictureError: it cannot be read.
    """
    for page in pages_of(data).pages:
        with page_image(data, page.number) as image:
            yield np.asarray(image.convert("L"), dtype=np.uint8)


def is_cut(data: bytes) -> bool:
    """Whether a file has more pages than are read."""
    return pages_of(data).cut


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
