"""A font of boxes, so that a picture of a page shows its layout, not the fonts of the machine."""

from __future__ import annotations

import base64
import io
import unicodedata
from functools import cache

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

EM = 1000
ADVANCE = 520
# Left, bottom, right and top of the box that represents a letter.
BOX = (40, 0, 480, 520)
# Latin to Arabic, then punctuation and signs: what the demonstration archive is written in.
CODES = (*range(0x20, 0x700), *range(0x2000, 0x2800))
STYLE = """
@font-face {{ font-family: Boxes; src: url(data:font/ttf;base64,{font}); }}
*, ::before, ::after, ::placeholder {{ font-family: Boxes !important; }}
"""


@cache
def box_style() -> str:
    """A style sheet that sets every letter as a box."""
    return STYLE.format(font=base64.b64encode(_font()).decode("ascii"))


def _font() -> bytes:
    """TrueType: a box for each character that shows, a gap for each that does not, nothing for marks."""
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", "box", "gap", "mark"])
    builder.setupCharacterMap({code: _glyph(chr(code)) for code in CODES})
    empty = TTGlyphPen(None).glyph()
    builder.setupGlyf({".notdef": empty, "box": _box(), "gap": empty, "mark": empty})
    metrics = {".notdef": (0, 0), "box": (ADVANCE, BOX[0]), "gap": (ADVANCE // 2, 0), "mark": (0, 0)}
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    builder.setupPost()
    written = io.BytesIO()
    builder.save(written)
    return written.getvalue()


def _glyph(character: str) -> str:
    """The glyph for a character, by its Unicode category."""
    category = unicodedata.category(character)
    return "mark" if category[0] in "MC" else "gap" if category[0] == "Z" else "box"


def _box() -> object:
    left, bottom, right, top = BOX
    pen = TTGlyphPen(None)
    pen.moveTo((left, bottom))
    for point in ((left, top), (right, top), (right, bottom)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()
