"""Reads a saved web page: the article's paragraphs, the ledger of removed blocks, and the page's claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from lxml.html import HtmlElement

from generator.extract.bounds import LEDGER_WIDTH, MOST_TEXT, too_long
from generator.extract.html.address_date import address_claims
from generator.extract.html.blocks import Block, split_page
from generator.extract.html.body import choose
from generator.extract.html.download import download_of, lines_of
from generator.extract.html.first_line import mark_author, mark_headline
from generator.extract.html.jsonld import article_body, jsonld_claims
from generator.extract.html.meta import head_claims, meta_claims
from generator.extract.html.page import Reasons, page_of
from generator.extract.html.paragraphs import paragraphs_of
from generator.extract.html.pictures import pictures_of
from generator.extract.html.prepare import prepare, shown_embeds
from generator.extract.html.restore_parts import TABLE_RULE
from generator.extract.html.saved import saved_claims
from generator.extract.html.tree import parse
from generator.extract.html.visible import visible_claims
from generator.extract.html.withheld import withheld_by_page
from generator.extract.html.word_lists import make_word_lists
from generator.extract.whole.links import is_menu
from generator.extract.whole.page_claims import part_claims
from generator.extract.whole.refusal import is_declared_whole, refusal_of_bookmarks, refusal_of_page
from generator.inputs.publicity import not_published
from generator.model.documents import Claim, Declaration, Draft, Paragraph, Removed
from generator.model.problem import Problem
from generator.text.markup import escape
from generator.text.web_address import LONGEST

MOST_BLOCKS = 20_000
"""Most blocks read from a page; the longest known article has a tenth of that."""
# Characters below which a visible body may be a fragment; a body in JSON-LD must be twice this or the visible
# one.
_FRAGMENT, _SHORTEST = 1000, 250


def extract_html(text: str, sidecar: Declaration, *, document: bool = False) -> Draft:
    """Read a saved page.

    Args:
        text: the page, decoded.
        sidecar: the curator's declaration. The source's address resolves relative links; ``keep`` and
            ``drop`` restore or remove blocks by line number or words.
        document: the page was made from a document, so that all of it is the article.

    Returns:
        The draft. Its problems have no path, as only the caller knows it.
    """
    fault = None if is_declared_whole(sidecar) else refusal_of_bookmarks(text)
    if fault:
        return Draft((), problems=(fault,))
    tree = parse(text)
    root, problems = tree.root, tree.problems
    if root is None:
        empty = Problem("", 0, "no-text", "the page is empty: save it again from the browser")
        return Draft((), problems=(empty,))
    if "mso-list" in text or "MsoList" in text:
        make_word_lists(root)
    stated = (*jsonld_claims(root), *meta_claims(root), *head_claims(root), *saved_claims(text, root))
    mark = withheld_by_page(text, root)
    if not any(claim.field == "title" for claim in stated):
        mark_headline(root, document=document)
    if document:
        mark_author(root)
    base = base_address(root, stated, sidecar)
    language = next((claim.value for claim in stated if claim.field == "language"), "")
    prepared = prepare(
        root, language, [base, *(claim.value for claim in stated if claim.field == "source_url")]
    )
    blocks, cut = _first_blocks(root)
    problems = (*problems, *cut)
    lines = lines_of(blocks, text)
    fault = refusal_of_page(blocks, stated, sidecar, lines)
    if fault:
        return Draft((), problems=(*problems, fault))
    if downloaded := download_of(lines, stated, sidecar):
        return replace(downloaded, problems=(*problems, *downloaded.problems))
    page = page_of(blocks, stated)
    reasons = choose(root, page, sidecar)
    pictures = pictures_of(root, blocks, reasons, base)
    words = [blocks[number].text for number in sorted(pictures.captions)]
    shown = visible_claims(page, reasons, language.strip()[:20])
    claims = (
        *stated,
        # Who took a picture is no author.
        *(
            claim
            for claim in shown
            if claim.field != "authors" or not any(claim.text in text for text in words)
        ),
        *address_claims(base),
        *part_claims(root, base),
    )
    others = [number for number in range(len(blocks)) if number not in pictures.captions]
    blocks, reasons = [blocks[number] for number in others], tuple(reasons[number] for number in others)
    kept = [block for block, reason in zip(blocks, reasons, strict=True) if not reason]
    removed = (*_ledger(blocks, reasons), *prepared.removed, *pictures.removed)
    declared = Declaration({"status": "draft"}) if mark else Declaration()
    if mark:
        problems = (*problems, not_published("", 0, f"{mark} says that it is not public"))
    visible = paragraphs_of(kept, base)
    body = _body(root, visible)
    embeds = shown_embeds(prepared.embeds, kept)
    found = pictures.found
    if is_menu(kept) and not (embeds or found) and len(body) == len(visible):
        menu = Problem("", 0, "no-text", _MENU_ONLY)
        return Draft((), (*removed, *_ledger(kept, ("navigation",) * len(kept))), problems=(*problems, menu))
    return Draft(body, removed, claims, problems=problems, declared=declared, embeds=embeds, pictures=found)


_MENU_ONLY = "the page has a menu and no text: open it in a browser, wait for the article and save it again"


def _first_blocks(root: HtmlElement) -> tuple[Sequence[Block], tuple[Problem, ...]]:
    """The blocks of a page up to the most that are read, and a problem if there are more."""
    blocks, full = split_page(root, MOST_BLOCKS + 1)
    if len(blocks) > MOST_BLOCKS:
        cut = too_long(blocks[MOST_BLOCKS].line, f"{MOST_BLOCKS:,} blocks of the page")
        return blocks[:MOST_BLOCKS], (cut,)
    if full:
        return blocks, (too_long(blocks[-1].line, f"{MOST_TEXT:,} characters of the page"),)
    return blocks, ()


def _ledger(blocks: Sequence[Block], reasons: Reasons) -> Iterator[Removed]:
    """The removed blocks; the cells of a table that was left out are one line."""
    pairs = zip(blocks, reasons, strict=True)
    for rule, group in groupby(pairs, key=lambda pair: pair[1]):
        removed = [block for block, _ in group] if rule else []
        if rule == TABLE_RULE:
            cells = " | ".join(" ".join(block.text.split()) for block in removed)
            yield Removed(removed[0].line, cells[:LEDGER_WIDTH], rule, "table")
        else:
            yield from (Removed(block.line, block.text[:LEDGER_WIDTH], rule) for block in removed)


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
    # A longer one is no address, and would be written again for each link.
    return next(
        (address for address in addresses if address.startswith("http") and len(address) <= LONGEST), ""
    )
