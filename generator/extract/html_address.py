"""The day that an article's address names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from generator.model import Claim

_YEAR_FIRST = re.compile(r"[/_-]((?:19|20)\d\d)([/_-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=[/_.?&-]|$)")


def address_claims(address: str) -> Iterator[Claim]:
    """The day in the path of an address, as /2019/01/03/ or 20190103."""
    found = _YEAR_FIRST.search(address)
    day = _day(f"{found[1]}-{found[3]}-{found[4]}") if found else None
    if found and day:
        yield Claim("date", day.isoformat(), "address", found[0], 0.9)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None
