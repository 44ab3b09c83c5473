"""The pages of a scan: of an image file, of one with several images, or of a PDF file."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from PIL import Image

from generator.pictures.files import PictureError
from generator.pictures.images import check_size, decoded, opened, upright, upright_size

# Pages of one file that are read.
MOST_PAGES = 60
# How finely a page of a PDF is drawn, in dots per inch, and the most pixels of its longer side.
PDF_DOTS, PDF_SIDE = 300, 6000
_POINTS = 72  # of an inch
_PDF_HEAD = 1024  # bytes in which a PDF file says that it is one
_REDUCED = 0x00FE  # tag of an image in a TIFF file that says whether it is a smaller copy of another


class PageFacts(NamedTuple):
    """A page of a file: its number from 0, and its width and height in pixels, upright."""

    number: int
    width: int
    height: int


class PagesOfFile(NamedTuple):
    """The pages of a file, as many as are read; ``cut``: there are more."""

    pages: tuple[PageFacts, ...]
    cut: bool = False


def is_pdf(data: bytes) -> bool:
    """Whether some bytes are a PDF file."""
    return b"%PDF-" in data[:_PDF_HEAD]


def pages_of(data: bytes) -> PagesOfFile:
    """The pages of a scan, each of which can be decoded.

    Args:
        data: bytes of an image or PDF file.

    Raises:
        PictureError: it is damaged, encrypted, too large, or of a format that is not read.
    """
    if is_pdf(data):
        return _pages_of_pdf(data)
    with opened(data) as image:
        if image.format == "TIFF":
            return _pages_of_tiff(image)
    with decoded(data) as (facts, _):
        return PagesOfFile((PageFacts(0, facts.width, facts.height),))


@contextmanager
def page_image(data: bytes, number: int) -> Iterator[Image.Image]:
    """A page of a scan as an upright image of full size, in the colours of the file.

    Args:
        data: bytes of an image or PDF file.
        number: of the page, from 0.

    Raises:
        PictureError: as for ``pages_of``, or there is no such page.
    """
    if is_pdf(data):
        yield _drawn(data, number)
        return
    with opened(data) as image:
        try:
            if number:
                image.seek(number)
                check_size(image)
            image.load()
        except Image.DecompressionBombError as error:
            raise PictureError("has too many pixels to decode") from error
        except EOFError as error:
            raise PictureError(f"has no page {number + 1}") from error
        profile = image.info.get("icc_profile")
        turned = upright(image)
        if profile:
            turned.info["icc_profile"] = profile
        yield turned


def _pages_of_tiff(image: Image.Image) -> PagesOfFile:
    pages: list[PageFacts] = []
    for number in range(4 * MOST_PAGES):
        try:
            image.seek(number)
        except EOFError:
            break
        if getattr(image, "tag_v2", {}).get(_REDUCED, 0) & 1:
            continue
        if len(pages) == MOST_PAGES:
            return PagesOfFile(tuple(pages), cut=True)
        check_size(image)
        image.load()
        pages.append(PageFacts(number, *upright_size(image)))
    if not pages:
        raise PictureError("has no page")
    return PagesOfFile(tuple(pages))


def _pages_of_pdf(data: bytes) -> PagesOfFile:
    with _document(data) as document:
        total = len(document)
        pages = []
        for number in range(min(total, MOST_PAGES)):
            width, height = document.get_page_size(number)
            scale = _scale(width, height)
            pages.append(PageFacts(number, _pixels(width, scale), _pixels(height, scale)))
    if not pages:
        raise PictureError("has no page")
    return PagesOfFile(tuple(pages), cut=total > MOST_PAGES)


def _drawn(data: bytes, number: int) -> Image.Image:
    with _document(data) as document:
        if number >= len(document):
            raise PictureError(f"has no page {number + 1}")
        page = document[number]
        width, height = page.get_size()
        scale = _scale(width, height)
        image: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil()
    size = _pixels(width, scale), _pixels(height, scale)
    return image.convert("RGB") if image.size == size else image.convert("RGB").resize(size)


def _scale(width: float, height: float) -> float:
    longer = max(width, height)
    if not 1 <= longer <= 20_000 or min(width, height) < 1:
        raise PictureError("has a page of a size that cannot be drawn")
    return min(PDF_DOTS / _POINTS, PDF_SIDE / longer)


def _pixels(points: float, scale: float) -> int:
    return max(1, round(points * scale))


@contextmanager
def _document(data: bytes) -> Iterator[Any]:
    """An open PDF file. Its programs are never run.

    Raises:
        PictureError: it is damaged or encrypted, or the library is missing.
    """
    try:
        library = importlib.import_module("pypdfium2")
    except ImportError as error:
        raise PictureError(
            "is a PDF file, which needs pypdfium2: pip install 'clipfile[documents]'"
        ) from error
    try:
        document = library.PdfDocument(data)
    except library.PdfiumError as error:
        if "password" in str(error).lower():
            raise PictureError("is encrypted: save a copy of it without a password") from error
        raise PictureError("is damaged, or no PDF file") from error
    try:
        yield document
    except library.PdfiumError as error:
        raise PictureError("has a damaged page") from error
    finally:
        document.close()
