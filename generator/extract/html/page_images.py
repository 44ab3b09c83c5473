"""The images of a page in its order, drawings and players among them, before anything is decided of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml.html import Element, HtmlElement

from generator.extract.html.blocks import Block
from generator.extract.html.picture_sources import BACKGROUND, IMAGES, Source, name_of
from generator.extract.html.unshown import DRAWING, PLAYERS, description_of
from generator.text.tables import load_table

# Images of a page that are examined.
_MOST = 6000
_OBSIDIAN_SIZE = re.compile(r"\s?\|\s?\d{1,4}(?:x\d{1,4})?\Z")  # ![A quay|400](quay.jpg)
_LOOKED_AT = frozenset((*IMAGES, DRAWING, *PLAYERS))
_DRAWN = ".svg"


def has_images(root: HtmlElement) -> bool:
    """Whether a page shows anything that may be a picture, or is named in the ledger like one."""
    return next(root.iter(*_LOOKED_AT), None) is not None


def in_order(
    root: HtmlElement, blocks: Sequence[Block], kept: Sequence[int]
) -> Iterator[tuple[HtmlElement, int]]:
    """Each image, with the place in ``kept`` of the last block that begins before it, -1 for none.

    Args:
        root: root element of the page.
        blocks: its blocks.
        kept: numbers of those that are the article.
    """
    starts = dict[HtmlElement, int]()
    for position, number in enumerate(kept):
        node = next(node for node in blocks[number].nodes if not (node.struck or node.text.isspace()))
        before = node.owner
        while node.tail and len(before):  # text after an element begins after the last one in it
            before = before[-1]
        starts[before] = position
    last, seen = -1, 0
    for element in root.iter():
        if element.tag in _LOOKED_AT:
            seen += 1
            if seen > _MOST:
                return
            yield element, last
        if element in starts:
            last = starts[element]


def show_backgrounds(root: HtmlElement) -> None:
    """Put an image into each element that shows its picture as a background."""
    for element in root.xpath('//*[@role="img"][contains(@style, "url(") or contains(@style, "--sf-img-")]'):
        style = element.get("style") or ""
        if next(element.iter(*IMAGES), None) is None:
            address = BACKGROUND.search(style)
            image = Element(
                "img", src=address[1] if address else "", alt=description_of(element), style=style
            )
            image.sourceline = element.sourceline
            element.append(image)


def alternative(element: HtmlElement, *, everywhere: bool) -> str:
    """The words that stand for a picture; in Markdown (``everywhere``), the title is its caption."""
    if not everywhere:
        return description_of(element)
    return _OBSIDIAN_SIZE.sub("", " ".join((element.get("alt") or "").split()))


def is_fallback(element: HtmlElement) -> bool:
    """Whether a picture is for browsers without scripts."""
    return next(element.iterancestors("noscript"), None) is not None


def has_fallback(element: HtmlElement) -> bool:
    """Whether the picture of a script is followed by the one for browsers without scripts."""
    following = element.getnext()
    return (
        following is not None
        and following.tag == "noscript"
        and next(following.iter(*IMAGES), None) is not None
    )


def is_other_file(source: Source, alt: str) -> bool:
    """Whether a note embeds another note or a document like a picture."""
    name = name_of(source.address)
    ending = name.rpartition(".")[2]
    return (
        "." in name
        and not alt
        and "/" not in source.address
        and ending.isalnum()
        and f".{ending.lower()}" not in (_DRAWN, *load_table("ignored")["images"])
    )
