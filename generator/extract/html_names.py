"""Bylines as names: without "By", roles, addresses and times; one name each."""

from __future__ import annotations

import re
from functools import cache

from generator.extract.html_rules import table

_ADDRESS = re.compile(r"\S+@\S+\.\S+|https?://\S+|www\.\S+|(?<!\w)@\w+")
_BRACKETED = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]")
_TIME = re.compile(
    r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}\b|\b\d{1,2}\.?\s+\w+\s+\d{4}"
)
_SPLIT = re.compile(
    r"\s*(?:[;|/•·\n]|,(?!\s*(?:jr|sr|ph\.?d|m\.?d)\b)|\s&\s|\band\b|\bund\b|\by\b|\bet\b|、|，)\s*",
    re.IGNORECASE,
)
_EDGES = " \t\n\u00a0.,:;–—-|•·*\"'“”„«»"
_LONGEST, _BYLINE = 80, 160
_MOST_WORDS = 6


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    words = table("html_names")
    before = "|".join(re.escape(word) for word in sorted(words["before"], key=len, reverse=True))
    after = "|".join(re.escape(word) for word in sorted(words["after"], key=len, reverse=True))
    return (
        re.compile(rf"^\W*(?:{before})(?:\s*[:-]\s*|\s+)", re.IGNORECASE),
        re.compile(rf"\s+(?:{after})\b.*$|\s+(?:am|on|el|le|um|at|il|op)\s+\d.*$", re.IGNORECASE | re.DOTALL),
        frozenset(words["never"]),
    )


def author_names(byline: str) -> list[str]:
    """The names in a byline, in its order; none where it holds no name."""
    before, after, never = _patterns()
    text = _ADDRESS.sub(" ", _BRACKETED.sub(" ", byline[:400]))
    text = before.sub("", before.sub("", text.strip()))
    text = _TIME.split(text, maxsplit=1)[0]
    names = []
    for part in _SPLIT.split(text):
        name = before.sub("", part).strip(_EDGES)
        name = " ".join(after.sub("", name).split()).strip(_EDGES)
        if _is_name(name) and name.casefold() not in never and name not in names:
            names.append(name)
    return names


def opens_byline(line: str) -> bool:
    """Whether a line begins as bylines do and goes on with a name."""
    before = _patterns()[0].match(line)
    if before is None or len(line) > _BYLINE:
        return False
    rest = line[before.end() :]
    return bool(rest) and (rest[0].isupper() or not rest[0].islower()) and not rest[0].isdigit()


def _is_name(text: str) -> bool:
    return (
        1 < len(text) <= _LONGEST
        and len(text.split()) <= _MOST_WORDS
        and any(char.isalpha() for char in text)
    )
