"""Dates without a day: what they can mean, and that they are never taken for a day."""

from __future__ import annotations

import pytest

from generator.model.addresses import article_url
from generator.model.partial_dates import first_day, full_day, known_month, last_day


@pytest.mark.parametrize(
    ("date", "first", "last", "month", "day"),
    [
        ("1896", "1896-01-01", "1896-12-31", "", ""),
        ("1976-02", "1976-02-01", "1976-02-29", "1976-02", ""),
        ("2025-12-22", "2025-12-22", "2025-12-22", "2025-12", "2025-12-22"),
        ("", "", "", "", ""),
    ],
)
def test_what_a_date_can_mean(date: str, first: str, last: str, month: str, day: str) -> None:
    assert (first_day(date), last_day(date), known_month(date), full_day(date)) == (first, last, month, day)


def test_a_partial_date_sorts_at_its_start() -> None:
    days = ["1974-04-30", "1974-05", "1974-05-01", "1975", "1975-01", "1975-01-01"]
    assert sorted(set(days)) == days


@pytest.mark.parametrize(
    ("date", "url"),
    [
        ("1896", "articles/1896/a/"),
        ("1974-05", "articles/1974/05/a/"),
        ("2025-12-22", "articles/2025/12/a/"),
        ("", "articles/undated/a/"),
    ],
)
def test_an_article_has_its_address_below_what_is_known(date: str, url: str) -> None:
    assert article_url(date, "a") == url
