"""The table of months and weekdays agrees with Babel, and with what texts write."""

from __future__ import annotations

import pytest
from babel import Locale

from generator.text.date_names import month_names, names, numeric_order
from generator.text.folding import fold_calendar


@pytest.mark.parametrize("code", ["cs", "de", "el", "fi", "hu", "id", "pt", "ro", "th", "uk"])
def test_the_table_has_the_months_of_babel(code: str) -> None:
    wide = Locale.parse(code).months["format"]["wide"]
    assert all(month_names(code)[name] == number for number, name in wide.items())


@pytest.mark.parametrize(("code", "name"), [("hi", "जून"), ("hi", "जनवरी"), ("th", "มีนาคม"), ("ta", "ஜூன்")])
def test_vowel_signs_distinguish_the_months_of_indian_and_thai_texts(code: str, name: str) -> None:
    assert names(code).months[fold_calendar(name)] == month_names(code)[name]


@pytest.mark.parametrize(
    ("language", "order"),
    [("en", ""), ("en-GB", "dmy"), ("en-US", "mdy"), ("pt_BR", "dmy"), ("hu", "ymd"), ("", ""), ("qqq", "")],
)
def test_the_order_of_numeric_dates_depends_on_the_region(language: str, order: str) -> None:
    assert numeric_order(language) == order


def test_a_norwegian_page_may_use_any_of_its_tags() -> None:
    assert names("nb").months["desember"] == names("no").months["desember"] == 12
