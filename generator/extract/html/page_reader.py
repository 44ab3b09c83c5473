"""Reads a saved web page: the article's paragraphs, the ledger of removed blocks, and the page's claims."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from generator.extract.bounds import MOST_TEXT, too_long
from generator.extract.html.address_date import address_claims
from generator.extract.html.blocks import split_page
from generator.extract.html.body import choose
from generator.extract.html.jsonld import article_body, jsonld_claims
from generator.extract.html.meta import head_claims, meta_claims
from generator.extract.html.page import page_of
from generator.extract.html.paragraphs import paragraphs_of
from generator.extract.html.saved import saved_claims
from generator.extract.html.tree import parse
from generator.extract.html.visible import visible_claims
from generator.extract.html.withheld import withheld_by_page
from generator.inputs.publicity import not_published
from generator.model.documents import Claim, Declaration, Draft, Paragraph, Removed
from generator.model.problem import Problem
from generator.text.markup import escape

MOST_BLOCKS = 20_000
"""Most blocks read from a page; the longest known article has a tenth of that."""
_LEDGER_WIDTH = 300
# Characters below which a visible body may be a fragment; a body in JSON-LD must be twice this or the visible
# one.
_FRAGMENT, _SHORTEST = 1000, 250


def extract_html(text: str, sidecar: Declaration) -> Draft:
    """Read a saved page.

    Args:
        text: the page, decoded.
        sidecar: the curator's declaration. The source's address resolves relative links; ``keep`` and
            ``drop`` restore or remove blocks by line number or words.

    Returns:
        The draft. Its problems have no path, as only the caller knows it.
    """
    tree = parse(text)
    root, problems = tree.root, tree.problems
    if root is None:
        empty = Problem("", 0, "no-text", "the page is empty: save it again from the browser")
        return Draft((), problems=(empty,))
    blocks, full = split_page(root, MOST_BLOCKS + 1)
    if len(blocks) > MOST_BLOCKS:
        problems = (*problems, too_long(blocks[MOST_BLOCKS].line, f"{MOST_BLOCKS:,} blocks of the page"))
        blocks = blocks[:MOST_BLOCKS]
    elif full:
        problems = (*problems, too_long(blocks[-1].line, f"{MOST_TEXT:,} characters of the page"))
    stated = (*jsonld_claims(root), *meta_claims(root), *head_claims(root), *saved_claims(text, root))
    page = page_of(blocks, stated)
    reasons = choose(root, page, sidecar)
    language = next((claim.value for claim in stated if claim.field == "language"), "")
    base = base_address(root, stated, sidecar)
    claims = (*stated, *visible_claims(page, reasons, language.strip()[:20]), *address_claims(base))
    kept = [block for block, reason in zip(blocks, reasons, strict=True) if not reason]
    ledger = (
        Removed(block.line, block.text[:_LEDGER_WIDTH], reason)
        for block, reason in zip(blocks, reasons, strict=True)
        if reason
    )
    mark = withheld_by_page(text, root)
    declared = Declaration({"status": "draft"}) if mark else Declaration()
    if mark:
        problems = (*problems, not_published("", 0, f"{mark} says that it is not public"))
    body = _body(root, paragraphs_of(kept, base))
    return Draft(body, tuple(ledger), claims, problems=problems, declared=declared)


def _body(root: HtmlElement, visible: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """The visible paragraphs, or the full text in JSON-LD if they are only a fragment of it."""
    size = sum(len(paragraph.text) for paragraph in visible)
    full = article_body(root) if size < _FRAGMENT else ""
    if len(full) < 2 * max(size, _SHORTEST):
        return tuple(visible)
    lines = (" ".join(line.split()) for line in full[:MOST_TEXT].split("\n"))
    return tuple(Paragraph(line, escape(line)) for line in lines if line)


def base_address(root: HtmlElement, claims: Sequence[Claim], sidecar: Declaration) -> str:
    """The address that resolves the page's relative links: base element, declared or claimed; "" if none."""
    base = next((element.get("href") or "" for element in root.iter("base")), "")
    claimed = next((claim.value for claim in claims if claim.field == "source_url"), "")
    addresses = (base, sidecar.source_url, claimed)
    return next((address for address in addresses if address.startswith("http")), "")
