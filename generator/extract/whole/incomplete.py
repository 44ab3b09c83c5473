"""Recognises an article of which only a part was saved: behind a paywall, on its first page, in a feed.

Offers of a subscription and lines that turn pages are no text: they go to the ledger, from complete
articles too. What a reader found in the head of a page reaches this module as claims that are no fields
of an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from generator.extract.plain.shape import width
from generator.extract.whole.page_claims import ACCESS, NEXT_PAGE, WORDS
from generator.extract.whole.refusal import is_declared_whole
from generator.extract.whole.terms import count_terms, terms
from generator.extract.whole.turns import turn_of
from generator.inputs.lines import curated
from generator.model.documents import Claim, Declaration, Draft, Paragraph, Removed
from generator.model.problem import Problem
from generator.text.article_pages import page_of
from generator.text.tables import load_table

OFFER, PAGE_TURN, TEASER, SIGN_UP, FEED_END = (
    "subscription-offer",
    "page-turn",
    "teaser",
    "newsletter",
    "feed-end",
)
INCOMPLETE = "incomplete"
PAGE_RULES = (PAGE_TURN, "page-link")
"""Rules of claims that an article has further pages."""

_SHORT_OFFER, _OPENING = 60, 40  # and characters of a sentence in which an offer begins
_SENTENCES = re.compile(r"(?<=[.!?…。！？])\s+")
_LINK = re.compile(r"[<(\[]?https?://\S+")
_DIGIT = re.compile(r"\d")
_MANY = 3  # words of an offer that no line of an article has
_PRICE = re.compile(
    r"[€$£¥₩₽₺]\s?\d|\b\d[\d.,]*\s?(?:[€£₽₺]|(?:kr|zł|zl|kč|eur|usd|chf|ft|lei|marks?|crowns?)\b|円|元|원)",
    re.IGNORECASE,
)
_LINE = 300  # most characters of a line of an offer
_OFFER_LINES = 4  # most lines of an offer in words of its own
_SIGN_UP = 160  # most characters of a line that asks to order a newsletter
_SENTENCE = 90  # characters of a long paragraph
_TURN = 60  # most characters of a line that turns pages or links the rest
# Width of a body that may be all that a page shows: of one that is not free, with an offer, in a feed.
_PAID, _OFFERED, _TEASER = 1000, 1500, 1200
_BELOW = 8  # lines below an article that may count its pages
_MISSING = 0.6  # share of the stated number of words
_CUT = ("…", "...", "[…]", "[...]", "[&hellip;]", "(…)")
_MORE = re.compile(r"[\[(](?:…|\.\.\.|more…?|mehr…?|suite…?|\+\d{1,6} \w{1,12})[\])]\W*\Z")
_ENDED = re.compile(r"[.!?…。！？:;][\"'”’»)\]*_]*\Z")
_LETTER_END = re.compile(r"[^\W_]\Z|,\Z")


class _PageMarks(NamedTuple):
    """Rule by paragraph ("" if it stays), and the pages that lines of the text name: number → total.

    ``turned`` is the last line that leads to a further page, "" if a later line follows up on it.
    """

    rules: Sequence[str]
    pages: dict[int, int]
    offered: bool
    teased: bool
    turned: str = ""


def without_rest(draft: Draft, declared: Declaration) -> Draft:
    """The draft without offers and page turns, marked and with a warning if it is not complete.

    Args:
        draft: what a reader found.
        declared: the curator's declaration: ``whole`` and ``incomplete`` decide, ``keep`` keeps lines.
    """
    if not draft.paragraphs:
        return draft
    is_short = len(draft.paragraphs[-1].text) <= _TURN
    offers = [line.line for line in draft.removed if _is_offer_line(line)] if is_short else []
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
    problem = Problem("", 0, INCOMPLETE, message, "warning")
    return replace(kept, claims=(*kept.claims, claim), problems=(*kept.problems, problem))


def _read(paragraphs: Sequence[Paragraph], offers: Sequence[int]) -> _PageMarks:
    """Read the lines of a text; ``offers`` are the numbers of lines of offers that a reader removed."""
    rules = [""] * len(paragraphs)
    pages: dict[int, int] = {}
    offered = in_offer = False
    last_prose = next((n for n in reversed(range(len(rules))) if _is_text(paragraphs[n].text)), 0)
    turned, keywords = "", set[str]()
    for number, paragraph in enumerate(paragraphs):
        text = paragraph.text
        # Below the text, the rest of an offer of which a reader removed the first line.
        in_offer = in_offer or (
            number > last_prose
            and any(paragraphs[number - 1].line <= line <= paragraph.line for line in offers)
        )
        if len(text) > _LINE:
            in_offer = False
        elif len(text) <= _TURN and (page := page_of(text)):
            pages[page[0]] = page[1]
            rules[number] = PAGE_TURN
        elif number and len(text) <= _TURN and (turn := turn_of(text)):
            rules[number] = PAGE_TURN
            turned = turn.leads_to or ("" if turn.leads_back else turned)
            if turn.keyword and rules[number - 1] == "" and number + 1 < len(paragraphs):
                keywords.add(turn.keyword)
        elif (
            text.casefold() in keywords
            and number + 1 < len(paragraphs)
            and _leads_back(paragraphs[number + 1])
        ):
            rules[number] = PAGE_TURN
        elif number and (rule := _offer_rule(text, inside=number < last_prose)):
            rules[number] = rule
            offered = in_offer = offered or rule == OFFER
        elif in_offer:
            in_offer = (
                bool(count_terms(text, terms("offer"), prefix=True))
                or bool(_PRICE.search(text))
                or width(text) < _TURN // 2
            )
            rules[number] = OFFER if in_offer else ""
    for number in _unnamed_offer(paragraphs, rules):
        rules[number], offered = OFFER, True
    teased = _mark_teaser(paragraphs, rules)
    return _PageMarks(rules, pages, offered, teased, turned)


def _mark_teaser(paragraphs: Sequence[Paragraph], rules: list[str]) -> bool:
    """Mark the last line if it leads to the rest of the text; whether it does."""
    last = next((n for n in reversed(range(len(rules))) if not rules[n]), 0)
    teased = last > 0 and len(paragraphs[last].text) <= _TURN and _is_teaser(paragraphs[last].text)
    if teased:
        rules[last] = TEASER
    return teased


def _offer_rule(text: str, *, inside: bool) -> str:
    """The rule for a line that offers something, "" for others; ``inside`` the text, some tell of it."""
    if len(text) <= _SIGN_UP and text[:_OPENING].casefold().startswith(_sign_ups()):
        return SIGN_UP
    if len(text) <= _LINE:
        folded = text.casefold()
        if any(term in folded for term in _feed_ends()):
            return FEED_END
    return OFFER if _is_offer(text) and not (inside and _is_told(text)) else ""


def _unnamed_offer(paragraphs: Sequence[Paragraph], rules: Sequence[str]) -> Sequence[int]:
    """The lines of an offer in words of its own, below a text that breaks off; empty if there are none."""
    kept = [number for number, rule in enumerate(rules) if not rule]
    words = 0
    for place in range(1, min(_OFFER_LINES, len(kept) - 1) + 1):
        text = paragraphs[kept[-place]].text
        here = _offer_words(text)
        words += here
        if not here:
            # The heading of an offer may have words of any kind.
            headed = words > 1 and len(text) <= _TURN and place < len(kept)
            cut = headed and paragraphs[kept[-place - 1]].text.rstrip().endswith(_CUT)
            return kept[-place:] if cut else ()
        above, offer = paragraphs[kept[-place - 1]].text.rstrip(), kept[-place:]
        # A text may end without a full stop, and a sentence about subscribers may follow it, which is longer
        # than a line of an offer.
        short = all(len(paragraphs[number].text) <= _SENTENCE for number in offer)
        if words > 1 and (above.endswith(_CUT) or (short and _is_cut(above))):
            return offer
    return ()


def _offer_words(text: str) -> int:
    """How many words of an offer are in a line, a price among them."""
    if len(text) > _LINE:
        return 0
    return count_terms(text, terms("offer_words"), prefix=True) + bool(_PRICE.search(text))


def _is_cut(text: str) -> bool:
    """Whether a text breaks off within a sentence."""
    last = text.rstrip()
    return last.endswith(_CUT) or (width(last) >= _TURN and bool(_LETTER_END.search(last)))


def _leads_back(paragraph: Paragraph) -> bool:
    turn = turn_of(paragraph.text) if len(paragraph.text) <= _TURN else None
    return turn is not None and bool(turn.leads_back)


def teasers_in(lines: Iterable[str]) -> int:
    """How many lines lead to the rest of a text: "Read more: https://..."."""
    return sum(_is_teaser(_LINK.sub("", line).strip()) for line in lines if len(line) < _LINE)


def _is_offer(text: str) -> bool:
    """Whether a line offers a subscription, and does not tell of one: its term begins a sentence of it."""
    if not count_terms(text, terms("paywall")):
        return False
    if width(text) <= _SHORT_OFFER or not _ENDED.search(text) or _has_offer_words(text):
        return True
    # A sentence that is short is an offer wherever its term is: "This post is exclusive to subscribers."
    return any(
        count_terms(part if width(part) <= _SHORT_OFFER else part[:_OPENING], terms("paywall"))
        for part in _SENTENCES.split(text)
    )


def _is_told(text: str) -> bool:
    """Whether a line is a long sentence in which the words of an offer are not the first ones."""
    return (
        len(text) > _SENTENCE
        and bool(_ENDED.search(text))
        and not count_terms(text[:_OPENING], terms("paywall"))
    )


def _has_offer_words(text: str) -> bool:
    """Whether more than one word of an offer stands next to what makes the line one."""
    return count_terms(text, terms("offer"), prefix=True) - count_terms(text, terms("paywall")) > 1


def _is_text(text: str) -> bool:
    """Whether a paragraph is the article's: a long one that offers nothing."""
    return (
        len(text) > _SENTENCE
        and not count_terms(text, terms("paywall"))
        and (len(text) > _LINE or _offer_words(text) < _MANY)
    )


