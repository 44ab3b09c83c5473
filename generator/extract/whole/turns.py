"""Lines that turn pages: "Next page", "1 2 3 Next", "Continued on page 4", "See BRIDGE, Page A4"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from generator.text.tables import load_table

_PAGE = (
    r"(?:(?:on |auf |auf der |en |na |op |på )?"
    r"(?:page|pages|pp?|pg|seite|s|página|pág|pagina|pag|side|sidan|sid|стр)\b\.?\W{0,2})?"
)
_NUMBER = r"(?P<number>[A-Z]{0,2}-?\d{1,3}(?:-?[A-Z])?)(?!\w)"
_SEE = re.compile(
    rf"\A\W*(?:please )?(?:see|turn to) (?P<keyword>[\w’' -]{{2,40}}?)(?:,| on) (?:on )?"
    rf"(?:page|pg|p)\b\.? ?{_NUMBER}.{{0,20}}\Z",
    re.IGNORECASE,
)
_CJK_TO = re.compile(
    r"\A\W*(?:(?P<number>\w{1,3})面(?:に|へ)(?:続|つづ)く|[下转轉見见]{2}第?\s?(\w{1,4})版)\W*\Z"
)
_CJK_FROM = re.compile(r"\A\W*(?:\w{1,3}面(?:から|より)(?:続|つづ)く|上接第?\s?\w{1,4}版)\W*\Z")


class Turn(NamedTuple):
    """A line that turns pages: where it leads, "" if not forward; whether it leads back; a word it names."""

    leads_to: str = ""
    leads_back: bool = False
    keyword: str = ""


def turn_of(text: str) -> Turn | None:
    """What a short line says about further pages, None if it is text."""
    row = _row().fullmatch(text)
    if row is not None:
        return _row_turn(text)
    see = _SEE.match(text)
    if see is not None:
        return Turn(f"continued on page {see['number']}", keyword=see["keyword"].strip().casefold())
    to = _line("continued_on").match(text)
    if to is not None:
        return Turn(f"continued on page {to['number']}")
    if _CJK_TO.match(text):
        return Turn("continued on another page")
    if _line("continued_from").match(text) or _CJK_FROM.match(text):
        return Turn(leads_back=True)
    return None


def _row_turn(text: str) -> Turn | None:
    """A row of numbers and words; a word such as "Next" alone may lead to another article."""
    numbers = sorted({int(digits) for digits in re.findall(r"\d{1,2}", text)})
    lowered = text.casefold()
    onward = any(term in lowered for term in _terms("next_page"))
    back = any(term in lowered for term in _terms("previous_page"))
    weak = any(char.isalpha() for char in text)
    if not (onward or back or (weak and len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1)))):
        return None
    total = numbers[-1] if len(numbers) > 1 else 0
    leads = f"page 1 of {total}" if total and not back else "further pages"
    return Turn(leads if onward or (weak and not back) else "", leads_back=not onward and back)


@cache
def _terms(key: str) -> tuple[str, ...]:
    return tuple(str(term).casefold() for term in load_table("incomplete")[key])


def _any(terms: Iterable[str]) -> str:
    return "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))


@cache
def _row() -> re.Pattern[str]:
    """Only words of such rows, numbers and signs."""
    words = _any({*_terms("next_page"), *_terms("previous_page"), *_terms("page_row")})
    return re.compile(rf"(?:\d{{1,2}}(?!\d)|(?<![^\W\d_])(?:{words})(?![^\W\d_])|[^\w]|_)++", re.IGNORECASE)


@cache
def _line(key: str) -> re.Pattern[str]:
    return re.compile(rf"\A\W*(?:{_any(_terms(key))})\W{{0,3}}{_PAGE}{_NUMBER}.{{0,25}}\Z", re.IGNORECASE)
