"""Lists of related media: a heading such as "Related videos:" with addresses under it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from generator.extract.plain.lines import ITEM, Block
from generator.extract.plain.phrases import meets
from generator.model.documents import Link

_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")
RULE = "related-media"


def media_after(blocks: Sequence[Block]) -> tuple[tuple[Link, ...], Mapping[int, str]]:
    """Links that stand under a heading of related media, and the rule by block for their lines."""
    links: list[Link] = []
    rules: dict[int, str] = {}
    for index, block in enumerate(blocks):
        if len(block.text) < 60 and any(met.phrase.id == RULE for met in meets(block.text)):
            found = _under(blocks, index + 1)
            links += [link for _, link in found]
            rules |= dict.fromkeys(range(index, found[-1][0] + 1) if found else (index,), RULE)
    return tuple(links), rules


def _under(blocks: Sequence[Block], start: int) -> list[tuple[int, Link]]:
    """Labelled addresses from ``start`` on: on one line with the label, or on the line after it."""
    found: list[tuple[int, Link]] = []
    label = ""
    for index in range(start, len(blocks)):
        text = ITEM.sub("", blocks[index].text, count=1)
        address = _ADDRESS.search(text)
        if address:
            words = (text[: address.start()] + text[address.end() :]).strip(" :-–—()[]|")
            found.append((index, Link(words or label or address[0], address[0])))
            label = ""
        elif label or len(text) > 120:
            break
        else:
            label = text
    return found
