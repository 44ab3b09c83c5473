"""Single values of exports in the form that fields expect: days, languages, ISSN, addresses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache

from babel import Locale
from babel.core import get_global

from generator.inputs.checks import address

_NUMBER = re.compile(r"(\d{9,17})(?:\.\d{1,9})?\Z")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}\Z")
_ISSN = re.compile(r"\b(\d{4})-?(\d{3}[\dXx])\b")
# Seconds, milliseconds and microseconds since 1970, by the number of digits; Chrome counts from 1601.
_FIRST_DAY, _LAST_DAY = "1980-01-01", "2100-01-01"
_CHROME = 11_644_473_600
_LANGUAGES = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "ru",
    "pl",
    "zh",
    "ja",
    "sv",
    "da",
    "nb",
    "uk",
    "cs",
    "ar",
    "tr",
)


def day_of_number(value: object) -> str:
    """The day of a moment that a program wrote as a number, as YYYY-MM-DD; "" if it is none.

    Such a number states no time zone, so that the day is that of UTC.
    """
    match = _NUMBER.match(str(value).strip())
    if match is None or isinstance(value, bool):
        return ""
    digits = match[1]
    seconds = int(digits) / 10 ** {13: 3, 12: 3, 16: 6, 15: 6, 17: 6}.get(len(digits), 0)
    if seconds > _CHROME and len(digits) == 17:
        seconds -= _CHROME
    try:
        day = dt.datetime.fromtimestamp(seconds, dt.UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""
    return day if _FIRST_DAY < day < _LAST_DAY else ""


def as_day(value: object) -> object:
    """A value for a date: a number of seconds as its day, everything else as it is."""
    return day_of_number(value) or value


def language_tag(value: str) -> str:
    """A language as a tag: ``German``, ``Deutsch`` and ``ger`` are ``de``; unknown ones stay as they are."""
    text = value.strip()
    if len(text) == 2 or not text:
        return text
    folded = text.casefold()
    known = _languages().get(folded)
    if known:
        return known
    base = re.split(r"[-_]", folded)[0]
    short = get_global("language_aliases").get(base, base)
    if _TAG.match(text):
        return text.replace(text[: len(base)], short, 1) if short != base else text
    return text


def is_web_address(text: str) -> bool:
    """Whether this is the address of a page on the web."""
    return text.lower().startswith(("http://", "https://")) and not address(text).fault


@cache
def _languages() -> Mapping[str, str]:
    """Names of languages in several of them, and the three letters of libraries → tags."""
    found: dict[str, str] = {}
    for code in _LANGUAGES:
        for tag, name in Locale(code).languages.items():
            if "_" not in tag and len(tag) < 4:
                found.setdefault(name.casefold(), tag)
    # What libraries write for languages whose names in English and in the language differ (ISO 639-2/B).
    pairs = (
        "ger de fre fr dut nl cze cs gre el rum ro slo sk chi zh per fa wel cy "
        "ice is alb sq arm hy baq eu geo ka mac mk may ms bur my tib bo mao mi"
    )
    words = pairs.split()
    return {**found, **dict(zip(words[::2], words[1::2], strict=True))}


def issn_of(text: str) -> str:
    """The ISSN in a text, with its hyphen; "" if there is none."""
    match = _ISSN.search(text)
    return f"{match[1]}-{match[2].upper()}" if match else ""
