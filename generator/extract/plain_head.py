"""The head of a pasted text: its headline, and the lines on author and date about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.extract.plain_claims import claims_of, dateline
from generator.extract.plain_clean import KEPT
from generator.extract.plain_lines import Block, split_sentences
from generator.extract.plain_phrases import bare, meets
from generator.extract.plain_shape import is_date_line, width
from generator.model import Claim

MAX_TITLE, _HEAD = 250, 14


def is_title_like(text: str) -> bool:
    """Whether a line can be a headline: short, one sentence at most, and no statement or furniture."""
    if not 8 <= width(text) <= MAX_TITLE or len(split_sentences(text)) > 2 or text[-1] in ".,;:":
        return False
    return not is_date_line(text) and not meets(text)


def headline(blocks: Sequence[Block], start: int) -> int | None:
    """The index of the headline among the blocks before ``start``."""
    near = [i for i in range(max(0, start - _HEAD), start) if is_title_like(blocks[i].text)]
    if not near:
        return None
    return max(near, key=lambda i: (min(width(blocks[i].text), 90), i))


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over an article: claims, and by index of block the rule that takes its line out."""

    claims: tuple[Claim, ...] = ()
    rules: Mapping[int, str] = field(default_factory=dict)


def read_head(blocks: Sequence[Block], rules: Sequence[str], page: bool) -> Head:
    """What stands over the article, in a copied page or in a text without furniture."""
    return page_head(blocks, rules) if page else text_head(blocks)


def page_head(blocks: Sequence[Block], rules: Sequence[str]) -> Head:
    """The headline and statements near the start of the article in a copied page."""
    start = next((i for i, rule in enumerate(rules) if rule == KEPT), 0)
    title = headline(blocks, start)
    found = dict(_statements(blocks, range(max(0, start - _HEAD), min(len(blocks), start + 3))))
    claims = [claim for some in found.values() for claim in some]
    named = {i: some[0].rule for i, some in found.items()}
    if title is not None:
        claims.insert(0, Claim("title", blocks[title].text, "headline", blocks[title].text, 0.7))
        named[title] = "headline"
    return Head(tuple(claims), named)


def text_head(blocks: Sequence[Block]) -> Head:
    """The headline of an article without furniture, and the statements at its two ends."""
    first = 1 if first_line_title(blocks) else 0
    ends = [*range(first, min(first + 4, len(blocks))), *range(max(first + 4, len(blocks) - 4), len(blocks))]
    found = dict(_statements(blocks, ends))
    claims = [claim for some in found.values() for claim in some]
    named = {i: some[0].rule for i, some in found.items()}
    if first:
        claims.insert(0, Claim("title", blocks[0].text, "headline", blocks[0].text, 0.9))
        named[0] = "headline"
    if len(blocks) > first:
        claims += dateline(blocks[first].text)
    return Head(tuple(claims), named)


def _statements(blocks: Sequence[Block], places: Iterable[int]) -> Iterator[tuple[int, list[Claim]]]:
    for i in places:
        after = blocks[i + 1].text if i + 1 < len(blocks) else ""
        some = list(claims_of(blocks[i].text, after))
        if some:
            yield i, some


def first_line_title(blocks: Sequence[Block]) -> bool:
    """Whether a text without furniture opens with a headline."""
    if len(blocks) < 2 or not 2 <= len(blocks[0].text) <= MAX_TITLE:
        return False
    text = blocks[0].text
    if any(met.phrase.sure for met in meets(text)):
        return False
    sentence = text[-1] in ".,;:。，" and len(bare(text)) > 60
    return not sentence and blocks[0].first == blocks[0].last and width(text) < width(blocks[1].text) * 2
