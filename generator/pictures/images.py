"""Images: which formats are read, and what an image is before anything is made of it.

Nothing of a file but its pixels and its colour profile reaches the site: metadata, thumbnails and whatever
follows the image stay behind, because every rendition is encoded anew.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from generator.pictures.files import PictureError

# What is read. SVG is a program, not a picture, and is left out.
_READERS = (
    JpegImagePlugin.JpegImageFile,
    PngImagePlugin.PngImageFile,
    GifImagePlugin.GifImageFile,
    WebPImagePlugin.WebPImageFile,
    AvifImagePlugin.AvifImageFile,
    TiffImagePlugin.TiffImageFile,
    BmpImagePlugin.BmpImageFile,
)
FORMATS = tuple(reader.format for reader in _READERS)
# Pixels of an image that is decoded: a page of a broadsheet at 400 dots per inch has half of them.
MOST_PIXELS = 120_000_000
# A picture smaller than this on either side is an icon or counts visitors.
SMALLEST = 60
_CHECKED = (400, 400)


class ImageFacts(NamedTuple):
    """Media type, and width and height in pixels, upright."""

    type: str
    width: int
    height: int


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """The image in some bytes, not decoded yet.

    Raises:
        PictureError: it is none, or too large to decode.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=FORMATS)
        with image:
            _check_size(image)
            yield image
    except Image.DecompressionBombError as error:
        raise PictureError("has too many pixels to decode") from error
    except (OSError, ValueError, SyntaxError, EOFError, ArithmeticError, MemoryError) as error:
        raise PictureError("is damaged, or no image of a format that is read") from error


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise PictureError(f"has {image.width} × {image.height} pixels, too many to decode")


def facts(data: bytes) -> ImageFacts:
    """Type and size of an image, after decoding it in part, which shows that it is whole.

    Raises:
        PictureError: as for ``opened``.
    """
    with opened(data) as image:
        size = upright_size(image)
        media_type = (
            Image.MIME[image.format] if image.format in FORMATS else "image/jpeg"
        )  # several images in one
        image.draft("RGB", _CHECKED)
        image.load()
        return ImageFacts(media_type, *size)


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Width and height after the rotation that the camera noted."""
    sideways = image.getexif().get(0x0112, 1) in {5, 6, 7, 8}
    return (image.height, image.width) if sideways else image.size


def upright(image: Image.Image) -> Image.Image:
    """The image turned as its camera noted."""
    return ImageOps.exif_transpose(image) or image
