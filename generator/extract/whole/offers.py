"""Recognises lines that offer a subscription or a newsletter, or lead to the rest of a text.

Their words are in ``data/incomplete.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from generator.extract.plain.shape import width
from generator.extract.whole.terms import count_terms, terms
from generator.model.documents import Paragraph, Removed
from generator.text.tables import load_table

OFFER, PAGE_TURN, TEASER, SIGN_UP, FEED_END = (
    "subscription-offer",
    "page-turn",
    "teaser",
    "newsletter",
    "feed-end",
)
_SHORT_OFFER, _OPENING = 60, 40  # and characters of a sentence in which an offer begins
_SENTENCES = re.compile(r"(?<=[.!?…。！？])\s+")
_LINK = re.compile(r"[<(\[]?https?://\S+")
_MANY = 3  # words of an offer that no line of an article has
PRICE = re.compile(
    r"[€$£¥₩₽₺]\s?\d|\b\d[\d.,]*\s?(?:[€£₽₺]|(?:kr|zł|zl|kč|eur|usd|chf|ft|lei|marks?|crowns?)\b|円|元|원)",
    re.IGNORECASE,
)
OFFER_LINE = 300  # most characters of a line of an offer
_OFFER_LINES = 4  # most lines of an offer in words of its own
_SIGN_UP = 160  # most characters of a line that asks to order a newsletter
SENTENCE = 90  # characters of a long paragraph
TURN_LINE = 60  # most characters of a line that turns pages or links the rest
CUT = ("…", "...", "[…]", "[...]", "[&hellip;]", "(…)")
_ENDED = re.compile(r"[.!?…。！？:;][\"'”’»)\]*_]*\Z")
_LETTER_END = re.compile(r"[^\W_]\Z|,\Z")


def offer_rule(text: str, *, inside: bool) -> str:
    """The rule for a line that offers something, "" for others; ``inside`` the text, some tell of it."""
    if len(text) <= _SIGN_UP and text[:_OPENING].casefold().startswith(_sign_ups()):
        return SIGN_UP
    if len(text) <= OFFER_LINE:
        folded = text.casefold()
        if any(term in folded for term in _feed_ends()):
            return FEED_END
    return OFFER if _is_offer(text) and not (inside and _is_told(text)) else ""


def unnamed_offer(paragraphs: Sequence[Paragraph], rules: Sequence[str]) -> Sequence[int]:
    """The lines of an offer in words of its own, below a text that breaks off; empty if there are none."""
    kept = [number for number, rule in enumerate(rules) if not rule]
    words = 0
    for place in range(1, min(_OFFER_LINES, len(kept) - 1) + 1):
        text = paragraphs[kept[-place]].text
        here = _offer_words(text)
        words += here
        if not here:
            # The heading of an offer may have words of any kind.
            headed = words > 1 and len(text) <= TURN_LINE and place < len(kept)
            cut = headed and paragraphs[kept[-place - 1]].text.rstrip().endswith(CUT)
            return kept[-place:] if cut else ()
        above, offer = paragraphs[kept[-place - 1]].text.rstrip(), kept[-place:]
        # A text may end without a full stop, and a sentence about subscribers may follow it, which is longer
        # than a line of an offer.
        short = all(len(paragraphs[number].text) <= SENTENCE for number in offer)
        if words > 1 and (above.endswith(CUT) or (short and is_cut(above))):
            return offer
    return ()


def _offer_words(text: str) -> int:
    """How many words of an offer are in a line, a price among them."""
    if len(text) > OFFER_LINE:
        return 0
    return count_terms(text, terms("offer_words"), prefix=True) + bool(PRICE.search(text))


def is_cut(text: str) -> bool:
    """Whether a text breaks off within a sentence."""
    last = text.rstrip()
    return last.endswith(CUT) or (width(last) >= TURN_LINE and bool(_LETTER_END.search(last)))


def teasers_in(lines: Iterable[str]) -> int:
    """How many lines lead to the rest of a text: "Read more: https://..."."""
    return sum(is_teaser(_LINK.sub("", line).strip()) for line in lines if len(line) < OFFER_LINE)


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
        len(text) > SENTENCE
        and bool(_ENDED.search(text))
        and not count_terms(text[:_OPENING], terms("paywall"))
    )


def _has_offer_words(text: str) -> bool:
    """Whether more than one word of an offer stands next to what makes the line one."""
    return count_terms(text, terms("offer"), prefix=True) - count_terms(text, terms("paywall")) > 1


def is_text(text: str) -> bool:
    """Whether a paragraph is the article's: a long one that offers nothing."""
    return (
        len(text) > SENTENCE
        and not count_terms(text, terms("paywall"))
        and (len(text) > OFFER_LINE or _offer_words(text) < _MANY)
    )


def is_teaser(text: str) -> bool:
    """Whether a line leads to the rest of a text: "Read more"."""
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


def is_offer_line(line: Removed) -> bool:
    """Whether a line that a reader removed has words of an offer."""
    return len(line.text) <= OFFER_LINE and count_terms(line.text, terms("paywall")) > 0
