"""Finds the heading that is the headline of a page's article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.extract.html.blocks import HEADINGS, Block
from generator.extract.html.page import HtmlPage, bare
from generator.model.documents import Claim
from generator.text.scripts import UNSPACED

_WORDS = 4  # least words of a heading that is compared with a title
_KICKER = 8  # most words before a headline in the same heading
_AFTER_KICKER = " :|/·•»>-–—"
_WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]{{3,}}")
_TITLE = 10  # least characters of a headline; a shorter heading may be a section's name


def headlines(page: HtmlPage, first: int) -> Iterator[Claim]:
    """The page's own heading for the article, else first-level headings.

    It is the nearest heading before the text that agrees with a stated title, or the only first-level heading
    if it shares half of its words with one: titles for sharing are often shortened.
    """
    before = [block for block in reversed(page.blocks[: first + 1]) if block.tag in HEADINGS]
    agreed = [block for block in before if _is_stated(page, block)][:1]
    others = [block for block in page.blocks if block.tag == "h1"]
    if len(others) == 1 and agreed != others and _resembles_title(page, others[0], agreed):
        agreed = others
    chosen, confidence = (agreed, 0.9) if agreed else (others, 0.6 if len(others) == 1 else 0.3)
    for block in chosen:
        words = " ".join(block.text.split())
        yield Claim("title", _without_kicker(page, words), block.tag, words, confidence)


def _is_stated(page: HtmlPage, block: Block) -> bool:
    words = bare(block.text)
    return len(words) > _TITLE and any(words in title for title in page.titles)


def _resembles_title(page: HtmlPage, block: Block, agreed: Sequence[Block]) -> bool:
    """Whether a heading shares half of its words with a stated title.

    If the title also has the words of a heading that agrees with it, this one is the outlet's name.
    """
    heading, others = bare(block.text), [bare(other.text) for other in agreed]
    words = frozenset(_WORD.findall(heading))
    if len(words) < _WORDS or any(
        heading in title and other in title for title in page.titles for other in others
    ):
        return False
    return any(2 * len(words.intersection(_WORD.findall(title))) >= len(words) for title in page.titles)


def _without_kicker(page: HtmlPage, heading: str) -> str:
    """A heading without the words before those with which a stated title begins."""
    words = heading.split()
    if any(bare(heading) in title for title in page.titles):
        return heading
    for start in range(1, min(_KICKER, len(words) - _WORDS) + 1):
        rest = " ".join(words[start:]).lstrip(_AFTER_KICKER)
        if any(f"{title} ".startswith(f"{bare(rest)} ") for title in page.titles):
            return rest
    return heading
