"""Makes the renditions of a picture: decoded once, then made smaller and encoded anew."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageCms

from generator.pictures.images import opened, upright
from generator.pictures.renditions import JPEG, Rendition

# A decoded image, from which renditions are made.
Master = Image.Image
# Modes that can be made smaller without decoding palettes first.
_REDUCIBLE = frozenset({"L", "RGB", "RGBA", "CMYK", "LA", "YCbCr"})
_JPEG_QUALITY = 82
# A phone loads a WebP before it shows the page: one of fine detail gets the first quality that makes it light
# enough, or the last. Next to each quality is the smallest share that it needs of the bytes at the first one.
# A quality that cannot be enough is not tried: encoding is most of the time that a picture takes.
_WEBP_QUALITIES, _MOST_BYTES = {74: 1.0, 58: 0.7, 44: 0.55, 32: 0.5, 20: 0.0}, 60_000


def master(data: bytes) -> Master:
    """The image of which renditions are made: upright, in the colours of the web, as large as the largest.

    Args:
        data: the original.

    Raises:
        PictureError: it is no image that can be decoded.
    """
    with opened(data) as image:
        image.draft("RGB", (JPEG, JPEG))
        image.load()
        # A whole page of a newspaper in every step would take a gigabyte.
        factor = min(image.size) // (2 * JPEG)
        small = image.reduce(factor) if factor > 1 and image.mode in _REDUCIBLE else image
        small.info = image.info
        picture = in_srgb(upright(small))
    picture.thumbnail((JPEG, JPEG), Image.Resampling.LANCZOS, reducing_gap=2.0)
    # Comments, packets of XMP and more: the library would write some of it into what is made of the image.
    picture.info.clear()
    return picture


def encoded(image: Master, rendition: Rendition) -> bytes:
    """The bytes of a rendition of a ``master``; they hold nothing but pixels."""
    size = rendition.width, rendition.height
    picture = image if image.size == size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    if rendition.format == "webp":
        return _webp(picture)
    out = io.BytesIO()
    flat(picture).save(out, "JPEG", quality=_JPEG_QUALITY, progressive=True, exif=b"", icc_profile=None)
    return out.getvalue()


def _webp(image: Master) -> bytes:
    made, first = b"", 0
    for quality, least in _WEBP_QUALITIES.items():
        if first * least > _MOST_BYTES:
            continue
        out = io.BytesIO()
        image.save(out, "WEBP", quality=quality, method=4, exif=b"", icc_profile=b"")
        made = out.getvalue()
        first = first or len(made)
        if len(made) <= _MOST_BYTES:
            break
    return made


def in_srgb(image: Master) -> Master:
    """The image in the colours of the web: profiles, palettes, print colours and deep greys are converted."""
    profile = image.info.get("icc_profile")
    if profile and image.mode in {"RGB", "L", "CMYK"}:
        try:
            converted = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
            if converted is not None:
                return converted
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    if image.mode.startswith("I") or image.mode == "F":
        image = _in_eight_bits(image)
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    mode = "RGBA" if has_alpha else "RGB"
    return image if image.mode == mode else image.convert(mode)


def _in_eight_bits(image: Master) -> Master:
    """A grey image of other than eight bits, its darkest grey black and its lightest white.

    Greys that fit into eight bits stay as they are; fractions of white, and greys of one shade only, keep
    their shade if they are between 0 and 1.
    """
    levels = np.asarray(image, dtype=np.float64)
    levels = np.nan_to_num(levels, nan=0.0, posinf=0.0, neginf=0.0)
    low, high = float(levels.min()), float(levels.max())
    if low >= 0 and high <= 1 and image.mode == "F":
        low, high = (0.0, 1.0) if low == high else (low, high)
    elif low >= 0 and high <= 255:
        low, high = 0.0, 255.0
    return Image.fromarray(((levels - low) * (255 / ((high - low) or 1))).astype(np.uint8))


def flat(image: Master) -> Master:
    """The image on white, for a format without transparency."""
    if image.mode != "RGBA":
        return image
    flat = Image.new("RGB", image.size, "white")
    flat.paste(image, mask=image.getchannel("A"))
    return flat
