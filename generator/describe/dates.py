"""When an article was published and updated: a wrong date is worse than none.

Declared; else what the document states of itself: first the line that readers see (unless the head states a
newer day, for then the line is another article's), then what most and the surest statements agree on; else a
day and month of the text whose year a weekday settles, no later than the day the seed was retrieved. No rule
reads the clock.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.describe.dates_inferred import infer_year
from generator.describe.finding import Finding, Weighed, declared_text, stated, weigh
from generator.extract.plain.claims import dateline, statement_of
from generator.model.documents import Claim, Draft
from generator.text.dates import find_dates, iso_day, parse_date

# A page may be stamped in a time zone whose day has begun while the curator's has not.
_ZONES = dt.timedelta(days=1)
# The year in which the first printed newspaper was published.
_FIRST = "1605"
# Below these, the only day stated, or the best of several, is no more than a date on the page.
_LEAST, _LEAST_OF_SEVERAL = 0.6, 0.7
# Rules for lines that give a date without saying of what: of two, another line must speak for one.
_LOOSE, _LEAST_OF_LOOSE = frozenset({"date-line", "date-in-line"}), 0.8
# Rules for lines that state the date to the reader, how sure they must be, and how much else they may say.
_SHOWN = frozenset({"date-line", "published-line"})
_SURE = 0.85
_ASIDE = 60
_LABEL = re.compile(r"[^\W\d_]{3,20}:\s")
_HOURS = re.compile(r"\d\s?[:.h]\d\d\s?(?:[-–]|to|bis)\s?\d{1,2}\s?[:.h]\d\d(?!\d)")
_PARTS = re.compile(r"\s[|·•—–/-]\s")
# Paragraphs that may open with a dateline.
_OPENING = 2
# What a time element states for machines; with a time of day, its line is no running text.
_STAMP = re.compile(r"\d{4}-\d\d-\d\d(?=[T ]|$)")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT")
_UTC = re.compile(r"[T ](\d\d):\d\d(?::[\d.]+)?\s?(?:Z|GMT|UTC|[+-]00:?00)")
_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/_.-]|$)")


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
    claims = (*draft.claimed("date"), *_address_claims(draft), *_dateline_claims(draft))
    found = _stated(claims, language, bound)
    if found:
        # A page with many dates of which none is better than the others is a list, or has comments.
        decided = found[0].confidence >= (_LEAST if len(found) == 1 else _least(claims))
        return Finding(found[0].value, stated(found[0])) if decided else Finding("")
    return infer_year(draft, language, bound) if bound else Finding("")


def _least(claims: Sequence[Claim]) -> float:
    """How sure the best of several days must be: more where no statement says what its day is of."""
    return _LEAST_OF_LOOSE if all(claim.rule in _LOOSE for claim in claims) else _LEAST_OF_SEVERAL


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
    able = (_worded(claim) for claim in claims if not _is_event(claim))
    days = {claim: _day(claim, language) for claim in able}
    sure = [claim for claim, day in days.items() if day and claim.confidence >= _LEAST]
    local = [days[claim] for claim in sure if claim.rule == "date-line" or not _UTC.search(claim.value)]
    found = weigh(tuple(days), lambda claim: _within(_local(claim.value, days[claim], local), bound))
    shown = {days[claim] for claim in sure if _is_shown(claim)}
    # What every reader of the page sees goes before what its head says, as sites reuse old pages' heads; but
    # an older day than that of the head is another article's.
    return tuple(sorted(found, key=lambda weighed: shown != {weighed.value} or _is_older(weighed, found[0])))


def _is_older(one: Weighed, other: Weighed) -> bool:
    return dt.date.fromisoformat(one.value) + _ZONES < dt.date.fromisoformat(other.value)


def _is_shown(claim: Claim) -> bool:
    """Whether a claim is a line of the page that states the date to its readers."""
    return claim.rule in _SHOWN and claim.confidence >= _SURE


def _is_event(claim: Claim) -> bool:
    """Whether a line tells of an event: it says much besides its date, names one before it, or its hours."""
    if claim.rule != "date-line":
        return False
    opens = claim.text.startswith(claim.value) or bool(_INSTANT.match(claim.value))
    labelled = _LABEL.match(claim.text) and not opens and statement_of(claim.text) is None
    return bool(labelled or _HOURS.search(claim.text)) or (
        len(claim.text) - len(claim.value) > _ASIDE and not opens
    )


def _worded(claim: Claim) -> Claim:
    """``claim``, surer where a part of its line says that the date is that of publication."""
    if claim.rule != "date-line" or claim.confidence >= _SURE:
        return claim
    stated = (statement_of(part) for part in _PARTS.split(claim.text)[1:])
    if any(met is not None and met.phrase.field == "date" for met in stated):
        return replace(claim, confidence=_SURE)
    return claim


def _day(claim: Claim, language: str) -> str:
    """The day that a claim states; of a stamp for machines the day that its line shows to readers."""
    shown = find_dates(claim.text, language) if _STAMP.match(claim.value) else ()
    days = {date.iso for date in shown if date.year}
    return days.pop() if len(days) == 1 else parse_date(claim.value, language)


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
    """``day``, or "" if it is later than ``bound``, or before the first newspapers."""
    if day < _FIRST:
        return ""
    if bound and dt.date.fromisoformat(day) > dt.date.fromisoformat(bound) + _ZONES:
        return ""
    return day


def _dateline_claims(draft: Draft) -> Iterator[Claim]:
    """The day of a dateline that opens the text, where reading has not claimed it."""
    if any(claim.rule == "dateline" for claim in draft.claimed("date")):
        return
    for paragraph in draft.paragraphs[:_OPENING]:
        yield from (claim for claim in dateline(paragraph.text) if claim.field == "date")


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
