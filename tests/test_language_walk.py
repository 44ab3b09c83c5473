from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from generator.describe.language_walk import Walker


@pytest.fixture(scope="module")
def identifiers() -> tuple[LanguageIdentifier, Walker]:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True), Walker.unpacked()


@pytest.mark.parametrize(
    "text",
    [
        *("", "a", "\0", "\0\0ab\0c", "é", "ﾟ" * 9, "THE TALKS GO ON", "the talks went on until the morning"),
        *("Die Gespräche gehen weiter", "Las conversaciones siguen", "المحادثات مستمرة", "Переговоры идут"),
        "the first word\0\0\0\0\0\0\0\0and the last",
    ],
)
def test_the_answer_is_that_of_the_library(identifiers: tuple[LanguageIdentifier, Walker], text: str) -> None:
    library, walker = identifiers
    assert walker.classify(text) == library.classify(text)


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.sampled_from("etaoin shrdlu\0éß的一是иеаالم"), max_size=60))
def test_so_it_is_for_any_letters(identifiers: tuple[LanguageIdentifier, Walker], text: str) -> None:
    library, walker = identifiers
    assert walker.classify(text) == library.classify(text)
