"""Finds capitalised names in a body when looking for a speaker: quick, and without deciding their kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from generator.describe.quotes.speech import word_list
from generator.text.date_names import names
from generator.text.folding import fold_calendar

_WORD = re.compile(r"[\w’'-]+\.?")
# A stop that belongs to the name: "U.S.", "Jr.".
_ABBREVIATED = re.compile(r"(?<!\b\w\.)(?:\b\w\.)+$|\b[JS]r\.$")


class CapitalisedName(NamedTuple):
    """Consecutive capitalised words, as offsets: they begin at ``lead``, the name itself at ``start``."""

    lead: int
    start: int
    end: int


def capitalised_names(body: str, start: int, end: int, *, several: bool = False) -> Iterator[CapitalisedName]:
    """Runs of capitalised words, with the particles of names between them.

    Words that only open a sentence, and titles with what precedes them, lead into the name itself. Months and
    weekdays are left out.

    Args:
        body: the text.
        start: offset at which to begin.
        end: offset at which to stop.
        several: leave out single words.
    """
    for run in _run_pattern().finditer(body, start, end):
        if several and " " not in run[0]:
            continue
        bare = run[0].rstrip(".")
        single = " " not in bare and "." not in bare
        if single and bare.casefold() in _leading_words():
            continue
        first = run.start() if single else _after_titles(body, run.start(), run.end())
        last = run.end() - (run[0].endswith(".") and not _ABBREVIATED.search(run[0]))
        if first < last and not _is_date(body[first:last]):
            yield CapitalisedName(run.start(), first, last)


@cache
def _leading_words() -> frozenset[str]:
    """Words that lead into a name but are not names themselves."""
    return word_list("openers") | word_list("titles")


def _after_titles(body: str, start: int, end: int) -> int:
    """Offset of the name itself: after opening words, and after the last title before a name."""
    first = start
    for word in _WORD.finditer(body, start, end):
        bare = word[0].rstrip(".").casefold()
        opens = word.start() == first and bare in word_list("openers")
        if opens or bare in word_list("titles"):
            first = _next_capital(body, word.end(), end)
    return first


def _next_capital(body: str, start: int, end: int) -> int:
    while start < end and not body[start].isupper():
        start += 1
    return start


def _is_date(name: str) -> bool:
    return " " not in name and fold_calendar(name) in _dates()


@cache
def _dates() -> frozenset[str]:
    known = names("")
    return frozenset((*known.months, *known.weekdays))


@cache
def _run_pattern() -> re.Pattern[str]:
    capital = "".join(chr(code) for code in range(0x10000) if chr(code).isupper())
    # A possessive ends a name unless the name continues: "Sheriff's Office".
    word = rf"[{capital}](?:[\w-]|['’](?!s\b)|['’]s(?= [{capital}])|\.(?=\w))*\.?"
    small = "|".join(sorted(word_list("particles"), key=len, reverse=True))
    # The lookbehind comes after the capital: a pattern that begins with a character class is fast.
    first = word.replace("]", r"](?<!\w.)", 1)
    return re.compile(rf"{first}(?:(?<!\w\w\w\.) (?:(?:{small}) ){{0,3}}{word})*")
