"""Observations on a single line: its size, its ending, its contents, the phrases that it matches.

Each observation is a name in ``data/phrases_weights.yml``, which has its weight for or against the article.
Short and long lines have different observations: a full stop at the end of a short line means more.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from generator.extract.plain.lines import ITEM
from generator.extract.plain.phrases import PhraseMatch
from generator.text.dates import DateMention, find_dates
from generator.text.partial import partial_of
from generator.text.scripts import WIDE

SHORT = 80
_SIZES = (8, 15, 25, 40, 60, 80, 120, 200, 400)
_LOWER = (0.01, 0.3, 0.5, 0.7, 0.85)
_WIDE = re.compile(f"[{WIDE}]")
_END = tuple('.!?…。！？"”’»)')
_SENTENCE = re.compile(r"[^\W\d_]{2}[.!?…][\"”’»)]?\s+[\"“„«(¿¡]?[^\W\d_]|[。！？]")
_WORD = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(
    r"(?<![\d:.])\d{1,2}[:.h]\d{2}(?![\d.])|\d\s(?:min|hours?|days?|weeks?|years?)\b.*\bago\b"
)
_SIGNS = {
    "comma": re.compile(r"[,，、،]"),
    "separator": re.compile(r"\s[|/•·»›>]\s|[|»›]"),
    "address": re.compile(r"https?://|www\.|\w@\w|(?<!\w)[@#]\w|\w\.(?:com|org|net|html?)\b"),
    "clock": _CLOCK,
    "quote": re.compile(r"[\"“”„«»「」]"),
    "price": re.compile(r"[$€£¥₩]\s?\d|\d\s?[$€£¥₩%]"),
    "label": re.compile(r"^[^\s:：]{1,20}(?:\s[^\s:：]{1,20}){0,2}[:：]\s?\S"),
    "brackets": re.compile(r"\)$|^\("),
    "arrow": re.compile(r"[»›→▶►≫>]$|^[»›→▶►≫>]|>>"),
    "glued": re.compile(r"[^\W\d_A-Z][A-ZÄÖÜ][a-zäöüß]{2}"),
}
# Years from 1600 to 2100, Thai years, and years in other digits.
_YEAR = re.compile(r"(?:1[6-9]|2[05])\d\d|2100|[年년]|[٠-٩۰-۹०-९০-৯๐-๙]{4}|[ก-๎]\s?\d\d(?!\d)")
_DIGIT = re.compile(r"\d")
_LANGUAGES = ("", "en", "de", "fr", "es", "it", "pt", "nl", "ru", "pl", "tr")
# Most characters of a date line, and of its text other than the date.
_MAX_DATE_LINE, _MAX_BESIDE_DATE = 100, 30


def width(text: str) -> int:
    """Number of characters; Chinese, Japanese and Korean ones count twice, as they carry more meaning."""
    return len(text) + (0 if text.isascii() else len(_WIDE.findall(text[:400])))


def bucket(name: str, value: float, bounds: Sequence[float]) -> str:
    """``name`` with the first bound that exceeds ``value``: ``size<80``, or ``size>`` beyond the last."""
    place = bisect_right(bounds, value)
    return f"{name}<{bounds[place]}" if place < len(bounds) else f"{name}>"


def is_prose(text: str, size: int) -> bool:
    """Whether a line is running text: long enough, and with the end of a sentence unless very long.

    Args:
        text: the line.
        size: its ``width``.
    """
    return size >= SHORT and (size >= 2 * SHORT or text.endswith(_END) or bool(_SENTENCE.search(text)))


def full_dates(text: str) -> tuple[DateMention, ...]:
    """Dates with a year in a line, in any of the common languages.

    Their position is certain, but not which number is the month: that is decided once the language is known.
    """
    if not _YEAR.search(text):
        return ()
    by_language = (tuple(date for date in find_dates(text, tag) if date.year) for tag in _LANGUAGES)
    return next((dates for dates in by_language if dates), ())


def is_date_line(text: str) -> bool:
    """Whether a line consists of a date and little else."""
    if len(text) > _MAX_DATE_LINE or not _DIGIT.search(text):
        return False
    if is_month_line(text):
        return True
    dates = full_dates(text) or find_dates(text)
    return bool(dates) and len(text) - sum(date.end - date.start for date in dates) <= _MAX_BESIDE_DATE


def names_handle(text: str) -> bool:
    """Whether a line names the author of a quoted post, whose day is not that of the article: "(@name)"."""
    return "(@" in text


def is_month_line(text: str) -> bool:
    """Whether a line is a month in words and its year, and nothing else: "May 1974"."""
    return text[:4].isdigit() is not text[-4:].isdigit() and "-" in partial_of(text)


def observe(text: str, size: int, matches: Sequence[PhraseMatch]) -> Iterator[str]:
    """The names of the observations on a line.

    Args:
        text: the line.
        size: its ``width``.
        matches: the phrases that it matches.
    """
    yield bucket("size", size, _SIZES)
    kind = "short" if size < SHORT else "long"
    yield from (f"{kind}-{name}" for name in _traits(text))
    yield from _opening(text)
    yield from {f"{kind}:{match.phrase.id}:{match.phrase.match}" for match in matches}
    if is_date_line(text):
        yield "date-line"


def _traits(text: str) -> Iterator[str]:
    yield "end" if text.endswith(_END) else "colon" if text[-1] in ":：" else "open"
    if text.endswith(("...", "…")):
        yield "cut-off"
    if _SENTENCE.search(text):
        yield "sentences"
    yield from (name for name, sign in _SIGNS.items() if sign.search(text))
    words = _WORD.findall(text[:300])
    if words:
        yield bucket("lower", sum(word[0].islower() for word in words) / len(words), _LOWER)
        if len(words) > 2 and sum(word[0].isupper() for word in words) >= 0.8 * len(words):
            yield "title-case"
        if text.isupper():
            yield "upper" if len(text) < 40 else "upper-long"
    else:
        yield "no-words"


def _opening(text: str) -> Iterator[str]:
    first = text[0]
    if first.islower():
        yield "starts-lower"
    elif first.isdigit():
        yield "starts-digit"
    if ITEM.match(text):
        yield "starts-item"
    elif not first.isalnum():
        yield "starts-quote" if _SIGNS["quote"].match(text) else "starts-mark"
