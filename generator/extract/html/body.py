"""Which blocks of a page are the article: what trafilatura keeps, then stages that mend its choice."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from generator.extract.html.blocks import Block
from generator.extract.html.drop import drop_head, drop_lead_ins, drop_linked, drop_phrases, drop_repeated
from generator.extract.html.page import NOT_ARTICLE, Page, Reasons, Stage, is_prose
from generator.extract.html.restore import restore_captions, restore_columns, restore_opening
from generator.extract.html.selection import kept_shares
from generator.inputs.lines import curated
from generator.model.documents import Declaration

_KEPT = 0.5  # share of a block's characters that trafilatura must keep
_LARGE = (
    12_000  # elements of a page that is not handed to trafilatura: four times that take ten times as long
)
_LEAST = 600  # a body with fewer characters than this calls for trafilatura's slower methods
STAGES: tuple[Stage, ...] = (
    restore_columns,
    restore_opening,
    drop_head,
    drop_phrases,
    drop_linked,
    drop_lead_ins,
    restore_captions,
    drop_repeated,
)
"""Applied in this order; the first rule that leaves a block out names it in the ledger."""


def choose(root: HtmlElement, page: Page, sidecar: Declaration) -> Reasons:
    """For each block the rule that leaves it out of the body, or "" where it stays."""
    reasons = _first_choice(root, page.blocks)
    for stage in STAGES:
        reasons = stage(page, reasons)
    return obey(page.blocks, reasons, sidecar)


def _first_choice(root: HtmlElement, blocks: Sequence[Block]) -> Reasons:
    if sum(1 for _ in islice(root.iter(), _LARGE)) == _LARGE:  # trafilatura would take minutes
        return tuple("" if is_prose(block) else NOT_ARTICLE for block in blocks)
    shares = kept_shares(root, blocks, fast=True)
    if sum(len(block.text) for block, share in zip(blocks, shares, strict=True) if share > _KEPT) < _LEAST:
        shares = kept_shares(root, blocks, fast=False)
    return tuple("" if share > _KEPT else NOT_ARTICLE for share in shares)


def obey(blocks: Sequence[Block], reasons: Reasons, sidecar: Declaration) -> Reasons:
    """What a curator says of single blocks, by line or words, overrules every other rule."""
    numbered = ((block.text, range(block.line, block.line + 1)) for block in blocks)
    return tuple(curated(sidecar, numbered, reasons))
