"""Small images for tests."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image


def image(
    width: int = 640, height: int = 400, colour: Any = (180, 40, 40), *, mode: str = "RGB"
) -> Image.Image:
    """An image of one colour with a black corner at the top left, so that it has an upright."""
    made = Image.new(mode, (width, height), colour)
    made.paste(Image.new(mode, (width // 4, height // 4)), (0, 0))
    return made


def picture_bytes(made: Image.Image | None = None, kind: str = "JPEG", **options: Any) -> bytes:
    """An image as a file of some format."""
    out = io.BytesIO()
    (made or image()).save(out, kind, **options)
    return out.getvalue()
