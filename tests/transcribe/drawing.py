"""Small printed pages for tests."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import distribution

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from generator.pictures.card_fonts import BOLD, PLAIN, FontFile
from generator.transcribe.engines.engine import Picture


def font(file: FontFile, size: int) -> ImageFont.FreeTypeFont:
    """A font that comes with MkDocs."""
    return ImageFont.truetype(str(distribution(file.package).locate_file(file.path)), size)


def printed(headline: str, columns: Sequence[Sequence[str]], date: str = "") -> Image.Image:
    """A clipping: a date, a headline, and lines in columns with a rule between them."""
    made = Image.new("L", (60 + 300 * len(columns), 150 + 30 * max(map(len, columns))), 246)
    draw = ImageDraw.Draw(made)
    draw.text((30, 12), date, fill=30, font=font(PLAIN, 18))
    draw.text((30, 50), headline, fill=20, font=font(BOLD, 40))
    for number, lines in enumerate(columns):
        left = 30 + 300 * number
        if number:
            draw.line((left - 12, 118, left - 12, made.height - 20), fill=40, width=2)
        for index, line in enumerate(lines):
            draw.text((left, 120 + 30 * index), line, fill=30, font=font(PLAIN, 21))
    return made


def picture(made: Image.Image) -> Picture:
    """Its pixels."""
    return np.asarray(made, dtype=np.uint8)
