"""The fonts of cards, and which letters each draws.

Those with Latin, Greek and Cyrillic letters come with MkDocs. Those of other scripts are Noto, in packages of
the extra ``cards``: 23 MB, too much for archives that do not need them. No font of the machine is used, so a
card is the same on every machine with the same packages.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from typing import NamedTuple

from generator.text.scripts import is_traditional

# Packages that decide what a card looks like, besides Pillow.
PACKAGES = ("mkdocs", "manimgx-fonts", "manimgx-fonts-cjk", "arabic-reshaper", "python-bidi", "uharfbuzz")
_MKDOCS, _NOTO, _CJK = "mkdocs/themes/readthedocs/css/fonts", "manimgx_fonts", "manimgx_fonts_cjk"


class FontFile(NamedTuple):
    """A font: its package and path, ranges of the letters it is for, and its number in the file."""

    package: str
    path: str
    letters: str = ""
    number: int = 0


BOLD = FontFile("mkdocs", f"{_MKDOCS}/Roboto-Slab-Bold.woff")
PLAIN = FontFile("mkdocs", f"{_MKDOCS}/lato-normal.woff")
_TO_LEFT = (
    FontFile("manimgx-fonts", f"{_NOTO}/NotoSansArabic[wght].ttf", r"\u0600-\u077f\ufb50-\ufefc"),
    FontFile("manimgx-fonts", f"{_NOTO}/NotoSansHebrew[wght].ttf", r"\u0590-\u05ff\ufb1d-\ufb4f"),
)
_TO_RIGHT = (
    FontFile("manimgx-fonts", f"{_NOTO}/NotoSansArmenian[wght].ttf", r"\u0530-\u058f"),
    FontFile("manimgx-fonts", f"{_NOTO}/NotoSansGeorgian[wght].ttf", r"\u10a0-\u10ff\u1c90-\u1cbf"),
    FontFile("manimgx-fonts", f"{_NOTO}/NotoSansEthiopic[wght].ttf", r"\u1200-\u139f"),
)
# Letters with marks around them, or that join: they need HarfBuzz.
_PLACED = tuple(
    FontFile("manimgx-fonts", f"{_NOTO}/NotoSans{name}[wght].ttf", letters)
    for name, letters in (
        ("Devanagari", r"\u0900-\u097f"),
        ("Bengali", r"\u0980-\u09ff"),
        ("Gurmukhi", r"\u0a00-\u0a7f"),
        ("Gujarati", r"\u0a80-\u0aff"),
        ("Oriya", r"\u0b00-\u0b7f"),
        ("Tamil", r"\u0b80-\u0bff"),
        ("Telugu", r"\u0c00-\u0c7f"),
        ("Kannada", r"\u0c80-\u0cff"),
        ("Malayalam", r"\u0d00-\u0d7f"),
        ("Sinhala", r"\u0d80-\u0dff"),
        ("Thai", r"\u0e00-\u0e7f"),
        ("Lao", r"\u0e80-\u0eff"),
        ("Myanmar", r"\u1000-\u109f"),
        ("Khmer", r"\u1780-\u17ff"),
    )
)
_HAN = r"\u2e80-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"


def fonts(language: str) -> tuple[FontFile, ...]:
    """The fonts of scripts that those of MkDocs lack, as far as they are installed.

    Args:
        language: of the headline, as a BCP 47 tag.
    """
    first = language.lower().partition("-")[0]
    # Han characters have another form in each of these.
    index = {"ja": 0, "ko": 1}.get(first, 3 if is_traditional(language) else 2)
    cjk = FontFile("manimgx-fonts-cjk", f"{_CJK}/NotoSansCJK-VF.otf.ttc", _HAN, index)
    # Letters that join and are read from the right would be wrong one after the other.
    to_left = _TO_LEFT if find_spec("arabic_reshaper") and find_spec("bidi") else ()
    placed = _PLACED if find_spec("uharfbuzz") else ()
    return tuple(font for font in (*to_left, *_TO_RIGHT, *placed, cjk) if located(font))


@cache
def located(font: FontFile) -> str:
    """The path of a font, "" if its package is not installed."""
    try:
        file = distribution(font.package).locate_file(font.path)
    except PackageNotFoundError:
        return ""
    return str(file)


@cache
def foreign() -> re.Pattern[str]:
    """A letter of a script for which no font is installed."""
    ranges = "".join(font.letters for font in fonts(""))
    return re.compile(rf"[^\W\d_\u0000-\u052f\u1d00-\u1fff\u2c60-\u2c7f\ua640-\ua69f\ua720-\ua7ff{ranges}]")


@cache
def versions() -> tuple[str, ...]:
    """The versions of the packages, "" for one that is not installed."""
    numbers = []
    for name in PACKAGES:
        try:
            numbers.append(distribution(name).version)
        except PackageNotFoundError:
            numbers.append("")
    return tuple(numbers)


def is_to_left(text: str) -> bool:
    """Whether a text is read from the right, as its first letter says."""
    first = re.search(r"[^\W\d_]", text)
    return bool(first and _to_left().match(first[0]))


@cache
def _to_left() -> re.Pattern[str]:
    return re.compile(rf"[{''.join(font.letters for font in _TO_LEFT)}]")
