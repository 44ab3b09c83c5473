"""Letters of cards that must be placed: marks above and below others, and consonants that join.

HarfBuzz chooses and places the forms of a cluster, as browsers do, and draws it. Pillow would need FriBiDi of
the machine for that.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any, NamedTuple

from PIL import Image

try:
    import uharfbuzz
except ImportError:
    uharfbuzz = None

# Scripts of India and its neighbours, and those of Thailand, Laos, Myanmar and Cambodia.
_BLOCKS = ((0x0900, 0x0DFF), (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF))
# Letters that continue the one before them although Unicode does not call them marks: vowels AM, and joiners.
_CONTINUING = "\u0e33\u0eb3\u200c\u200d"
# Signs after which the next consonant joins the one before.
_JOINING = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u1039\u17d2"
_UNITS = 64  # parts of a pixel


class Letters(NamedTuple):
    """How a cluster is drawn: the path of a font with one axis, its size in pixels, and its weight."""

    path: str
    size: int
    weight: int


@cache
def _pattern() -> re.Pattern[str]:
    codes = (code for first, last in _BLOCKS for code in range(first, last + 1))
    marks = "".join(chr(code) for code in codes if unicodedata.category(chr(code)).startswith("M"))
    more = f"[{marks}{_CONTINUING}]"
    joined = rf"(?:(?<=[{_JOINING}])|(?<=[{_JOINING}]\u200d))[^\W\d_]{more}*+"
    return re.compile(rf".{more}*+(?:{joined})*+")


@cache
def _placed() -> re.Pattern[str]:
    return re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _BLOCKS) + "]")


def must_be_placed(text: str) -> bool:
    """Whether a text has letters of which one after the other would be wrong."""
    return not text.isascii() and _placed().search(text) is not None


def clusters(text: str) -> list[str]:
    """What is drawn as one: each character, or each letter with its marks and the consonants that join it."""
    return _pattern().findall(text) if must_be_placed(text) else list(text)


def width_of(cluster: str, letters: Letters) -> float:
    """The width of a cluster, in pixels."""
    advances = (position.x_advance for position in _shaped(cluster, _font(letters)).glyph_positions)
    return float(sum(advances)) / _UNITS


def draw(image: Image.Image, place: tuple[int, int], cluster: str, letters: Letters) -> None:
    """Draw a cluster in white on a grey image; its baseline begins at a place."""
    font = _font(letters)
    placed, across = _shaped(cluster, font), 0
    raster = uharfbuzz.RasterDraw()
    raster.scale_factor = (_UNITS, _UNITS)
    for glyph, position in zip(placed.glyph_infos, placed.glyph_positions, strict=True):
        raster.transform = (1, 0, 0, 1, across + position.x_offset, position.y_offset)
        raster.draw_glyph(font, glyph.codepoint)
        across += position.x_advance
    made = raster.render()
    extents = made.extents if made is not None else None
    if extents is None or not (extents.width and extents.height):
        return
    size = extents.width, extents.height
    drawn = Image.frombytes("L", size, bytes(made.buffer), "raw", "L", extents.stride, -1)
    image.paste(255, (place[0] + extents.x_origin, place[1] - extents.y_origin - extents.height), drawn)


def _shaped(cluster: str, font: Any) -> Any:  # noqa: ANN401 - of an optional library
    buffer = uharfbuzz.Buffer()
    buffer.add_str(cluster)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    return buffer


@cache
def _font(letters: Letters) -> Any:  # noqa: ANN401
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(letters.path)))
    font.scale = (letters.size * _UNITS, letters.size * _UNITS)
    font.set_variations({"wght": letters.weight})
    return font
