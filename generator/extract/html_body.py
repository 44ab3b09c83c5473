"""Which blocks of a page are the article: what trafilatura keeps, and what it misses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from generator.datetext import find_dates
from generator.extract.html_blocks import HEADINGS, Block
from generator.extract.html_kept import kept_shares
from generator.extract.plain_phrases import phrases_in, statements
from generator.model import Claim, Declaration

_KEPT = 0.5
_LEAST = 250  # a body with fewer characters than this calls for trafilatura's slower methods
_PROSE = 80  # characters from which a block without links is running text
_WORDS = re.compile(r"\w+")

Reasons = list[str]


def choose(root: HtmlElement, blocks: Sequence[Block], claims: Sequence[Claim], sidecar: Declaration) -> Reasons:
    """For each block the rule that leaves it out of the body, or "" where it stays."""
    reasons = _first_choice(root, blocks)
    for rule in (_fill_lanes, _drop_head, _drop_phrases, _drop_linked):
        reasons = rule(blocks, reasons, claims)
    return reasons


def _first_choice(root: HtmlElement, blocks: Sequence[Block]) -> Reasons:
    shares = kept_shares(root, blocks, fast=True)
    if sum(len(block.text) for block, share in zip(blocks, shares, strict=True) if share > _KEPT) < _LEAST:
        shares = kept_shares(root, blocks, fast=False)
    return ["" if share > _KEPT else "not-article" for share in shares]


def _is_prose(block: Block) -> bool:
    return len(block.text) >= _PROSE and block.linked < 0.4 and block.tag not in HEADINGS


def _lane(block: Block) -> tuple[str, ...]:
    """Names and classes of a block and of what it stands in: paragraphs of one article have the same."""
    around = [block.element, *islice(block.element.iterancestors(), 3)]
    return tuple(f"{one.tag}.{one.get('class') or ''}" for one in around)


def _fill_lanes(blocks: Sequence[Block], reasons: Reasons, _: Sequence[Claim]) -> Reasons:
    """Bring back running text that stands in the same kind of place as most of what was kept."""
    lanes = [_lane(block) for block in blocks]
    kept = Counter[tuple[str, ...]]()
    for block, lane, reason in zip(blocks, lanes, reasons, strict=True):
        kept[lane] += len(block.text) if not reason and _is_prose(block) else 0
    total = sum(kept.values())
    good = {lane for lane, size in kept.items() if size > total * 0.5}
    return [
        "" if lane in good and block.linked < 0.4 else reason
        for block, lane, reason in zip(blocks, lanes, reasons, strict=True)
    ]


def _bare(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))


def _drop_head(blocks: Sequence[Block], reasons: Reasons, claims: Sequence[Claim]) -> Reasons:
    titles = {_bare(claim.value) for claim in claims if claim.field == "title"}
    found = list(reasons)
    for at, block in enumerate(blocks):
        if reasons[at]:
            continue
        if block.tag == "h1" or _bare(block.text) in titles:
            found[at] = "headline"
        elif len(block.text) < 120 and _is_date_line(block.text):
            found[at] = "date-line"
    return found


def _is_date_line(text: str) -> bool:
    dates = list(find_dates(text))
    rest = text
    for date in dates:
        rest = rest.replace(date.text, "")
    return bool(dates) and len(_WORDS.findall(rest)) <= 5


def _drop_phrases(blocks: Sequence[Block], reasons: Reasons, _: Sequence[Claim]) -> Reasons:
    found = list(reasons)
    for at, block in enumerate(blocks):
        if reasons[at] or len(block.text) > 300:
            continue
        rows = [row for row in phrases_in(block.text.partition("\n")[0]) if row.effect != "soft"]
        if rows:
            found[at] = rows[0].id
    return found


def _drop_linked(blocks: Sequence[Block], reasons: Reasons, _: Sequence[Claim]) -> Reasons:
    prose = sum(not reason and _is_prose(block) for block, reason in zip(blocks, reasons, strict=True))
    if prose < 3:
        return reasons
    return ["linked-line" if not reason and block.linked > 0.85 else reason for block, reason in zip(blocks, reasons, strict=True)]
