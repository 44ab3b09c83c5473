"""The year of a day that a text names without one, settled by the weekday it names beside it."""

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
from generator.text.date_names import fold, names, rules
from generator.text.dates import FoundDate, find_dates, iso_day
from generator.text.sentences import sentences

# The lead: paragraphs in which an article says when its news happened.
_LEAD = 3


class Named(NamedTuple):
    """A weekday that the text names for the day of writing: "This Monday"."""

    text: str
    weekday: int


def infer_year(draft: Draft, language: str, bound: str) -> Finding[str]:
    """The article's own day and month, its year settled by the weekday that the text names for it.

    "December 22" and "this Monday" are one day only in years when 22 December is a Monday: the latest
    such year not after ``bound`` is taken. Two answers are none.
    """
    found = {}
    named = list(_days_of_writing(draft.paragraphs, language))
    for date in (
        *_dates_of_claims(draft, language),
        *_reported_days(draft.paragraphs[:_LEAD], language, named),
    ):
        for day in _weekdays(date, named):
            year = _latest(date, day.weekday, bound)
            if year:
                quoted = date.text if day.text == date.text else f"{date.text} … {day.text}"
                found[iso_day(year, date.month, date.day)] = quoted
    if len(found) != 1:
        return Finding("")
    value, quoted = found.popitem()
    return Finding(value, Evidence("inferred", "weekday-year", quoted, _confidence(value, bound)))


def _dates_of_claims(draft: Draft, language: str) -> Iterator[FoundDate]:
    """Days without a year that the document states as its own: "Monday, December 22" in a line of its own."""
    for claim in draft.claimed("date"):
        yield from (date for date in find_dates(claim.value, language) if not date.year)


def _reported_days(
    paragraphs: Sequence[Paragraph], language: str, named: Sequence[Named]
) -> Iterator[FoundDate]:
    """Days without a year on which the lead says that something was said; most others are events.

    A weekday beside the day is not enough: it is written for events, too. The text must also name the
    day of its writing. In one breath with it ("this Friday, April 10") any event will do.
    """
    words = speech_words(language)
    for paragraph in paragraphs if named else ():
        for start, end in sentences(paragraph.text):
            sentence = paragraph.text[start:end]
            if speaks_of_future(sentence, language):
                continue
            days = [date for date in find_dates(sentence, language) if not date.year]
            said = words.verb.search(sentence)
            yield from (
                day
                for day in days
                if (said and day.weekday in (None, *(one.weekday for one in named)))
                or _in_one_breath(day, sentence, language)
            )


def _in_one_breath(day: FoundDate, sentence: str, language: str) -> bool:
    """Whether the words for the day of writing run into the date: "this Friday, April 10"."""
    pattern = _this_day(language.partition("-")[0])
    found = pattern.finditer(sentence) if pattern and day.weekday is not None else ()
    return any(match.start() <= day.start < match.end() for match in found)


def _weekdays(date: FoundDate, named: Sequence[Named]) -> Sequence[Named]:
    return [Named(date.text, date.weekday)] if date.weekday is not None else named


def _days_of_writing(paragraphs: Sequence[Paragraph], language: str) -> Iterator[Named]:
    pattern = _this_day(language.partition("-")[0])
    known = names(language).weekdays
    for paragraph in paragraphs if pattern else ():
        for match in pattern.finditer(paragraph.text) if pattern else ():
            word = next(group for group in match.groups() if group)
            if (weekday := known.get(fold(word))) is not None:
                yield Named(match[0], weekday)


@cache
def _this_day(base: str) -> re.Pattern[str] | None:
    """Every way in which a language names the day of writing by its weekday."""
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
    """Whether a sentence tells of something to come, or of a plan."""
    words = _future(language.partition("-")[0])
    return bool(words) and any(word in words for word in re.findall(r"[\w'’]+", sentence.casefold()))


def _latest(date: FoundDate, weekday: int, bound: str) -> int | None:
    """The latest year in which the day falls on the weekday, not after ``bound``.

    The calendar repeats within 11 years (12 across a century). A day that fell on another weekday in
    the weeks before ``bound`` is more likely that one, so nothing is settled.
    """
    last = dt.date.fromisoformat(bound)
    years = range(last.year, last.year - 13, -1)
    days = (iso_day(year, date.month, date.day) for year in years)
    past = [dt.date.fromisoformat(day) for day in days if day and day <= bound]
    if past and past[0].weekday() != weekday and (last - past[0]).days <= 31:
        return None
    return next((day.year for day in past if day.weekday() == weekday), None)


def _confidence(value: str, bound: str) -> float:
    """The nearer the day to the retrieval, the surer; a decade leaves little."""
    years = (dt.date.fromisoformat(bound) - dt.date.fromisoformat(value)).days // 366
    return round(max(0.3, 0.75 - 0.1 * years), 2)
