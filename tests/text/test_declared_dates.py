"""The day in a date field: read where it has one meaning, and not otherwise."""

from __future__ import annotations

import pytest

from generator.text.declared_dates import declared_day


@pytest.mark.parametrize(
    "value",
    [
        "2021-05-04",
        "2021-05-04 09:30",
        "2021-05-04T23:30:00-05:00",
        "2021-05-04T10:11:12 (UTC +02:00)",
        "20210504",
        "20210504T101112Z",
        "2021/5/4",
        "2021.05.04",
        "04.05.2021",
        "4. 5. 2021",
        "4.5.2021, 14:30 Uhr",
        "May 4, 2021",
        "May 4th, 2021 at 9:30 AM",
        "4 May 2021 09:30 CET",
        "Tuesday, 4 May 2021",
        "Tue, 04 May 2021 09:30:00 +0100",
        "Tue, 4 May 2021 at 08:00",
        "Tue May 04 2021 10:11:12 GMT+0100 (Central European Standard Time)",
        "Tue May  4 09:30:00 CEST 2021",
        "4. Mai 2021",
        "4 mai 2021",
        "4 de mayo de 2021",
        "4 мая 2021 г.",
        "2021年5月4日",
        "[[2021-05-04]]",
        '"2021-05-04"',
    ],
)
def test_every_spelling_of_a_day_is_read(value: str) -> None:
    assert declared_day(value) == "2021-05-04"


@pytest.mark.parametrize(
    "value",
    [
        "",
        "soon",
        "3/4/2021",
        "3-4-2021",
        "2021",
        "2021-05",
        "May 2021",
        "2021-02-30",
        "4 May 21",
        "Monday, 4 May 2021",  # it was a Tuesday
        "4 May 2021 or 5 May 2021",
        "2021-05-04 to 2021-05-06",
        "2021-05-04 (changed 2021-05-06)",
        "0001-01-01",
        "9999-12-31T00:00:00Z",
        "before 4 May 2021",
        "Ferry, quay, 4 May 2021",
        "Press office, 2021-05-04",
        "1620122400",
        "4 May 2021 " * 50,
    ],
)
def test_what_is_not_certain_is_not_a_day(value: str) -> None:
    assert declared_day(value) == ""


def test_a_second_number_above_twelve_settles_the_order() -> None:
    assert declared_day("13/4/2021") == "2021-04-13"
    assert declared_day("4/13/2021") == "2021-04-13"


@pytest.mark.parametrize("weekday", ["Mon Sep 18 2023 06:30:00 GMT+0000", "Mon 18 Sep 2023"])
def test_an_abbreviated_day_of_the_week_needs_no_comma(weekday: str) -> None:
    assert declared_day(weekday) == "2023-09-18"
