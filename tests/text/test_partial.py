"""Months and years without a day, as texts and curators write them."""

from __future__ import annotations

import pytest

from generator.text.partial import partial_of


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        ("1896", "", "1896"),
        (" 1974-05 ", "", "1974-05"),
        ("1974/05", "", "1974-05"),
        ("05/1974", "", "1974-05"),
        ("May 1974", "", "1974-05"),
        ("May, 1974", "en", "1974-05"),
        ("Sept. 1974", "en", "1974-09"),
        ("mayo de 1974", "es", "1974-05"),
        ("květen 1974", "cs", "1974-05"),
        ("1974. május", "hu", "1974-05"),
        ("Май 1974 г.", "ru", "1974-05"),
        ("1974年5月", "", "1974-05"),
        ("1974年", "", "1974"),
        ("tháng 5 năm 1974", "vi", "1974-05"),
        ("พฤษภาคม 2517", "th", "1974-05"),
        ("1974-13", "", ""),
        ("1499", "", ""),
        ("3000", "", ""),
        ("Part 1974", "en", ""),
        ("3 May 1974", "en", ""),
        ("May 1974 and June 1974", "en", ""),
        ("c. 1896", "en", ""),
    ],
)
def test_reads_a_month_or_a_year_that_is_the_whole_text(text: str, language: str, date: str) -> None:
    assert partial_of(text, language) == date
