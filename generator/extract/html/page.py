"""A page as the stages that choose its article see it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from generator.extract.html.blocks import HEADINGS, Block
from generator.model.documents import Claim

_WORDS = re.compile(r"\w+")
_PROSE = 80  # characters from which a block with few links is running text
_LINKED = 0.4

NOT_ARTICLE = "not-article"
"""The rule for blocks of which no more is known than that they lie outside the article."""
Reasons = tuple[str, ...]
"""For each block the id of the rule that leaves it out of the body, or "" where it stays."""


class Page(NamedTuple):
    """The blocks of a page, and the bare words of the titles and summaries that it states."""

    blocks: Sequence[Block]
    titles: frozenset[str]
    summaries: frozenset[str]


Stage = Callable[[Page, Reasons], Reasons]


def page_of(blocks: Sequence[Block], claims: Sequence[Claim]) -> Page:
    """The page that these blocks and claims make."""
    titles = frozenset(bare(claim.value) for claim in claims if claim.field == "title")
    summaries = frozenset(bare(claim.value) for claim in claims if claim.field == "summary")
    return Page(blocks, titles - {""}, summaries - {""})


def bare(text: str) -> str:
    """The words of a text in one case, for comparing."""
    return " ".join(_WORDS.findall(text.casefold()))


def is_prose(block: Block) -> bool:
    """Whether a block is running text: long, with few links, and no heading."""
    return len(block.text) >= _PROSE and block.linked < _LINKED and block.tag not in HEADINGS


def is_headline(page: Page, block: Block) -> bool:
    """Whether a block is the page's headline: its first-level heading, or the words of a stated title."""
    return block.tag == "h1" or bare(block.text) in page.titles
