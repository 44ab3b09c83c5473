"""What a saved page shows its readers: headline, byline, date lines, and the address it came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from generator.extract.html_blocks import Block
from generator.model import Claim


def visible_claims(root: HtmlElement, blocks: Sequence[Block], address: str) -> Iterator[Claim]:
    """Claims of what readers see, best first for each field."""
    for block in blocks:
        if block.tag == "h1":
            yield Claim("title", " ".join(block.text.split()), "h1", block.text, 0.7)
    if address:
        yield Claim("source_url", address, "address", address, 0.9)
