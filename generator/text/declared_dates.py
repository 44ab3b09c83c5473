"""The day that a person or a program wrote into a date field: the one place that decides what it means.

``2024-03-12``, with a time or not, ``2024/3/5``, ``12.03.2024``, ``March 12, 2024`` and the like. A value
with more than one meaning (``3/4/2024``), with a second day, or with other words around the date, has none.
"""

from __future__ import annotations

import datetime as dt
import re

from generator.text.date_names import rules
from generator.text.dates import YEARS, find_dates, iso_day

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?=$|[T\s])")
_YEAR_MONTH = re.compile(r"\d{4}-\d")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4}(?:\d{2})?Z?)?\Z")
_MONTH = re.compile(r"[^\W\d_]")
# White space is single spaces when this is tried.
_CLOCK = re.compile(
    r"[ ,.;|@T–-]{0,6}+(?:(?:at|um|à|às|a las|alle|om|kl\.?|klo) )?"
    r"(?:\d{1,2}[:.h]\d\d(?:[:.]\d\d(?:[.,]\d{1,9})?)?|\d{1,2}(?= ?[ap]\.?m))?"
    r" ?(?:[ap]\.?m\.?|uhr|h|г\.?)? ?(?:Z|[A-Z]{2,5})? ?(?:[+-]\d\d:?\d\d)? ?(?:\([^()]{0,60}\))?"
    r"[ .,]{0,3}\Z",
    re.IGNORECASE,
)
# An abbreviated weekday that the reader of dates does not take as a part of the date: "Mon, 4 Mar 2024".
_WEEKDAY = re.compile(r"\A\(?(?:[^\W\d_]{2,14}\.?(?:-feira)?,|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b) ?\Z")
# Seconds or milliseconds since 1970, from 2001 to 2033.
_MOMENT = re.compile(r"(1\d{9})(?:\d{3})?")
_LONGEST = 100


def declared_day(value: str) -> str:
    """The day that a declared value means as YYYY-MM-DD, "" if it is not certain or cannot be a document's.

    Programs write a day of the year 1 or 9999 where they know none.
    """
    day = calendar_day(value)
    return day if day and int(day[:4]) in YEARS else ""


def calendar_day(value: str) -> str:
    """As ``declared_day``, but in any year of the calendar."""
    text = " ".join(value.strip().strip("[]\"'").split())
    if not text or len(text) > _LONGEST:
        return ""
    if (iso := _ISO.match(text)) is not None:
        return "" if _YEAR_MONTH.search(text, iso.end()) else _on_calendar(iso[0])
    if (compact := _COMPACT.match(text)) is not None:
        return iso_day(int(compact[1]), int(compact[2]), int(compact[3]))
    day = _only_day(text, "")
    if day or not _MONTH.search(text) or _has_numbers_only(text):
        return day
    # Abbreviations of months differ from language to language, and no language is known here.
    days = {_only_day(text, language) for language in rules()["languages"]} - {""}
    return days.pop() if len(days) == 1 else ""


def day_of_moment(value: str) -> str:
    """The day of a number of seconds or milliseconds since 1970, "" if it is none.

    It is the day in UTC: good enough for when a page was saved, not for when an article was published.
    """
    match = _MOMENT.fullmatch(value.strip())
    return dt.datetime.fromtimestamp(int(match[1]), dt.UTC).date().isoformat() if match else ""


def _has_numbers_only(text: str) -> bool:
    """Whether the date is written in numbers, whose order depends on the language."""
    return re.search(r"\d[/-]\d{1,2}[/-]\d", text) is not None


def _only_day(text: str, language: str) -> str:
    dates = find_dates(text, language)
    if len(dates) != 1 or not dates[0].consistent:
        return ""
    date = dates[0]
    before = _WEEKDAY.sub("", text[: date.start]).strip(" ,(")
    return date.iso if not before and _CLOCK.match(text[date.end :].lstrip(" )")) else ""


def _on_calendar(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
