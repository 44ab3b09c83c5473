"""Which scripts write without spaces: one table, here and in the browser."""

from __future__ import annotations

import re
import unicodedata

import pytest
from making import ROOT

from generator.extract.plain.lines import join
from generator.extract.plain.phrases import match_phrases
from generator.outputs.pages.articles import reading_minutes
from generator.outputs.pages.differences import differences
from generator.text.scripts import (
    HANGUL,
    UNSPACED,
    UNSPACED_SCRIPTS,
    count_unspaced,
    is_touching,
    is_traditional,
)

# Words in the Unicode names of a script's letters, and how the names of all its plain letters begin.
NAMES = {"Han": "IDEOGRAPH"}
BEGIN = {"Han": "CJK UNIFIED IDEOGRAPH"}
NAMED = {unicodedata.name(char, ""): char for char in map(chr, range(0x20000)) if char.isalpha()}
THAI = "สภาเมืองลงมติเมื่อวันอังคารให้ซ่อมหลังคาตลาด"
KOREAN = "시의회는 화요일에 시장 지붕을 수리하기로 의결했다."


@pytest.mark.parametrize("script", UNSPACED_SCRIPTS)
def test_a_script_has_all_its_letters_and_no_others(script: str) -> None:
    word = NAMES.get(script, script.upper())
    held = {name for name, char in NAMED.items() if re.fullmatch(f"[{UNSPACED_SCRIPTS[script]}]", char)}
    assert {
        name for name, char in NAMED.items() if name.startswith(BEGIN.get(script, word)) and char < "\uffff"
    } <= held
    assert {name for name in held if word not in name} == set()


def test_korean_writes_with_spaces_and_its_particles_touch_its_words() -> None:
    assert not re.search(f"[{UNSPACED}]", KOREAN)
    assert re.search(f"[{HANGUL}]", KOREAN)
    assert is_touching(KOREAN)


def test_the_browser_knows_the_same_scripts() -> None:
    script = (ROOT / "theme" / "assets" / "marks.js").read_text(encoding="utf-8")
    (pattern,) = re.findall(r"const unspaced = /\[(.*)\]/u;", script)
    assert re.findall(r"\\p\{sc=(\w+)\}", pattern) == list(UNSPACED_SCRIPTS)
    # Unicode counts the long mark, which two scripts share, as a letter of neither.
    rest = re.sub(r"\\p\{sc=\w+\}", "", pattern)
    assert rest == "ー"
    assert re.fullmatch(f"[{UNSPACED}]", rest)


def test_reading_takes_time_by_letters_without_spaces_and_by_words_with_them() -> None:
    assert reading_minutes("市議会は" * 500) == 4
    assert reading_minutes("ตลาด" * 500) == 4
    assert reading_minutes("시장 지붕 " * 345) == 3
    # A vowel sign above a letter is read with it.
    assert count_unspaced("ที่") == 1


def test_a_correction_shows_words_where_there_are_words_and_whole_letters_where_not() -> None:
    (korean,) = differences(KOREAN, KOREAN.replace("화요일에", "수요일에"))
    assert {"removed": "화요일에 "} in korean
    assert {"added": "수요일에 "} in korean
    (thai,) = differences(THAI, THAI.replace("อังคาร", "พุธ"))
    pieces = [text for piece in thai for text in piece.values()]
    assert not [text for text in pieces if unicodedata.category(text[0]).startswith("M")]
    assert "".join(text for piece in thai for key, text in piece.items() if key != "added") == THAI


def test_broken_lines_are_joined_as_the_script_writes_words() -> None:
    assert join("市議会は、", "火曜日に") == "市議会は、火曜日に"
    assert join("สภาเมือง", "ลงมติ") == "สภาเมืองลงมติ"
    assert join("시의회는", "화요일에") == "시의회는 화요일에"
    assert join("The council", "voted") == "The council voted"


def test_phrase_boundaries_depend_on_the_script_of_the_phrase() -> None:
    assert [met.phrase.id for met in match_phrases("本文责任编辑：王")] == [
        met.phrase.id for met in match_phrases("责任编辑：王")
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("zh-Hant", True), ("zh-TW", True), ("yue", True), ("zh", False), ("zh-Hans-HK", False), ("ja", False)],
)
def test_the_language_says_which_chinese_characters_it_has(language: str, expected: bool) -> None:
    assert is_traditional(language) is expected
