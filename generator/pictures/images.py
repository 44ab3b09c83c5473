"""Images: which formats are read, and what an image is before anything is made of it.

Nothing of a file but its pixels and its colour profile reaches the site: metadata, thumbnails and whatever
follows the image stay behind, because every rendition is encoded anew.
"""

from __future__ import annotations

import importlib
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import NamedTuple

from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageOps,
    Jpeg2KImagePlugin,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from generator.pictures.files import PictureError

# What is read, and HEIC with a library of its own. SVG is left out: it is a program, and its words would look
# different on each machine, since it does not bring their letters.
_READERS = (
    JpegImagePlugin.JpegImageFile,
    PngImagePlugin.PngImageFile,
    GifImagePlugin.GifImageFile,
    WebPImagePlugin.WebPImageFile,
    AvifImagePlugin.AvifImageFile,
    TiffImagePlugin.TiffImageFile,
    BmpImagePlugin.BmpImageFile,
    Jpeg2KImagePlugin.Jpeg2KImageFile,
)
FORMATS = tuple(reader.format for reader in _READERS)
_HEIC = "HEIF"
# The brands of files in HEIC; the last two are also those of other codecs, which are named after them.
_HEIC_BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"))
# Pixels of an image that is decoded: a page of a broadsheet at 400 dots per inch has half of them.
MOST_PIXELS = 120_000_000
# A picture smaller than this on either side is an icon or counts visitors.
SMALLEST = 60
_CHECKED = (400, 400)
_HEAD = 8000  # bytes in which a drawing begins


class ImageFacts(NamedTuple):
    """Media type, and width and height in pixels, upright."""

    type: str
    width: int
    height: int


class DrawingError(PictureError):
    """A drawing in SVG, which is no fault of its file."""


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """The image in some bytes, not decoded yet.

    Raises:
        PictureError: it is none, too large to decode, or in a format that needs another library.
    """
    if not data:
        raise PictureError("is empty")
    formats = FORMATS
    if _is_heic(data):
        if not _reads_heic():
            raise PictureError("is in HEIC, which needs pillow-heif: pip install 'clipfile[heic]'")
        formats = (_HEIC,)
    elif _is_svg(data):
        raise DrawingError("is an SVG drawing, which is not shown: save it as PNG")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=formats)
        with image:
            check_size(image)
            yield image
    except Image.DecompressionBombError as error:
        raise PictureError("has too many pixels to decode") from error
    except UnidentifiedImageError as error:
        raise PictureError("is damaged, or no image of a format that is read") from error
    except (OSError, ValueError, SyntaxError, EOFError, ArithmeticError, MemoryError) as error:
        raise PictureError("is damaged or cut off") from error


@cache
def _reads_heic() -> bool:
    try:
        library = importlib.import_module("pillow_heif")
    except ImportError:
        return False
    library.register_heif_opener(thumbnails=False, aux_images=False, depth_images=False)
    return True


def _is_heic(data: bytes) -> bool:
    head = data[:_HEAD]
    return head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS and b"avif" not in head[16:64]


def _is_svg(data: bytes) -> bool:
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<?xml", b"<!--", b"<!doctype svg", b"<svg")) and b"<svg" in head


def check_size(image: Image.Image) -> None:
    """Refuse an image that is too large to decode.

    Raises:
        PictureError: it is.
    """
    if image.width * image.height > MOST_PIXELS:
        raise PictureError(f"has {image.width} × {image.height} pixels, too many to decode")


@contextmanager
def decoded(data: bytes) -> Iterator[tuple[ImageFacts, Image.Image]]:
    """Type and size of an image, and the image as small as its format allows, which shows that it is whole.

    Raises:
        PictureError: as for ``opened``.
    """
    with opened(data) as image:
        size = upright_size(image)
        known = image.format in FORMATS or image.format == _HEIC
        media_type = Image.MIME[str(image.format)] if known else "image/jpeg"  # several images in one
        image.draft("RGB", _CHECKED)
        image.load()
        yield ImageFacts(media_type, *size), image


def facts(data: bytes) -> ImageFacts:
    """Type and size of an image.

    Raises:
        PictureError: as for ``opened``.
    """
    with decoded(data) as (image, _):
        return image


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Width and height after the rotation that the camera noted, of an image that is not decoded yet."""
    if image.format == "TIFF":  # Pillow gives its upright size before it turns it
        return image.size
    sideways = image.getexif().get(0x0112, 1) in {5, 6, 7, 8}
    return (image.height, image.width) if sideways else image.size


def upright(image: Image.Image) -> Image.Image:
    """The image turned as its camera noted."""
    return ImageOps.exif_transpose(image) or image
