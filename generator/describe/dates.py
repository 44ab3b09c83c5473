"""When an article was published and updated: a wrong date is worse than none.

Declared; else what the document states of itself; else a day and month of the text whose year a weekday
settles, no later than the day the seed was retrieved. No rule reads the clock.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from generator.datetext import FoundDate, find_dates, iso_day, parse_date
from generator.datetext_names import fold, names, rules
from generator.describe.finding import Finding, Weighed, declared_text, stated, weigh
from generator.describe.sentences import sentences
from generator.model import Claim, Draft, Evidence, Paragraph

# The lead: paragraphs in which an article says when its news happened.
_LEAD = 3
# A page may be stamped in a time zone whose day has begun while the curator's has not.
_ZONES = dt.timedelta(days=1)
# Below these, the only day stated, or the best of several, is no more than a date on the page.
_LEAST, _LEAST_OF_SEVERAL = 0.6, 0.7
# Rules for lines that state the date to the reader, how sure they must be, and what else they may say.
_SHOWN = frozenset({"date-line", "published-line"})
_SURE = 0.85
_ASIDE = 40
_UTC = re.compile(r"[T ](\d\d):\d\d(?::[\d.]+)?\s?(?:Z|GMT|UTC|[+-]00:?00)")
_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/_.-]|$)")


class Named(NamedTuple):
    """A weekday that the text names for the day of writing: "This Monday"."""

    text: str
    weekday: int


def find_date(draft: Draft, language: str, bound: str) -> Finding[str]:
    """Day of publication as YYYY-MM-DD, "" when nothing settles it.

    Args:
        draft: the document.
        language: its BCP 47 tag, "" when unknown.
        bound: the last day on which it can have been published, "" when unknown.
    """
    declared = declared_text(draft.declared, "date")
    if declared.value:
        return declared
    found = _stated((*draft.claimed("date"), *_address_claims(draft)), language, bound)
    if found:
        # A page with many dates of which none is better than the others is a list, or has comments.
        decided = found[0].confidence >= (_LEAST if len(found) == 1 else _LEAST_OF_SEVERAL)
        return Finding(found[0].value, stated(found[0])) if decided else Finding("")
    return infer_year(draft.paragraphs, language, bound) if bound else Finding("")


def find_updated(draft: Draft, language: str, bound: str, published: str) -> Finding[str]:
    """Day of the last change as YYYY-MM-DD, "" when unknown; never before ``published``."""
    declared = declared_text(draft.declared, "updated")
    if declared.value:
        return declared
    found = _stated(draft.claimed("updated"), language, bound)
    later = [weighed for weighed in found if weighed.value >= published]
    return Finding(later[0].value, stated(later[0])) if later else Finding("")


def _stated(claims: Sequence[Claim], language: str, bound: str) -> tuple[Weighed, ...]:
    """The days that claims state, best first; a UTC instant counts for the local day that others state."""
    days = {claim: parse_date(claim.value, language) for claim in claims}
    local = [day for claim, day in days.items() if day and not _UTC.search(claim.value)]
    found = weigh(claims, lambda claim: _within(_local(claim.value, days[claim], local), bound))
    shown = {days[claim] for claim in claims if _is_shown(claim) and days[claim]}
    # What every reader of the page sees goes before what its head says; sites reuse old pages' heads.
    return tuple(sorted(found, key=lambda weighed: shown != {weighed.value}))


def _is_shown(claim: Claim) -> bool:
    """Whether a claim is a line of the page that does little else than state the date."""
    extra = len(claim.text) - len(claim.value)
    return claim.rule in _SHOWN and claim.confidence >= _SURE and extra <= _ASIDE


def _local(value: str, day: str, local: Sequence[str]) -> str:
    """The day that an instant in UTC was where the page was made, if another statement tells."""
    stamp = _UTC.search(value)
    if not stamp or not day or day in local:
        return day
    date, hour = dt.date.fromisoformat(day), int(stamp[1])
    # Clocks on Earth run from 12 hours behind UTC to 14 ahead of it.
    able = [(-1, hour < 12), (1, hour >= 10)]
    near = [(date + dt.timedelta(days=step)).isoformat() for step, possible in able if possible]
    return next((one for one in local if one in near), day)


def _within(day: str, bound: str) -> str:
    """``day``, or "" if it is later than ``bound``."""
    if day and bound and dt.date.fromisoformat(day) > dt.date.fromisoformat(bound) + _ZONES:
        return ""
    return day


def _address_claims(draft: Draft) -> Iterator[Claim]:
    """The day in the path of the declared address: /2019/01/03/."""
    source = draft.declared.values.get("source")
    url = str(source.get("url") or "") if isinstance(source, dict) else ""
    if any(claim.value in url for claim in draft.claimed("date") if claim.rule.startswith("address")):
        return
    for match in _ADDRESS.finditer(url):
        day = iso_day(int(match[1]), int(match[2]), int(match[3]))
        if day:
            yield Claim("date", day, "address", match[0], 0.8)


def infer_year(paragraphs: Sequence[Paragraph], language: str, bound: str) -> Finding[str]:
    """A day and month of the lead whose year is settled by the weekday that the text names for it.

    "December 22" and "this Monday" are one day only in years when 22 December is a Monday: the latest
    such year not after ``bound`` is taken. Two answers are none.
    """
    found = {}
    named = list(_days_of_writing(paragraphs, language))
    for date, sentence in _days_without_year(paragraphs[:_LEAD], language):
        for day in _weekdays(date, sentence, named):
            year = _latest(date, day.weekday, bound)
            if year:
                quoted = date.text if day.text == date.text else f"{date.text} … {day.text}"
                found[iso_day(year, date.month, date.day)] = quoted
    if len(found) != 1:
        return Finding("")
    value, quoted = found.popitem()
    return Finding(value, Evidence("inferred", "weekday-year", quoted, _confidence(value, bound)))


def _days_without_year(paragraphs: Sequence[Paragraph], language: str) -> Iterator[tuple[FoundDate, str]]:
    """Days without a year, each in the sentence that names it, unless that speaks of things to come."""
    for paragraph in paragraphs:
        for start, end in sentences(paragraph.text):
            sentence = paragraph.text[start:end]
            if not _speaks_of_future(sentence, language):
                yield from ((date, sentence) for date in find_dates(sentence, language) if not date.year)


def _weekdays(date: FoundDate, sentence: str, named: Sequence[Named]) -> Sequence[Named]:
    if date.weekday is None:
        return named
    # "Monday, December 22": the weekday is that of the day, whatever day the text was written.
    return [Named(date.text, date.weekday)] if date.text in sentence else []


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


def _speaks_of_future(sentence: str, language: str) -> bool:
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
