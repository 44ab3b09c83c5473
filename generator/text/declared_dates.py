"""The day that a person or a program wrote into a date field: the one place that decides what it means.

``2024-03-12``, with a time or not, ``2024/3/5``, ``12.03.2024``, ``March 12, 2024`` and the like. A value
with more than one meaning (``3/4/2024``), or with other words around the date, has none.
"""

from __future__ import annotations

import datetime as dt
import re

from generator.text.date_names import rules
from generator.text.dates import find_dates, iso_day

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?=$|[T\s])")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4}(?:\d{2})?Z?)?\Z")
# Dots put the day first, unless the second number cannot be a month.
_DOTTED = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b")
# "Tue Mar 12 09:30:00 CET 2024": the time is between day and year.
_CTIME = re.compile(r"\b([A-Z][a-z]{2} [A-Z][a-z]{2}\s{1,2}\d{1,2}) [\d:]{5,8}(?: [A-Z]{2,5})? (\d{4})\b")
_MONTH = re.compile(r"[^\W\d_]")
_CLOCK = re.compile(
    r"[\s,.;|@T–-]*(?:(?:at|um|à|às|a las|alle|om|kl\.?|klo)\s)?\s*"
    r"(?:\d{1,2}[:.h]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?|\d{1,2}(?=\s?[ap]\.?m))?"
    r"\s*(?:[ap]\.?m\.?|uhr|h|г\.?)?\s*(?:Z|[A-Z]{2,5})?\s*(?:[+-]\d\d:?\d\d)?\s*(?:\([^()]{0,60}\))?[\s.,]*\Z",
    re.IGNORECASE,
)
_LONGEST = 100


def declared_day(value: str) -> str:
    """The day that a declared value means as YYYY-MM-DD, "" if it is not certain."""
    text = " ".join(value.strip().strip("[]\"'").split())
    if not text or len(text) > _LONGEST:
        return ""
    if (iso := _ISO.match(text)) is not None:
        return _on_calendar(iso[0])
    if (compact := _COMPACT.match(text)) is not None:
        return iso_day(int(compact[1]), int(compact[2]), int(compact[3]))
    if (dotted := _DOTTED.search(text)) is not None:
        first, second = int(dotted[1]), int(dotted[2])
        day, month = (second, first) if second > 12 else (first, second)
        text = text[: dotted.start()] + f"{dotted[3]}-{month:02}-{day:02}" + text[dotted.end() :]
    text = _CTIME.sub(r"\1 \2", text)
    # Abbreviations of months differ from language to language, and no language is known here.
    languages = ("", *rules()["languages"]) if _MONTH.search(text) and not _has_numbers_only(text) else ("",)
    days = {_only_day(text, language) for language in languages} - {""}
    return days.pop() if len(days) == 1 else ""


def _has_numbers_only(text: str) -> bool:
    """Whether the date is written in numbers, whose order depends on the language."""
    return re.search(r"\d[/-]\d{1,2}[/-]\d", text) is not None


def _only_day(text: str, language: str) -> str:
    dates = find_dates(text, language)
    if len(dates) != 1 or not dates[0].consistent:
        return ""
    date = dates[0]
    before = text[: date.start].strip(" ,(")
    return date.iso if not before and _CLOCK.match(text[date.end :].lstrip(" )")) else ""


def _on_calendar(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
