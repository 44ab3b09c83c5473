"""Which blocks of a page are the article: what trafilatura keeps, and what it misses."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from generator.extract.html_blocks import Block
from generator.extract.html_kept import kept_shares
from generator.model import Claim, Declaration

_KEPT = 0.5


def choose(
    root: HtmlElement, blocks: Sequence[Block], claims: Sequence[Claim], sidecar: Declaration
) -> list[str]:
    """For each block the rule that leaves it out of the body, or "" where it stays."""
    shares = kept_shares(root, blocks, fast=True)
    return ["" if share > _KEPT else "not-article" for share in shares]
