"""Typesets and ages the scans of the demonstration archive: the same pages on every run with the same fonts.

    python examples/typeset_scans.py [NAME ...]

For each text ``NAME.txt`` below, it writes ``NAME.jpg`` (or ``NAME.1.jpg``, ``NAME.2.jpg``) and the words on
it as ``NAME.alto.xml`` into ``examples/demo/seeds``. It needs DejaVu Serif, and for Arabic the dev dependency
manimgx-fonts. No real newspaper is imitated; like the briefs, the pages are CC0.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from generator.scans.alto import Block, Line, ScanPage, Word, write_alto

FOLDER = Path(__file__).parent / "demo" / "seeds"
INK, PAPER = 38, 226
MARGIN, GUTTER = 70, 36
QUALITY = 38
_SERIF = ("DejaVuSerifCondensed.ttf", "DejaVuSerifCondensed-Bold.ttf")
_ARABIC = ("NotoSansArabic[wght].ttf",) * 2


class Layout(NamedTuple):
    """How a text is set.

    Attributes:
        columns: of each page.
        width: of a page, in pixels; ``height`` likewise.
        size: of the letters of the text.
        pages: number of pages.
        right_to_left: whether it is written so.
        misread: words → what a program reads in their place.
        doubtful: words of which it is unsure.
        unchanged: whether the text is what the program wrote.
    """

    columns: int
    width: int
    height: int
    size: int = 24
    pages: int = 1
    right_to_left: bool = False
    misread: Mapping[str, str] = {}
    doubtful: Sequence[str] = ()
    unchanged: bool = False


LAYOUTS: Mapping[str, Layout] = {
    "heart-transplant": Layout(1, 780, 1060, 26, doubtful=("Washkansky,", "Darvall,"), unchanged=True),
    "aswan-high-dam": Layout(3, 1300, 660, 22),
    "sydney-opera-house": Layout(
        2, 1000, 540, 23, pages=2, misread={"Utzon": "Utzou", "harbour": "harhour", "sails": "sai1s"}
    ),
    "iftitah-qanat-al-suways": Layout(1, 860, 1150, 27, right_to_left=True),
}


class Sheet:
    """A page that is being set, and its words."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.image = Image.new("L", (layout.width, layout.height), 255)
        self.draw = ImageDraw.Draw(self.image)
        self.blocks: list[Block] = []

    def line(self, words: Sequence[str], font: ImageFont.FreeTypeFont, place: tuple[int, int, int]) -> Line:
        """Set words at (left, top) across a width, without justifying them."""
        left, top, width = place
        space = font.getlength(" ")
        across = float(left + width if self.layout.right_to_left else left)
        found = []
        for word in words:
            length = font.getlength(word)
            x = across - length if self.layout.right_to_left else across
            direction = "rtl" if self.layout.right_to_left else "ltr"
            self.draw.text((x, top), word, font=font, fill=0, direction=direction)
            box = self.draw.textbbox((x, top), word, font=font, direction=direction)
            read = self.layout.misread.get(word.strip(".,“”"), "")
            text = word.replace(word.strip(".,“”"), read) if read else word
            sure = 0.55 if read or word in self.layout.doubtful else 0.9 + 0.02 * (len(word) % 5)
            found.append(Word(text, box[0], box[1], box[2] - box[0], box[3] - box[1], sure))
            across += (-1 if self.layout.right_to_left else 1) * (length + space)
        return Line(tuple(found))


def fonts(layout: Layout) -> tuple[ImageFont.FreeTypeFont, ImageFont.FreeTypeFont]:
    """The fonts of the text and of the headline."""
    if layout.right_to_left:
        folder = importlib.resources.files("manimgx_fonts")
        text, head = (str(folder / name) for name in _ARABIC)
    else:
        text, head = _SERIF
    large = ImageFont.truetype(head, round(layout.size * (1.9 if layout.columns < 3 else 2.3)))
    if layout.right_to_left:
        large.set_variation_by_axes([700])
    return ImageFont.truetype(text, layout.size), large


def wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> Iterator[list[str]]:
    """The words of each line."""
    line: list[str] = []
    for word in text.split():
        if line and font.getlength(" ".join((*line, word))) > width:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def typeset(text: str, layout: Layout) -> list[Sheet]:
    """Headline, date line and paragraphs in columns."""
    head, *paragraphs = (part for part in text.split("\n\n") if part.strip())
    body, large = fonts(layout)
    sheets = [Sheet(layout) for _ in range(layout.pages)]
    top = MARGIN
    inner = layout.width - 2 * MARGIN
    lines = []
    for words in wrapped(head, large, inner):
        lines.append(sheets[0].line(words, large, (MARGIN, top, inner)))
        top += round(large.size * (1.7 if layout.right_to_left else 1.3))
    sheets[0].blocks.append(Block("headline", tuple(lines)))
    sheets[0].draw.line((MARGIN, top + 6, layout.width - MARGIN, top + 6), fill=90, width=2)
    width = (inner - GUTTER * (layout.columns - 1)) // layout.columns
    step = round(layout.size * (1.75 if layout.right_to_left else 1.4))
    rows = [row for paragraph in paragraphs for row in (*wrapped(paragraph, body, width), [])]
    fitting = -(-len(rows) // (layout.columns * layout.pages))
    for column in range(layout.columns * layout.pages):
        sheet = sheets[column // layout.columns]
        start = top + 30 if sheet is sheets[0] else MARGIN
        place = column % layout.columns
        if layout.right_to_left:
            place = layout.columns - 1 - place
        left = MARGIN + place * (width + GUTTER)
        if column % layout.columns:
            x = left - GUTTER // 2
            sheet.draw.line((x, start, x, start + fitting * step), fill=120)
        found = [
            sheet.line(words, body, (left, start + row * step, width))
            for row, words in enumerate(rows[column * fitting : (column + 1) * fitting])
            if words
        ]
        sheet.blocks.append(Block("text", tuple(found)))
    return sheets


def aged(image: Image.Image, seed: str) -> Image.Image:
    """A page as it looks after years: grey paper, uneven ink, a stain, dust."""
    chance = np.random.default_rng(int(hashlib.sha256(seed.encode()).hexdigest()[:8], 16))
    ink = np.asarray(image.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float64) / 255
    height, width = ink.shape
    low = chance.normal(0, 1, (height // 90 + 2, width // 90 + 2))
    cloud = np.asarray(
        Image.fromarray(((low + 3) * 40).clip(0, 255).astype(np.uint8)).resize(
            (width, height), Image.Resampling.BICUBIC
        ),
        dtype=np.float64,
    )
    paper = PAPER + (cloud - 120) * 0.12
    across, down = np.meshgrid(np.arange(width), np.arange(height))
    centre = chance.uniform(0.2, 0.8) * width, chance.uniform(0.3, 0.9) * height
    distance = np.hypot(across - centre[0], down - centre[1]) / (0.16 * width)
    paper -= 9 * np.exp(-((distance - 1) ** 2) * 30) + 5 * (distance < 1)
    page = paper * ink + INK * (1 - ink) + chance.normal(0, 2.0, ink.shape)
    for _ in range(60):
        y, x = int(chance.integers(0, height)), int(chance.integers(0, width))
        page[y : y + 2, x : x + 2] -= 50
    return Image.fromarray(page.clip(0, 255).astype(np.uint8))


def write(name: str) -> None:
    """Write the scan of a text, and the words on it."""
    layout = LAYOUTS[name]
    data = (FOLDER / f"{name}.txt").read_bytes()
    sheets = typeset(data.decode(), layout)
    for number, sheet in enumerate(sheets, 1):
        file = FOLDER / (f"{name}.{number}.jpg" if len(sheets) > 1 else f"{name}.jpg")
        aged(sheet.image, f"{name}{number}").save(file, "JPEG", quality=QUALITY, optimize=True)
    pages = [ScanPage(layout.width, layout.height, tuple(sheet.blocks)) for sheet in sheets]
    digest = hashlib.sha256(data if layout.unchanged else b"what the program wrote").hexdigest()
    (FOLDER / f"{name}.alto.xml").write_bytes(write_alto(pages, digest=digest))


if __name__ == "__main__":
    for chosen in sys.argv[1:] or LAYOUTS:
        write(chosen)
