"""Which spellings each folding makes equal, and which it leaves different."""

from __future__ import annotations

import re

import pytest
from making import ROOT

from generator.text.folding import fold, fold_calendar, fold_name, fold_typed

WORDS = ["Łódź", "Ærø", "İstanbul", "Straße", "naïve", "中文", "서울", "مُحَمَّد", "L’Île", "Ḥalab", "ΆΘΉΝΑΣ"]


@pytest.mark.parametrize("word", WORDS)
def test_positions_in_the_folded_text_are_valid_in_the_text(word: str) -> None:
    assert len(fold(word)) == len(word)
    assert fold(fold(word)) == fold(word)


@pytest.mark.parametrize(
    ("name", "other"), [("Łódź", "LODZ"), ("L’Île", "l'ile"), ("Straße", "STRASSE"), ("a\u00a0b", "A B")]
)
def test_names_are_equal_regardless_of_accents_and_capitals(name: str, other: str) -> None:
    assert fold_name(name) == fold_name(other)


def test_korean_syllables_are_not_decomposed_where_positions_matter() -> None:
    assert fold("서울") == "서울"


@pytest.mark.parametrize(
    ("written", "name"),
    [("Févr.", "fevr"), ("KASIM", "kasım"), ("\ufee3\ufe8e\ufead\ufeb1", "مارس"), ("März", "marz")],
)
def test_months_are_recognized_in_their_usual_spellings(written: str, name: str) -> None:
    assert fold_calendar(written) == fold_calendar(name)


def test_typed_text_is_folded_as_in_the_browser() -> None:
    script = (ROOT / "theme" / "assets" / "marks.js").read_text(encoding="utf-8")
    plain = re.search(r"const plain = .*", script)
    assert plain
    assert plain[0].endswith(r'text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();')
    assert fold_typed("Éclair ÅØ ﬁ Straße") == "eclair aø ﬁ straße"
