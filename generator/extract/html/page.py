"""A page as a list of blocks, as the stages that choose the article's blocks see it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from heapq import nlargest
from typing import NamedTuple

from generator.extract.html.blocks import HEADINGS, Block
from generator.model.documents import Claim
from generator.text.date_names import base_of
from generator.text.language_guess import guess_language

_WORDS = re.compile(r"\w+")
_LONGEST, _SAMPLE = 5, 400  # blocks that show the language of a page, and characters of each
_PROSE = 80  # least characters of running text
_LINKED = 0.4  # share of linked characters from which a block is not running text

NOT_ARTICLE = "not-article"
"""The rule for blocks outside the article about which nothing more is known."""
Reasons = tuple[str, ...]
"""For each block of a page, the id of the rule that removes it from the body, or "" if it stays."""


class HtmlPage(NamedTuple):
    """The blocks of a page; the titles, summaries and addresses it states, as ``bare`` words; its language.

    The language is the base language of its running text, "" if unknown.
    """

    blocks: Sequence[Block]
    titles: frozenset[str]
    summaries: frozenset[str]
    language: str = ""
    addresses: frozenset[str] = frozenset()


Stage = Callable[[HtmlPage, Reasons], Reasons]


def page_of(blocks: Sequence[Block], claims: Sequence[Claim]) -> HtmlPage:
    """The page with these blocks and claims."""
    titles = frozenset(bare(claim.value) for claim in claims if claim.field == "title")
    summaries = frozenset(bare(claim.value) for claim in claims if claim.field == "summary")
    stated = next((base_of(claim.value) for claim in claims if claim.field == "language"), "")
    addresses = frozenset(bare(claim.value) for claim in claims if claim.field == "source_url")
    return HtmlPage(blocks, titles - {""}, summaries - {""}, _language(blocks) or stated, addresses - {""})


def _language(blocks: Sequence[Block]) -> str:
    """The language of the longest blocks: menus may be in another, and templates state any."""
    return guess_language(" ".join(block.text[:_SAMPLE] for block in nlargest(_LONGEST, blocks, key=_length)))


def _length(block: Block) -> int:
    return len(block.text)


def bare(text: str) -> str:
    """The words of a text, case-folded and without punctuation, for comparison."""
    return " ".join(_WORDS.findall(text.casefold()))


def is_prose(block: Block) -> bool:
    """Whether a block is running text: long, with few links, and not a heading."""
    return len(block.text) >= _PROSE and block.linked < _LINKED and block.tag not in HEADINGS


def is_headline(page: HtmlPage, block: Block) -> bool:
    """Whether a block is the headline: a first-level heading, or the words of a stated title."""
    return block.tag == "h1" or bare(block.text) in page.titles
