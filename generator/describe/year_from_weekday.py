"""Infers the date of an article from a day and month without a year, and a weekday: "this Monday"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from generator.describe.finding import Finding
from generator.describe.quotes.speech import speech_words
from generator.model.documents import Draft, Paragraph
from generator.model.records import Evidence
from generator.text.date_names import names, rules
from generator.text.dates import DateMention, find_dates, iso_day
from generator.text.folding import fold_calendar
from generator.text.sentences import sentences

# Paragraphs of the lead, in which an article says when its news happened.
_LEAD = 3


class WritingDay(NamedTuple):
    """The weekday (Monday is 0) on which the text was written, as it says itself: "This Monday"."""

    text: str
    weekday: int


def infer_year(draft: Draft, language: str, bound: str) -> Finding[str]:
    """The article's day and month, in the year that agrees with its weekday.

    "December 22" and "this Monday" are the same day only in years when 22 December is a Monday. The result is
    the latest such year, not after ``bound``; if the text gives two different dates, there is no result.

    Args:
        draft: the document.
        language: its BCP 47 tag.
        bound: the last day on which it can have been published, as YYYY-MM-DD.
    """
    quotes_by_date = {}
    writing_days = list(_days_of_writing(draft.paragraphs, language))
    for date in (
        *_dates_of_claims(draft, language),
        *_reported_days(draft.paragraphs[:_LEAD], language, writing_days),
    ):
        for day in _weekdays(date, writing_days):
            year = _latest(date, day.weekday, bound)
            if year:
                quoted = date.text if day.text == date.text else f"{date.text} … {day.text}"
                quotes_by_date[iso_day(year, date.month, date.day)] = quoted
    if len(quotes_by_date) != 1:
        return Finding("")
    value, quoted = quotes_by_date.popitem()
    return Finding(value, Evidence("inferred", "weekday-year", quoted, _confidence(value, bound)))


def _dates_of_claims(draft: Draft, language: str) -> Iterator[DateMention]:
    """Days without a year that the document states as its date: "Monday, December 22" on a line by itself."""
    for claim in draft.claimed("date"):
        yield from (date for date in find_dates(claim.value, language) if not date.year)


def _reported_days(
    paragraphs: Sequence[Paragraph], language: str, writing_days: Sequence[WritingDay]
) -> Iterator[DateMention]:
    """Days without a year on which, according to the lead, something was said; most others are events.

    A weekday next to the day is not enough, as events have one too: the text must also name the weekday of
    writing. If both are one phrase ("this Friday, April 10"), nothing need have been said.
    """
    words = speech_words(language)
    for paragraph in paragraphs if writing_days else ():
        for start, end in sentences(paragraph.text):
            sentence = paragraph.text[start:end]
            if speaks_of_future(sentence, language):
                continue
            days = [date for date in find_dates(sentence, language) if not date.year]
            said = words.verb.search(sentence)
            yield from (
                day
                for day in days
                if (said and day.weekday in (None, *(writing.weekday for writing in writing_days)))
                or _in_one_phrase(day, sentence, language)
            )


def _in_one_phrase(day: DateMention, sentence: str, language: str) -> bool:
    """Whether the words for the day of writing run into the date: "this Friday, April 10"."""
    pattern = _this_day(language.partition("-")[0])
    matches = pattern.finditer(sentence) if pattern and day.weekday is not None else ()
    return any(match.start() <= day.start < match.end() for match in matches)


def _weekdays(date: DateMention, writing_days: Sequence[WritingDay]) -> Sequence[WritingDay]:
    return [WritingDay(date.text, date.weekday)] if date.weekday is not None else writing_days


def _days_of_writing(paragraphs: Sequence[Paragraph], language: str) -> Iterator[WritingDay]:
    pattern = _this_day(language.partition("-")[0])
    known = names(language).weekdays
    for paragraph in paragraphs if pattern else ():
        for match in pattern.finditer(paragraph.text) if pattern else ():
            word = next(group for group in match.groups() if group)
            if (weekday := known.get(fold_calendar(word))) is not None:
                yield WritingDay(match[0], weekday)


@cache
def _this_day(base: str) -> re.Pattern[str] | None:
    """A pattern for the day of writing in one language ("this Monday"), or None."""
    templates = rules()["this_day"].get(base, ())
    if not templates:
        return None
    spaced = base not in {"zh", "ja", "ko"}
    listed = sorted((name for name in names(base).weekdays if len(name) > 1), key=len, reverse=True)
    day = r"([^\W\d_]{3,}(?:-feira)?)" if spaced else f"({'|'.join(listed)})"
    edge = r"\b" if spaced else ""
    return re.compile(
        "|".join(edge + re.escape(template).replace(r"\{day\}", day) for template in templates), re.IGNORECASE
    )


@cache
def _future(base: str) -> frozenset[str]:
    return frozenset(rules()["future"].get(base, ()))


def speaks_of_future(sentence: str, language: str) -> bool:
    """Whether a sentence is about the future or a plan, in the language of a BCP 47 tag."""
    words = _future(language.partition("-")[0])
    return bool(words) and any(word in words for word in re.findall(r"[\w'’]+", sentence.casefold()))


def _latest(date: DateMention, weekday: int, bound: str) -> int | None:
    """The latest year, not after ``bound``, in which the date falls on the weekday.

    The calendar repeats within 11 years (12 across a century). If the date fell on another weekday in the
    month before ``bound``, that day is more likely meant, so there is no result.
    """
    last = dt.date.fromisoformat(bound)
    years = range(last.year, last.year - 13, -1)
    days = (iso_day(year, date.month, date.day) for year in years)
    past = [dt.date.fromisoformat(day) for day in days if day and day <= bound]
    if past and past[0].weekday() != weekday and (last - past[0]).days <= 31:
        return None
    return next((day.year for day in past if day.weekday() == weekday), None)


def _confidence(value: str, bound: str) -> float:
    """Confidence falls with the years between the date and the retrieval."""
    years = (dt.date.fromisoformat(bound) - dt.date.fromisoformat(value)).days // 366
    return round(max(0.3, 0.75 - 0.1 * years), 2)
