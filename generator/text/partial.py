"""Dates without a day, as EDTF: ``1974-05`` for "May 1974" or "1974年5月", ``1896`` for a bare year."""

from __future__ import annotations

import re

from generator.text.date_forms import common_year
from generator.text.date_names import base_of, names
from generator.text.dates import YEARS
from generator.text.folding import fold_calendar

# Earlier numbers are seldom years where there is nothing but a number.
_BARE_YEARS = range(1600, YEARS.stop)
_LONGEST = 40
_NUMBERS = re.compile(r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2}))?|(?P<early>\d{1,2})[/.-](?P<late>\d{4})")
_CJK = re.compile(r"(?P<year>\d{4})\s?[年년](?:\s?(?P<month>\d{1,2})\s?[月월])?")
_VIETNAMESE = re.compile(r"tháng (?P<month>\d{1,2})(?:,| năm)? (?P<year>\d{4})", re.IGNORECASE)
_WORDS = re.compile(
    r"(?P<month>[^\d\s,.][^\d\s,]{1,24})[.,]?\s(?:(?:de|del|of|г|พ\.ศ\.)\s)?(?P<year>\d{4})(?:\s?(?:г\.?|р\.?|року|года))?\.?"
    r"|(?P<early>\d{4})\.?\s(?P<late>[^\d\s,.][^\d\s,]{1,24})\.?"
)


def partial_of(text: str, language: str = "") -> str:
    """The year or month that is all of a text, as YYYY or YYYY-MM; "" if it is anything else.

    Args:
        text: a declared value, a line, or a value of a page's head.
        language: BCP 47 tag, "" if unknown.
    """
    plain = " ".join(text.split())
    if not 4 <= len(plain) <= _LONGEST or not any(char.isdigit() for char in plain):
        return ""
    if match := _NUMBERS.fullmatch(plain) or _CJK.fullmatch(plain) or _VIETNAMESE.fullmatch(plain):
        parts = match.groupdict()
        year, month = parts["year"] or parts.get("late"), parts["month"] or parts.get("early")
        return _edtf(int(year or 0), int(month) if month else None, language)
    if match := _WORDS.fullmatch(plain):
        month_name = match["month"] or match["late"]
        number = _month(month_name, language)
        return _edtf(int(match["year"] or match["early"]), number, language) if number else ""
    return ""


def _month(word: str, language: str) -> int:
    """The month that a word names in a language, in English or in any language without doubt; 0 for none."""
    name = fold_calendar(word)
    tables = (names(tag).months for tag in dict.fromkeys((language, "en")))
    return next((number for months in tables if (number := months.get(name, 0))), 0)


def _edtf(year: int, month: int | None, language: str) -> str:
    known = common_year(year) if base_of(language) == "th" or year not in YEARS else year
    if known not in _BARE_YEARS or not (month is None or 1 <= month <= 12):
        return ""
    return f"{known:04}" if month is None else f"{known:04}-{month:02}"
