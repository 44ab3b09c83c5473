from __future__ import annotations

import io

import pytest
from PIL import Image

from generator.pictures import cards
from generator.pictures.cards import card


def lines(text: str) -> list[str]:
    return list(cards._set(text)[1])


@pytest.mark.parametrize("letters", [20, 40, 70, 150])
def test_a_long_word_is_never_cut(letters: int) -> None:
    word = "Hafenbecken" * (letters // 11 + 1)
    assert "".join(lines(f"Neue {word[:letters]} gebaut")).replace(" ", "") == f"Neue{word[:letters]}gebaut"


def test_letters_become_smaller_before_a_word_is_divided() -> None:
    word = "Hafenbeckenverbreiterungsplan"
    assert word in lines(f"{word} liegt vor")


def test_lines_stay_within_the_card() -> None:
    text = "Hafenbeckenverbreiterungsplanungsgesellschaft " * 3
    image = Image.open(io.BytesIO(card(text, "", "", "#8c1d18"))).convert("L")
    # Beside the text is only paper.
    assert {image.getpixel((x, y)) for x in range(1140, 1200) for y in range(40, 630, 3)} == {
        image.getpixel((5, 300))
    }
