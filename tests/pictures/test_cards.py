from __future__ import annotations

import io

import pytest
from PIL import Image

from generator.pictures import cards
from generator.pictures.card_clusters import Letters, clusters, draw, width_of
from generator.pictures.card_fonts import fonts, located
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


@pytest.mark.parametrize(
    ("headline", "language", "to_left"),
    [
        ("إغلاق الرصيف القديم (2024)", "ar", True),
        ("بسته شدن اسکلهٔ چوبی", "fa", True),
        ("הרציף הישן נסגר", "he", True),
        ("旧码头关闭，货车改道", "zh-CN", False),
        ("古い岸壁を閉鎖", "ja", False),
        ("옛 부두를 닫는다", "ko", False),
        ("ძველი ნავმისადგომი", "ka", False),
        ("पुराना घाट बंद", "hi", False),
        ("ปิดท่าเรือเก่า", "th", False),
        ("பழைய துறைமுகம்", "ta", False),
    ],
)
def test_headlines_of_other_scripts_are_drawn(headline: str, language: str, to_left: bool) -> None:
    pytest.importorskip("manimgx_fonts", reason="the fonts of the extra cards are not installed")
    drawn = card(headline, "", "Record", "#8c1d18", language)
    assert drawn != card("", "", "Record", "#8c1d18", language)
    shown = Image.open(io.BytesIO(drawn)).convert("L")
    box = shown.crop((0, 130, 1200, 500)).point([255 * (level < 128) for level in range(256)]).getbbox()
    assert box
    assert (1200 - box[2] < 100) if to_left else (box[0] < 100)


def test_a_script_without_a_font_leaves_the_name_of_the_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cards, "fonts", lambda _: ())
    cards._has.cache_clear()
    try:
        named = card("", "", "Record", "#8c1d18", "ja")
        assert card("古い岸壁を閉鎖", "", "Record", "#8c1d18", "ja") == named
    finally:
        cards._has.cache_clear()


def test_no_line_begins_with_what_closes_a_sentence() -> None:
    text = "港" * 13 + "。「古い」岸壁（東）は" * 5
    for width in range(12, 15):
        shown = lines("港" * width + text)
        assert "".join(shown) == "港" * width + text
        assert not any(line[0] in "。」）" or line[-1] in "「（" for line in shown)


def test_letters_that_do_not_join_are_not_drawn_one_by_one() -> None:
    pytest.importorskip("arabic_reshaper")
    assert cards._joined("رصيف") != "رصيف"
    # A letter of Pashto that has no forms of its own in Unicode.
    assert not cards._drawable("رصي\u069a", "ps")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dock", ["D", "o", "c", "k"]),
        ("कार्यक्रम", ["का", "र्य", "क्र", "म"]),
        ("น้ำ เก่า", ["น้ำ", " ", "เ", "ก่", "า"]),
        ("ශ්\u200dරී 5", ["ශ්\u200dරී", " ", "5"]),
        ("ខ្មែរ", ["ខ្មែ", "រ"]),
    ],
)
def test_letters_that_are_placed_together_are_one_cluster(text: str, expected: list[str]) -> None:
    assert clusters(text) == expected


def test_a_mark_is_above_its_letter_and_takes_no_room() -> None:
    pytest.importorskip("uharfbuzz", reason="the extra cards is not installed")
    pytest.importorskip("manimgx_fonts", reason="the fonts of the extra cards are not installed")
    letters = Letters(located(next(font for font in fonts("th") if "Thai" in font.path)), 60, 700)
    assert width_of("ที่", letters) == width_of("ท", letters)
    tops = []
    for cluster in ("ท", "ที่"):
        image = Image.new("L", (120, 140))
        draw(image, (20, 100), cluster, letters)
        box = image.getbbox()
        assert box
        tops.append(box[1])
    assert tops[1] < tops[0] - 10


def test_a_long_headline_without_spaces_is_divided_between_clusters() -> None:
    pytest.importorskip("uharfbuzz", reason="the extra cards is not installed")
    text = "ท่าเรือน้ำลึกเก่าปิดแล้ว" * 3
    found = list(cards._set(text, "th")[1])
    assert len(found) > 1
    assert all(clusters(line)[0] in clusters(text) for line in found)
