"""Draws the pictures of the demonstration archive: flat illustrations, the same bytes on every run.

    python examples/draw_pictures.py

They are written to ``examples/demo/seeds/pictures``. No photograph is used; like the briefs, they are CC0.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parent / "demo" / "seeds" / "pictures"
# Drawn at twice the size, which smooths the edges.
SCALE = 2
WIDE, TALL = (1200, 800), (800, 1120)
QUALITY = 60
NIGHT, PAPER, RED, GOLD, GREY, BLUE, WHITE = (
    "#12161f",
    "#f3ecdd",
    "#a8322a",
    "#d9a441",
    "#8d8a84",
    "#2f5d8a",
    "#fdfbf5",
)
Point = tuple[float, float]


class Sheet:
    """A picture being drawn, in points of its final size."""

    def __init__(self, size: tuple[int, int], ground: str) -> None:
        self.size = size
        self._image = Image.new("RGB", (size[0] * SCALE, size[1] * SCALE), ground)
        self._draw = ImageDraw.Draw(self._image)

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        """A filled circle."""
        box = [SCALE * value for value in (x - radius, y - radius, x + radius, y + radius)]
        self._draw.ellipse(box, fill=colour)

    def arc(self, centre: Point, radius: float, span: tuple[int, int], colour: str, width: int) -> None:
        """A part of a circle; ``span`` in degrees, clockwise from the right."""
        x, y = centre
        box = [SCALE * value for value in (x - radius, y - radius, x + radius, y + radius)]
        self._draw.arc(box, *span, fill=colour, width=width * SCALE)

    def shape(self, points: Sequence[Point], colour: str) -> None:
        """A filled polygon."""
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        """A filled rectangle."""
        self.shape([(left, top), (right, top), (right, bottom), (left, bottom)], colour)

    def line(self, points: Sequence[Point], colour: str, width: int) -> None:
        """A line through points."""
        self._draw.line(
            [(x * SCALE, y * SCALE) for x, y in points], fill=colour, width=width * SCALE, joint="curve"
        )

    def stars(self, seed: int, count: int = 90) -> None:
        """Small discs at random places that depend on ``seed`` alone."""
        chance = random.Random(seed)  # noqa: S311 - decoration
        for _ in range(count):
            place = chance.uniform(0, self.size[0]), chance.uniform(0, self.size[1])
            self.disc(*place, chance.choice((1, 1, 1.5, 2.2)), WHITE)

    def save(self, name: str) -> None:
        """Write the picture as a JPEG."""
        small = self._image.resize(self.size, Image.Resampling.LANCZOS)
        small.save(FOLDER / f"{name}.jpg", quality=QUALITY, optimize=True)


def around(x: float, y: float, radius: float, corners: int, turn: float = 0.0) -> list[Point]:
    """The corners of a regular polygon; ``turn`` in degrees."""
    angles = [math.radians(turn + 360 * corner / corners) for corner in range(corners)]
    return [(x + radius * math.cos(angle), y + radius * math.sin(angle)) for angle in angles]


def europa() -> Sheet:
    """A probe with two long panels above an icy moon, Jupiter behind it."""
    sheet = Sheet(WIDE, NIGHT)
    sheet.stars(1)
    sheet.disc(980, 250, 330, "#c58f5c")
    for y, colour in ((90, "#b27a4a"), (180, "#dcb183"), (270, "#a96e42"), (360, "#d5a676")):
        top, bottom = (math.sqrt(329**2 - (edge - 250) ** 2) for edge in (y, y + 50))
        sheet.shape([(980 - top, y), (980 + top, y), (980 + bottom, y + 50), (980 - bottom, y + 50)], colour)
    sheet.disc(300, 980, 620, "#cfd6d8")
    for start in range(-200, 640, 120):
        sheet.line([(start, 800), (start + 70, 690), (start + 90, 600)], "#a9785c", 4)
    sheet.shape([(420, 330), (700, 250), (716, 306), (436, 386)], BLUE)
    sheet.shape([(20, 444), (300, 364), (316, 420), (36, 500)], BLUE)
    for step in range(1, 5):
        sheet.line([(420 + 56 * step, 330 - 16 * step), (436 + 56 * step, 386 - 16 * step)], NIGHT, 3)
        sheet.line([(20 + 56 * step, 444 - 16 * step), (36 + 56 * step, 500 - 16 * step)], NIGHT, 3)
    sheet.line([(300, 392), (430, 356)], GREY, 8)
    sheet.shape(around(366, 374, 62, 6, 14), GOLD)
    sheet.disc(366, 300, 54, WHITE)
    sheet.disc(366, 300, 12, GREY)
    return sheet


def moon() -> Sheet:
    """A landing craft on grey ground, the Earth above it."""
    sheet = Sheet(WIDE, NIGHT)
    sheet.stars(2)
    sheet.disc(930, 190, 100, BLUE)
    sheet.shape(around(900, 170, 46, 5, 20), "#5c8f5a")
    sheet.shape(around(975, 225, 34, 5, 60), "#5c8f5a")
    sheet.disc(600, 2050, 1500, "#b9b5ad")
    for x, y, radius in ((180, 690, 60), (980, 720, 80), (760, 650, 26), (330, 600, 22)):
        sheet.disc(x, y, radius, "#9c978e")
        sheet.disc(x + radius / 8, y + radius / 8, radius * 0.8, "#aaa59c")
    for x in (420, 660):
        sheet.line([(540, 470), (x, 610)], GOLD, 10)
        sheet.disc(x, 614, 24, GOLD)
    sheet.box(460, 410, 620, 520, GOLD)
    sheet.shape([(480, 410), (600, 410), (640, 330), (590, 260), (490, 260), (440, 330)], WHITE)
    sheet.shape([(500, 320), (540, 320), (540, 360)], NIGHT)
    sheet.line([(800, 620), (800, 430)], WHITE, 6)
    sheet.box(803, 430, 900, 495, RED)
    return sheet


def sputnik() -> Sheet:
    """A ball with four long aerials above the curve of the Earth."""
    sheet = Sheet(WIDE, NIGHT)
    sheet.stars(3)
    sheet.disc(600, 1500, 960, BLUE)
    sheet.disc(600, 1520, 950, "#3f74a6")
    for radius in (170, 240, 310):
        sheet.arc((640, 290), radius, (-50, 0), RED, 6)
    for x, y in ((250, 420), (200, 330), (290, 490), (180, 250)):
        sheet.line([(600, 300), (x, y)], GREY, 6)
    sheet.disc(640, 290, 92, "#c9ccd1")
    sheet.disc(612, 262, 28, WHITE)
    return sheet


def wall() -> Sheet:
    """A wall of slabs with a gap, people in the light behind it."""
    sheet = Sheet(WIDE, "#29405c")
    sheet.shape([(480, 0), (760, 0), (900, 800), (380, 800)], GOLD)
    for x, height in ((520, 150), (590, 175), (655, 160), (720, 180)):
        sheet.shape([(x - 26, 800), (x + 26, 800), (x + 18, 800 - height), (x - 18, 800 - height)], NIGHT)
        sheet.disc(x, 780 - height, 22, NIGHT)
    for left in (*range(-20, 440, 120), *range(800, 1200, 120)):
        sheet.box(left, 300, left + 112, 800, "#b9b2a4")
        sheet.box(left + 100, 300, left + 112, 800, "#9a9486")
    sheet.box(-20, 280, 452, 310, "#8b8578")
    sheet.box(800, 280, 1200, 310, "#8b8578")
    for x, y, colour in ((90, 520, RED), (260, 600, BLUE), (960, 540, GOLD), (1100, 640, RED)):
        sheet.shape(around(x, y, 44, 5, x % 70), colour)
    return sheet


def tunnel() -> Sheet:
    """A train that leaves a round tunnel below the sea."""
    sheet = Sheet(WIDE, "#9fc3d6")
    for number, y in enumerate(range(60, 300, 60)):
        wave = [(x, y + 14 * math.sin(x / 46 + number)) for x in range(0, 1201, 12)]
        sheet.line(wave, "#6d9fba", 8)
    sheet.box(0, 290, 1200, 800, "#8a7a63")
    sheet.disc(600, 560, 330, "#5e5344")
    sheet.disc(600, 560, 290, NIGHT)
    sheet.shape([(470, 800), (730, 800), (640, 640), (560, 640)], "#4b4337")
    sheet.shape([(430, 720), (450, 430), (520, 360), (680, 360), (750, 430), (770, 720)], GOLD)
    sheet.shape([(480, 450), (530, 400), (670, 400), (720, 450), (705, 540), (495, 540)], NIGHT)
    sheet.box(430, 640, 770, 676, RED)
    for x in (490, 710):
        sheet.disc(x, 606, 22, WHITE)
    return sheet


def ring() -> Sheet:
    """A dark disc within a glowing ring that is brighter below."""
    sheet = Sheet(WIDE, "#0b0806")
    for step in range(60, 0, -1):
        share = 1 - step / 60
        colour = f"#{int(20 + 200 * share):02x}{int(10 + 90 * share**1.6):02x}{int(8 + 26 * share**2):02x}"
        sheet.disc(600, 408, 170 + step * 3, colour)
    for step in range(30, 0, -1):
        share = 1 - step / 30
        colour = f"#{int(220 + 30 * share):02x}{int(100 + 90 * share):02x}{int(34 + 60 * share):02x}"
        sheet.arc((600, 408), 178 + step / 2, (20 + step, 160 - step), colour, 26)
    sheet.disc(600, 400, 138, "#0b0806")
    return sheet


def mirror() -> Sheet:
    """Eighteen golden hexagons above layers of foil."""
    sheet = Sheet(WIDE, NIGHT)
    sheet.stars(4)
    for step, colour in enumerate(("#8a6f8f", "#a487a6", "#bfa3bd", "#d8c3d3")):
        y = 640 + 26 * step
        sheet.shape([(160 + 20 * step, y), (600, y - 70), (1040 - 20 * step, y), (600, y + 80)], colour)
    size, across, down = 66, 66 * math.sqrt(3), 66 * 1.5
    for row, count in ((-2, 3), (-1, 4), (0, 5), (1, 4), (2, 3)):
        for number in range(count):
            x, y = 600 + (number - (count - 1) / 2) * across, 320 + row * down
            if (row, number) != (0, 2):
                sheet.shape(around(x, y, size - 4, 6, 30), GOLD if (row + number) % 2 else "#e3b75f")
    for x in (330, 870, 600):
        sheet.line([(x, 500 if x != 600 else 110), (600, 320)], GREY, 7)
    sheet.disc(600, 320, 30, GREY)
    return sheet


def helix() -> Sheet:
    """A double helix, upright."""
    sheet = Sheet(TALL, PAPER)
    rungs = (RED, BLUE, GOLD, "#5c8f5a")
    for number, y in enumerate(range(40, 1100, 53)):
        one, other = 400 + 190 * math.sin(y / 120), 400 - 190 * math.sin(y / 120)
        sheet.line([(one, y), (400, y)], rungs[number % 4], 14)
        sheet.line([(400, y), (other, y)], rungs[(number + 1) % 4], 14)
    for sign, colour in ((1, NIGHT), (-1, GREY)):
        sheet.line([(400 + sign * 190 * math.sin(y / 120), y) for y in range(0, 1121, 8)], colour, 22)
    return sheet


def shuttle() -> Sheet:
    """A winged spacecraft on its rockets, rising from the smoke, upright."""
    sheet = Sheet(TALL, "#7fb0cf")
    for x, y, radius in (
        (180, 1040, 130),
        (400, 1080, 170),
        (620, 1040, 140),
        (320, 1000, 90),
        (500, 990, 90),
    ):
        sheet.disc(x, y, radius, WHITE)
    for x in (310, 490):
        sheet.shape([(x - 34, 800), (x + 34, 800), (x, 1010)], GOLD)
        sheet.box(x - 32, 330, x + 32, 800, WHITE)
        sheet.shape([(x - 32, 330), (x + 32, 330), (x, 250)], WHITE)
    sheet.box(340, 240, 460, 780, "#b8622f")
    sheet.shape([(340, 240), (460, 240), (400, 130)], "#b8622f")
    sheet.shape(
        [(360, 420), (400, 320), (440, 420), (440, 640), (560, 780), (240, 780), (360, 640)], "#e9e7e1"
    )
    sheet.shape([(376, 420), (400, 372), (424, 420)], NIGHT)
    return sheet


PICTURES: Mapping[str, Callable[[], Sheet]] = {
    "europa": europa,
    "moon": moon,
    "sputnik": sputnik,
    "wall": wall,
    "tunnel": tunnel,
    "ring": ring,
    "mirror": mirror,
    "helix": helix,
    "shuttle": shuttle,
}


def main() -> None:
    """Draw all pictures."""
    FOLDER.mkdir(exist_ok=True)
    for name, draw in PICTURES.items():
        draw().save(name)


if __name__ == "__main__":
    main()
