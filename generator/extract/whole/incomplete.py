"""Recognises an article of which only a part was saved: behind a paywall, on its first page, in a feed.

Offers of a subscription and lines that turn pages are no text: they go to the ledger, from complete
articles too. What a reader found in the head of a page reaches this module as claims that are no fields
of an article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from generator.extract.plain.shape import width
from generator.extract.whole.page_claims import ACCESS, NEXT_PAGE, WORDS
from generator.extract.whole.refusal import is_declared_whole
from generator.extract.whole.terms import count_terms, terms
from generator.inputs.lines import curated
from generator.model.documents import Claim, Declaration, Draft, Paragraph, Removed
from generator.model.problem import Problem
from generator.text.tables import alternatives, load_table

OFFER, PAGE_TURN, TEASER = "subscription-offer", "page-turn", "teaser"

_DIGIT = re.compile(r"\d")
_LINE = 300  # most characters of a line of an offer
_SENTENCE, _OPENING = 90, 30  # characters of a long sentence, and of its first words
_TURN = 60  # most characters of a line that turns pages or links the rest
# Width of a body that may be all that a page shows: of one that is not free, with an offer, in a feed.
_PAID, _OFFERED, _TEASER = 1000, 1500, 1200
_PAGES, _BELOW = 30, 8  # most pages of an article; lines below it that may count them
_MISSING = 0.6  # share of the stated number of words
_CUT = ("…", "...", "[…]", "[...]", "[&hellip;]", "(…)")
_MORE = re.compile(r"[\[(](?:…|\.\.\.|more…?|mehr…?|suite…?)[\])]\W*\Z")
_ENDED = re.compile(r"[.!?…。！？:;][\"'”’»)\]*_]*\Z")
_LETTER_END = re.compile(r"[^\W_]\Z|,\Z")
_CJK_PAGE = re.compile(
    r"\A第?\s*+(\d{1,3})\s*+(?:[页頁]|ページ)?\s*+[/／,，、]?\s*+(?:共|全)?\s*+(\d{1,3})\s*+(?:[页頁]|ページ)\W*"
)


class _PageMarks(NamedTuple):
    """Rule by paragraph ("" if it stays), and the pages that lines of the text name: number → total."""

    rules: Sequence[str]
    pages: dict[int, int]
    offered: bool
    teased: bool


def without_rest(draft: Draft, declared: Declaration) -> Draft:
    """The draft without offers and page turns, marked and with a warning if it is not complete.

    Args:
        draft: what a reader found.
        declared: the curator's declaration: ``whole`` and ``incomplete`` decide, ``keep`` keeps lines.
    """
    if not draft.paragraphs:
        return draft
    is_short = len(draft.paragraphs[-1].text) <= _TURN
    offers = [line.line for line in draft.removed if _is_offer(line)] if is_short else []
    reading = _read(draft.paragraphs, offers)
    paragraphs, removed = _split(draft.paragraphs, reading.rules, declared)
    kept = replace(draft, paragraphs=paragraphs, removed=_merged(draft.removed, removed))
    # A line that the curator keeps is text.
    reading = reading._replace(teased=any(line.rule == TEASER for line in removed))
    if is_declared_whole(declared) or "incomplete" in declared.values:
        return kept
    missing = _missing(kept, reading)
    if not missing:
        return kept
    what, rule, words = missing
    message = (
        f"the article is incomplete ({what}): save it in full, or write 'whole: true' in its sidecar "
        "if it is complete"
    )
    claim = Claim("incomplete", what, rule, words, 0.9)
    problem = Problem("", 0, "incomplete", message, "warning")
    return replace(kept, claims=(*kept.claims, claim), problems=(*kept.problems, problem))


def _read(paragraphs: Sequence[Paragraph], offers: Sequence[int]) -> _PageMarks:
    """Read the lines of a text; ``offers`` are the numbers of lines of offers that a reader removed."""
    rules = [""] * len(paragraphs)
    pages: dict[int, int] = {}
    offered = in_offer = False
    last_prose = next((n for n in reversed(range(len(rules))) if _is_text(paragraphs[n].text)), 0)
    for number, paragraph in enumerate(paragraphs):
        text = paragraph.text
        # Below the text, the rest of an offer of which a reader removed the first line.
        in_offer = in_offer or (
            number > last_prose
            and any(paragraphs[number - 1].line <= line <= paragraph.line for line in offers)
        )
        if len(text) > _LINE:
            in_offer = False
        elif len(text) <= _TURN and (page := _page(text)):
            pages[page[0]] = page[1]
            rules[number] = PAGE_TURN
        elif (
            number
            and count_terms(text, terms("paywall"))
            and not (number < last_prose and _is_sentence(text))
        ):
            rules[number], offered, in_offer = OFFER, True, True
        elif in_offer:
            in_offer = bool(count_terms(text, terms("offer"), prefix=True)) or width(text) < _TURN // 2
            rules[number] = OFFER if in_offer else ""
    last = next((n for n in reversed(range(len(rules))) if not rules[n]), 0)
    teased = last > 0 and len(paragraphs[last].text) <= _TURN and _is_teaser(paragraphs[last].text)
    if teased:
        rules[last] = TEASER
    return _PageMarks(rules, pages, offered, teased)


def _is_text(text: str) -> bool:
    """Whether a paragraph is the article's: a long one that offers nothing."""
    return len(text) > _SENTENCE and not count_terms(text, terms("paywall"))


