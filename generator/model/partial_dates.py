"""Dates of which only the year or the month is known: EDTF level 0, ``1896``, ``1974-05`` or ``2025-12-22``.

Dates are text in this form everywhere. As text they sort by their start, a year before its months and days.
"""

from __future__ import annotations

import calendar

YEAR, MONTH, DAY = 4, 7, 10
"""Length of a date of which the year, the month or the day is known."""


def is_partial(date: str) -> bool:
    """Whether only the year or the month is known."""
    return 0 < len(date) < DAY


def full_day(date: str) -> str:
    """The date if its day is known, otherwise ""."""
    return date if len(date) == DAY else ""


def known_month(date: str) -> str:
    """``YYYY-MM``, "" if only the year is known or nothing."""
    return date[:MONTH] if len(date) >= MONTH else ""


def first_day(date: str) -> str:
    """The first day that a date can mean, "" for none."""
    return f"{date}{'-01-01'[len(date) - DAY :]}" if is_partial(date) else date


def last_day(date: str) -> str:
    """The last day that a date can mean, "" for none."""
    if not is_partial(date):
        return date
    month = date if len(date) == MONTH else f"{date}-12"
    return f"{month}-{calendar.monthrange(int(month[:YEAR]), int(month[5:]))[1]:02}"
