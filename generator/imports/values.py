"""Values of exports in the form that fields expect: days, lists of names, languages."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from functools import cache

from babel import Locale
from babel.core import get_global

from generator.inputs.checks import address

_NUMBER = re.compile(r"(\d{9,17})(?:\.\d{1,9})?\Z")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}\Z")
_QUOTED_NAMES = re.compile(r"\A\['[^']*+'(?:, ?'[^']*+')*+\]\Z")
_TAGS = re.compile(r"<[^<>]*+>")
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


def names_in(value: object) -> list[str]:
    """The names in a value of JSON: text, a list of texts or of mappings with a name, a mapping by name."""
    if isinstance(value, str):
        listed = _json_list(value)
        return [value] if listed is None else names_in(listed)
    if isinstance(value, Mapping):
        inner = [name for part in value.values() if isinstance(part, Mapping) for name in _name(part)]
        return inner or [str(key) for key in value]
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        return [
            name for part in value for name in (names_in(part) if isinstance(part, list) else _name(part))
        ]
    return []


def _json_list(text: str) -> object | None:
    if not text.lstrip().startswith("["):
        return None
    if _QUOTED_NAMES.match(text.strip()):
        # As Python writes a list.
        return re.findall(r"'([^']*)'", text)
    try:
        listed = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return listed if isinstance(listed, list) else None


def _name(part: object) -> list[str]:
    if isinstance(part, Mapping):
        keys = ("name", "label", "tag", "title", "value", "slug", "href")
        found = next((part[key] for key in keys if isinstance(part.get(key), str)), "")
        return [str(found)] if found else []
    return (
        [str(part)]
        if isinstance(part, str | int) and not isinstance(part, bool) and str(part).strip()
        else []
    )


def separated(text: str, *, commas: bool = True, spaces: bool = False) -> list[str]:
    """The names in a cell, separated by ``;``, ``|`` or line feeds, or by commas if it has none of these."""
    listed = _json_list(text)
    if listed is not None:
        return names_in(listed)
    parts = re.split(r"\|\|?|;|\n|\^\^", text.strip())
    if len(parts) == 1 and commas:
        parts = re.split(r"[,，、]", text.strip())
    if len(parts) == 1 and spaces:
        parts = text.split()
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


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


def once(names: Iterable[str]) -> list[str]:
    """Names without those that differ from an earlier one only in case."""
    found: dict[str, str] = {}
    for name in names:
        if name.strip():
            found.setdefault(name.strip().casefold(), name.strip())
    return list(found.values())


def notes_in(value: object) -> list[str]:
    """Highlights and notes as Markdown: what is quoted as a quotation, and the words about it below."""
    if isinstance(value, list):
        return [note for part in value for note in notes_in(part)]
    if isinstance(value, Mapping):
        inner = value.get("annotations") or value.get("highlights")
        return notes_in(inner) if isinstance(inner, list) else _note(value)
    text = plain(str(value))
    return [text] if text and not isinstance(value, bool) else []


def _note(value: Mapping[str, object]) -> list[str]:
    quoted = next((str(value[key]) for key in ("quote", "highlight") if value.get(key)), "")
    own = [str(value[key]).strip() for key in ("text", "note", "comment", "annotation") if value.get(key)]
    if not quoted and own:
        quoted, *own = own
    return ["\n\n".join(filter(None, (quotation(quoted), *own)))] if quoted or own else []


def plain(text: str) -> str:
    """Text without the elements of HTML that reference managers keep in titles and notes; paragraphs stay."""
    if "<" not in text:
        return text.strip()
    broken = re.sub(r"<(?:/p|br ?/?|/div|/h\d|/li)>", "\n\n", text)
    lines = (" ".join(line.split()) for line in _unescaped(_TAGS.sub("", broken)).split("\n\n"))
    return "\n\n".join(line for line in lines if line)


def _unescaped(text: str) -> str:
    for name, char in (
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", '"'),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ):
        text = text.replace(name, char)
    return text


def quotation(text: str) -> str:
    """A text as a quotation in Markdown."""
    return "\n".join(f"> {line}".rstrip() for line in text.strip().split("\n")) if text.strip() else ""


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
