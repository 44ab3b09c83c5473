"""The quality of extraction does not fall below its floors."""

from __future__ import annotations

from pathlib import Path

import pytest

from quality.measure import digest, load_floors, measure

FLOORS = load_floors()
# The scorer rounds to four places; a score must not fall by more.
ROUNDING = 0.0001


@pytest.mark.parametrize("name", FLOORS)
def test_no_score_falls_below_its_floor(name: str, shared: Path) -> None:
    floor = FLOORS[name]
    assert (shared / "data" / floor["data"]).exists()
    assert digest(floor["data"]) == floor["sha256"], (
        "the data changed since the floors were measured: run tests/quality/measure.py --write"
    )
    scores = measure(floor)
    fallen = {
        score: (least, scores[score])
        for score, least in floor["floors"].items()
        if scores[score] < least - ROUNDING
    }
    assert not fallen, (
        "extraction got worse: fix it, or lower the floor: python tests/quality/measure.py --write"
    )
