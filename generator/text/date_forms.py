"""Forms of dates that only some languages use: Chinese, Japanese, Korean, Thai, Vietnamese and Mongolian.

Each is looked for only in texts that have its signs, so that other texts cost nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from generator.text.date_names import month_names, rules
from generator.text.tables import alternatives

# Years of the Buddhist era, which Thailand uses, and how far it is ahead.
_BUDDHIST, _BUDDHIST_ERA, _BUDDHIST_CENTURY = range(2400, 2700), 543, 2500
_THAI_LETTER = re.compile("[ก-๎]")
_MONGOLIAN = re.compile(
    r"(?P<year>\d{4})\s?оны?\s(?P<month>\d{1,2})(?:\s?-?р)?\s?сарын\s(?P<day>\d{1,2})(?!\d)"
)
_CJK_DIGITS = "〇零一二三四五六七八九十○０-９\\d"
_CJK = re.compile(
    rf"(?:(?P<era>{{eras}})?\s?(?P<year>[{_CJK_DIGITS}元]{{1,4}})\s?[年년]\s?)?"
    rf"(?P<month>[{_CJK_DIGITS}]{{1,3}})\s?[月월]\s?(?P<day>[{_CJK_DIGITS}]{{1,3}})\s?[日号號일]".replace(
        "{eras}", "|".join(rules()["eras"])
    )
)
_CJK_VALUES = {char: number % 10 for number, char in enumerate("〇一二三四五六七八九零")} | {"○": 0}


class DateForm(NamedTuple):
    """A date as numbers, and its place in the text; it need not be in the calendar."""

    span: tuple[int, int]
    year: int | None
    month: int
    day: int


def own_forms(text: str) -> Iterator[DateForm]:
    """The dates of a text that have the form of a single language."""
    if text.isascii():
        return
    if "月" in text or "월" in text:
        yield from map(_cjk_form, _CJK.finditer(text))
    if _THAI_LETTER.search(text):
        yield from map(_thai_form, _thai().finditer(text))
    if "tháng" in text or "Tháng" in text:
        yield from map(_vietnamese_form, _vietnamese().finditer(text))
    if "сарын" in text:
        yield from (DateForm(match.span(), *_numbers(match)) for match in _MONGOLIAN.finditer(text))


def common_year(year: int) -> int:
    """A year of the Buddhist era in the common era; any other year as it is."""
    return year - _BUDDHIST_ERA if year in _BUDDHIST else year


def _numbers(match: re.Match[str]) -> tuple[int, int, int]:
    return int(match["year"]), int(match["month"]), int(match["day"])


@cache
def _thai() -> re.Pattern[str]:
    """Dates as Thai texts write them, with the era or without, and with full or short years."""
    return re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})\s{{0,2}}(?P<month>{alternatives(month_names('th'))})"
        r"(?:\s{0,2}(?:[พค]\.?\s?ศ\.?\s?)?(?P<year>\d{4}|\d{2})(?![\d:.,]))?"
    )


def _thai_form(match: re.Match[str]) -> DateForm:
    year = match["year"] and int(match["year"]) + (_BUDDHIST_CENTURY if len(match["year"]) == 2 else 0)
    return DateForm(
        match.span(),
        common_year(year) if year else None,
        month_names("th")[match["month"]],
        int(match["day"]),
    )


@cache
def _vietnamese() -> re.Pattern[str]:
    months = alternatives(rules()["vietnamese_months"])
    return re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})\s+tháng\s+(?P<month>\d{{1,2}}|{months})(?!\w)"
        r"(?:(?:,\s*|/|\s+)(?:năm\s+)?(?P<year>\d{4})(?!\d))?",
        re.IGNORECASE,
    )


def _vietnamese_form(match: re.Match[str]) -> DateForm:
    word = match["month"].casefold()
    month = int(word) if word.isdecimal() else int(rules()["vietnamese_months"].get(word, 0))
    return DateForm(match.span(), int(match["year"]) if match["year"] else None, month, int(match["day"]))


def _cjk_form(match: re.Match[str]) -> DateForm:
    year = _cjk_number(match["year"]) if match["year"] else None
    if match["era"] and year is not None:
        year += rules()["eras"][match["era"]] - 1
    return DateForm(match.span(), year, _cjk_number(match["month"]), _cjk_number(match["day"]))


def _cjk_number(text: str) -> int:
    """The number in Chinese or Arabic numerals: 十二, 二〇二五; the first year of an era is 元."""
    if text == "元":
        return 1
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    digits = "".join(str(_CJK_VALUES.get(char, char)) for char in (ones or ("0" if ten else "")))
    if not ten:
        return int(digits)
    return 10 * (_cjk_number(tens) if tens else 1) + int(digits)
