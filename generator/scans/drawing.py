"""Draws the renditions of a page of a scan. Loaded only if there are any to make."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image

from generator.model.pictures import FacsimilePage
from generator.pictures.encoding import Master, flat, in_srgb
from generator.pictures.files import read
from generator.pictures.renditions import Rendition
from generator.scans.files import page_image
from generator.scans.renditions import LARGE

# Qualities of the small picture, of which the first that makes it light enough is used, and of the large one.
_WEBP_QUALITIES, _MOST_BYTES, _JPEG_QUALITY = (74, 60, 48, 36, 24, 12), 140_000, 74
# Modes that can be made smaller without decoding palettes first.
_REDUCIBLE = frozenset({"L", "RGB", "RGBA", "CMYK", "LA", "YCbCr"})


def make_page(folder: str, page: FacsimilePage, rendition: Rendition) -> bytes:
    """The bytes of a rendition.

    Args:
        folder: of the seeds.
        page: of a scan.
        rendition: what to make of it.

    Raises:
        PictureError: the scan is no longer there, or cannot be decoded.
    """
    image = _master(folder, page)
    size = rendition.width, rendition.height
    picture = image if image.size == size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    if rendition.format == "webp":
        return _light(picture)
    return _saved(flat(picture), "JPEG", quality=_JPEG_QUALITY, progressive=True, exif=b"", icc_profile=None)


@lru_cache(maxsize=1)  # the two renditions of a page are made one after the other
def _master(folder: str, page: FacsimilePage) -> Master:
    with page_image(read(folder, page.file), page.number) as image:
        factor = max(1, min(image.width // (2 * LARGE[0]), image.height // (2 * LARGE[1])))
        small = image.reduce(factor) if factor > 1 and image.mode in _REDUCIBLE else image
        small.info = image.info
        picture = in_srgb(small)
    picture.thumbnail(LARGE, Image.Resampling.LANCZOS, reducing_gap=2.0)
    picture.info.clear()
    return picture


def _light(image: Master) -> bytes:
    made = b""
    for quality in _WEBP_QUALITIES:
        made = _saved(image, "WEBP", quality=quality, method=4, exif=b"", icc_profile=b"")
        if len(made) <= _MOST_BYTES:
            break
    return made


def _saved(image: Master, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
