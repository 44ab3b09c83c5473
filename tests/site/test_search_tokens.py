"""How texts become the terms of the index."""

from __future__ import annotations

import pytest

from generator.site.search.tokens import Tokenizer, folded


def words(text: str, language: str | None = None) -> list[str]:
    """The words of a text in their order."""
    return [term.word for term in Tokenizer(language).read(text).terms]


def keys(text: str, language: str | None) -> set[str]:
    return {term.key for term in Tokenizer(language).read(text).terms}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("欧洲卫星。", ["欧洲", "洲卫", "卫星", "星"]),
        ("公司（东区）", ["公司", "司", "东区", "区"]),
        ("发布Miru新品", ["发布", "布", "miru", "新品", "品"]),
        ("価格は4299円", ["価格", "格は", "は", "4299", "円"]),
        ("ＮＡＳＡのｶﾒﾗ", ["nasa", "のカ", "カメ", "メラ", "ラ"]),
        ("ปิดท่า", ["ปิด", "ดท่", "ท่า", "า"]),
        ("ທ່າເຮືອ", ["ທ່າ", "າເ", "ເຮື", "ຮືອ", "ອ"]),
        ("NASA는 정부가", ["nasa", "는", "정부", "부가", "가"]),
    ],
    ids=[
        "Chinese",
        "brackets",
        "Latin in Chinese",
        "digits in Japanese",
        "wide and half",
        "Thai",
        "Lao",
        "Korean",
    ],
)
def test_scripts_without_spaces_become_pairs_of_letters(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The O'Hara, U.S.", ["the", "o", "hara", "u", "s"]),
        ("García’s CAFÉ", ["garcia", "s", "cafe"]),
        ("किताब की", ["किताब", "की"]),
        ("السَّلام", ["السلام"]),
        ("ёлка, йод", ["елка", "иод"]),
        ("Straße, Øresund", ["strasse", "oresund"]),
        ("iPhone™ Paris² №7 1½", ["iphone", "paris", "2", "no", "7", "1", "1", "2"]),
        ("co\u00adop क्\u200dषेत्र", ["coop", "क्षेत्र"]),
    ],
    ids=[
        "apostrophe",
        "accents",
        "Hindi keeps its vowels",
        "Arabic without points",
        "Cyrillic",
        "no decomposition",
        "signs at words",
        "characters that are not seen",
    ],
)
def test_words_are_compared_without_case_and_accents(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_word_with_hyphens_is_also_one_word_at_the_place_of_its_first_part() -> None:
    reading = Tokenizer(None).read("an e-mail came")
    assert [term.word for term in reading.terms] == ["an", "e", "mail", "came"]
    assert [(at, term.word) for at, term in reading.joined] == [(1, "email")]


def test_words_share_a_stem_in_the_language_of_their_text() -> None:
    assert keys("flood floods flooding", "en") == {"flood/en"}
    assert keys("maison maisons", "fr") == {"maison/fr"}
    assert keys("nation nations", "fr-CA") == keys("nations", "fr")
    assert keys("maisons maison", None) == {"maison", "maisons"}
    assert len(keys("российский российского", "ru")) == 1


def test_a_folded_word_keeps_the_marks_that_are_letters() -> None:
    assert folded("が") == "が"
    assert folded("정부") == "정부"
    assert folded("ที่") == "ที่"
