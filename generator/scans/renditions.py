"""What the site shows of a page of a scan: a small picture for the first view, and a large one to read.

Like those of pictures, they hold nothing of the file but pixels, and are named by its digest.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import NamedTuple

from PIL import Image

from generator.model.pictures import FacsimilePage
from generator.pictures.encoding import Master, flat, in_srgb
from generator.pictures.files import read
from generator.pictures.renditions import FOLDER, SMALL, Rendition
from generator.scans.files import page_image

# Width and height in pixels: of the large picture at most, and the width of the small one.
_LARGE, _WIDTH = (2600, 3800), 800
# Qualities of the small picture, of which the first that makes it light enough is used, and of the large one.
_WEBP_QUALITIES, _MOST_BYTES, _JPEG_QUALITY = (74, 60, 48, 36, 24, 12), 140_000, 74
# Modes that can be made smaller without decoding palettes first.
_REDUCIBLE = frozenset({"L", "RGB", "RGBA", "CMYK", "LA", "YCbCr"})


class PageRenditions(NamedTuple):
    """The two pictures of a page."""

    small: Rendition
    large: Rendition


def page_renditions(page: FacsimilePage, policy: str) -> PageRenditions | None:
    """The pictures of a page, None if the policy shows none.

    Args:
        page: of a scan.
        policy: ``full``, ``small`` (no side longer than ``SMALL`` pixels) or ``none``.
    """
    if policy == "none":
        return None
    most = (SMALL, SMALL) if policy == "small" else _LARGE
    scale = min(1.0, most[0] / page.width, most[1] / page.height)
    width = max(1, round(page.width * scale))
    less = min(width, _WIDTH)
    return PageRenditions(_rendition(page, less, "webp"), _rendition(page, width, "jpg"))


def _rendition(page: FacsimilePage, width: int, kind: str) -> Rendition:
    path = f"{FOLDER}/{page.sha256[:2]}/{page.sha256[2:26]}-p{page.number + 1}-{width}.{kind}"
    return Rendition(path, kind, width, max(1, round(page.height * width / page.width)))


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
        factor = max(1, min(image.width // (2 * _LARGE[0]), image.height // (2 * _LARGE[1])))
        small = image.reduce(factor) if factor > 1 and image.mode in _REDUCIBLE else image
        small.info = image.info
        picture = in_srgb(small)
    picture.thumbnail(_LARGE, Image.Resampling.LANCZOS, reducing_gap=2.0)
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
