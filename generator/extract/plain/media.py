"""Reads lists of related media: a heading such as "Related videos:" followed by addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from generator.extract.plain.lines import ITEM, LineBlock
from generator.extract.plain.phrases import match_phrases
from generator.model.documents import Link

_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")
RULE = "related-media"


def find_media(blocks: Sequence[LineBlock]) -> tuple[tuple[Link, ...], Mapping[int, str]]:
    """The links below headings of related media, and by index the rule that removes their blocks."""
    links: list[Link] = []
    rules: dict[int, str] = {}
    for index, block in enumerate(blocks):
        if len(block.text) < 60 and any(match.phrase.id == RULE for match in match_phrases(block.text)):
            listed = _links_from(blocks, index + 1)
            links += [link for _, link in listed]
            rules |= dict.fromkeys(range(index, listed[-1][0] + 1) if listed else (index,), RULE)
    return tuple(links), rules


def _links_from(blocks: Sequence[LineBlock], start: int) -> list[tuple[int, Link]]:
    """Labelled links from index ``start`` on, with the label on the same line or the line before."""
    links: list[tuple[int, Link]] = []
    label = ""
    for index in range(start, len(blocks)):
        text = ITEM.sub("", blocks[index].text, count=1)
        address = _ADDRESS.search(text)
        if address:
            words = (text[: address.start()] + text[address.end() :]).strip(" :-–—()[]|")
            links.append((index, Link(words or label or address[0], address[0])))
            label = ""
        elif label or len(text) > 120:
            break
        else:
            label = text
    return links
