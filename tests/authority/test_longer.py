"""A known place inside a longer name that no authority file lists is not mentioned."""

from __future__ import annotations

import pytest

from generator.authority.authority import Authority, Entry, Key
from generator.text.folding import fold_term

ENTRIES = (
    Entry("places", "tokyo", "Tokyo", aliases=("東京",), type="city"),
    Entry("places", "seoul", "Seoul", aliases=("서울",), type="city"),
    Entry("places", "beijing", "Beijing", aliases=("北京",), type="city"),
    Entry("places", "dili", "Dili", aliases=("ديلي",), type="city"),
    Entry("places", "jakarta", "Jakarta", type="city"),
    Entry("places", "texas", "Texas", type="state"),
    Entry("places", "norway", "Norway", type="country", demonyms=("Norwegian",)),
    Entry("people", "ahmad", "أحمد النورس"),
)
AUTHORITY = Authority({Key(entry.kind, entry.id): entry for entry in ENTRIES})


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "東京瓦斯と東京経済大学、東京スカイツリーの話。"),
        ("en", "The sign reads 「東京電機は閉まりました」."),
        ("zh", "北京师范大学和北京晚报。"),
        ("ko", "서울일보와 서울대학교가 밝혔다."),
        ("ar", "نقلت ديلي ميرور عن مسؤول."),
        ("en", "They told the Jakarta Gazette that Texas Petroleum would sell the ship."),
        ("en", "The sailors of Port Jakarta met Jack Texas at the quay on Sunday."),
        ("en", "She stayed at the Norway Hotel."),
    ],
)
def test_a_place_in_a_longer_name_is_not_mentioned(language: str, text: str) -> None:
    assert AUTHORITY.mentions(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ja", "東京の港と、東京で開かれた会議。"),
        ("zh", "北京市政府周二在北京宣布。"),
        ("ko", "서울에서 열린 회의."),
        ("ar", "وصل إلى ديلي أمس."),
        ("en", "In Jakarta Monday, sailors met Texas Governor Ana Paz."),
        ("en", "JAKARTA Sailors were warned on Tuesday."),
        ("en", "In Texas Robert Lind spoke, and in Norway Norwegian sailors did."),
        ("en", "Norway Warns Sailors Over Storm Near Jakarta"),
        ("de", "In Norway Matrosen und in Jakarta Segler."),
    ],
)
def test_a_place_next_to_other_words_is_mentioned(language: str, text: str) -> None:
    assert {mention.kind for mention in AUTHORITY.mentions(text, language)} == {"places"}


def test_a_name_is_found_with_and_without_the_signs_on_its_alefs() -> None:
    texts = ("قال أحمد النورس هذا.", "قال احمد النورس هذا.")
    assert [len(AUTHORITY.mentions(text, "ar")) for text in texts] == [1, 1]


@pytest.mark.parametrize(
    ("language", "word", "other"),
    [
        ("ar", "أمام", "إمام"),
        ("es", "año", "ano"),
        ("de", "schön", "schon"),
        ("sv", "måla", "mala"),
        ("tr", "ILIK", "ilik"),
        ("fr", "pêcheur", "pécheur"),
        ("ru", "мой", "мои"),
    ],
)
def test_two_words_of_a_language_stay_two(language: str, word: str, other: str) -> None:
    assert fold_term(word, language) != fold_term(other, language)


def test_spellings_of_one_word_are_one() -> None:
    assert fold_term("L’Île", "fr") == fold_term("l'île", "fr")
    assert fold_term("Ёлка", "ru") == fold_term("елка", "ru")
