"""What the pixels of a picture show: its description, and whether two pictures show the same."""

from __future__ import annotations

import numpy as np
from PIL import Image

from generator.pictures.images import opened, upright

_FIELDS = 8  # of a side, see ``same``
_LIGHTER = 2  # levels of grey that encoding does not add
# Of pictures of 48 × 48 points: how far their colours may be apart, the farthest and on average.
_POINTS, _FARTHEST, _AVERAGE = 48, 43, 5.0
_ENOUGH = (400, 400)


def description(image: Image.Image) -> bytes:
    """128 bits that describe what an upright image shows."""
    size = _FIELDS + 1, _FIELDS + 1
    grey = np.asarray(_on_white(image).convert("L").resize(size, Image.Resampling.BOX), dtype=np.int16)
    across, down = grey[:-1, 1:] - grey[:-1, :-1], grey[1:, :-1] - grey[:-1, :-1]
    return bytes(np.packbits(np.concatenate([across.ravel(), down.ravel()]) > _LIGHTER))


def is_same(first: bytes, other: bytes) -> bool:
    """Whether two images show the same pixels, apart from their size and encoding.

    Raises:
        PictureError: one of them cannot be decoded.
    """
    apart = np.abs(_points(first) - _points(other))
    return bool(apart.max() <= _FARTHEST and apart.mean() <= _AVERAGE)


def _points(data: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    with opened(data) as image:
        image.draft("RGB", _ENOUGH)
        small = _on_white(upright(image)).resize((_POINTS, _POINTS), Image.Resampling.BOX)
    return np.asarray(small, dtype=np.int16)


def _on_white(image: Image.Image) -> Image.Image:
    """The image without transparency, on white."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        shown = image.convert("RGBA")
        flat = Image.new("RGB", shown.size, "white")
        flat.paste(shown, mask=shown.getchannel("A"))
        return flat
    return image.convert("RGB")
