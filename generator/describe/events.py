"""Finds the days that a text mentions, for the timeline: "yesterday", "on Monday", "22 December".

They are counted from the article's date and never become it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from generator.describe.year_from_weekday import speaks_of_future
from generator.model.documents import Paragraph
from generator.model.records import Event
from generator.text.date_names import names, rules, written_weekdays
from generator.text.dates import DateMention, find_dates
from generator.text.folding import fold_calendar
from generator.text.sentences import clipped, sentences
from generator.text.tables import alternatives

# Most events per article; longest quoted sentence, in characters.
_MOST, _LONGEST = 20, 240
# Shorter forms of weekdays are ambiguous: "sun", "set", "dom".
_SHORTEST = 4
_UNSPACED = frozenset({"zh", "ja", "ko"})
# A day without a year is taken to be within half a year of the article's date.
_HALF_YEAR = 183


def find_events(paragraphs: Sequence[Paragraph], language: str, published: str) -> tuple[Event, ...]:
    """The days that the text mentions, each with its sentence, by day; none for an undated article.

    Args:
        paragraphs: the body.
        language: its BCP 47 tag; if it is "", only full dates count.
        published: the day of publication as YYYY-MM-DD, or "".
    """
    if not published:
        return ()
    events: dict[Event, None] = {}
    for paragraph in paragraphs:
        for sentence, day in _days(paragraph.text, language, dt.date.fromisoformat(published)):
            events.setdefault(Event(day.isoformat(), clipped(" ".join(sentence.split()), _LONGEST)))
        if len(events) >= _MOST:
            break
    return tuple(sorted(list(events)[:_MOST], key=lambda event: event.date))


def _days(text: str, language: str, published: dt.date) -> Iterator[tuple[str, dt.date]]:
    dates = find_dates(text, language)
    words = list(_pattern(language.partition("-")[0]).finditer(text))
    if not dates and not words:
        return
    for start, end in sentences(text):
        sentence = text[start:end]
        inside = [date for date in dates if start <= date.start < end]
        alone = [word for word in words if start <= word.start() < end and not _is_part(word.start(), inside)]
        days = [
            *(_resolve_date(date, published) for date in inside),
            *(_resolve_word(word[0], sentence, language, published) for word in alone),
        ]
        yield from ((sentence, day) for day in days if day)


def _is_part(position: int, dates: Sequence[DateMention]) -> bool:
    """Whether a word is part of a written date: "Monday, 22 December"."""
    return any(date.start <= position < date.end for date in dates)


def _resolve_date(date: DateMention, published: dt.date) -> dt.date | None:
    """The day that a written date names: in its own year, else in the year that brings it nearest."""
    if date.year:
        return dt.date(date.year, date.month, date.day) if date.consistent else None
    years = (published.year - 1, published.year, published.year + 1)
    days = [day for year in years if (day := _day(year, date))]
    near = [day for day in days if abs((day - published).days) <= _HALF_YEAR]
    day = min(near, key=lambda day: abs((day - published).days), default=None)
    return day if day and date.weekday in (None, day.weekday()) else None


def _day(year: int, date: DateMention) -> dt.date | None:
    try:
        return dt.date(year, date.month, date.day)
    except ValueError:
        return None


def _resolve_word(word: str, sentence: str, language: str, published: dt.date) -> dt.date | None:
    """The day that a word names: by its distance, or the last such weekday (the next, of future events)."""
    base = language.partition("-")[0]
    distance = _relative(base).get(fold_calendar(word))
    if distance is not None:
        return _shift(published, distance)
    since = (published.weekday() - names(base).weekdays[fold_calendar(word)]) % 7
    ahead = since and speaks_of_future(sentence, language)
    return _shift(published, 7 - since if ahead else -since)


def _shift(day: dt.date, days: int) -> dt.date | None:
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return None


@cache
def _relative(base: str) -> Mapping[str, int]:
    return {fold_calendar(word): days for word, days in rules()["relative"].get(base, {}).items()}


@cache
def _pattern(base: str) -> re.Pattern[str]:
    """Words of a language for days relative to the day of writing, and for weekdays unless recurring."""
    relative = rules()["relative"].get(base)
    if not relative:
        return re.compile(r"(?!)")
    spaced = base not in _UNSPACED
    weekdays = [name for name in _weekdays(base) if len(name) >= (_SHORTEST if spaced else 2)]
    listed = alternatives((*relative, *weekdays))
    edge = r"\b" if spaced else ""
    space = r"\s" if spaced else ""
    barred = "".join(f"(?<!{re.escape(word)}{space})" for word in rules()["recurring"].get(base, ()))
    return re.compile(f"{edge}{barred}(?:{listed}){edge}(?!-)", re.IGNORECASE)


def _weekdays(base: str) -> Iterator[str]:
    """Weekdays in full and in other spellings, but not the short Portuguese ones, which are ordinals."""
    yield from written_weekdays(base)
    yield from (name for name in rules()["weekdays"].get(base, {}) if base != "pt")
