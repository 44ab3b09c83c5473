"""Says which part of an article is missing: a page, or what only subscribers read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from generator.extract.plain.shape import width
from generator.extract.whole.offers import (
    CUT,
    OFFER,
    OFFER_LINE,
    PAGE_TURN,
    SENTENCE,
    TEASER,
    TURN_LINE,
    is_cut,
    is_offer_line,
    is_teaser,
)
from generator.extract.whole.page_claims import ACCESS, NEXT_PAGE, WORDS
from generator.extract.whole.terms import count_terms, terms
from generator.extract.whole.turns import turn_of
from generator.model.documents import Draft, Removed
from generator.text.article_pages import page_of

PAGE_RULES = (PAGE_TURN, "page-link")
"""Rules of claims that an article has further pages."""
_DIGIT = re.compile(r"\d")
# Width of a body that may be all that a page shows: of one that is not free, with an offer, in a feed.
_PAID, _OFFERED, _TEASER = 1000, 1500, 1200
_BELOW = 8  # lines below an article that may count its pages
_MISSING = 0.6  # share of the stated number of words
_MORE = re.compile(r"[\[(](?:…|\.\.\.|more…?|mehr…?|suite…?)[\])]\W*\Z")


class PageMarks(NamedTuple):
    """Rule by paragraph ("" if it stays), and the pages that lines of the text name: number → total.

    ``turned`` is the last line that leads to a further page, "" if a later line follows up on it.
    """

    rules: Sequence[str]
    pages: dict[int, int]
    offered: bool
    teased: bool
    turned: str = ""


def missing_part(draft: Draft, reading: PageMarks) -> tuple[str, str, str] | None:
    """What is missing, by which rule, and the words that show it; None if nothing is."""
    page = _missing_page(draft, reading.pages)
    turned = reading.turned or _turned_below(draft)
    if page or turned:
        return page or (turned, PAGE_TURN, turned)
    if not draft.paragraphs:
        return ("paywall", OFFER, "") if reading.offered else None
    body = draft.paragraphs
    size = sum(width(paragraph.text) for paragraph in body)
    last = body[-1].text.rstrip()
    cut = is_cut(last)
    words = _words(draft)
    short = words > 0 and sum(len(paragraph.text.split()) for paragraph in body) < _MISSING * words
    paid = next(iter(draft.claimed(ACCESS)), None)
    if (cut or short or size < _OFFERED) and (
        reading.offered or any(_is_offer_below(line, body[-1].line, cut=cut) for line in draft.removed)
    ):
        return (
            "paywall",
            OFFER,
            next((line.text for line in draft.removed if count_terms(line.text, terms("paywall"))), ""),
        )
    if paid and (last.endswith(CUT) or short or size < _PAID):
        return "paywall", paid.rule, paid.text
    if ((_MORE.search(last[-20:]) or _teases_at_end(last)) and size < _OFFERED) or (
        reading.teased and (cut or size < _TEASER)
    ):
        return TEASER, TEASER, last[-80:]
    is_cut_off = last.endswith(CUT) and len(body) < 3 and size < _TEASER
    return (TEASER, "cut-off", last[-80:]) if is_cut_off else None


def _teases_at_end(text: str) -> bool:
    """Whether a paragraph breaks off and links the rest: "said the … Read the rest of this story"."""
    broken = max(text.rfind(mark) + len(mark) for mark in ("…", "..."))
    tail = text[broken:].strip(" []()") if broken > len("...") else ""
    return 0 < len(tail) <= SENTENCE and is_teaser(tail)


def _turned_below(draft: Draft) -> str:
    """Where a removed line below the text continues it ("Continued on page 4"), "" if there is none."""
    last = max((paragraph.line for paragraph in draft.paragraphs), default=0)
    below = [line.text for line in draft.removed if line.line > last and len(line.text) <= TURN_LINE][:_BELOW]
    turns = (turn_of(text) for text in below if _DIGIT.search(text))
    return next((turn.leads_to for turn in turns if turn and turn.leads_to.startswith("continued")), "")


def _words(draft: Draft) -> int:
    stated = next((claim.value for claim in draft.claimed(WORDS)), "")
    return int(stated) if stated.isdigit() and len(stated) < 7 else 0


def _is_offer_below(line: Removed, last: int, *, cut: bool) -> bool:
    if line.line < last:
        return False
    unnamed = (
        cut and len(line.text) <= OFFER_LINE and count_terms(line.text, terms("offer_words"), prefix=True) > 1
    )
    return unnamed or is_offer_line(line)


def _missing_page(draft: Draft, pages: dict[int, int]) -> tuple[str, str, str] | None:
    totals = dict(pages)
    last = max((paragraph.line for paragraph in draft.paragraphs), default=0)
    inside = [line for line in draft.removed if line.line <= last or line.rule == PAGE_TURN]
    below = [line for line in draft.removed if line.line > last]
    for line in (*inside, *below[:_BELOW]):
        if len(line.text) <= TURN_LINE and (page := page_of(line.text)):
            totals[page[0]] = page[1]
    total = max(totals.values(), default=0)
    if totals and set(totals) != set(range(1, total + 1)):
        number = min(totals)
        return f"page {number} of {total}", PAGE_TURN, f"{number} / {total}"
    link = next(iter(draft.claimed(NEXT_PAGE)), None)
    return (link.value, link.rule, link.text) if link and not totals else None
