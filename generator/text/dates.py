"""Dates in running text and in metadata, in every language of Babel's locale data.

A text is scanned once, from number to number. A date counts only if it can mean one day: two-digit years do
not, nor does 3/4/2019 unless the language and region settle which number is the month.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.text.date_forms import common_year, own_forms
from generator.text.date_names import CalendarNames, base_of, names, numeric_order
from generator.text.folding import fold_calendar
from generator.text.scripts import TOUCHING


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text: its words, ``text[start:end]``, and their meaning. Monday is ``weekday`` 0."""

    start: int
    end: int
    text: str
    year: int | None
    month: int
    day: int
    weekday: int | None = None

    @property
    def iso(self) -> str:
        """The day as YYYY-MM-DD, "" without a year."""
        return f"{self.year:04}-{self.month:02}-{self.day:02}" if self.year else ""

    @property
    def consistent(self) -> bool:
        """Whether the weekday is that of the day, where both are written."""
        if self.year is None or self.weekday is None:
            return True
        return dt.date(self.year, self.month, self.day).weekday() == self.weekday


# A year may touch the word before it where words are written without spaces.
_NUMBER = re.compile(
    rf"\d(?:(?<![\w:].)(?<!\d[.,/:-].)\d{{0,3}}(?!\d)|(?<=[{TOUCHING}].)\d{{3}}(?=[-/.]\s?\d))"
)
# A time of day that is written onto the date: "28.09.1912:44", "3 May 201912:44".
_CLOCK = r"[0-2]\d:[0-5]\d(?!\d)"
_YEAR_FIRST = re.compile(
    rf"(\d{{4}})(-|/|\.\s?)(\d{{1,2}})\2(?:(\d\d)(?={_CLOCK})|(\d{{1,2}})(?!\d)(?![-/.]\d))"
)
_DAY_FIRST = re.compile(
    rf"(\d{{1,2}})(-|/|\.\s?)(\d{{1,2}})\2(?:(\d\d)(?={_CLOCK})|(\d{{4}})(?:(?={_CLOCK})|(?!\d)(?![-/.]\d)))"
)
# Vowel signs are part of a word in scripts in which they are not letters.
_WORD = r"(?:[^\W\d_]|(?!\w)[\u0300-\u036f\u0591-\u05c7\u0610-\u065f\u0670\u0900-\u0e4f])+"
_YEAR_DIGITS = rf"\d{{4}}(?:(?={_CLOCK})|(?![\d%]|[.,]\d))"
_YEAR = rf"(?:(?:\.?[,،\s]\s*|-|\.)(?:(?:de|del|do|of)\s+)?(?P<year>{_YEAR_DIGITS}))?"
# The name of the month in other Arab countries: "6 يونيو/حزيران 2024", "6 يونيو (حزيران) 2024".
_BOTH_MONTHS = r"(?:\s?(?:/\s?|\()[ء-ي]{2,8}(?:\s(?:الأول|الثاني))?\)?)?"
# Words between a day and its month, or after a day: "22nd of", "1er", "22 de", "22. ".
_DAY_MONTH = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|ère|º|ª|°)?\.?(?:\s+|-|(?<=\.))"
    r"(?:(?:day\s+)?of\s+|de\s+|del\s+|ng\s+|d['’])?"
    rf"(?P<month>{_WORD}(?:\s(?:الأول|الثاني))?)(?![^\W\d_]){_BOTH_MONTHS}" + _YEAR
)
# In the form of the C library, a time and a zone come before the year: "Jul 30 09:35:14 CEST 2019".
_AFTER_MONTH = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\w:%]|[.,]\d|\s?[ap]\.?m\b)"
    rf"(?:\s+\d\d:\d\d(?::\d\d)?(?:\s+[A-Z+-][\w:+-]{{1,8}})?\s+(?P<late>{_YEAR_DIGITS})|{_YEAR})"
)
# The year first, with a word of its own in some languages: "2019. május 3.", "2019 m. gegužės 3 d.",
# "2019. gada 3. maijā".
_YEAR_WORD = r"(?:\.|\s?(?:m|թ|ж|г)\.|\.?\s?gada|\(?e?\)?ko|\s?(?:жылғы|թվականի))?"
_YEAR_MONTH_DAY = re.compile(
    rf"(?P<year>\d{{4}}){_YEAR_WORD}\s+(?P<month>{_WORD})\.?\s+(?P<day>\d{{1,2}})(?![\d:]|[.,]?\s?\d)"
)
_YEAR_DAY_MONTH = re.compile(
    rf"(?P<year>\d{{4}})(?:\.?\s?gada|\s?(?:жылғы|ж\.))\s+(?P<day>\d{{1,2}})\.?\s+(?P<month>{_WORD})"
)
# "22 Dec 25" is a day with a short year, not 25 December.
_MONTH_BEFORE = re.compile(rf"(?:^|[^\w])(?<!\d[\s.-])({_WORD})(?:\.?\s+(?:the\s+)?|\.)$")
_RANGE_OR_SHORT_YEAR = re.compile(r"\s?[-–—/]\s?\d|,?\s['’]\d\d(?!\d)")
_SHORT_YEAR = re.compile(r"[-\s]\d\d(?![\w:])")
_WEEKDAY_BEFORE = re.compile(
    rf"(?<![^\W\d_])({_WORD}+(?:-feira)?)\.?(?:\s*[,(]\s*|\s+)(?:(?:the|den|dem|der|le|el|il|op|o|dia|día|giorno|am|du)\s+)?$"
)
_WEEKDAY_AFTER = re.compile(rf"\s?[,(（]?\s?({_WORD}(?:-feira)?)[)）]?")
# A year of two digits: recognized only in a line that has a date and little else.
_SHORT_DATE = re.compile(
    r"(?<![\w./:-])(?P<head>\d{1,2}(?:([./-])\d{1,2}\2|\.?[\s-]"
    rf"{_WORD}\.?[\s-]['’]?(?=\d\d\s?(?:$|[|,;()–—-]))))(?P<year>\d\d)(?![\w%€$]|[.,:/-]\d)"
)
_APOSTROPHES = "'’"
YEARS = range(1000, 2101)
"""Years in which a document may have been published; other numbers of four digits are no years."""


