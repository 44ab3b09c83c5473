"""Reads the claims in a line: byline, date line, dateline, source, tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from generator.extract.bylines.lines import is_credit, opens_byline
from generator.extract.bylines.words import byline_words
from generator.extract.plain.dateline import read_dateline
from generator.extract.plain.phrases import Phrase, PhraseMatch, match_phrases
from generator.extract.plain.shape import full_dates, is_date_line, is_month_line, names_handle
from generator.model.documents import Claim
from generator.text.dates import DateMention, short_date
from generator.text.partial import partial_of

# Most characters of a line that makes a claim, of a line of names, and of a line that contains a date.
MAX_STATEMENT, _MAX_NAMES, _MAX_IN_LINE = 160, 80, 80
# Most other characters in a line with a labelled date, and with a two-digit year.
_MAX_OTHER_TEXT, _MAX_OTHER_TEXT_SHORT = 60, 20
_REMEMBERED = 512  # lines: several readers of a text ask about the same one
_NAME = re.compile(r"[^\W\d_][\w'’.-]*")
_SPLIT = re.compile(r"(?:(?<!\s)\s++)?[,;|،、，；•·]\s*")
# Text after the names in a byline: a date, an outlet, an address.
_AFTER_NAMES = re.compile(r"(?<!\s)\s++(?:[-–—|•·/@]|\S+@)|[|•·]|,\s*+\d|\d")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_BETWEEN = re.compile(r"\s?[|•·–—/,;(]\s?|\s-\s")
_PAIR, _SPACES = 2, re.compile(r"[\s|｜]+")
_EDGES = " |•·–—/,;(-"
_ENDS = (".", "!", "?", ":", ",", ";")  # of sentences, which no byline ends with
# What separates the name of a newspaper from the day.
_BEFORE_DAY = " .,;:|·–—-"
# What a reference to a newspaper has after the day: "(evening edition), section B, page 7".
_AT_PAGE = re.compile(
    r"\s?[.,;:)|·–—-]?(?:\s[^\W\d][\w .()-]{,40}[,;:])?\s?"
    r"(?:pp?|pages?|pgs?|S|Seiten?|págs?|páginas?|pagina|с|стр)\b\.?\s?[A-Z]{,2}-?\d{1,3}[a-z]?"
    r"(?:\s?[-–,]\s?[A-Z]{,2}\d{1,3})?(?:,?\s(?:cols?|Sp)\b\.?\s?\d[\d, -]{,6})?\.?",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[^\W\d_]{3,20}:\s")
_ELSEWHERE = "read-also"  # "More from Environment" names a section, not an author


def statement_of(text: str) -> PhraseMatch | None:
    """The phrase for a claim that a line opens with, and the rest of the line; None if there is none."""
    if len(text) > MAX_STATEMENT:
        return None
    return next((match for match in match_phrases(text) if match.phrase.field), None)


def is_name_line(text: str) -> bool:
    """Whether a line may be one or more names: up to ten words, most of them capitalised or without case."""
    words = _NAME.findall(text)
    if not words or len(text) > _MAX_NAMES or text.endswith((".", "?", "!", ":")):
        return False
    capital = sum(word[0].isupper() or word[0].lower() == word[0].upper() for word in words)
    return capital >= 0.6 * len(words) and len(words) <= 10 and not any(char.isdigit() for char in text)


def claims_of(text: str, after: str = "") -> Iterator[Claim]:
    """The claims that a line makes.

    Args:
        text: the line.
        after: the line below it, which is the value if ``text`` is only a label.
    """
    if len(text) > MAX_STATEMENT:
        return iter(())
    statement = statement_of(text)
    return iter(_claims_of(text, after if statement and not statement.rest else ""))


@lru_cache(maxsize=_REMEMBERED)
def _claims_of(text: str, after: str) -> tuple[Claim, ...]:
    return tuple(_read_claims(text, after))


def _read_claims(text: str, after: str) -> Iterator[Claim]:
    facts = _labelled_facts(text)
    if facts:
        yield from (replace(claim, text=text) for fact in facts for claim in claims_of(fact))
        return
    clauses = _clauses(text)
    if len(clauses) > 1:
        yield from (replace(claim, text=text) for claim in _of_clauses(*clauses))
        return
    statement = statement_of(text)
    claims = list(_labelled_claims(statement.phrase, statement.rest, text, after)) if statement else []
    yield from claims
    if not statement and len(text) <= MAX_STATEMENT and _is_byline(text):
        claims.append(Claim("authors", text, "byline", text, 0.7))
        yield claims[0]
    if len(text) <= MAX_STATEMENT and not any(claim.field in {"date", "updated"} for claim in claims):
        yield from _dates_of(text, byline=bool(claims) and claims[0].field == "authors")


def _labelled_facts(text: str) -> list[str]:
    """The facts side by side in a line of a Chinese page: "来源：日报 作者：何秀 2024年3月11日"."""
    if text.count("：") < _PAIR or len(text) > MAX_STATEMENT:
        return []
    facts = _SPACES.split(text)
    return facts if sum(statement_of(fact) is not None for fact in facts) >= _PAIR else []


def _is_byline(text: str) -> bool:
    """Whether a line that no phrase opens is a byline all the same."""
    if text.endswith(_ENDS) or any(match.phrase.id == _ELSEWHERE for match in match_phrases(text)):
        return False
    return is_credit(text) or byline_words().our_own.match(text) is not None or opens_byline(text)


def _clauses(text: str) -> list[str]:
    """A line with two dates, split where the second is labelled: "3 May 2019 | Updated: 4 May 2019"."""
    if len(text) > MAX_STATEMENT or len(_YEAR.findall(text)) != 2:
        return [text]
    ends = (match.end() for match in _BETWEEN.finditer(text))
    cut = next((end for end in ends if _is_labelled_date(text[end:])), 0)
    return [text[:cut].rstrip(_EDGES), text[cut:]] if cut else [text]


def _of_clauses(first: str, second: str) -> Iterator[Claim]:
    """The claims in both parts; an unlabelled date next to that of an update is that of publication."""
    claims = [*claims_of(first), *claims_of(second)]
    days = {claim.field for claim in claims} & {"date", "updated"}
    dates = full_dates(first) if days == {"updated"} and not _is_labelled_date(first) else ()
    yield from (Claim("date", date.text, "published-line", first, 0.85) for date in dates[:1])
    yield from claims


def _is_labelled_date(text: str) -> bool:
    statement = statement_of(text)
    return statement is not None and statement.phrase.field in {"date", "updated"}


def _labelled_claims(row: Phrase, rest: str, text: str, after: str) -> Iterator[Claim]:
    value, quoted = (rest, text) if rest else (after, f"{text} {after}".strip())
    if row.field == "tags":
        yield from (Claim("tags", tag, row.id, text, 0.9) for tag in _SPLIT.split(rest) if tag)
    elif row.field in {"date", "updated"}:
        dates = full_dates(value)
        if dates and len(value) - len(dates[0].text) <= _MAX_OTHER_TEXT:
            yield Claim(row.field, dates[0].text, row.id, quoted, 0.9)
        if not dates and partial_of(value):
            yield Claim(row.field, value, row.id, quoted, 0.9)
        if row.field == "date" and len(dates) > 1 and dates[1].iso > dates[0].iso:
            yield Claim("updated", dates[1].text, "updated-line", quoted, 0.7)
    elif row.field == "authors":
        names = _AFTER_NAMES.split(value)[0].strip(" ,")
        if is_name_line(_SPLIT.split(names)[0]) or names.casefold() in byline_words().never:
            yield Claim("authors", names, row.id, quoted, 0.8)
    elif rest:
        dates = full_dates(rest) if row.field == "source_name" else ()
        name = _newspaper(rest, dates[0]) if len(dates) == 1 else ""
        yield Claim(row.field, name or rest, row.id, text, 0.7)
        if name:
            yield Claim("date", dates[0].text, row.id, text, 0.8)


def _dates_of(text: str, *, byline: bool) -> Iterator[Claim]:
    """The date in a short line with little other text, or at the end of a ``byline``.

    Two dates are a range or a list; a date after an unknown label is that of an event.
    """
    dates = full_dates(text)
    if not dates:
        yield from _short_dates_of(text)
        if is_month_line(text):
            yield Claim("date", text, "date-line", text, 0.8)
    if not dates or len({date.iso for date in dates}) > 1 or _LABEL.match(text):
        return
    if any(match.phrase.id == "updated" for match in match_phrases(text)):
        yield Claim("updated", dates[0].text, "updated-line", text, 0.8)
    elif not byline and (name := _newspaper(text, dates[0])):
        yield Claim("date", dates[0].text, "date-line", text, 0.85)
        yield Claim("source_name", name, "date-line", text, 0.7)
    elif (is_date_line(text) and not names_handle(text)) or (byline and _at_an_end(text, dates[0])):
        yield Claim("date", dates[0].text, "date-line", text, 0.85)
    elif len(text) <= _MAX_IN_LINE and text[-1] not in ".!?" and _at_an_end(text, dates[0]):
        yield Claim("date", dates[0].text, "date-in-line", text, 0.7)


def _newspaper(text: str, date: DateMention) -> str:
    """The newspaper in a line that states its day and page: "The Post, 12 March 1934, page 7"; else ""."""
    if not _AT_PAGE.fullmatch(text, date.end):
        return ""
    name = text[: date.start].rstrip(_BEFORE_DAY)
    return name if name and is_name_line(name) else ""


def _short_dates_of(text: str) -> Iterator[Claim]:
    """A date with a two-digit year, in a line with very little other text, as other numbers look alike."""
    short = short_date(text)
    if short and len(text) - len(short) <= _MAX_OTHER_TEXT_SHORT and not _LABEL.match(text):
        yield Claim("date", short, "date-line", text, 0.7)


def _at_an_end(text: str, date: DateMention) -> bool:
    """Whether a line begins or ends with a date (and a time), and is not a sentence."""
    if text[date.end : date.end + 1] in {".", "!", "?"}:
        return False
    return date.start == 0 or not re.search(r"[^\W\d_]{5}", text[date.end :])


def dateline(text: str) -> Iterator[Claim]:
    """The claims in a dateline that opens a paragraph: "PARIS, Jan 3 (Agency) -", "3.1.2019 –"."""
    line = read_dateline(text)
    if line and line.day:
        yield Claim("date", line.day, "dateline", line.head, 0.75)
    if line and line.agency:
        yield Claim("source_name", line.agency, "dateline", line.head, 0.6)
