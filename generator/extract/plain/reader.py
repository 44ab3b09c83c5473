"""Reads pasted plain text: the article in what "select all" and "copy" give.

Lines become blocks (``lines``), some blocks are removed (``clean``, ``edges``), lines about the document
become claims (``head``, ``claims``), and the other blocks become paragraphs (``paragraphs``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.extract.bounds import bounded
from generator.extract.plain.clean import IN_BODY, is_page, removal_rules
from generator.extract.plain.database import read_database
from generator.extract.plain.edges import find_edges
from generator.extract.plain.head import read_head
from generator.extract.plain.lines import LineBlock, read_blocks
from generator.extract.plain.media import find_media
from generator.extract.plain.paragraphs import paragraphs_of
from generator.inputs.lines import curated
from generator.model.documents import Declaration, Draft, Removed
from generator.model.problem import Problem


def extract_plain(text: str, sidecar: Declaration) -> Draft:
    """Read a pasted text: its paragraphs, the ledger of all other lines, and its claims.

    Args:
        text: the decoded document.
        sidecar: the curator's declaration; ``keep`` and ``drop`` name lines by number or exact words.
    """
    text, problems = bounded(text)
    database = read_database(text)
    if database is None:
        return _read(text, problems, sidecar)
    draft = _read(database.text, problems, sidecar)
    removed = sorted((*draft.removed, *database.removed), key=lambda line: line.line)
    return replace(draft, claims=(*database.claims, *draft.claims), removed=tuple(removed))


def _read(text: str, problems: tuple[Problem, ...], sidecar: Declaration) -> Draft:
    blocks = read_blocks(text)
    page = is_page(blocks)
    edges = None if page else find_edges(blocks)
    rules = removal_rules(blocks, page)
    if edges:
        rules = [edges.rules.get(i) or rule for i, rule in enumerate(rules)]
    head = read_head(blocks, rules, page, edges)
    media, media_rules = find_media(blocks)
    rules = [head.rules.get(i) or media_rules.get(i) or rule for i, rule in enumerate(rules)]
    numbered = ((block.text, range(block.first, block.last + 1)) for block in blocks)
    rules = list(curated(sidecar, numbered, rules))
    body = [block for block, rule in zip(blocks, rules, strict=True) if rule == IN_BODY]
    return Draft(
        paragraphs=tuple(paragraphs_of(body)),
        removed=tuple(_ledger(blocks, rules)),
        claims=head.claims,
        media=media,
        problems=problems,
    )


def _ledger(blocks: Sequence[LineBlock], rules: Sequence[str]) -> Iterator[Removed]:
    return (
        Removed(block.first, block.text, rule)
        for block, rule in zip(blocks, rules, strict=True)
        if rule != IN_BODY
    )
