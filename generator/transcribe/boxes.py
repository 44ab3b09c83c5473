"""Boxes on a page."""

from __future__ import annotations

from typing import NamedTuple


class Box(NamedTuple):
    """A box in pixels."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.y1 - self.y0

    @property
    def middle(self) -> tuple[float, float]:
        """The centre."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    @property
    def mirrored(self) -> Box:
        """The box as in a mirror, in which text from right to left is laid out like other text."""
        return Box(-self.x1, self.y0, -self.x0, self.y1)

    def over(self, other: Box) -> float:
        """Pixels of width that both have, at any height."""
        return min(self.x1, other.x1) - max(self.x0, other.x0)

    def along(self, other: Box) -> float:
        """Pixels of height that both have, at any side."""
        return min(self.y1, other.y1) - max(self.y0, other.y0)

    def joined(self, other: Box) -> Box:
        """The box around both."""
        return Box(
            min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1)
        )
