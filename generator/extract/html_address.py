"""The day that an article's address names, and what it says of stamps in universal time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.model import Claim

_YEAR_FIRST = re.compile(r"[/_-]((?:19|20)\d\d)([/_-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=[/_.?&-]|$)")
_UNIVERSAL = re.compile(r"^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}\S*?(?:Z|[+-]00:?00)$")
_OTHER_DAY = 0.3  # what a stamp in universal time is worth when the outlet's own day is the one beside it


def address_claims(address: str) -> Iterator[Claim]:
    """The day in the path of an address, as /2019/01/03/ or 20190103."""
    found = _YEAR_FIRST.search(address)
    day = _day(f"{found[1]}-{found[3]}-{found[4]}") if found else None
    if found and day:
        yield Claim("date", day.isoformat(), "address", found[0], 0.9)


def local_days(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, with less trust in stamps in universal time that are a day off the address.

    An outlet writes its local day into its addresses; in universal time that evening or morning is the
    day after or before.
    """
    own = next((_day(claim.value) for claim in claims if claim.rule == "address"), None)
    return tuple(replace(one, confidence=_OTHER_DAY) if own and _beside(one, own) else one for one in claims)


def _beside(claim: Claim, own: dt.date) -> bool:
    stamp = _UNIVERSAL.match(claim.value) if claim.field == "date" else None
    day = _day(stamp[1]) if stamp else None
    return day is not None and abs((day - own).days) == 1


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None