def _is_sentence(text: str) -> bool:
    """Whether a line is a long sentence in which words of an offer are not the first ones."""
    return (
        len(text) > _SENTENCE
        and bool(_ENDED.search(text))
        and not count_terms(text[:_OPENING], terms("paywall"))
    )


def _is_teaser(text: str) -> bool:
    words = text.casefold().strip(" .…→»›>[]()-–—*_:")
    return words in _teasers() or (
        any(words.startswith(f"{term} ") for term in _teasers()) and not _ENDED.search(text)
    )


@cache
def _teasers() -> frozenset[str]:
    return frozenset(term.casefold().strip(" .…[]()") for term in load_table("incomplete")["teaser"])


@cache
def _page_pattern() -> re.Pattern[str]:
    table = load_table("incomplete")
    words, of = alternatives(table["page"]), alternatives(table["of"])
    return re.compile(rf"\A\W*(?:{words})\W{{0,2}}(\d{{1,3}})\s?(?:{of})\s?(\d{{1,3}})(?!\w)", re.IGNORECASE)


def _page(text: str) -> tuple[int, int] | None:
    """Number and total of a line such as "Page 1 of 3", perhaps followed by links."""
    if not _DIGIT.search(text):
        return None
    match = _page_pattern().match(text) or _CJK_PAGE.fullmatch(text)
    if match is None:
        return None
    number, total = int(match[1]), int(match[2])
    # Comments and forums have more pages than an article.
    return (number, total) if 1 <= number <= total and 1 < total <= _PAGES else None


def _split(
    paragraphs: Sequence[Paragraph], rules: Sequence[str], declared: Declaration
) -> tuple[tuple[Paragraph, ...], list[Removed]]:
    if not any(rules):
        return tuple(paragraphs), []
    numbered = ((paragraph.text, range(paragraph.line, paragraph.line + 1)) for paragraph in paragraphs)
    rules = curated(declared, numbered, rules)
    pairs = list(zip(paragraphs, rules, strict=True))
    return (
        tuple(paragraph for paragraph, rule in pairs if not rule),
        [Removed(paragraph.line, paragraph.text, rule) for paragraph, rule in pairs if rule],
    )


def _merged(ledger: Sequence[Removed], removed: Sequence[Removed]) -> tuple[Removed, ...]:
    return tuple(sorted((*ledger, *removed), key=lambda line: line.line)) if removed else tuple(ledger)


def _missing(draft: Draft, reading: _PageMarks) -> tuple[str, str, str] | None:
    """What is missing, by which rule, and the words that show it; None if nothing is."""
    page = _missing_page(draft, reading.pages)
    if page:
        return page
    if not draft.paragraphs:
        return ("paywall", OFFER, "") if reading.offered else None
    body = draft.paragraphs
    size = sum(width(paragraph.text) for paragraph in body)
    last = body[-1].text.rstrip()
    cut = last.endswith(_CUT) or (width(last) >= _TURN and bool(_LETTER_END.search(last)))
    words = _words(draft)
    short = words > 0 and sum(len(paragraph.text.split()) for paragraph in body) < _MISSING * words
    paid = next(iter(draft.claimed(ACCESS)), None)
    if (cut or short or size < _OFFERED) and (
        reading.offered or any(_is_offer_below(line, body[-1].line) for line in draft.removed)
    ):
        return (
            "paywall",
            OFFER,
            next((line.text for line in draft.removed if count_terms(line.text, terms("paywall"))), ""),
        )
    if paid and (last.endswith(_CUT) or short or size < _PAID):
        return "paywall", paid.rule, paid.text
    if (_MORE.search(last[-20:]) and size < _OFFERED) or (reading.teased and (cut or size < _TEASER)):
        return TEASER, TEASER, last[-80:]
    is_cut_off = last.endswith(_CUT) and len(body) < 3 and size < _TEASER
    return (TEASER, "cut-off", last[-80:]) if is_cut_off else None


def _words(draft: Draft) -> int:
    stated = next((claim.value for claim in draft.claimed(WORDS)), "")
    return int(stated) if stated.isdigit() and len(stated) < 7 else 0


def _is_offer_below(line: Removed, last: int) -> bool:
    return line.line >= last and _is_offer(line)


def _is_offer(line: Removed) -> bool:
    return len(line.text) <= _LINE and count_terms(line.text, terms("paywall")) > 0


def _missing_page(draft: Draft, pages: dict[int, int]) -> tuple[str, str, str] | None:
    found = dict(pages)
    last = max((paragraph.line for paragraph in draft.paragraphs), default=0)
    inside = [line for line in draft.removed if line.line <= last or line.rule == PAGE_TURN]
    below = [line for line in draft.removed if line.line > last]
    for line in (*inside, *below[:_BELOW]):
        if len(line.text) <= _TURN and (page := _page(line.text)):
            found[page[0]] = page[1]
    total = max(found.values(), default=0)
    if found and set(found) != set(range(1, total + 1)):
        number = min(found)
        return f"page {number} of {total}", PAGE_TURN, f"{number} / {total}"
    link = next(iter(draft.claimed(NEXT_PAGE)), None)
    return (link.value, link.rule, link.text) if link and not found else None
