"""Splits a byline into names, without "By", roles, addresses and times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from generator.text.dates import find_dates
from generator.text.tables import load_table

_ADDRESS = re.compile(r"(?<!\S)\S[^\s@]*+@\S[^\s.]*+\.\S+|https?://\S+|www\.\S+|(?<!\w)@\w+")
_BRACKETED = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]")
_TIME = re.compile(
    r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}\.\s?\d{1,2}\.|\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}\b|\b\d{1,2}\.?\s+\w+\s+\d{4}"
)
_SEGMENTS = re.compile(r"[|•·\n→]|\s[–—-]\s")
_PARTING = r"(?:[;/]|,(?!\s*(?:jr|sr|ph\.?d|m\.?d)\b)|\band\b|\bund\b|\by\b|\bet\b|、|，)"
_SPLIT = re.compile(rf"(?<!\s)\s++(?:{_PARTING}|&\s)\s*|{_PARTING}\s*", re.IGNORECASE)
_EDGES = "~ \t\n\u00a0.,:;–—-|•·*\"'“”„«»"
_LONGEST, _BYLINE = 80, 160
_MOST_WORDS = 6


class _BylinePatterns(NamedTuple):
    """The words of ``html_names.yml``, compiled."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    roles: re.Pattern[str]
    never: frozenset[str]
    particles: frozenset[str]
    dangling: frozenset[str]


@cache
def _patterns() -> _BylinePatterns:
    words = load_table("html_names")
    before, after, roles = (_any(words[key]) for key in ("before", "after", "roles"))
    return _BylinePatterns(
        re.compile(rf"^\W*(?:{before})(?:\s*[:-]\s*|\s+)", re.IGNORECASE),
        re.compile(rf"(?<!\s)\s++(?:{after})\b.*$", re.IGNORECASE | re.DOTALL),
        re.compile(rf"^(\S+ \S.*?) (?:{roles})\b.*$", re.IGNORECASE | re.DOTALL),
        frozenset(words["never"]) | frozenset(words["before"]),
        frozenset(words["particles"]),
        frozenset(words["dangling"]),
    )


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def author_names(byline: str) -> list[str]:
    """The names in a byline, in its order; empty if it contains none.

    The list ends at a mark that separates more than names: a bar, a bullet, a dash or a new line.
    """
    text = without_lead(_ADDRESS.sub(" ", _BRACKETED.sub(" ", byline[:400])).strip())
    date = next((date.start for date in find_dates(text)), len(text))
    text = _TIME.split(text[:date], maxsplit=1)[0]
    lists = (list(dict.fromkeys(_names(segment))) for segment in _SEGMENTS.split(text))
    return next((names for names in lists if names), [])


def _names(segment: str) -> Iterator[str]:
    words = _patterns()
    for part in _SPLIT.split(segment):
        name = words.after.sub("", without_lead(part)).strip(_EDGES)
        name = words.roles.sub(r"\1", " ".join(_without_dangling(name.split()))).strip(_EDGES)
        if _is_name(name) and name.casefold() not in words.never:
            yield name


def _without_dangling(words: list[str]) -> list[str]:
    """The words of a name without final words that introduced a removed date or place."""
    while len(words) > 1 and words[-1].lower() in _patterns().dangling:
        words = words[:-1]
    return words


def without_lead(text: str) -> str:
    """A byline without its opening words ("By", "Written by"), of which there may be several."""
    for _ in range(3):
        shorter = _patterns().before.sub("", text)
        if shorter == text:
            break
        text = shorter
    return text


def opens_byline(line: str) -> bool:
    """Whether a line begins like a byline and continues with a name."""
    before = _patterns().before.match(line)
    names = author_names(line) if before and len(line) <= _BYLINE else []
    return bool(names) and all(_is_capital(word) for word in names[0].split())


def _is_capital(word: str) -> bool:
    """Whether a word may be part of a name: capitalised, in a script without case, or a particle."""
    return not word[0].islower() or word in _patterns().particles


def is_handle(name: str) -> bool:
    """Whether a name is more likely that of an account or a site than of a person."""
    return " " not in name and (name.islower() or any(char in "._0123456789" for char in name))


def _is_name(text: str) -> bool:
    if not 1 < len(text) <= _LONGEST or len(text.split()) > _MOST_WORDS or ":" in text:
        return False
    return text[0].isalpha() and sum(char.isdigit() for char in text) < 2
