"""Decides which blocks of a page are the article: trafilatura's choice, corrected by a list of stages."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from generator.extract.html.blocks import Block
from generator.extract.html.drop import drop_head, drop_lead_ins, drop_linked, drop_phrases, drop_repeated
from generator.extract.html.drop_boxes import drop_boxes, drop_captions, drop_last_headings
from generator.extract.html.page import NOT_ARTICLE, HtmlPage, Reasons, Stage, is_prose
from generator.extract.html.restore import restore_columns, restore_lists, restore_opening
from generator.extract.html.restore_parts import restore_embeds, restore_notes, whole_tables
from generator.extract.html.trafilatura_choice import kept_shares
from generator.inputs.lines import curated
from generator.model.documents import Declaration

_KEPT = 0.5  # share of a block's characters that trafilatura must keep
# A page with more elements is not given to trafilatura: four times as many take it ten times as long.
_LARGE = 12_000
_ABREAST = 3_000  # elements in one element of a paragraph, which libxml2 compares in pairs
_LEAST = 600  # if the body has fewer characters, trafilatura's slower methods are tried
STAGES: tuple[Stage, ...] = (
    restore_columns,
    restore_opening,
    restore_lists,
    drop_head,
    drop_phrases,
    drop_linked,
    drop_lead_ins,
    drop_captions,
    drop_boxes,
    drop_last_headings,
    drop_repeated,
    whole_tables,
    restore_notes,
    restore_embeds,
)
"""Applied in this order; the first rule that removes a block is the one in the ledger."""


def choose(root: HtmlElement, page: HtmlPage, sidecar: Declaration) -> Reasons:
    """Decide which blocks are the article's body.

    Args:
        root: root element of the page.
        page: its blocks, and what it states.
        sidecar: the curator's declaration; ``keep`` and ``drop`` overrule every stage.

    Returns:
        For each block the rule that removes it from the body, or "" if it stays.
    """
    reasons = _first_choice(root, page.blocks)
    for stage in STAGES:
        reasons = stage(page, reasons)
    return apply_declared(page.blocks, reasons, sidecar)


def _first_choice(root: HtmlElement, blocks: Sequence[Block]) -> Reasons:
    if _is_large(root):  # trafilatura would take minutes
        return tuple("" if is_prose(block) else NOT_ARTICLE for block in blocks)
    shares = kept_shares(root, blocks, fast=True)
    if sum(len(block.text) for block, share in zip(blocks, shares, strict=True) if share > _KEPT) < _LEAST:
        shares = kept_shares(root, blocks, fast=False)
    return tuple("" if share > _KEPT else NOT_ARTICLE for share in shares)


def _is_large(root: HtmlElement) -> bool:
    """Whether a page has very many elements, or a paragraph very many next to each other."""
    if sum(1 for _ in islice(root.iter(), _LARGE)) == _LARGE:
        return True
    return any(len(part) > _ABREAST for paragraph in root.iter("p") for part in paragraph.iter())


def apply_declared(blocks: Sequence[Block], reasons: Reasons, sidecar: Declaration) -> Reasons:
    """Apply the curator's ``keep`` and ``drop``, which name blocks by line number or words."""
    numbered = ((block.text, range(block.line, block.line + 1)) for block in blocks)
    return tuple(curated(sidecar, numbered, reasons))
