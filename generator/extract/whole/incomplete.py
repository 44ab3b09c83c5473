"""Recognises an article of which only a part was saved: behind a paywall, on its first page, in a feed.

Offers of a subscription and lines that turn pages are no text: they go to the ledger, from complete
articles too. What a reader found in the head of a page reaches this module as claims that are no fields
of an article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.extract.plain.shape import width
from generator.extract.whole.missing import PageMarks, missing_part
from generator.extract.whole.offers import (
    CUT,
    OFFER,
    OFFER_LINE,
    PAGE_TURN,
    PRICE,
    SENTENCE,
    TEASER,
    TURN_LINE,
    is_offer_line,
    is_teaser,
    is_text,
    offer_rule,
    unnamed_offer,
)
from generator.extract.whole.refusal import is_declared_whole
from generator.extract.whole.terms import count_terms, terms
from generator.extract.whole.turns import turn_of
from generator.inputs.lines import curated
from generator.model.documents import Claim, Declaration, Draft, Paragraph, Removed
from generator.model.problem import Problem
from generator.text.article_pages import page_of

INCOMPLETE = "incomplete"
_COUNTER_LENGTH = 32  # characters at the end of a text
_COUNTER = re.compile(r"(?:(?<!\s)\s++)?\\?[\[(]\\?\+\d{1,7} \w{1,12}\\?[\])]\s*+\Z")


def without_rest(draft: Draft, declared: Declaration) -> Draft:
    """The draft without offers and page turns, marked and with a warning if it is not complete.

    Args:
        draft: what a reader found.
        declared: the curator's declaration: ``whole`` and ``incomplete`` decide, ``keep`` keeps lines.
    """
    if not draft.paragraphs:
        return draft
    is_short = len(draft.paragraphs[-1].text) <= TURN_LINE
    offers = [line.line for line in draft.removed if is_offer_line(line)] if is_short else []
    reading = _read(draft.paragraphs, offers)
    paragraphs, removed = _split(draft.paragraphs, reading.rules, declared)
    if paragraphs and "+" in paragraphs[-1].text[-_COUNTER_LENGTH:]:
        paragraphs, counted = _without_counter(paragraphs)
        removed += counted
    kept = replace(draft, paragraphs=paragraphs, removed=_merged(draft.removed, removed))
    # A line that the curator keeps is text.
    reading = reading._replace(teased=any(line.rule == TEASER for line in removed))
    if is_declared_whole(declared) or "incomplete" in declared.values:
        return kept
    missing = missing_part(kept, reading)
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


def _read(paragraphs: Sequence[Paragraph], offers: Sequence[int]) -> PageMarks:
    """Read the lines of a text; ``offers`` are the numbers of lines of offers that a reader removed."""
    rules = [""] * len(paragraphs)
    pages: dict[int, int] = {}
    offered = in_offer = broken = False
    last_prose = next((n for n in reversed(range(len(rules))) if is_text(paragraphs[n].text)), 0)
    turned, keywords = "", set[str]()
    for number, paragraph in enumerate(paragraphs):
        text = paragraph.text
        # Below the text, the rest of an offer of which a reader removed the first line.
        in_offer = in_offer or (
            number > last_prose
            and any(paragraphs[number - 1].line <= line <= paragraph.line for line in offers)
        )
        if len(text) > OFFER_LINE:
            in_offer = False
        elif len(text) <= TURN_LINE and (page := page_of(text)):
            pages[page[0]] = page[1]
            rules[number] = PAGE_TURN
        elif number and len(text) <= TURN_LINE and (turn := turn_of(text)):
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
        elif number and (rule := offer_rule(text, inside=number < last_prose)):
            rules[number] = rule
            offered = in_offer = offered or rule == OFFER
            broken = broken or (
                rules[number - 1] == "" and paragraphs[number - 1].text.rstrip().endswith(CUT)
            )
        elif in_offer:
            in_offer = (
                bool(count_terms(text, terms("offer"), prefix=True))
                or bool(PRICE.search(text))
                or width(text) < (SENTENCE if broken and number > last_prose else TURN_LINE // 2)
            )
            rules[number] = OFFER if in_offer else ""
    for number in unnamed_offer(paragraphs, rules):
        rules[number], offered = OFFER, True
    teased = _mark_teaser(paragraphs, rules)
    return PageMarks(rules, pages, offered, teased, turned)


def _mark_teaser(paragraphs: Sequence[Paragraph], rules: list[str]) -> bool:
    """Mark the last line if it leads to the rest of the text; whether it does."""
    last = next((n for n in reversed(range(len(rules))) if not rules[n]), 0)
    teased = last > 0 and len(paragraphs[last].text) <= TURN_LINE and is_teaser(paragraphs[last].text)
    if teased:
        rules[last] = TEASER
    return teased


def _without_counter(
    paragraphs: tuple[Paragraph, ...],
) -> tuple[tuple[Paragraph, ...], list[Removed]]:
    """The text without the number of characters that a feed left out of its end: "... [+1200 chars]"."""
    last = paragraphs[-1]
    text, markup = (_COUNTER.search(words[-_COUNTER_LENGTH:]) for words in (last.text, last.markup))
    if not text or not markup or len(text[0]) == len(last.text):
        return paragraphs, []
    kept = replace(last, text=last.text.removesuffix(text[0]), markup=last.markup.removesuffix(markup[0]))
    return (*paragraphs[:-1], kept), [Removed(last.line, text[0].strip(), TEASER)]


def _leads_back(paragraph: Paragraph) -> bool:
    turn = turn_of(paragraph.text) if len(paragraph.text) <= TURN_LINE else None
    return turn is not None and bool(turn.leads_back)


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
