"""Dates in running text and metadata: what is found in fourteen languages, and what is refused."""

from __future__ import annotations

import pytest

from generator.text.dates import find_dates, parse_date, short_date

DAY = "2025-12-22"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2025-12-22", ""),
        ("2025/12/22", ""),
        ("22 December 2025", "en"),
        ("December 22, 2025", "en"),
        ("Dec. 22, 2025", "en"),
        ("22nd of December, 2025", "en"),
        ("22-Dec-2025", "en"),
        ("12/22/2025", "en"),
        ("lunes 22 de diciembre de 2025", "es"),
        ("le 22 décembre 2025", "fr"),
        ("Montag, 22. Dezember 2025", "de"),
        ("22.12.2025", "de"),
        ("lundi 22 décembre 2025", "en"),  # a page's date line in another language than its text
        ("lunedì 22 dicembre 2025", "it"),
        ("segunda-feira, 22 de dezembro de 2025", "pt"),
        ("maandag 22 december 2025", "nl"),
        ("22 декабря 2025 года", "ru"),
        ("22 grudnia 2025", "pl"),
        ("22 Aralık 2025", "tr"),
        ("22 ديسمبر 2025", "ar"),
        ("٢٢ كانون الأول ٢٠٢٥", "ar"),
        ("2025年12月22日", "zh"),
        ("二〇二五年十二月二十二日", "zh"),
        ("民國114年12月22日", "zh"),
        ("令和7年12月22日", "ja"),
        ("2025년 12월 22일", "ko"),
    ],
)
def test_finds_the_day_in_every_language(text: str, language: str) -> None:
    assert [date.iso for date in find_dates(f"x {text} x", language)] == [DAY]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("03/04/2019", "en"),  # March or April
        ("03.04.2019", ""),
        ("22.12.25", "de"),  # a short year
        ("22 Dec 25", "en"),
        ("31 February 2020", "en"),
        ("December 22-24, 2025", "en"),  # more than one day
        ("of the 12 may be", "en"),
        ("22 set 2020", "en"),  # September in Italian only
        ("at 12:30 on", "en"),
        ("version 10.12.2019.4", "en"),
    ],
)
def test_refuses_ambiguous_and_invalid_dates(text: str, language: str) -> None:
    assert find_dates(text, language) == ()


def test_the_language_determines_which_number_is_the_month() -> None:
    assert parse_date("03/04/2019", "de") == "2019-04-03"


@pytest.mark.parametrize(
    ("text", "language", "weekday"),
    [
        ("Monday, December 22", "en", 0),
        ("22 December, Monday", "en", 0),
        ("le lundi 22 décembre", "fr", 0),
        ("12月22日（月）", "ja", 0),
        ("12月22日 星期一", "zh", 0),
    ],
)
def test_reads_the_weekday_before_or_after(text: str, language: str, weekday: int) -> None:
    (found,) = find_dates(text, language)
    assert (found.year, found.month, found.day, found.weekday) == (None, 12, 22, weekday)
    assert found.text == text.removeprefix("le ")


def test_the_span_is_that_of_the_written_date() -> None:
    text = "reported on December 22 that"
    (found,) = find_dates(text, "en")
    assert text[found.start : found.end] == found.text == "December 22"


def test_a_contradicting_weekday_is_reported() -> None:
    (found,) = find_dates("Tuesday, 22 December 2025", "en")
    assert not found.consistent
    assert parse_date("Tuesday, 22 December 2025", "en") == ""


@pytest.mark.parametrize(
    "value", ["2025-12-22T10:00:00Z", "20251222", "2025-12-22 10:00", "Mon, 22 Dec 2025 10:00:00 GMT"]
)
def test_reads_the_stamps_of_metadata(value: str) -> None:
    assert parse_date(value, "en") == DAY


def test_two_dates_in_one_value_are_refused() -> None:
    assert parse_date("22 December 2025, revised 24 December 2025", "en") == ""


def test_long_text_without_a_date_is_read_once() -> None:
    assert find_dates("1 2 3 4 5 " * 50_000, "en") == ()


@pytest.mark.parametrize(
    ("line", "language", "day"),
    [
        ("2.11.22", "de", "2022-11-02"),
        ("am 26/10/13, 03:48", "fr", "2013-10-26"),
        ("10/26/13", "en", "2013-10-26"),
        ("3.5.97", "it", "1997-05-03"),
        ("14 Gennaio 20", "it", "2020-01-14"),
        ("22 Dec '19", "en", "2019-12-22"),
        ("3/5/13", "en", ""),  # English writes both orders
        ("22.11.02", "ja", ""),  # the year may come first
    ],
)
def test_a_two_digit_year_is_only_accepted_on_a_line_of_its_own(line: str, language: str, day: str) -> None:
    assert parse_date(short_date(line, language), language) == day


@pytest.mark.parametrize("line", ["1.2.3.4", "12. Mai 20 Uhr", "12.50.14 €", "May 5 at 10.30", "2.11.2022"])
def test_other_numbers_are_not_read_as_short_dates(line: str) -> None:
    assert parse_date(short_date(line), "de") == ""
