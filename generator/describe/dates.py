"""Decides when an article was published and updated. A wrong date is worse than none.

In this order:

1. the declared date;
2. what the document states: the day with the most confidence. A stamp on the day of a change does
   not count if the page's head states an earlier day. The date line that readers see wins over a single
   statement of the head;
3. a day and month in the text, in the year that agrees with its weekday, not after the day of retrieval;
4. the month or year that the document states where it states no day.

The claims come from ``extract``. No rule reads the clock.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from generator.describe.finding import Finding, WeighedValue, declared_text, extracted_evidence, weigh
from generator.describe.local_day import UTC, DateLine, hours_of, local_day, with_region
from generator.describe.year_from_weekday import infer_year
from generator.extract.plain.claims import dateline, statement_of
from generator.model.documents import Claim, Draft
from generator.model.records import Evidence
from generator.text.date_names import rules
from generator.text.dates import find_dates, iso_day, parse_date
from generator.text.partial import partial_of
from generator.text.tables import alternatives

# A page may be stamped in a time zone that is a day ahead of the curator's.
_ZONES = dt.timedelta(days=1)
# The year in which the first printed newspaper was published.
_FIRST = "1605"
# With less confidence, the only day stated, or the best of several, is just some date on the page.
_LEAST, _LEAST_OF_SEVERAL = 0.6, 0.7
# Rules for lines that do not say what their date is the date of: if two disagree, other lines must decide.
_LOOSE, _LEAST_OF_LOOSE = frozenset({"date-line", "date-in-line"}), 0.8
_VISIBLE = frozenset({"date-line", "published-line"})
_SURE = 0.85
_IMPORTED = "feed-published"
# Prefixes of the rules for what programs read in a page.
_HEAD = ("jsonld-", "og-", "microdata-", "meta-", "feed-")
_MOST_OTHER_TEXT = 60
_LABEL = re.compile(r"[^\W\d_]{3,20}:\s")
# Confidence of a claim that makes another one, of the day of the last change, an update.
_TRUSTED = 0.8
# Rules for lines of the document, whose other words may say what the date is of.
_LINES = frozenset({"date-line", "date-in-line", "updated-line"})
_HOURS = re.compile(r"\d\s?[:.h]\d\d\s?(?:[-–]|to|bis)\s?\d{1,2}\s?[:.h]\d\d(?!\d)")
_SEPARATOR = re.compile(r"\s[|·•—–/-]\s")
# Paragraphs that may open with a dateline.
_OPENING = 2
# The machine-readable value of a time element; if it has a time of day, its line is not running text.
_STAMP = re.compile(r"\d{4}-\d\d-\d\d(?=[T ]|$)")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT")
_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/_.-]|$)")


def find_date(draft: Draft, language: str, bound: str) -> Finding[str]:
    """Date of publication: YYYY-MM-DD, or YYYY-MM or YYYY if no more is known; "" if it cannot be determined.

    Args:
        draft: the document.
        language: its BCP 47 tag, "" if unknown.
        bound: the last day on which it can have been published, as YYYY-MM-DD, "" if unknown.
    """
    declared = declared_text(draft.declared, "date")
    if declared.value:
        return _as_stated(declared, draft, language)
    stated = (*draft.claimed("date"), *_address_claims(draft), *_dateline_claims(draft))
    if not stated:
        return infer_year(draft, language, bound) if bound else Finding("")
    page = _page_of(draft, language, bound)
    changed = {day for claim in draft.claimed("updated") if (day := _day(claim, page.language))}
    days = _days_by_confidence(stated, page, changed)
    if days:
        # A page with many dates, none better than the others, is a list of articles or has comments.
        decided = days[0].confidence >= (_LEAST if len(days) == 1 else _least_confidence(stated))
        return Finding(days[0].value, extracted_evidence(days[0])) if decided else Finding("")
    inferred = infer_year(draft, language, bound) if bound else Finding("")
    return inferred if inferred.value else _partial(stated, page)


def _partial(claims: Sequence[Claim], page: _PageFacts) -> Finding[str]:
    """The month or year that all trusted claims without a day agree on; a month is in its year."""

    def normalise(claim: Claim) -> str:
        date = partial_of(claim.value, page.language) if claim.confidence >= _TRUSTED else ""
        return date if date >= _FIRST and (not page.bound or date <= page.bound) else ""

    weighed = weigh(tuple(claim for claim in claims if not is_of_other_day(claim)), normalise)
    best = max(weighed, key=lambda date: len(date.value), default=None)
    if best is None or not all(best.value.startswith(date.value) for date in weighed):
        return Finding("")
    return Finding(best.value, extracted_evidence(best))


def _as_stated(declared: Finding[str], draft: Draft, language: str) -> Finding[str]:
    """A declared day; if an import took it from its source, that states it, not a curator."""
    for claim in draft.claimed("date"):
        if claim.rule == _IMPORTED and declared.value in {
            parse_date(claim.value, tag) for tag in (language, "en")
        }:
            return Finding(declared.value, Evidence("extracted", claim.rule, claim.text, claim.confidence))
    return declared


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
    claims = draft.claimed("updated")
    days = _days_by_confidence(claims, _page_of(draft, language, bound)) if claims else ()
    later = [weighed for weighed in days if weighed.value >= published]
    return Finding(later[0].value, extracted_evidence(later[0])) if later else Finding("")


class _PageFacts(NamedTuple):
    """What is known of a page: its language with region, the last possible day, the hours of its clock."""

    language: str
    bound: str
    hours: tuple[float, float] | None


def _page_of(draft: Draft, language: str, bound: str) -> _PageFacts:
    tag = with_region(draft, language)
    return _PageFacts(tag, bound, hours_of((*draft.claimed("date"), *draft.claimed("updated")), tag))


def _days_by_confidence(
    claims: Sequence[Claim], page: _PageFacts, changed: Collection[str] = ()
) -> tuple[WeighedValue, ...]:
    """The days that claims state, best first; a UTC instant counts for the local day that lines show.

    Args:
        claims: the statements.
        page: what is known of their page.
        changed: the days on which the document was changed, as it says.
    """
    dated = [_with_label(claim) for claim in claims if not _is_event(claim) and not is_of_other_day(claim)]
    stated = {claim: _day(claim, page.language) for claim in dated}
    sure = [claim for claim, day in stated.items() if day and claim.confidence >= _LEAST]
    shown = [claim for claim in sure if claim.rule == "date-line" or not UTC.search(claim.value)]
    lines = [DateLine(stated[claim], claim.text) for claim in shown]
    local = {claim: local_day(claim.value, day, lines, page.hours) for claim, day in stated.items()}
    days = {claim: _plausible(day, page.bound) for claim, day in local.items()}
    kept = _without_guesses(_without_updates(days, changed))
    weighed = weigh(tuple(kept), lambda claim: kept[claim])
    visible = {kept[claim] for claim in sure if claim in kept and _is_visible(claim)}
    wins = weighed and len(visible) == 1 and _is_right(next(iter(visible)), weighed[0], kept, changed)
    return tuple(sorted(weighed, key=lambda day: not wins or day.value not in visible))


def _without_updates(days: Mapping[Claim, str], changed: Collection[str]) -> Mapping[Claim, str]:
    """The claims without those of the head for the day of a change, if another one there is earlier."""
    earlier = [
        day
        for claim, day in days.items()
        if day and day not in changed and _is_of_head(claim) and claim.confidence >= _TRUSTED
    ]
    first = min(earlier, default="")
    if not first or not changed:
        return days
    return {
        claim: day
        for claim, day in days.items()
        if not (_is_of_head(claim) and day in changed and day > first)
    }


def _without_guesses(days: Mapping[Claim, str]) -> Mapping[Claim, str]:
    """The claims without those that could not decide alone, if there are others that could."""
    sure = {claim: day for claim, day in days.items() if claim.confidence >= _LEAST and day}
    agreed = set(sure.values())
    return {claim: day for claim, day in days.items() if claim in sure or day in agreed} if sure else days


def _is_right(visible: str, best: WeighedValue, days: Mapping[Claim, str], changed: Collection[str]) -> bool:
    """Whether the day of the one line that shows a date to readers wins over the best day.

    It does not if it is older, because it belongs to another article then, nor if several parts of the page's
    head agree on the other day: the line may be a caption's, a broadcast's or an embedded post's. One part
    alone may be the head of an older page, used again; and a page may show readers only its last version.
    """
    if dt.date.fromisoformat(visible) + _ZONES < dt.date.fromisoformat(best.value):
        return False
    parts = {
        claim.rule.partition("-")[0]
        for claim, day in days.items()
        if day == best.value and _is_of_head(claim)
    }
    return len(parts) < 2 or visible in changed


def _is_of_head(claim: Claim) -> bool:
    """Whether a claim is a machine-readable statement of the page."""
    return claim.rule.startswith(_HEAD)


def _is_visible(claim: Claim) -> bool:
    """Whether a claim is a line of the page that shows the date to readers."""
    return claim.rule in _VISIBLE and claim.confidence >= _SURE


def is_of_other_day(claim: Claim) -> bool:
    """Whether the words before a date say that it is the day of something else: "Exported on", "Accessed"."""
    if claim.rule not in _LINES:
        return False
    start = claim.text.find(claim.value)
    before = claim.text[:start] if start >= 0 else claim.text
    return bool(before) and _other_day().search(before) is not None


@cache
def _other_day() -> re.Pattern[str]:
    words = (word for words in rules()["other_day"].values() for word in words)
    listed = alternatives(words)
    return re.compile(rf"(?<![^\W\d_])(?:{listed})", re.IGNORECASE)


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
