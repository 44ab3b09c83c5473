"""The pages of a scan, in shades of grey."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageOps

from generator.pictures.files import PictureError
from generator.pictures.images import opened
from generator.transcribe.boxes import Box
from generator.transcribe.engines.engine import Picture

# Pages of one file that are read, dots per inch of a page of a PDF, and pixels of its longer side.
MOST_PAGES, _DOTS, _SIDE = 60, 300, 6000
_POINTS = 72
# Letters of the text of a PDF, and how many different ones.
_FEWEST, _VARIED = 100, 12


def pages_in(data: bytes) -> Iterator[Picture]:
    """The pages of a file.

    Raises:
        PictureError: it cannot be read.
    """
    images = _of_pdf(data) if b"%PDF-" in data[:1024] else _of_image(data)
    for image in images:
        yield np.asarray(image.convert("L"), dtype=np.uint8)


def _of_image(data: bytes) -> Iterator[Image.Image]:
    with opened(data) as image:
        for number in range(MOST_PAGES):
            try:
                image.seek(number)
                image.load()
            except EOFError:
                return
            except (OSError, ValueError, SyntaxError) as error:
                raise PictureError("is damaged or cut off") from error
            yield ImageOps.exif_transpose(image)
            if image.format != "TIFF":
                return


def _of_pdf(data: bytes) -> Iterator[Image.Image]:
    try:
        library = importlib.import_module("pypdfium2")
    except ImportError:
        raise PictureError("is a PDF file, which needs pypdfium2: pip install 'clipfile[ocr]'") from None
    try:
        document = library.PdfDocument(data)
    except library.PdfiumError as error:
        raise PictureError(f"is damaged or encrypted: {error}") from None
    try:
        for number in range(min(len(document), MOST_PAGES)):
            page = document[number]
            scale = min(_DOTS / _POINTS, _SIDE / max(1.0, *page.get_size()))
            yield page.render(scale=scale, may_draw_forms=False, grayscale=True).to_pil()
    finally:
        document.close()


def has_text(data: bytes) -> bool:
    """Whether a PDF file has a text that can be read without recognition: not one letter many times."""
    try:
        document = importlib.import_module("pypdfium2").PdfDocument(data)
    except (ImportError, RuntimeError):
        return False
    try:
        pages = (document[number].get_textpage().get_text_range() for number in range(min(3, len(document))))
        text = "".join(pages)
    finally:
        document.close()
    letters = [letter for letter in text.casefold() if letter.isalpha()]
    return len(letters) >= _FEWEST and len(set(letters)) >= _VARIED


def cut_out(page: Picture, region: Box) -> Picture:
    """A part of a page."""
    return page[int(region.y0) : int(region.y1), int(region.x0) : int(region.x1)]