def find_dates(text: str, language: str = "") -> tuple[DateMention, ...]:
    """Every date in ``text`` that names a day, with or without its year, in order.

    Args:
        text: running text or a metadata string.
        language: BCP 47 tag of the text, "" when unknown: settles abbreviations and numeric order.
    """
    return tuple(scan_dates(text, language))


def scan_dates(text: str, language: str = "") -> Iterator[DateMention]:
    """As ``find_dates``, but lazily, for callers that need only the first date."""
    known, order, end = names(language), numeric_order(language), 0
    for form in own_forms(text):
        date = _mention(text, form.span, form.year, form.month, form.day)
        yield from [_with_weekday(date, text, known)] if date else ()
    for number in _NUMBER.finditer(text):
        if number.start() < end:
            continue
        date = _numeric(text, number.start(), order, language) or _worded(text, number, known)
        if date:
            date = _with_weekday(date, text, known)
            end = date.end
            yield date


def parse_date(value: str, language: str = "") -> str:
    """The one full date (YYYY-MM-DD) in a metadata value, "" if it has none or several.

    Forms that running text does not use are read too: 20251222 and 2025-12-22T10:00:00Z.
    """
    compact = re.match(r"\A\s*(\d{4})-?(\d\d)-?(\d\d)(?![\d-])", value)
    if compact:
        return iso_day(int(compact[1]), int(compact[2]), int(compact[3]))
    dates = find_dates(value, language) or find_dates(_in_full(value, language), language)
    days = {date.iso for date in dates if date.year and date.consistent}
    return days.pop() if len(days) == 1 else ""


def short_date(text: str, language: str = "") -> str:
    """The words of the first date with a two-digit year in a line, "" if none: 2.11.22, 14 Jan '20.

    Running text has too many other numbers of this form. ``parse_date`` gives the meaning of the words.
    """
    match = _SHORT_DATE.search(text)
    return match[0] if match and (match[2] or find_dates(_in_full(match[0], language), language)) else ""


def _in_full(value: str, language: str) -> str:
    """``value`` with its two-digit year written out as POSIX reads it: 69 to 99 are in the last century.

    Unchanged in languages whose dates begin with the year: they write 22.11.02 for a day in 2022.
    """
    if numeric_order(language) == "ymd":
        return value
    return _SHORT_DATE.sub(_full_year, value)


