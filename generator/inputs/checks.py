"""Checks of declared values: each takes what YAML gives, and returns the value or what is wrong with it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator.model.addresses import TAKEN

STATUSES = ("published", "draft", "withdrawn")
FLAG = r"[Yy]es|[Tt]rue|[Nn]o|[Ff]alse"
# Without a user name and a password: who publishes an address publishes them.
ADDRESS = r"https?://(?![^/?#]*@)[^\s<>\"'`\\^{|}\[\]]+"
SLUG_BYTES = 200
MOST_NAMES = 500
_LINE = re.compile(r"\d{1,9}")
# With so many parts as a tag has at most; it is the name of a file.
LANGUAGE = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,7}"


class Found(NamedTuple):
    """A checked value, or what is wrong with it and where: keys and positions within the value."""

    value: object
    fault: str = ""
    at: tuple[str | int, ...] = ()


# Letters and a symbol of which nothing is seen, and Unicode's own printable blanks.
BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800 ")
Check = Callable[[object], Found]


def text(value: object) -> Found:
    """Any scalar, as one line of text."""
    if isinstance(value, (list, dict)):
        return Found(None, f"must be text: {shown(value)}")
    return Found("" if value is None else one_line(value))


def one_line(value: object) -> str:
    """A scalar on one line, "" where none of its characters shows."""
    flat = " ".join(str(value).split())
    return flat if any(char.isprintable() and char not in BLANKS for char in flat) else ""


def prose(value: object) -> Found:
    """Text of several lines."""
    return text(value) if isinstance(value, (list, dict)) else Found(str(value or "").strip())


def date(value: object) -> Found:
    """A day, YYYY-MM-DD; a time after it is passed over."""
    text = str(value or "").strip()
    day = re.match(r"\d{4}-\d{2}-\d{2}(?=$|[T ])", text)
    if not text:
        return Found("")
    if not day:
        return Found(None, f"must be YYYY-MM-DD: {shown(text)}")
    try:
        return Found(dt.date.fromisoformat(day[0]).isoformat())
    except ValueError:
        return Found(None, f"no such day in the calendar: {shown(text)}")


def address(value: object) -> Found:
    """An address with http or https, and without a user name or password."""
    text = str(value or "").strip()
    if re.match(r"https?://[^/?#]*@", text):
        return Found(
            None, "must be an address without a user name or password; leave out what is before the @"
        )
    if text and not re.fullmatch(ADDRESS, text):
        return Found(None, f"must be an address that starts with http:// or https://: {shown(text)}")
    return Found(text)


def language(value: object) -> Found:
    """A BCP 47 tag, well-formed."""
    text = str(value or "").strip().replace("_", "-")
    if text and not re.fullmatch(LANGUAGE, text):
        return Found(None, f"must be a language tag such as en or pt-BR: {shown(text)}")
    return Found(text)


def status(value: object) -> Found:
    """One of ``STATUSES``."""
    text = str(value or "published").strip()
    if text not in STATUSES:
        return Found(None, f"must be one of {', '.join(STATUSES)}: {shown(text)}")
    return Found(text)


def flag(value: object) -> Found:
    """Yes or no."""
    text = str(value or "").strip()
    if text and not re.fullmatch(FLAG, text):
        return Found(None, f"must be yes or no: {shown(text)}")
    return Found(text[:1] in "YyTt" if text else "")


def slug(value: object) -> Found:
    """What may be the last part of an address."""
    text = str(value or "").strip()
    if text and not re.fullmatch(r"[\w][\w-]{0,120}", text):
        return Found(None, f"may hold letters, digits and hyphens only: {shown(text)}")
    # A file of this name, with an ending, has to fit on every disk: at most 255 bytes.
    if text.lower() in TAKEN or len(text.encode()) > SLUG_BYTES:
        what = f"index, readme, a device such as con, or longer than {SLUG_BYTES} bytes"
        return Found(None, f"may not be {what}: {shown(text)}")
    return Found(text)


def names(value: object) -> Found:
    """A list of names; a single name is a list of one."""
    items = value if isinstance(value, list) else [value]
    if any(isinstance(item, (list, dict)) for item in items):
        at = next(number for number, item in enumerate(items) if isinstance(item, (list, dict)))
        return Found(None, f"must be a list of names: {shown(value)}", (at,))
    if len(items) > MOST_NAMES:
        return Found(None, f"may hold at most {MOST_NAMES} names, not {len(items)}; keep those that matter")
    return Found([name for item in items if item is not None and (name := one_line(item))])


def lines(value: object) -> Found:
    """Line numbers, or lines in their own words."""
    found = names(value)
    if len(value if isinstance(value, list) else ()) > MOST_NAMES:
        return found
    if found.fault or not isinstance(found.value, list):
        return Found(None, f"must be a list of line numbers or lines: {shown(value)}")
    return Found([int(item) if _LINE.fullmatch(item) else item for item in found.value])


@dataclass(frozen=True, slots=True)
class Records:
    """A list of mappings with these keys; one mapping is a list of one. ``needed`` may not be left out."""

    parts: Mapping[str, Check]
    needed: str = ""

    def __call__(self, value: object) -> Found:
        """Check a value."""
        found = []
        for number, item in enumerate(value if isinstance(value, list) else [value]):
            one = _record(self.parts, item, self.needed)
            if one.fault:
                return one._replace(at=(*((number,) if isinstance(value, list) else ()), *one.at))
            found.append(one.value)
        return Found(found)


@dataclass(frozen=True, slots=True)
class Parts:
    """One mapping with these keys; a bare text stands for the first."""

    parts: Mapping[str, Check]

    def __call__(self, value: object) -> Found:
        """Check a value."""
        return _record(self.parts, value if isinstance(value, dict) else {next(iter(self.parts)): value})


def _record(checks: Mapping[str, Check], item: object, needed: str = "") -> Found:
    keys = ", ".join(checks)
    if not isinstance(item, dict):
        return Found(None, f"must hold {keys}: {shown(item)}")
    unknown = next((key for key in item if key not in checks), None)
    if unknown is not None:
        return Found(None, f"may hold only {keys}: {unknown!r}", (unknown,))
    found = {key: checks[key](value) for key, value in item.items()}
    for key, one in found.items():
        if one.fault:
            return Found(None, f"{key} {one.fault}", (key, *one.at))
    values = {key: one.value for key, one in found.items()}
    if needed and not values.get(needed):
        return Found(None, f"must say {needed!r}: {shown(item)}")
    return Found(values)


def shown(value: object) -> str:
    """A value as messages quote it."""
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."
