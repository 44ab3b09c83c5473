"""Saved web pages: the article's blocks as paragraphs, the rest in the ledger, and what the page states."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from generator.extract.bounds import MOST_TEXT, too_long
from generator.extract.html.address import address_claims
from generator.extract.html.blocks import split_page
from generator.extract.html.body import choose
from generator.extract.html.jsonld import article_body, jsonld_claims
from generator.extract.html.markup import paragraphs_of
from generator.extract.html.meta import head_claims, meta_claims
from generator.extract.html.page import page_of
from generator.extract.html.tree import parse
from generator.extract.html.visible import visible_claims
from generator.model.documents import Claim, Declaration, Draft, Paragraph, Removed
from generator.model.problem import Problem
from generator.text.markup import escape

MOST_BLOCKS = 20_000
"""How many blocks of a page are read; the longest article known has a tenth of that."""
_LEDGER_WIDTH = 300
_FRAGMENT, _SHORTEST = 1000, 250  # characters below which a body may be a fragment, and of any body


def extract_html(text: str, sidecar: Declaration) -> Draft:
    """Read a saved page. The draft's problems name no path; the caller knows it.

    Args:
        text: the page, decoded.
        sidecar: what the curator declared: the source's address resolves links; ``keep`` and ``drop``
            bring blocks back or take them out, by line or words.
    """
    tree = parse(text)
    root, problems = tree.root, tree.problems
    if root is None:
        return Draft(
            (), problems=(Problem("", 0, "no-text", "the page is empty: save it again from the browser"),)
        )
    blocks, full = split_page(root, MOST_BLOCKS + 1)
    if len(blocks) > MOST_BLOCKS:
        problems = (*problems, too_long(blocks[MOST_BLOCKS].line, f"{MOST_BLOCKS:,} blocks of the page"))
        blocks = blocks[:MOST_BLOCKS]
    elif full:
        problems = (*problems, too_long(blocks[-1].line, f"{MOST_TEXT:,} characters of the page"))
    stated = (*jsonld_claims(root), *meta_claims(root), *head_claims(root))
    page = page_of(blocks, stated)
    reasons = choose(root, page, sidecar)
    language = next((claim.value for claim in stated if claim.field == "language"), "")
    base = base_address(root, stated, sidecar)
    claims = (*stated, *visible_claims(page, reasons, language[:2].lower()), *address_claims(base))
    kept = [block for block, reason in zip(blocks, reasons, strict=True) if not reason]
    ledger = (
        Removed(block.line, block.text[:_LEDGER_WIDTH], reason)
        for block, reason in zip(blocks, reasons, strict=True)
        if reason
    )
    return Draft(_body(root, paragraphs_of(kept, base)), tuple(ledger), claims, problems=problems)


def _body(root: HtmlElement, shown: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """What the page shows of the article; where that is a fragment, the text that it holds for machines."""
    size = sum(len(paragraph.text) for paragraph in shown)
    held = article_body(root) if size < _FRAGMENT else ""
    if len(held) < 2 * max(size, _SHORTEST):
        return tuple(shown)
    lines = (" ".join(line.split()) for line in held[:MOST_TEXT].split("\n"))
    return tuple(Paragraph(line, escape(line)) for line in lines if line)


def base_address(root: HtmlElement, claims: Sequence[Claim], sidecar: Declaration) -> str:
    """The address that the page's relative links start from; "" if nothing states it."""
    base = next((element.get("href") or "" for element in root.iter("base")), "")
    stated = next((claim.value for claim in claims if claim.field == "source_url"), "")
    return next((one for one in (base, sidecar.source_url, stated) if one.startswith("http")), "")
