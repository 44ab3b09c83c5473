"""Reads the publication date in an article's address."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from generator.model.documents import Claim

_YEAR_FIRST = re.compile(r"[/_-]((?:19|20)\d\d)([/_-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=[/_.?&-]|$)")

# Only with a day above 12, which cannot be the month.
_DAY_FIRST = re.compile(r"[/_-](1[3-9]|2\d|3[01])([_-])(0[1-9]|1[0-2])\2((?:19|20)\d\d)(?=[/_.?&-]|$)")


def address_claims(address: str) -> Iterator[Claim]:
    """A claim for the date in the path of an address: /2019/01/03/, 20190103 or 23-01-2019."""
    match = _YEAR_FIRST.search(address) or _DAY_FIRST.search(address)
    parts = (match.groups() if match.re is _YEAR_FIRST else match.groups()[::-1]) if match else ()
    day = _day("-".join(part for part in parts if part.isdigit())) if parts else None
    if match and day:
        yield Claim("date", day.isoformat(), "address", match[0], 0.9)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None
