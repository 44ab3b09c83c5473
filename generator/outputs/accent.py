"""The archive's accent colour: a style sheet with one readable shade for each of the two palettes."""

from __future__ import annotations

import colorsys
from collections.abc import Iterator

from generator.inputs.settings import Settings
from generator.model.output import Output

PATH = "assets/accent.css"
# The least contrast of text of any size: WCAG 2.2, success criterion 1.4.3.
READABLE = 4.5
# Backgrounds behind text in the accent colour, from theme/assets/clipfile.css: paper and wash.
LIGHT = ("#fdfcf9", "#f4f1ea")
DARK = ("#161514", "#201e1c")
STEPS = 100

Colour = tuple[float, float, float]


def accent_style(settings: Settings) -> Iterator[Output]:
    """``assets/accent.css`` if the settings name a colour: the nearest readable shades of it."""
    if not settings.accent:
        return
    light, dark = shade(settings.accent, LIGHT, 0.0), shade(settings.accent, DARK, 1.0)
    yield Output(
        PATH,
        f':root{{--accent:{light}}}:root[data-palette="dark"]{{--accent:{dark}}}\n'
        f'@media (prefers-color-scheme:dark){{:root:not([data-palette="light"]){{--accent:{dark}}}}}\n',
    )


def shade(colour: str, backgrounds: tuple[str, ...], limit: float) -> str:
    """``colour`` (``#rrggbb``) moved towards lightness ``limit`` (0 or 1) until it is readable on each."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    shades = (
        colorsys.hls_to_rgb(hue, lightness + (limit - lightness) * step / STEPS, saturation)
        for step in range(STEPS + 1)
    )
    return next(shade for shade in map(_written, shades) if contrast(shade, backgrounds) >= READABLE)


def contrast(colour: str, backgrounds: tuple[str, ...]) -> float:
    """The lowest contrast between a colour and any of the backgrounds, from 1 to 21."""
    own = _luminance(_parts(colour))
    pairs = (sorted((own, _luminance(_parts(background)))) for background in backgrounds)
    return min((high + 0.05) / (low + 0.05) for low, high in pairs)


def _luminance(colour: Colour) -> float:
    """Relative luminance of sRGB, as WCAG 2.2 defines it."""
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _parts(colour: str) -> Colour:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _written(colour: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)
