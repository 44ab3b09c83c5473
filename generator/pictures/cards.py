"""The card of an article without a picture: what other sites show of a link to it.

Drawn with fonts that come with MkDocs, so it needs none of the machine's and looks the same everywhere. They
have Latin, Greek and Cyrillic letters; a headline in another script is replaced by the name of the archive.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, distribution
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from generator.pictures.renditions import CARD

WIDTH, HEIGHT = CARD
_PACKAGE, _FONTS = "mkdocs", "mkdocs/themes/readthedocs/css/fonts"
_BOLD, _PLAIN = "Roboto-Slab-Bold.woff", "lato-normal.woff"
_MARGIN, _BAND = 80, 18
_ROOM = WIDTH - 2 * _MARGIN
_PAPER, _INK, _SOFT = "#fdfcf9", "#1b1a18", "#5c5850"
# Sizes of the headline in pixels, and how many lines of each there is room for.
_SIZES = ((76, 4), (64, 5), (52, 6))
_LEADING = 1.2
_SMALL = 32
# Shades of a colour between that of the paper and its own, which is the last.
_SHADES = 15
# Letters and their marks: a text without one of them would be wrong; other signs are merely missing.
_NEEDED = frozenset("LM")


class _Font(NamedTuple):
    """A font in a size, and the place of its colour among those of a card."""

    file: str
    size: int
    colour: int


class _Glyph(NamedTuple):
    """A character as it is copied into a card: its points, which of them are set, and its width."""

    points: Image.Image
    mask: Image.Image
    width: float


_HEADLINE = tuple(_Font(_BOLD, size, 0) for size, _ in _SIZES)
_FACTS, _NAME = _Font(_PLAIN, _SMALL, 1), _Font(_PLAIN, _SMALL, 2)


def card(headline: str, facts: str, name: str, accent: str) -> bytes:
    """A card as a PNG of ``WIDTH`` × ``HEIGHT`` pixels.

    Args:
        headline: of the article.
        facts: source and date, below the headline.
        name: of the archive, above it, or in its place if its letters cannot be drawn.
        accent: a colour, ``#rrggbb``.
    """
    name, headline, facts = (_drawable(text) for text in (name, headline, facts))
    image = Image.new("P", (WIDTH, HEIGHT))
    image.putpalette(_palette(_INK, _SOFT, accent))
    image.paste(_shade(_NAME, 255), (0, 0, WIDTH, _BAND))
    if headline:
        _write(image, 64, _cut(name, _NAME), _NAME)
    font, lines = _set(headline or name)
    leading = font.size * _LEADING
    top = 130 + (HEIGHT - 260 - len(lines) * leading) / 2
    for number, line in enumerate(lines):
        _write(image, round(top + number * leading), line, font)
    _write(image, HEIGHT - 64 - _SMALL, _cut(facts, _FACTS), _FACTS)
    made = io.BytesIO()
    image.save(made, "PNG", compress_level=1)
    return made.getvalue()


def _palette(*colours: str) -> list[int]:
    """Red, green and blue of the paper and of each shade of each colour."""
    paper, *inks = (bytes.fromhex(colour[1:]) for colour in (_PAPER, *colours))
    values = [*paper]
    for ink in inks:
        for shade in range(1, _SHADES + 1):
            values += [round(p + (i - p) * shade / _SHADES) for p, i in zip(paper, ink, strict=True)]
    return values


def _shade(font: _Font, coverage: int) -> int:
    """The place in the palette for a point of which the letter covers so much, 0 to 255."""
    shade = round(coverage * _SHADES / 255)
    return font.colour * _SHADES + shade if shade else 0


def _write(image: Image.Image, top: int, text: str, font: _Font) -> None:
    across = float(_MARGIN)
    for character in text:
        glyph = _glyph(character, font)
        image.paste(glyph.points, (round(across), top), glyph.mask)
        across += glyph.width


@lru_cache(maxsize=2000)
def _glyph(character: str, font: _Font) -> _Glyph:
    """A character, drawn once: that takes far longer than to copy it."""
    face = _face(font.file, font.size)
    width = face.getlength(character)
    drawn = Image.new("L", (max(1, round(width)) + font.size // 4, round(font.size * 1.4)))
    ImageDraw.Draw(drawn).text((0, 0), character, fill=255, font=face)
    places = drawn.point([_shade(font, coverage) for coverage in range(256)])
    points = Image.frombytes("P", places.size, places.tobytes())
    return _Glyph(points, places.point([0, *[255] * 255]), width)


def _length(text: str, font: _Font) -> float:
    return sum(_glyph(character, font).width for character in text)


def _set(text: str) -> tuple[_Font, Sequence[str]]:
    """The largest font in which a text and its words fit, and its lines; of a long one, the first lines."""
    for font, (_, most) in zip(_HEADLINE, _SIZES, strict=True):
        lines = list(_lines(text, font))
        if len(lines) <= most and (font is _HEADLINE[-1] or _room_for_words(text, font)):
            return font, lines
    last = _cut(f"{lines[most - 1]}  ", font).rstrip(" ,.;:…")
    return font, [*lines[: most - 1], f"{last} …"]


def _lines(text: str, font: _Font) -> Iterator[str]:
    line, length, space = "", 0.0, _length(" ", font)
    for shown in (part for word in text.split() for part in _parts(word, font)):
        width = _length(shown, font)
        if line and length + space + width > _ROOM:
            yield line
            line, length = "", 0.0
        length += (space if line else 0) + width
        line = f"{line} {shown}".strip()
    if line:
        yield line


def _room_for_words(text: str, font: _Font) -> bool:
    return all(_length(word, font) <= _ROOM for word in text.split())


def _parts(word: str, font: _Font) -> Iterator[str]:
    """A word in parts that each fit into a line: almost always one."""
    length, start = 0.0, 0
    for place, character in enumerate(word):
        width = _glyph(character, font).width
        if length + width > _ROOM and place > start:
            yield word[start:place]
            length, start = 0.0, place
        length += width
    yield word[start:]


def _cut(text: str, font: _Font) -> str:
    """As much of a text as one line has room for."""
    length = 0.0
    for place, character in enumerate(text):
        length += _glyph(character, font).width
        if length > _ROOM:
            return f"{text[: max(1, place - 2)].rstrip()}…"
    return text


def _drawable(text: str) -> str:
    """A text without the signs that the fonts lack; "" if they lack one of its letters."""
    text = unicodedata.normalize("NFC", text[:1000])
    if any(not _has(character) and unicodedata.category(character)[0] in _NEEDED for character in text):
        return ""
    return " ".join("".join(filter(_has, text)).split())


@lru_cache(maxsize=5000)
def _has(character: str) -> bool:
    """Whether both fonts have a character: one that they lack is drawn as U+FFFF, which no font has."""
    if character.isspace():
        return True
    faces = (_face(_BOLD, _SMALL), _face(_PLAIN, _SMALL))
    return all(_drawn(face, character) != _drawn(face, "\uffff") for face in faces)


def _drawn(face: ImageFont.FreeTypeFont, character: str) -> tuple[tuple[int, int], bytes]:
    mask = face.getmask(character)
    return mask.size, bytes(mask)


@cache
def _face(name: str, size: int) -> ImageFont.FreeTypeFont:
    try:
        file = str(distribution(_PACKAGE).locate_file(f"{_FONTS}/{name}"))
        return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)
    except (PackageNotFoundError, OSError):
        pass
    # Pillow's own font, which has the letters of English.
    own = ImageFont.load_default(size)
    if not isinstance(own, ImageFont.FreeTypeFont):
        raise OSError("Pillow was built without FreeType, so cards cannot be drawn: set share_cards: false")
    return own
