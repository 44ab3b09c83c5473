"""The quality of reading does not fall below what it has reached."""

from __future__ import annotations

from pathlib import Path

import pytest

from quality.measure import digest, load_floors, measured

FLOORS = load_floors()
# The scorer rounds to four places; a figure may not fall by more.
ROUNDING = 0.0001


@pytest.mark.parametrize("name", FLOORS)
def test_no_figure_falls_below_its_floor(name: str, shared: Path) -> None:
    floor = FLOORS[name]
    assert (shared / "data" / floor["data"]).exists()
    assert digest(floor["data"]) == floor["sha256"], (
        "other data than the floors were taken on: measure them anew"
    )
    reached = measured(floor)
    fallen = {
        figure: (least, reached[figure])
        for figure, least in floor["floors"].items()
        if reached[figure] < least - ROUNDING
    }
    assert not fallen, (
        "reading got worse; mend it, or lower the floor: python tests/quality/measure.py --write"
    )
