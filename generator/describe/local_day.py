"""Where a page was published: the region of its language, and the local day of its stamps in UTC."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.model.documents import Claim, Draft
from generator.text.date_names import base_of, region_of, rules
from generator.text.web_address import parts_of

UTC = re.compile(r"\d{4}-\d\d-\d\d[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::[\d.]+)?\s?(?:Z|GMT|UTC|[+-]00:?00)")
"""A machine-readable time in UTC."""
_OFFSET = re.compile(r"T\d\d:\d\d(?::[\d.]+)?([+-])(\d\d):?(\d\d)(?!\d)")
_CLOCK = re.compile(r"(?<![\d:.])([01]?\d|2[0-3])[:.h]([0-5]\d)(?![\d.])(?:\s?([ap])\.?m)?", re.IGNORECASE)
_NOON, _QUARTER = 12, 15
# Minutes that the clocks of the earth are behind and ahead of UTC, at most.
_BEHIND, _AHEAD = -12 * 60, 14 * 60
# Domains of countries that are sold to anyone, and those that are not named like the country.
_SOLD = frozenset({"AI", "CC", "CO", "FM", "IO", "LY", "ME", "TO", "TV"})
_DOMAINS = {"UK": "GB"}


class DateLine(NamedTuple):
    """A day that readers see, and the words of its line."""

    day: str
    text: str


def with_region(draft: Draft, language: str) -> str:
    """The language with the region in which the document was published, as far as it is known.

    The domain of a country wins over "en-US", which programs write on pages of any country.

    Args:
        draft: the document.
        language: its BCP 47 tag, "" if unknown.
    """
    base = base_of(language)
    if not base or region_of(language):
        return language
    # "en_US" in og:locale is what programs write where nobody chose a region.
    claims = (
        claim
        for claim in draft.claimed("language")
        if claim.rule != "og-locale" or region_of(claim.value) != "US"
    )
    tags = (claim.value for claim in claims)
    regions = list(dict.fromkeys(filter(None, (region_of(tag) for tag in tags if base_of(tag) == base))))
    country = _country_of_address(draft)
    region = regions[0] if regions else ""
    if len(regions) > 1 and "US" in regions:
        region = next(other for other in regions if other != "US")
    if country and region in {"", "US"}:
        region = country
    return f"{base}-{region}" if region else language


def _country_of_address(draft: Draft) -> str:
    urls = (draft.declared.source_url, *(claim.value for claim in draft.claimed("source_url")))
    host = next((host for url in urls if url and (host := parts_of(url).hostname)), "")
    if not host:
        return ""
    domain = host.rpartition(".")[2].upper()
    country = _DOMAINS.get(domain, domain)
    return country if country in rules()["zones"] and country not in _SOLD else ""


def hours_of(claims: Iterable[Claim], language: str) -> tuple[float, float] | None:
    """The least and most hours by which the page's clock is ahead of UTC, None if nothing tells.

    Args:
        claims: for days; their stamps may state an offset.
        language: BCP 47 tag with its region, if that is known.
    """
    offsets = [match for claim in claims if (match := _OFFSET.search(claim.value))]
    hours = {float(f"{offset[1]}1") * (int(offset[2]) + int(offset[3]) / 60) for offset in offsets} - {0.0}
    if hours:
        return min(hours), max(hours)
    country = region_of(language) or rules()["countries"].get(base_of(language), "")
    zone = rules()["zones"].get(country)
    return (zone[0], zone[1]) if zone else None


def local_day(value: str, day: str, lines: Sequence[DateLine], hours: tuple[float, float] | None) -> str:
    """The local day of a stamp in UTC: a day before or after that a line shows, if the clocks allow it.

    Args:
        value: the stamp.
        day: its day in UTC, as YYYY-MM-DD.
        lines: days that readers see.
        hours: what is known of the page's clock, see ``hours_of``.
    """
    stamp = UTC.search(value)
    if not stamp or not day or any(line.day == day for line in lines):
        return day
    moment = dt.datetime.fromisoformat(f"{day}T{stamp['hour']}:{stamp['minute']}")
    return next((line.day for line in lines if _is_same_moment(moment, line, hours)), day)


def _is_same_moment(moment: dt.datetime, line: DateLine, hours: tuple[float, float] | None) -> bool:
    start = dt.datetime.fromisoformat(line.day)
    if abs((start.date() - moment.date()).days) != 1:
        return False
    clock = _CLOCK.search(line.text)
    if clock:
        shown = start + dt.timedelta(hours=_hour(clock), minutes=int(clock[2]))
        minutes = (shown - moment) // dt.timedelta(minutes=1)
        return minutes % _QUARTER == 0 and _BEHIND <= minutes <= _AHEAD
    if hours is None:
        return False
    first, last = (moment + dt.timedelta(hours=hour) for hour in hours)
    return first.date() <= start.date() <= last.date()


def _hour(clock: re.Match[str]) -> int:
    hour = int(clock[1])
    if not clock[3]:
        return hour
    return hour % _NOON + (_NOON if clock[3].lower() == "p" else 0)