def _full_year(short: re.Match[str]) -> str:
    century = 19 if short["year"] >= "69" else 20
    return f"{short['head'].rstrip(_APOSTROPHES)}{century}{short['year']}"


def iso_day(year: int | None, month: int, day: int) -> str:
    """The day as YYYY-MM-DD (2000 for a missing year), "" if the calendar has no such day."""
    try:
        return dt.date(2000 if year is None else year, month, day).isoformat() if year != 0 else ""
    except ValueError:
        return ""


def _mention(text: str, span: tuple[int, int], year: int | None, month: int, day: int) -> DateMention | None:
    if not iso_day(year, month, day) or (year is not None and year not in YEARS):
        return None
    return DateMention(span[0], span[1], text[span[0] : span[1]], year, month, day)


def _numeric(text: str, start: int, order: str, language: str) -> DateMention | None:
    if match := _YEAR_FIRST.match(text, start):
        return _mention(
            text, match.span(), _year(match[1], language), int(match[3]), int(match[4] or match[5])
        )
    match = _DAY_FIRST.match(text, start)
    if not match:
        return None
    first, second = int(match[1]), int(match[3])
    year = 2000 + int(match[4]) if match[4] else _year(match[5], language)
    dots = match[2].startswith(".") and order != "mdy"
    if first > 12 or first == second or (second <= 12 and (order == "dmy" or dots)):
        return _mention(text, match.span(), year, second, first)
    return _mention(text, match.span(), year, first, second) if second > 12 or order == "mdy" else None


def _year(digits: str, language: str) -> int:
    return common_year(int(digits)) if base_of(language) == "th" else int(digits)


def _worded(text: str, number: re.Match[str], known: CalendarNames) -> DateMention | None:
    start = number.start()
    if number.end() - start > 2:
        return _year_and_month(text, start, known) if number.end() - start == 4 else None
    match = _DAY_MONTH.match(text, start)
    month = _month(match["month"], known) if match else 0
    if match and month:
        return _dated(text, (start, match.end()), match, match["year"], month)
    window = text[max(0, start - 24) : start]
    before = _MONTH_BEFORE.search(window)
    after = _AFTER_MONTH.match(text, start) if before else None
    month = _month(before[1], known) if before and after else 0
    if not (before and after and month):
        return None
    span = (start - len(window) + before.start(1), after.end())
    return _dated(text, span, after, after["year"] or after["late"], month)


def _year_and_month(text: str, start: int, known: CalendarNames) -> DateMention | None:
    match = _YEAR_DAY_MONTH.match(text, start) or _YEAR_MONTH_DAY.match(text, start)
    month = _month(match["month"], known) if match else 0
    return (
        _mention(text, match.span(), int(match["year"]), month, int(match["day"]))
        if match and month
        else None
    )


def _dated(
    text: str, span: tuple[int, int], match: re.Match[str], year: str | None, month: int
) -> DateMention | None:
    if not year and (_RANGE_OR_SHORT_YEAR.match(text, span[1]) or _SHORT_YEAR.match(text, span[1])):
        return None
    return _mention(text, span, int(year) if year else None, month, int(match["day"]))


def _month(word: str, known: CalendarNames) -> int:
    name = fold_calendar(word)
    return 0 if name in known.capitalised and not word[0].isupper() else known.months.get(name, 0)


def _with_weekday(date: DateMention, text: str, known: CalendarNames) -> DateMention:
    window = text[max(0, date.start - 26) : date.start]
    before = _WEEKDAY_BEFORE.search(window)
    if before and (day := known.weekdays.get(fold_calendar(before[1]))) is not None:
        start = date.start - len(window) + before.start(1)
        return _moved(date, text, (start, date.end), day)
    after = _WEEKDAY_AFTER.match(text, date.end)
    if after and (day := known.weekdays.get(fold_calendar(after[1]))) is not None:
        return _moved(date, text, (date.start, after.end()), day)
    return date


def _moved(date: DateMention, text: str, span: tuple[int, int], weekday: int) -> DateMention:
    return DateMention(span[0], span[1], text[span[0] : span[1]], date.year, date.month, date.day, weekday)
