"""Finds the days that a text mentions, for the timeline: "yesterday", "on Monday", "22 December".

They are counted from the article's date and never become it.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import TypeVar

from generator.describe.year_from_weekday import speaks_of_future
from generator.model.documents import Paragraph
from generator.model.records import Event
from generator.text.date_names import names, rules, written_weekdays
from generator.text.dates import DateMention, find_dates
from generator.text.folding import fold_calendar
from generator.text.sentences import clipped, sentences
from generator.text.tables import alternatives

T = TypeVar("T")
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
        if len(events) >= _MOST:
            break
        for sentence, day in _days(paragraph.text, language, dt.date.fromisoformat(published)):
            events.setdefault(Event(day.isoformat(), sentence))
            if len(events) >= _MOST:
                break
    return tuple(sorted(list(events)[:_MOST], key=lambda event: event.date))


def _days(text: str, language: str, published: dt.date) -> Iterator[tuple[str, dt.date]]:
    """Each day that a text mentions, with its sentence, shortened. One sentence may mention thousands."""
    dates = sorted(find_dates(text, language), key=lambda date: date.start)
    words = list(_pattern(language.partition("-")[0]).finditer(text))
    if not dates and not words:
        return
    covered = {position for date in dates for position in range(date.start, date.end)}
    for start, end in sentences(text):
        inside = _between(dates, start, end, lambda date: date.start)
        # A word that is part of a written date is none of its own: "Monday, 22 December".
        alone = [
            word
            for word in _between(words, start, end, lambda word: word.start())
            if word.start() not in covered
        ]
        if not inside and not alone:
            continue
        sentence = text[start:end]
        is_future = cache(partial(speaks_of_future, sentence, language))
        shown = clipped(" ".join(sentence.split()), _LONGEST)
        days = (
            *(_resolve_date(date, published) for date in inside),
            *(_resolve_word(word[0], language, published, is_future) for word in alone),
        )
        yield from ((shown, day) for day in days if day)


def _between(ordered: Sequence[T], start: int, end: int, position: Callable[[T], int]) -> Sequence[T]:
    """What begins in a stretch of a text, of what is in order there."""
    return ordered[bisect_left(ordered, start, key=position) : bisect_left(ordered, end, key=position)]


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


def _resolve_word(
    word: str, language: str, published: dt.date, is_future: Callable[[], bool]
) -> dt.date | None:
    """The day that a word names: by its distance, or the last such weekday (the next, of future events)."""
    base = language.partition("-")[0]
    distance = _relative(base).get(fold_calendar(word))
    if distance is not None:
        return _shift(published, distance)
    since = (published.weekday() - names(base).weekdays[fold_calendar(word)]) % 7
    return _shift(published, 7 - since if since and is_future() else -since)


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
