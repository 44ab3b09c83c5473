"""Checks of declared values. Each takes what YAML gives and returns the value, or what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator.inputs.publicity import is_flag
from generator.model.pictures import POLICIES
from generator.model.slugs import TAKEN, without_marks
from generator.text.dates import YEARS
from generator.text.declared_dates import calendar_day, declared_day
from generator.text.links import clean_address
from generator.text.partial import partial_of
from generator.text.web_address import web_address_fault

# How the text of a scan was read: by a program, corrected by a person, or compared with the scan by one.
TRANSCRIPTIONS = ("ocr", "corrected", "verified")
STATUSES = ("published", "draft", "withdrawn")
FLAG = r"[Yy]es|[Tt]rue|[Nn]o|[Ff]alse"
SLUG_LENGTH = 121
SLUG_BYTES = 200
MOST_NAMES = 500
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:T.*)?")
_ISSN = re.compile(r"(?:ISSN[\s:]*)?(\d{4})[-‐–]?(\d{3}[\dXx])", re.IGNORECASE)
_PAGE_WORD = re.compile(r"\A(?:pages?|pp?)\b[\s.]*(?=\S)", re.IGNORECASE)
_LINE = re.compile(r"\d{1,9}")
# With no more parts than a tag has: it becomes the name of a file.
LANGUAGE = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,7}"


class Checked(NamedTuple):
    """A checked value, or what is wrong with it and where: keys and positions within the value."""

    value: object
    fault: str = ""
    at: tuple[str | int, ...] = ()


# Letters and a symbol that show nothing, and Unicode's own printable blanks.
BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800 ")
Check = Callable[[object], Checked]


def text(value: object) -> Checked:
    """Any scalar, as one line of text."""
    if isinstance(value, (list, dict)):
        return Checked(None, f"must be text: {quoted(value)}")
    return Checked("" if value is None else one_line(value))


def one_line(value: object) -> str:
    """A scalar on one line, "" where none of its characters shows."""
    flat = " ".join(str(value).split())
    return flat if any(char.isprintable() and char not in BLANKS for char in flat) else ""


def prose(value: object) -> Checked:
    """Text of several lines."""
    return text(value) if isinstance(value, (list, dict)) else Checked(str(value or "").strip())


def date(value: object) -> Checked:
    """A day in any form that has one meaning, as YYYY-MM-DD; a time after it is ignored."""
    item = value[0] if isinstance(value, list) and len(value) == 1 else value
    if isinstance(item, (list, dict)):
        return Checked(None, f"must be YYYY-MM-DD: {quoted(value)}")
    text = str(item or "").strip()
    day = declared_day(text)
    if text and not day:
        return Checked(None, f"{_date_fault(text)}: {quoted(text)}")
    return Checked(day)


def _date_fault(text: str) -> str:
    if calendar_day(text):
        return f"must be in a year from {YEARS[0]} to {YEARS[-1]}"
    return "no such day in the calendar" if _DAY.fullmatch(text) else "must be YYYY-MM-DD"


def partial_date(value: object) -> Checked:
    """A day, or of an older document its month or its year: YYYY-MM-DD, YYYY-MM or YYYY."""
    partial = "" if isinstance(value, (list, dict)) else partial_of(str(value or ""))
    return Checked(partial) if partial else date(value)


def address(value: object) -> Checked:
    """The address of a page on the web."""
    if isinstance(value, (list, dict)):
        return Checked(None, f"must be an address: {quoted(value)}")
    text = str(value or "").strip()
    fault = web_address_fault(text) if text else ""
    # What is before an @ may be a password.
    return (
        Checked(None, fault if "@" in fault else f"{fault}: {quoted(text)}")
        if fault
        else Checked(clean_address(text))
    )


def language(value: object) -> Checked:
    """A BCP 47 tag, well-formed."""
    text = str(value or "").strip().replace("_", "-")
    if text and not re.fullmatch(LANGUAGE, text):
        return Checked(None, f"must be a language tag such as en or pt-BR: {quoted(text)}")
    return Checked(text)


def status(value: object) -> Checked:
    """One of ``STATUSES``."""
    text = str(value or "published").strip()
    if text not in STATUSES:
        return Checked(None, f"must be one of {', '.join(STATUSES)}: {quoted(text)}")
    return Checked(text)


def policy(value: object) -> Checked:
    """One of ``POLICIES``; ``no`` is ``none``, which YAML may read as false."""
    text = "none" if value is False else str(value or "").strip().lower()
    text = "none" if text in {"no", "false"} else text
    if text and text not in POLICIES:
        listed = ", ".join(POLICIES)
        return Checked(None, f"must be one of {listed}: {quoted(text)}; until then, no picture is shown")
    return Checked(text)


def transcription(value: object) -> Checked:
    """One of ``TRANSCRIPTIONS``."""
    text = str(value or "").strip().lower()
    if text and text not in TRANSCRIPTIONS:
        return Checked(None, f"must be one of {', '.join(TRANSCRIPTIONS)}: {quoted(value)}")
    return Checked(text)


def reviewed(value: object) -> Checked:
    """The day of a review; other programs only say whether there was one."""
    text = str(value or "").strip()
    return Checked("") if is_flag(text) else date(value)


def issn(value: object) -> Checked:
    """An ISSN with its hyphen; what is none stays as it is written."""
    checked = text(value)
    found = _ISSN.fullmatch(str(checked.value or ""))
    return Checked(f"{found[1]}-{found[2].upper()}") if found else checked


def printed_pages(value: object) -> Checked:
    """A page as a newspaper numbers it, or several: "4", "A4", "12-13"."""
    items = value if isinstance(value, list) else [value]
    if any(isinstance(item, (list, dict)) for item in items):
        return Checked(None, f"must be a page: {quoted(value)}")
    pages = ", ".join(one_line(item) for item in items if item is not None)
    return Checked(_PAGE_WORD.sub("", pages))


def flag(value: object) -> Checked:
    """Yes or no."""
    text = str(value or "").strip()
    if text and not re.fullmatch(FLAG, text):
        return Checked(None, f"must be yes or no: {quoted(text)}")
    return Checked(text[:1] in "YyTt" if text else "")


def slug(value: object) -> Checked:
    """What may be the last part of an address."""
    text = unicodedata.normalize("NFC", str(value or "").strip())
    if text and not re.fullmatch(r"\w[\w-]*", without_marks(text)):
        return Checked(None, f"may hold letters, digits and hyphens only: {quoted(text)}")
    # A file of this name, with an ending, has to fit on every disk: at most 255 bytes.
    if text.lower() in TAKEN or len(text) > SLUG_LENGTH or len(text.encode()) > SLUG_BYTES:
        what = (
            f"index, readme, a device such as con, or longer than {SLUG_LENGTH} letters or {SLUG_BYTES} bytes"
        )
        return Checked(None, f"may not be {what}: {quoted(text)}")
    return Checked(text)


def names(value: object) -> Checked:
    """A list of names; a single name is a list of one."""
    items = value if isinstance(value, list) else [value]
    if any(isinstance(item, (list, dict)) for item in items):
        at = next(number for number, item in enumerate(items) if isinstance(item, (list, dict)))
        return Checked(None, f"must be a list of names: {quoted(value)}", (at,))
    if len(items) > MOST_NAMES:
        return Checked(None, f"may hold at most {MOST_NAMES} names, not {len(items)}; keep those that matter")
    return Checked([name for item in items if item is not None and (name := one_line(item))])


def lines(value: object) -> Checked:
    """Line numbers, or lines in their own words."""
    items = names(value)
    if len(value if isinstance(value, list) else ()) > MOST_NAMES:
        return items
    if items.fault or not isinstance(items.value, list):
        return Checked(None, f"must be a list of line numbers or lines: {quoted(value)}")
    return Checked([int(item) if _LINE.fullmatch(item) else item for item in items.value])


@dataclass(frozen=True, slots=True)
class RecordList:
    """A list of mappings with these keys; a single mapping is a list of one. ``needed`` must not be empty."""

    parts: Mapping[str, Check]
    needed: str = ""

    def __call__(self, value: object) -> Checked:
        """Check a value."""
        records = []
        for number, item in enumerate(value if isinstance(value, list) else [value]):
            checked = _record(self.parts, item, self.needed)
            if checked.fault:
                return checked._replace(at=(*((number,) if isinstance(value, list) else ()), *checked.at))
            records.append(checked.value)
        return Checked(records)


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with these keys; a bare text is the value of the first."""

    parts: Mapping[str, Check]

    def __call__(self, value: object) -> Checked:
        """Check a value."""
        return _record(self.parts, value if isinstance(value, dict) else {next(iter(self.parts)): value})


def _record(checks: Mapping[str, Check], item: object, needed: str = "") -> Checked:
    keys = ", ".join(checks)
    if not isinstance(item, dict):
        return Checked(None, f"must hold {keys}: {quoted(item)}")
    unknown = next((key for key in item if key not in checks), None)
    if unknown is not None:
        return Checked(None, f"may hold only {keys}: {unknown!r}", (unknown,))
    parts = {key: checks[key](value) for key, value in item.items()}
    for key, checked in parts.items():
        if checked.fault:
            return Checked(None, f"{key} {checked.fault}", (key, *checked.at))
    values = {key: checked.value for key, checked in parts.items()}
    if needed and not values.get(needed):
        return Checked(None, f"must say {needed!r}: {quoted(item)}")
    return Checked(values)


def quoted(value: object) -> str:
    """A value as messages quote it."""
    text = repr(value)
    return text if len(text) <= 80 else text[:77] + "..."
