"""Decides when an article was published and updated. A wrong date is worse than none.

In this order:

1. the declared date;
2. what the document states: the date line that readers see (unless the page's head states a newer day, which
   means that the line belongs to another article), then the day with the most confidence;
3. a day and month in the text, in the year that agrees with its weekday, not after the day of retrieval.

The claims come from ``extract``. No rule reads the clock.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.describe.finding import Finding, WeighedValue, declared_text, extracted_evidence, weigh
from generator.describe.year_from_weekday import infer_year
from generator.extract.plain.claims import dateline, statement_of
from generator.model.documents import Claim, Draft
from generator.text.dates import find_dates, iso_day, parse_date

# A page may be stamped in a time zone that is a day ahead of the curator's.
_ZONES = dt.timedelta(days=1)
# The year in which the first printed newspaper was published.
_FIRST = "1605"
# With less confidence, the only day stated, or the best of several, is just some date on the page.
_LEAST, _LEAST_OF_SEVERAL = 0.6, 0.7
# Rules for lines that do not say what their date is the date of: if two disagree, other lines must decide.
_LOOSE, _LEAST_OF_LOOSE = frozenset({"date-line", "date-in-line"}), 0.8
# Rules for lines that show the date to readers, the confidence they need, and how many other characters they
# may have.
_VISIBLE = frozenset({"date-line", "published-line"})
_SURE = 0.85
_MOST_OTHER_TEXT = 60
_LABEL = re.compile(r"[^\W\d_]{3,20}:\s")
_HOURS = re.compile(r"\d\s?[:.h]\d\d\s?(?:[-–]|to|bis)\s?\d{1,2}\s?[:.h]\d\d(?!\d)")
_SEPARATOR = re.compile(r"\s[|·•—–/-]\s")
# Paragraphs that may open with a dateline.
_OPENING = 2
# The machine-readable value of a time element; if it has a time of day, its line is not running text.
_STAMP = re.compile(r"\d{4}-\d\d-\d\d(?=[T ]|$)")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT")
_UTC = re.compile(r"[T ](\d\d):\d\d(?::[\d.]+)?\s?(?:Z|GMT|UTC|[+-]00:?00)")
_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/_.-]|$)")


def find_date(draft: Draft, language: str, bound: str) -> Finding[str]:
    """Day of publication as YYYY-MM-DD, "" if it cannot be determined.

    Args:
        draft: the document.
        language: its BCP 47 tag, "" if unknown.
        bound: the last day on which it can have been published, as YYYY-MM-DD, "" if unknown.
    """
    declared = declared_text(draft.declared, "date")
    if declared.value:
        return declared
    claims = (*draft.claimed("date"), *_address_claims(draft), *_dateline_claims(draft))
    days = _days_by_confidence(claims, language, bound)
    if days:
        # A page with many dates, none better than the others, is a list of articles or has comments.
        decided = days[0].confidence >= (_LEAST if len(days) == 1 else _least_confidence(claims))
        return Finding(days[0].value, extracted_evidence(days[0])) if decided else Finding("")
    return infer_year(draft, language, bound) if bound else Finding("")


def _least_confidence(claims: Sequence[Claim]) -> float:
    """The confidence that the best of several days needs: more if no claim says what its day is of."""
    return _LEAST_OF_LOOSE if all(claim.rule in _LOOSE for claim in claims) else _LEAST_OF_SEVERAL


def find_updated(draft: Draft, language: str, bound: str, published: str) -> Finding[str]:
    """Day of the last change as YYYY-MM-DD, "" if unknown; a stated day before ``published`` is ignored.

    Args:
        draft: the document.
        language: its BCP 47 tag, "" if unknown.
        bound: the last day on which it can have been changed, as YYYY-MM-DD, "" if unknown.
        published: the day of publication as YYYY-MM-DD, or "".
    """
    declared = declared_text(draft.declared, "updated")
    if declared.value:
        return declared
    days = _days_by_confidence(draft.claimed("updated"), language, bound)
    later = [weighed for weighed in days if weighed.value >= published]
    return Finding(later[0].value, extracted_evidence(later[0])) if later else Finding("")


def _days_by_confidence(claims: Sequence[Claim], language: str, bound: str) -> tuple[WeighedValue, ...]:
    """The days that claims state, best first; a UTC instant counts for the local day that others state."""
    dated = (_with_label(claim) for claim in claims if not _is_event(claim))
    days = {claim: _day(claim, language) for claim in dated}
    sure = [claim for claim, day in days.items() if day and claim.confidence >= _LEAST]
    local = [days[claim] for claim in sure if claim.rule == "date-line" or not _UTC.search(claim.value)]
    weighed = weigh(tuple(days), lambda claim: _plausible(_local(claim.value, days[claim], local), bound))
    visible = {days[claim] for claim in sure if _is_visible(claim)}
    # The day that readers see wins over the page's head, because sites reuse the heads of old pages. But if
    # it is older than that of the head, it belongs to another article.
    return tuple(sorted(weighed, key=lambda day: visible != {day.value} or _is_older(day, weighed[0])))


def _is_older(day: WeighedValue, other: WeighedValue) -> bool:
    return dt.date.fromisoformat(day.value) + _ZONES < dt.date.fromisoformat(other.value)


def _is_visible(claim: Claim) -> bool:
    """Whether a claim is a line of the page that shows the date to readers."""
    return claim.rule in _VISIBLE and claim.confidence >= _SURE


def _is_event(claim: Claim) -> bool:
    """Whether a line is about an event: it has a lot of other text, a label before the date, or hours."""
    if claim.rule != "date-line":
        return False
    opens = claim.text.startswith(claim.value) or bool(_INSTANT.match(claim.value))
    labelled = _LABEL.match(claim.text) and not opens and statement_of(claim.text) is None
    return bool(labelled or _HOURS.search(claim.text)) or (
        len(claim.text) - len(claim.value) > _MOST_OTHER_TEXT and not opens
    )


def _with_label(claim: Claim) -> Claim:
    """``claim`` with more confidence if part of its line says that the date is that of publication."""
    if claim.rule != "date-line" or claim.confidence >= _SURE:
        return claim
    phrases = (statement_of(part) for part in _SEPARATOR.split(claim.text)[1:])
    if any(match is not None and match.phrase.field == "date" for match in phrases):
        return replace(claim, confidence=_SURE)
    return claim


def _day(claim: Claim, language: str) -> str:
    """The day that a claim states; for a machine-readable stamp, the day that its line shows to readers."""
    visible = find_dates(claim.text, language) if _STAMP.match(claim.value) else ()
    days = {date.iso for date in visible if date.year}
    return days.pop() if len(days) == 1 else parse_date(claim.value, language)


def _local(value: str, day: str, local: Sequence[str]) -> str:
    """The local day of an instant in UTC, if another claim states it."""
    stamp = _UTC.search(value)
    if not stamp or not day or day in local:
        return day
    date, hour = dt.date.fromisoformat(day), int(stamp[1])
    # Clocks on Earth run from 12 hours behind UTC to 14 ahead of it.
    steps = [(-1, hour < 12), (1, hour >= 10)]
    near = [(date + dt.timedelta(days=step)).isoformat() for step, possible in steps if possible]
    return next((other for other in local if other in near), day)


def _plausible(day: str, bound: str) -> str:
    """``day``, or "" if it is later than ``bound`` or earlier than the first newspapers."""
    if day < _FIRST:
        return ""
    if bound and dt.date.fromisoformat(day) > dt.date.fromisoformat(bound) + _ZONES:
        return ""
    return day


def _dateline_claims(draft: Draft) -> Iterator[Claim]:
    """The day of a dateline that opens the text, unless extraction has claimed it already."""
    if any(claim.rule == "dateline" for claim in draft.claimed("date")):
        return
    for paragraph in draft.paragraphs[:_OPENING]:
        yield from (claim for claim in dateline(paragraph.text) if claim.field == "date")


def _address_claims(draft: Draft) -> Iterator[Claim]:
    """The day in the path of the declared source address: /2019/01/03/."""
    url = draft.declared.source_url
    if any(claim.value in url for claim in draft.claimed("date") if claim.rule.startswith("address")):
        return
    for match in _ADDRESS.finditer(url):
        day = iso_day(int(match[1]), int(match[2]), int(match[3]))
        if day:
            yield Claim("date", day, "address", match[0], 0.8)
