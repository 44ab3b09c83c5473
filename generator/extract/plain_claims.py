"""What a pasted text says of itself: byline, date lines, dateline, source, tags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.datetext import find_dates
from generator.extract.plain_phrases import Met, Phrase, meets
from generator.extract.plain_shape import is_date_line
from generator.model import Claim

# A line that states something of the document is short.
MAX_STATEMENT = 160
_NAME = re.compile(r"[^\W\d_][\w'’.-]*")
_SPLIT = re.compile(r"\s*[,;|،、，；•·]\s*")
_DATELINE = re.compile(
    r"(?:\([^()]{2,30}\)\s*)?(?P<place>[^\W\d_][^.!?()\"“”]{1,50}?)"
    r"(?:,\s*(?P<date>[^()–—-]{4,30}?\d{1,4}\.?))?\s*(?:\((?P<agency>[^()]{2,40})\))?\s*(?:--|[–—-])\s"
)
_AGENCY_FIRST = re.compile(r"[(（【\[](?P<agency>[^()（）【】\]]{2,40})[)）】\]]\s*(?:--|[–—-])?\s*")


def statement_of(text: str) -> Met | None:
    """The row of the table of claims that a line opens with, and what follows its words."""
    if len(text) > MAX_STATEMENT:
        return None
    return next((met for met in meets(text) if met.phrase.field), None)


def is_name_line(text: str) -> bool:
    """Whether a line can be one or a few names: two to eight words, each with a capital or without case."""
    words = _NAME.findall(text)
    if (
        not words
        or len(text) > 80
        or any(char.isdigit() for char in text)
        or text.endswith((".", "?", "!", ":"))
    ):
        return False
    capital = sum(word[0].isupper() or word[0].lower() == word[0].upper() for word in words)
    return capital >= 0.6 * len(words) and len(words) <= 10


def claims_of(text: str, after: str = "") -> Iterator[Claim]:
    """The claims that a line of its own makes; ``after`` is the line below it, for terms that stand alone."""
    stated = statement_of(text)
    if stated:
        row, value = stated.phrase, stated.rest
        yield from _stated(row, value or after, text if value else f"{text} {after}".strip())
    elif is_date_line(text):
        yield Claim("date", text, "date-line", text, 0.85)


def _stated(row: Phrase, value: str, text: str) -> Iterator[Claim]:
    if row.field == "tags":
        yield from (Claim("tags", tag, row.id, text, 0.9) for tag in _SPLIT.split(value) if tag)
    elif row.field in {"date", "updated"}:
        if find_dates(value):
            yield Claim(row.field, value, row.id, text, 0.9)
    elif row.field == "authors":
        if is_name_line(_SPLIT.split(value)[0]):
            yield Claim("authors", value, row.id, text, 0.8)
    elif value:
        yield Claim(row.field, value, row.id, text, 0.7)


def dateline(text: str) -> Iterator[Claim]:
    """The claims of a dateline that opens a paragraph: "PARIS, Jan 3 (Agency) - "."""
    match = _DATELINE.match(text)
    if not match or not (match["date"] or match["agency"] or match["place"].isupper()):
        return
    if match["date"]:
        yield Claim("date", match["date"], "dateline", match[0].strip(), 0.7)
    if match["agency"]:
        yield Claim("source_name", match["agency"], "dateline", match[0].strip(), 0.6)
