from __future__ import annotations

from generator.site.search.spacing import spaced


def test_letters_of_scripts_without_spaces_are_separated() -> None:
    assert spaced("欧洲卫星 ESA发射。") == "欧 洲 卫 星 ESA发 射。"
    assert spaced("<p>欧洲<em>卫星</em></p>") == "<p>欧 洲<em>卫 星</em></p>"


def test_other_scripts_stay_as_they_are() -> None:
    text = "Øresund 1: Озоновый слой, الأمير"
    assert spaced(text) == text
