from __future__ import annotations

import re
from pathlib import Path

import pytest
from making import ROOT

from generator.inputs.settings import Settings
from generator.outputs.accent import DARK, LIGHT, READABLE, accent_style, contrast, shade


@pytest.mark.parametrize("colour", ["#ffff00", "#000000", "#ffffff", "#8c1d18", "#1f6feb"])
def test_any_colour_becomes_readable_on_both_palettes(colour: str) -> None:
    assert contrast(shade(colour, LIGHT, 0.0), LIGHT) >= READABLE
    assert contrast(shade(colour, DARK, 1.0), DARK) >= READABLE


def test_a_readable_colour_is_not_changed() -> None:
    assert shade("#8c1d18", LIGHT, 0.0) == "#8c1d18"


def test_contrast_is_computed_as_in_the_standard() -> None:
    assert contrast("#000000", ("#ffffff",)) == pytest.approx(21)
    assert contrast("#777777", ("#ffffff",)) == pytest.approx(4.48, abs=0.01)


def test_the_backgrounds_are_those_of_the_theme() -> None:
    style = Path(ROOT / "theme" / "assets" / "clipfile.css").read_text(encoding="utf-8")
    assert set(re.findall(r"--(?:paper|wash): (#\w{6})", style)) == {*LIGHT, *DARK}


def test_without_a_colour_there_is_no_style_sheet() -> None:
    assert list(accent_style(Settings())) == []
    assert [output.path for output in accent_style(Settings(accent="#1f6feb"))] == ["assets/accent.css"]
