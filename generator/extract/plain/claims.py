"""What a pasted text says of itself: byline, date lines, dateline, source, tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.extract.plain.dateline import read_dateline
from generator.extract.plain.phrases import Met, Phrase, meets
from generator.extract.plain.shape import full_dates, is_date_line
from generator.model.documents import Claim
from generator.text.dates import DateMention, short_date

# A line that states something of the document is short.
MAX_STATEMENT, _MAX_NAMES, _MAX_IN_LINE, _MAX_BESIDE = 160, 80, 80, 60
_MAX_BESIDE_SHORT = 20
_NAME = re.compile(r"[^\W\d_][\w'’.-]*")
_SPLIT = re.compile(r"(?:(?<!\s)\s++)?[,;|،、，；•·]\s*")
# What follows the names in a byline: a date, an outlet, an address.
_AFTER_NAMES = re.compile(r"(?<!\s)\s++(?:[-–—|•·/@]|\S+@)|[|•·]|,\s*+\d|\d")
_TWO, _YEAR, _BETWEEN, _EDGES = (
    2,
    re.compile(r"(?:19|20)\d\d"),
    re.compile(r"\s?[|•·–—/,;(]\s?|\s-\s"),
    " |•·–—/,;(-",
)
_LABEL = re.compile(r"[^\W\d_]{3,20}:\s")


def statement_of(text: str) -> Met | None:
    """The row of the table of claims that a line opens with, and what follows its words."""
    if len(text) > MAX_STATEMENT:
        return None
    return next((met for met in meets(text) if met.phrase.field), None)


def is_name_line(text: str) -> bool:
    """Whether a line can be one or a few names: up to ten words, most with a capital or without case."""
    words = _NAME.findall(text)
    if not words or len(text) > _MAX_NAMES or text.endswith((".", "?", "!", ":")):
        return False
    capital = sum(word[0].isupper() or word[0].lower() == word[0].upper() for word in words)
    return capital >= 0.6 * len(words) and len(words) <= 10 and not any(char.isdigit() for char in text)


def claims_of(text: str, after: str = "") -> Iterator[Claim]:
    """The claims that a line of its own makes; ``after`` is the line below it, for terms that stand alone."""
    clauses = _clauses(text)
    if len(clauses) > 1:
        yield from (replace(claim, text=text) for claim in _of_clauses(*clauses))
        return
    stated = statement_of(text)
    claims = list(_stated(stated.phrase, stated.rest, text, after)) if stated else []
    yield from claims
    if len(text) <= MAX_STATEMENT and not any(claim.field in {"date", "updated"} for claim in claims):
        yield from _dates_of(text)


def _clauses(text: str) -> list[str]:
    """A line with two days, cut where it says what one is of: "3 May 2019 | Updated: 4 May 2019"."""
    if len(text) > MAX_STATEMENT or len(_YEAR.findall(text)) != _TWO:
        return [text]
    cuts = (match.end() for match in _BETWEEN.finditer(text))
    cut = next((at for at in cuts if _is_of_day(text[at:])), 0)
    return [text[:cut].rstrip(_EDGES), text[cut:]] if cut else [text]


def _of_clauses(first: str, second: str) -> Iterator[Claim]:
    """The claims of both; beside the day of a change the other is that of publication: "Written: 3 May"."""
    claims = [*claims_of(first), *claims_of(second)]
    days = {claim.field for claim in claims} & {"date", "updated"}
    named = full_dates(first) if days == {"updated"} and not _is_of_day(first) else ()
    yield from (Claim("date", date.text, "published-line", first, 0.85) for date in named[:1])
    yield from claims


def _is_of_day(text: str) -> bool:
    stated = statement_of(text)
    return stated is not None and stated.phrase.field in {"date", "updated"}


def _stated(row: Phrase, rest: str, text: str, after: str) -> Iterator[Claim]:
    value, quoted = (rest, text) if rest else (after, f"{text} {after}".strip())
    if row.field == "tags":
        yield from (Claim("tags", tag, row.id, text, 0.9) for tag in _SPLIT.split(rest) if tag)
    elif row.field in {"date", "updated"}:
        dates = full_dates(value)
        if dates and len(value) - len(dates[0].text) <= _MAX_BESIDE:
            yield Claim(row.field, dates[0].text, row.id, quoted, 0.9)
        if row.field == "date" and len(dates) > 1 and dates[1].iso > dates[0].iso:
            yield Claim("updated", dates[1].text, "updated-line", quoted, 0.7)
    elif row.field == "authors":
        names = _AFTER_NAMES.split(value)[0].strip(" ,")
        if is_name_line(_SPLIT.split(names)[0]):
            yield Claim("authors", names, row.id, quoted, 0.8)
    elif rest:
        yield Claim(row.field, rest, row.id, text, 0.7)


def _dates_of(text: str) -> Iterator[Claim]:
    """The date that a short line gives: alone, or with little beside it.

    Two days are a range or a list; a day after a label that the table lacks is that of an event.
    """
    dates = full_dates(text)
    if not dates:
        yield from _short_dates_of(text)
    if not dates or len({date.iso for date in dates}) > 1 or _LABEL.match(text):
        return
    if any(met.phrase.id == "updated" for met in meets(text)):
        yield Claim("updated", dates[0].text, "updated-line", text, 0.8)
    elif is_date_line(text):
        yield Claim("date", dates[0].text, "date-line", text, 0.85)
    elif len(text) <= _MAX_IN_LINE and text[-1] not in ".!?" and _at_an_end(text, dates[0]):
        yield Claim("date", dates[0].text, "date-in-line", text, 0.7)


def _short_dates_of(text: str) -> Iterator[Claim]:
    """The date with a two-digit year that a line gives with little beside it: other numbers look like it."""
    short = short_date(text)
    if short and len(text) - len(short) <= _MAX_BESIDE_SHORT and not _LABEL.match(text):
        yield Claim("date", short, "date-line", text, 0.7)


def _at_an_end(text: str, date: DateMention) -> bool:
    """Whether a line opens or closes with a date, or with a date and a time of day, and is no sentence."""
    if text[date.end : date.end + 1] in {".", "!", "?"}:
        return False
    return date.start == 0 or not re.search(r"[^\W\d_]{5}", text[date.end :])


def dateline(text: str) -> Iterator[Claim]:
    """The claims of a dateline that opens a paragraph: "PARIS, Jan 3 (Agency) -", "3.1.2019 –"."""
    found = read_dateline(text)
    if found and found.day:
        yield Claim("date", found.day, "dateline", found.head, 0.75)
    if found and found.agency:
        yield Claim("source_name", found.agency, "dateline", found.head, 0.6)
