"""Days that a text speaks of, for the timeline: "yesterday", "on Monday", "22 December".

They are counted from the article's own date and never become it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from generator.describe.dates_inferred import speaks_of_future
from generator.model.documents import Paragraph
from generator.model.records import Event
from generator.text.date_names import names, rules, written_weekdays
from generator.text.dates import FoundDate, find_dates
from generator.text.folding import fold_calendar
from generator.text.sentences import clipped, sentences

_MOST, _LONGEST = 20, 240
# Shorter forms of weekdays are words of other meanings: "sun", "set", "dom".
_SHORTEST = 4
_UNSPACED = frozenset({"zh", "ja", "ko"})
# A day without a year lies within half a year of the article that names it.
_HALF_YEAR = 183


def find_events(paragraphs: Sequence[Paragraph], language: str, published: str) -> tuple[Event, ...]:
    """Each day that the text speaks of, with its sentence, by day; nothing for an undated article.

    Args:
        paragraphs: the body.
        language: its BCP 47 tag; without one only full dates count.
        published: the day of publication as YYYY-MM-DD, or "".
    """
    if not published:
        return ()
    found: dict[Event, None] = {}
    for paragraph in paragraphs:
        for sentence, day in _days(paragraph.text, language, dt.date.fromisoformat(published)):
            found.setdefault(Event(day.isoformat(), clipped(" ".join(sentence.split()), _LONGEST)))
        if len(found) >= _MOST:
            break
    return tuple(sorted(list(found)[:_MOST], key=lambda event: event.date))


def _days(text: str, language: str, published: dt.date) -> Iterator[tuple[str, dt.date]]:
    dates = find_dates(text, language)
    words = list(_pattern(language.partition("-")[0]).finditer(text))
    if not dates and not words:
        return
    for start, end in sentences(text):
        sentence = text[start:end]
        written = [date for date in dates if start <= date.start < end]
        named = [word for word in words if start <= word.start() < end and not _in(word.start(), written)]
        resolved = [
            *(_resolved(date, published) for date in written),
            *(_counted(word[0], sentence, language, published) for word in named),
        ]
        yield from ((sentence, day) for day in resolved if day)


def _in(position: int, written: Sequence[FoundDate]) -> bool:
    """Whether a word is a part of a written date: "Monday, 22 December"."""
    return any(one.start <= position < one.end for one in written)


def _resolved(date: FoundDate, published: dt.date) -> dt.date | None:
    """The day that a written date names: with its own year, else in the year that brings it nearest."""
    if date.year:
        return dt.date(date.year, date.month, date.day) if date.consistent else None
    near = [_day(published.year + turn, date) for turn in (-1, 0, 1)]
    able = [day for day in near if day and abs((day - published).days) <= _HALF_YEAR]
    day = min(able, key=lambda one: abs((one - published).days), default=None)
    return day if day and date.weekday in (None, day.weekday()) else None


def _day(year: int, date: FoundDate) -> dt.date | None:
    try:
        return dt.date(year, date.month, date.day)
    except ValueError:
        return None


def _counted(word: str, sentence: str, language: str, published: dt.date) -> dt.date | None:
    """The day that a word names: by distance, or the last such weekday, or the next where it is to come."""
    base = language.partition("-")[0]
    distance = _relative(base).get(fold_calendar(word))
    if distance is not None:
        return _moved(published, distance)
    since = (published.weekday() - names(base).weekdays[fold_calendar(word)]) % 7
    ahead = since and speaks_of_future(sentence, language)
    return _moved(published, 7 - since if ahead else -since)


def _moved(day: dt.date, days: int) -> dt.date | None:
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return None


@cache
def _relative(base: str) -> Mapping[str, int]:
    return {fold_calendar(word): days for word, days in rules()["relative"].get(base, {}).items()}


@cache
def _pattern(base: str) -> re.Pattern[str]:
    """Words of a language for days counted from the day of writing, and for weekdays that do not recur."""
    relative = rules()["relative"].get(base)
    if not relative:
        return re.compile(r"(?!)")
    spaced = base not in _UNSPACED
    weekdays = [name for name in _weekdays(base) if len(name) >= (_SHORTEST if spaced else 2)]
    listed = "|".join(re.escape(word) for word in sorted((*relative, *weekdays), key=len, reverse=True))
    edge = r"\b" if spaced else ""
    space = r"\s" if spaced else ""
    barred = "".join(f"(?<!{re.escape(word)}{space})" for word in rules()["recurring"].get(base, ()))
    return re.compile(f"{edge}{barred}(?:{listed}){edge}(?!-)", re.IGNORECASE)


def _weekdays(base: str) -> Iterator[str]:
    """Weekdays as the language writes them in full, and other spellings; Portuguese has ordinals in short."""
    yield from written_weekdays(base)
    yield from (name for name in rules()["weekdays"].get(base, {}) if base != "pt")