def _is_teaser(text: str) -> bool:
    words = text.casefold().strip(" .…→»›>[]()-–—*_:")
    return words in _teasers() or (
        any(words.startswith(f"{term} ") for term in _teasers()) and not _ENDED.search(text)
    )


@cache
def _sign_ups() -> tuple[str, ...]:
    return tuple(load_table("incomplete")["sign_up"])


@cache
def _feed_ends() -> tuple[str, ...]:
    return tuple(load_table("incomplete")["feed_end"])


@cache
def _teasers() -> frozenset[str]:
    return frozenset(term.casefold().strip(" .…[]()") for term in load_table("incomplete")["teaser"])


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
    turned = reading.turned or _turned_below(draft)
    if page or turned:
        return page or (turned, PAGE_TURN, turned)
    if not draft.paragraphs:
        return ("paywall", OFFER, "") if reading.offered else None
    body = draft.paragraphs
    size = sum(width(paragraph.text) for paragraph in body)
    last = body[-1].text.rstrip()
    cut = _is_cut(last)
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
    if paid and (last.endswith(_CUT) or short or size < _PAID):
        return "paywall", paid.rule, paid.text
    if ((_MORE.search(last[-20:]) or _teases_at_end(last)) and size < _OFFERED) or (
        reading.teased and (cut or size < _TEASER)
    ):
        return TEASER, TEASER, last[-80:]
    is_cut_off = last.endswith(_CUT) and len(body) < 3 and size < _TEASER
    return (TEASER, "cut-off", last[-80:]) if is_cut_off else None


