"""The card of an article without a picture: what other sites show of a link to it.

Drawn with fonts of packages, so it needs none of the machine's and looks the same everywhere. Pillow joins
letters and orders them with a library that not every machine has (FriBiDi), so that is done here. A headline
in a script for which no font is installed is replaced by the name of the archive.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

from generator.pictures.card_fonts import BOLD, PLAIN, FontFile, fonts, is_to_left, located
from generator.pictures.renditions import CARD

try:
    import arabic_reshaper
    from bidi.algorithm import get_display
except ImportError:
    arabic_reshaper = None

WIDTH, HEIGHT = CARD
_MARGIN, _BAND = 80, 18
_ROOM = WIDTH - 2 * _MARGIN
_PAPER, _INK, _SOFT = "#fdfcf9", "#1b1a18", "#5c5850"
# Sizes of the headline in pixels, and how many lines of each there is room for.
_SIZES = ((76, 4), (64, 5), (52, 6))
_LEADING = 1.2
_BASELINE = 1.05
_SMALL = 32
# Shades of a colour between that of the paper and its own, which is the last.
_SHADES = 15
# Letters and their marks: a text without one of them would be wrong; other signs are merely missing.
_NEEDED = frozenset("LM")
# What no line break divides: a word, or a character of Chinese or Japanese with its punctuation.
_UNIT = re.compile(
    r"[「『（《〈【〔“‘]{0,4}+[\u2e80-\u2fff\u3040-\u30fa\u3400-\u9fff\uf900-\ufaff]"
    r"[\u3001-\u3005\u3009\u300b\u300d\u300f\u3011\u3015\u30fb-\u30fe\uff01-\uff07\uff09-\uff1f”’…—]{0,9}+"
    r"|[^\u2e80-\u2fff\u3040-\u30fa\u3400-\u9fff\uf900-\ufaff「『（《〈【〔]++|."
)
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f]")
# Letters that have other forms within a word, as they are before these are chosen.
_UNJOINED = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f]")


class _Font(NamedTuple):
    """A font in a size, the place of its colour among those of a card, and the language of what it draws."""

    file: FontFile
    size: int
    colour: int
    language: str = ""


class _Glyph(NamedTuple):
    """A character as it is copied into a card: its points, which of them are set, and its width."""

    points: Image.Image
    mask: Image.Image
    width: float


_FACTS, _NAME = _Font(PLAIN, _SMALL, 1), _Font(PLAIN, _SMALL, 2)


def card(headline: str, facts: str, name: str, accent: str, language: str = "") -> bytes:
    """A card as a PNG of ``WIDTH`` × ``HEIGHT`` pixels.

    Args:
        headline: of the article.
        facts: source and date, below the headline.
        name: of the archive, above it, or in its place if its letters cannot be drawn.
        accent: a colour, ``#rrggbb``.
        language: of the headline, "" if it is unknown.
    """
    name, headline, facts = (_drawable(text, language) for text in (name, headline, facts))
    small, large = (font._replace(language=language) for font in (_FACTS, _NAME))
    to_left = is_to_left(headline or name)
    image = Image.new("P", (WIDTH, HEIGHT))
    image.putpalette(_palette(_INK, _SOFT, accent))
    image.paste(_shade(_NAME, 255), (0, 0, WIDTH, _BAND))
    if headline:
        _write(image, 64, _cut(name, large), large, to_left=to_left)
    font, lines = _set(headline or name, language)
    leading = font.size * _LEADING
    top = 130 + (HEIGHT - 260 - len(lines) * leading) / 2
    for number, line in enumerate(lines):
        _write(image, round(top + number * leading), line, font, to_left=to_left)
    _write(image, HEIGHT - 64 - _SMALL, _cut(facts, small), small, to_left=to_left)
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


def _write(image: Image.Image, top: int, text: str, font: _Font, *, to_left: bool = False) -> None:
    if to_left:
        text = get_display(text, base_dir="R")
    across = WIDTH - _MARGIN - _length(text, font) if to_left else float(_MARGIN)
    for character in text:
        glyph = _glyph(character, font)
        image.paste(glyph.points, (round(across) - font.size // 4, top), glyph.mask)
        across += glyph.width


@lru_cache(maxsize=2000)
def _glyph(character: str, font: _Font) -> _Glyph:
    """A character, drawn once: that takes far longer than to copy it."""
    face = _face_of(character, font)
    width = face.getlength(character)
    drawn = Image.new("L", (max(1, round(width)) + font.size // 2, round(font.size * 1.7)))
    # All fonts on one line; some letters begin before their place.
    place = font.size // 4, round(font.size * _BASELINE)
    ImageDraw.Draw(drawn).text(place, character, fill=255, font=face, anchor="ls")
    places = drawn.point([_shade(font, coverage) for coverage in range(256)])
    points = Image.frombytes("P", places.size, places.tobytes())
    return _Glyph(points, places.point([0, *[255] * 255]), width)


def _length(text: str, font: _Font) -> float:
    return sum(_glyph(character, font).width for character in text)


def _set(text: str, language: str = "") -> tuple[_Font, Sequence[str]]:
    """The largest font in which a text and its words fit, and its lines; of a long one, the first lines."""
    for size, most in _SIZES:
        font = _Font(BOLD, size, 0, language)
        lines = list(_lines(text, font))
        if len(lines) <= most and (size == _SIZES[-1][0] or _room_for_words(text, font)):
            return font, lines
    last = _cut(f"{lines[most - 1]}  ", font).rstrip(" ,.;:…")
    return font, [*lines[: most - 1], f"{last} …"]


def _lines(text: str, font: _Font) -> Iterator[str]:
    line, length, space = "", 0.0, _length(" ", font)
    for word in text.split():
        gap = " " if line else ""
        for shown in (part for unit in _UNIT.findall(word) for part in _parts(unit, font)):
            width, before = _length(shown, font), space if gap else 0
            if line and length + before + width > _ROOM:
                yield line
                line, length, gap, before = "", 0.0, "", 0
            length += before + width
            line, gap = f"{line}{gap}{shown}", ""
    if line:
        yield line


def _room_for_words(text: str, font: _Font) -> bool:
    return all(_length(unit, font) <= _ROOM for word in text.split() for unit in _UNIT.findall(word))


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


def _drawable(text: str, language: str) -> str:
    """A text with joined letters, without signs that the fonts lack; "" if they lack one of its letters."""
    text = _joined(unicodedata.normalize("NFC", text[:1000]))
    if any(not _has(char, language) and unicodedata.category(char)[0] in _NEEDED for char in text):
        return ""
    return " ".join("".join(char for char in text if _has(char, language)).split())


def _joined(text: str) -> str:
    """A text whose Arabic letters have the form of their place in the word."""
    if not _ARABIC.search(text) or arabic_reshaper is None:
        return text
    shaped: str = arabic_reshaper.reshape(text)
    # A letter for which there are no such forms would not join its neighbours.
    return text if _UNJOINED.search(shaped) else shaped


@lru_cache(maxsize=5000)
def _has(character: str, language: str) -> bool:
    """Whether the fonts have a character."""
    if character.isspace():
        return True
    if _UNJOINED.match(character):
        return False
    files = [[file, *fonts(language)] for file in (BOLD, PLAIN)]
    return all(any(_draws(file, character) for file in some) for some in files)


@lru_cache(maxsize=9000)
def _draws(file: FontFile, character: str) -> bool:
    """Whether a font has a character: one that it lacks is drawn as U+FFFF, which no font has."""
    face = _face(file, _SMALL, file == BOLD)
    return _drawn(face, character) != _drawn(face, "\uffff")


def _face_of(character: str, font: _Font) -> ImageFont.FreeTypeFont:
    """The first font that has a character."""
    files = () if character.isascii() else fonts(font.language)
    file = next((path for path in (font.file, *files) if _draws(path, character)), font.file)
    return _face(file, font.size, font.file == BOLD)


def _drawn(face: ImageFont.FreeTypeFont, character: str) -> tuple[tuple[int, int], bytes]:
    mask = face.getmask(character)
    return mask.size, bytes(mask)


@cache
def _face(file: FontFile, size: int, bold: bool) -> ImageFont.FreeTypeFont:
    try:
        made = ImageFont.truetype(
            located(file), size, index=file.number, layout_engine=ImageFont.Layout.BASIC
        )
        if file.letters:
            made.set_variation_by_axes([700 if bold else 400])
    except OSError:
        pass
    else:
        return made
    # Pillow's own font, which has the letters of English.
    own = ImageFont.load_default(size)
    if not isinstance(own, ImageFont.FreeTypeFont):
        raise OSError("Pillow was built without FreeType, so cards cannot be drawn: set share_cards: false")
    return own
