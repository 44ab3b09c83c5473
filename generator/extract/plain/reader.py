"""Pasted plain text: the article inside what select-all and copy gives.

Lines become blocks (``plain_lines``), each block gets a fate (``plain_clean``), lines that speak of the
document become claims (``plain_head``, ``plain_claims``), the rest paragraphs (``plain_body``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.extract.bounds import bounded
from generator.extract.plain.body import paragraphs
from generator.extract.plain.clean import KEPT, fates, is_page
from generator.extract.plain.edges import find_edges
from generator.extract.plain.head import read_head
from generator.extract.plain.lines import Block, read_blocks
from generator.extract.plain.media import media_after
from generator.inputs.lines import curated
from generator.model.documents import Declaration, Draft, Removed


def extract_plain(text: str, sidecar: Declaration) -> Draft:
    """The draft of a pasted text: paragraphs in their own words, the ledger of all other lines, and claims.

    Args:
        text: the decoded document.
        sidecar: what a curator declared; ``keep`` and ``drop`` (line numbers or exact lines) are obeyed.
    """
    text, problems = bounded(text)
    blocks = read_blocks(text)
    page = is_page(blocks)
    edges = None if page else find_edges(blocks)
    rules = fates(blocks, page)
    if edges:
        rules = [edges.rules.get(i) or rule for i, rule in enumerate(rules)]
    head = read_head(blocks, rules, page, edges)
    media, media_rules = media_after(blocks)
    rules = [head.rules.get(i) or media_rules.get(i) or rule for i, rule in enumerate(rules)]
    numbered = ((block.text, range(block.first, block.last + 1)) for block in blocks)
    rules = list(curated(sidecar, numbered, rules))
    kept = [block for block, rule in zip(blocks, rules, strict=True) if rule == KEPT]
    return Draft(
        paragraphs=tuple(paragraphs(kept)),
        removed=tuple(_ledger(blocks, rules)),
        claims=head.claims,
        media=media,
        problems=problems,
    )


def _ledger(blocks: Sequence[Block], rules: Sequence[str]) -> Iterator[Removed]:
    return (
        Removed(block.first, block.text, rule)
        for block, rule in zip(blocks, rules, strict=True)
        if rule != KEPT
    )
