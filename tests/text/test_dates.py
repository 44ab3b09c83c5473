"""Dates in running text and metadata: what is found in many languages, and what is refused."""

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
        ("22 decembrie 2025", "ro"),
        ("22. prosince 2025", "cs"),
        ("22 грудня 2025 р.", "uk"),
        ("22 Δεκεμβρίου 2025", "el"),
        ("22. prosinca 2025.", "hr"),
        ("22. joulukuuta 2025", "fi"),
        ("2025. december 22.", "hu"),
        ("22 tháng 12, 2025", "vi"),
        ("ngày 22 tháng Mười Hai năm 2025", ""),
        ("22 Desember 2025", "id"),
        ("22 de desembre del 2025", "ca"),
        ("22 ธันวาคม 2568", "th"),
        ("22 ธ.ค. 68", "th"),
        ("22/12/2568", "th"),
        ("22 ธันวาคม พ.ศ. 2568", ""),
        ("२२ दिसंबर २०२५", "hi"),
        ("۲۲ دسامبر ۲۰۲۵", "fa"),
        ("22. decembra 2025", "sl"),
        ("2025 m. gruodžio 22 d.", "lt"),
        ("2025. gada 22. decembrī", "lv"),
        ("22 בדצמבר 2025", "he"),
        ("2025ko abenduaren 22a", "eu"),
        ("2025 оны 12 сарын 22", "mn"),
        ("22. desember 2025", "nb"),
        ("22. prosince 2025", ""),  # the language is unknown, and the name has one meaning
        ("2025 December 22", "en"),
        ("Mon Dec 22 09:35:14 CET 2025", "en"),
        ("22.12.2512:44", "de"),  # the time of day touches the date
        ("22.12.202512:44", "de"),
        ("2025-12-2212:44", ""),
        ("December 22, 202512:44", "en"),
        ("22.12.2025", ""),
        ("12/22/2025", "fr"),  # can only be the 22nd
    ],
)
def test_finds_the_day_in_every_language(text: str, language: str) -> None:
    assert [date.iso for date in find_dates(f"x {text} x", language)] == [DAY]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("03/04/2019", "en"),  # March or April
        ("03-04-2019", "en-CA"),
        ("22 listopada 2025", ""),  # October in Croatian, November in Polish
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


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("03/04/2019", "de", "2019-04-03"),
        ("03/04/2019", "en-GB", "2019-04-03"),
        ("03/04/2019", "en_AU", "2019-04-03"),
        ("03/04/2019", "en-US", "2019-03-04"),
        ("3.4.2019", "en", "2019-04-03"),  # with dots, the day is first
        ("3.4.2019", "en-US", "2019-03-04"),
        ("3.4.2019", "sv", "2019-04-03"),
        ("2 listopada 2025", "hr", "2025-10-02"),
        ("2 listopada 2025", "pl", "2025-11-02"),
    ],
)
def test_the_language_and_region_determine_the_month(text: str, language: str, day: str) -> None:
    assert parse_date(text, language) == day


def test_a_long_word_in_a_script_without_spaces_is_read_at_once() -> None:
    run = "กรรมการ" * 20  # would take years if each letter could be read in two ways
    assert find_dates(f"ในปี 2019 {run} {run}12 มีนาคม 2567", "th")[-1].text == "12 มีนาคม 2567"


@pytest.mark.parametrize("text", ["記者金山2017-03-01報道", "김철수2017.03.01", "สมชาย2017-03-01"])
def test_a_year_may_touch_the_word_before_it_in_scripts_without_spaces(text: str) -> None:
    assert [date.iso for date in find_dates(text)] == ["2017-03-01"]


def test_a_year_touching_a_latin_word_is_part_of_it() -> None:
    assert find_dates("model A2017-03-01") == ()


def test_the_day_after_a_year_is_not_read_with_that_year_if_another_follows() -> None:
    assert "2019-05-22" not in [date.iso for date in find_dates("© 2019 May 22, 2020", "en")]


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