def _teases_at_end(text: str) -> bool:
    """Whether a paragraph breaks off and links the rest: "said the … Read the rest of this story"."""
    broken = max(text.rfind(mark) + len(mark) for mark in ("…", "..."))
    tail = text[broken:].strip(" []()") if broken > len("...") else ""
    return 0 < len(tail) <= _SENTENCE and _is_teaser(tail)


def _turned_below(draft: Draft) -> str:
    """Where a removed line below the text continues it ("Continued on page 4"), "" if there is none."""
    last = max((paragraph.line for paragraph in draft.paragraphs), default=0)
    below = [line.text for line in draft.removed if line.line > last and len(line.text) <= _TURN][:_BELOW]
    turns = (turn_of(text) for text in below if _DIGIT.search(text))
    return next((turn.leads_to for turn in turns if turn and turn.leads_to.startswith("continued")), "")


def _words(draft: Draft) -> int:
    stated = next((claim.value for claim in draft.claimed(WORDS)), "")
    return int(stated) if stated.isdigit() and len(stated) < 7 else 0


def _is_offer_below(line: Removed, last: int, *, cut: bool) -> bool:
    if line.line < last:
        return False
    unnamed = (
        cut and len(line.text) <= _LINE and count_terms(line.text, terms("offer_words"), prefix=True) > 1
    )
    return unnamed or _is_offer_line(line)


def _is_offer_line(line: Removed) -> bool:
    return len(line.text) <= _LINE and count_terms(line.text, terms("paywall")) > 0


def _missing_page(draft: Draft, pages: dict[int, int]) -> tuple[str, str, str] | None:
    totals = dict(pages)
    last = max((paragraph.line for paragraph in draft.paragraphs), default=0)
    inside = [line for line in draft.removed if line.line <= last or line.rule == PAGE_TURN]
    below = [line for line in draft.removed if line.line > last]
    for line in (*inside, *below[:_BELOW]):
        if len(line.text) <= _TURN and (page := page_of(line.text)):
            totals[page[0]] = page[1]
    total = max(totals.values(), default=0)
    if totals and set(totals) != set(range(1, total + 1)):
        number = min(totals)
        return f"page {number} of {total}", PAGE_TURN, f"{number} / {total}"
    link = next(iter(draft.claimed(NEXT_PAGE)), None)
    return (link.value, link.rule, link.text) if link and not totals else None
