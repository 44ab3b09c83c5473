"""The Equal Earth projection, shapes of countries, and their continents.

``data/countries.json`` and ``theme/assets/world.svg`` are made by ``tests/outputs/update_world.py``. Areas
are shown in their true proportions, as a map with shaded countries must.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "data" / "countries.json"
# The map's own units: its width, from 180 degrees west to 180 degrees east on the equator.
WORLD = 1000.0
# Outlines are in fifths of a unit: whole numbers are short.
STEPS = 5
# Šavrič, Patterson and Jenny, "The Equal Earth map projection", 2018.
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_HALF = sqrt(3) / 2
_WIDEST = 5.41326


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """The position of a point, from 0 to ``WORLD`` to the right, and down from the North Pole."""
    t = asin(_HALF * sin(radians(latitude)))
    t2 = t * t
    t6 = t2**3
    slope = 9 * _A[3] * t6 * t2 + 7 * _A[2] * t6 + 3 * _A[1] * t2 + _A[0]
    across = radians(longitude) * cos(t) / (_HALF * slope)
    scale = WORLD / _WIDEST
    return WORLD / 2 + across * scale, (_height(asin(_HALF)) - _height(t)) * scale


def _height(t: float) -> float:
    t2 = t * t
    t6 = t2**3
    return t * (_A[3] * t6 * t2 + _A[2] * t6 + _A[1] * t2 + _A[0])


@cache
def shapes() -> Mapping[str, str]:
    """Country (ISO 3166-1 alpha-2) → its outline as an SVG path, in ``STEPS`` to a unit."""
    shapes: Mapping[str, str] = _data()["shapes"]
    return shapes


@cache
def continents() -> Mapping[str, str]:
    """Country → its continent, as the UN's number for it, which is also its key in CLDR."""
    lists: Mapping[str, str] = _data()["continents"]
    return {country: continent for continent, listed in lists.items() for country in listed.split()}


@cache
def _data() -> Mapping[str, Mapping[str, str]]:
    data: Mapping[str, Mapping[str, str]] = json.loads(FILE.read_text(encoding="utf-8"))
    return data
