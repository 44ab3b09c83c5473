"""Which spellings each folding brings together, and which it keeps apart."""

from __future__ import annotations

import re

import pytest
from making import ROOT

from generator.text.folding import fold, fold_calendar, fold_name, fold_typed

WORDS = ["Łódź", "Ærø", "İstanbul", "Straße", "naïve", "中文", "서울", "مُحَمَّد", "L’Île", "Ḥalab", "ΆΘΉΝΑΣ"]


@pytest.mark.parametrize("word", WORDS)
def test_a_place_in_the_folded_text_is_one_in_the_text(word: str) -> None:
    assert len(fold(word)) == len(word)
    assert fold(fold(word)) == fold(word)


@pytest.mark.parametrize(
    ("one", "other"), [("Łódź", "LODZ"), ("L’Île", "l'ile"), ("Straße", "STRASSE"), ("a\u00a0b", "A B")]
)
def test_names_are_one_whatever_their_accents_and_capitals(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


def test_syllables_of_korean_stay_whole_where_positions_count() -> None:
    assert fold("서울") == "서울"


@pytest.mark.parametrize(
    ("written", "name"),
    [("Févr.", "fevr"), ("KASIM", "kasım"), ("\ufee3\ufe8e\ufead\ufeb1", "مارس"), ("März", "marz")],
)
def test_months_are_known_as_texts_write_them(written: str, name: str) -> None:
    assert fold_calendar(written) == fold_calendar(name)


def test_what_is_typed_is_folded_as_the_browser_does() -> None:
    script = (ROOT / "theme" / "assets" / "marks.js").read_text(encoding="utf-8")
    plain = re.search(r"const plain = .*", script)
    assert plain
    assert plain[0].endswith(r'text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();')
    assert fold_typed("Éclair ÅØ ﬁ Straße") == "eclair aø ﬁ straße"
