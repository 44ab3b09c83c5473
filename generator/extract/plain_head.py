"""The head of a pasted text: its headline, and the lines on author and date about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.extract.plain_claims import claims_of, dateline
from generator.extract.plain_lines import Block
from generator.extract.plain_phrases import bare, meets
from generator.extract.plain_shape import width
from generator.extract.plain_title import find_headline
from generator.model import Claim

MAX_TITLE = 250
# How far from the headline and the first paragraph a page states date and author, and below its end.
_ABOVE, _BELOW, _END = 6, 3, 6
# A date above the headline may be today's, in the page's masthead.
_MASTHEAD = 0.6


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over an article: claims, and by index of block the rule that takes its line out."""

    claims: tuple[Claim, ...] = ()
    rules: Mapping[int, str] = field(default_factory=dict)


def read_head(blocks: Sequence[Block], rules: Sequence[str], page: bool) -> Head:
    """What stands over the article, in a copied page or in a text without furniture."""
    return page_head(blocks, [not rule for rule in rules]) if page else text_head(blocks)


def page_head(blocks: Sequence[Block], kept: Sequence[bool]) -> Head:
    """The headline and statements near the start of the article in a copied page, and below its end."""
    if not any(kept):
        return Head()
    start, end = kept.index(True), len(kept) - kept[::-1].index(True)
    title = find_headline(blocks, kept)
    top = start if title is None else min(title.index, start)
    found = dict(_statements(blocks, range(max(0, top - _ABOVE), min(len(blocks), start + _BELOW))))
    below = dict(_statements(blocks, range(end, min(len(blocks), end + _END))))
    found |= {
        i: stated for i, claims in below.items() if (stated := [c for c in claims if c.rule != "date-line"])
    }
    if title is not None:
        found.pop(title.index, None)
    claims = [
        replace(claim, confidence=_MASTHEAD) if i < top and claim.rule == "date-line" else claim
        for i, some in found.items()
        for claim in some
    ]
    rules = {i: some[0].rule for i, some in found.items()}
    if title is not None:
        text = blocks[title.index].text
        return Head(
            (Claim("title", text, "headline", text, title.confidence), *claims),
            {**rules, title.index: "headline"},
        )
    return Head(tuple(claims), rules)


def text_head(blocks: Sequence[Block]) -> Head:
    """The headline of an article without furniture, and the statements at its two ends."""
    first = 1 if opens_with_headline(blocks) else 0
    ends = [*range(first, min(first + 4, len(blocks))), *range(max(first + 4, len(blocks) - 4), len(blocks))]
    found = dict(_statements(blocks, ends))
    claims = [claim for some in found.values() for claim in some]
    rules = {i: some[0].rule for i, some in found.items()}
    if first:
        claims.insert(0, Claim("title", blocks[0].text, "headline", blocks[0].text, 0.9))
        rules[0] = "headline"
    opening = next((block for i, block in enumerate(blocks) if i not in rules), None)
    if opening:
        claims += dateline(opening.text)
    return Head(tuple(claims), rules)


def _statements(blocks: Sequence[Block], places: Iterable[int]) -> Iterator[tuple[int, list[Claim]]]:
    for i in places:
        after = blocks[i + 1].text if i + 1 < len(blocks) else ""
        some = list(claims_of(blocks[i].text, after))
        if some:
            yield i, some


def opens_with_headline(blocks: Sequence[Block]) -> bool:
    """Whether a text without furniture opens with a headline."""
    if len(blocks) < 2 or not 2 <= len(blocks[0].text) <= MAX_TITLE:
        return False
    text = blocks[0].text
    if any(met.phrase.sure for met in meets(text)):
        return False
    sentence = text[-1] in ".,;:。，" and len(bare(text)) > 60
    return not sentence and blocks[0].first == blocks[0].last and width(text) < width(blocks[1].text) * 2
