"""Finds the words of a picture in the line below it, which nothing but its form and place marks as such."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice

from lxml.html import HtmlElement

from generator.extract.captions import has_labelled_credit, is_credit_line, split_caption
from generator.extract.html.blocks import BLOCKS, HEADINGS, SKIPPED
from generator.extract.html.caption_parts import (
    LINE,
    PictureWords,
    ends_with_credit,
    joined,
    kind_of,
    parts_of,
)
from generator.extract.html.elements import words_of
from generator.extract.html.marks import MARK
from generator.extract.html.picture_sources import IMAGES

# Elements that may hold other things than the words of a picture.
EDGES = frozenset({"article", "main", "body", "section", "td", "li", "blockquote", "aside"})
_MOST_NEAR = 40  # elements next to a picture that are looked at
_CLIMBS = 9  # elements around a picture, of which a table of mail has many, below which its words may be
_EMPHASIS = frozenset({"em", "i", "small", "cite", "figcaption"})
_NO_LINE = frozenset({"figure", "ul", "ol", "table", "blockquote", "pre", "nav", "header", "footer", "form"})
_FONT_SIZE = re.compile(r"font-size:\s?(\d{1,3}(?:\.\d{1,3})?)(px|pt|em|rem|%)", re.IGNORECASE)
# The size of letters, in each unit, up to which they are those of a caption.
_SMALL_SIZES = {"px": 13, "pt": 10, "em": 0.88, "rem": 0.88, "%": 88}


def words_below(image: HtmlElement) -> PictureWords | None:
    """The line below a picture, if it is emphasised, named as its words, or a credit."""
    element = image
    for _ in range(_CLIMBS):
        parent = element.getparent()
        if (element.tail or "").strip():
            return _same_paragraph(element)
        lines: list[HtmlElement] = []
        for sibling in islice(_siblings(element), 3):
            if not _is_line_of_picture(sibling, first=not lines):
                break
            lines.append(sibling)
            if (sibling.tail or "").strip() and sibling.tag not in BLOCKS:
                # The rest of the paragraph is text.
                lines = []
                break
        if lines:
            return joined([parts_of(line) for line in lines])._replace(holders=holders_of(lines))
        following = next(_siblings(element), None)
        if following is not None or parent is None or (parent.tag in EDGES and parent.tag != "td"):
            return None
        if parent.tag == "td" and parent.text_content().strip():
            return None
        if has_many(parent) or any(text.strip() for text in parent.itertext()):
            return _same_paragraph(element)
        element = parent
    return None


def _siblings(element: HtmlElement) -> Iterator[HtmlElement]:
    """The elements after a picture that readers see, without line breaks."""
    for sibling in islice(element.itersiblings(), _MOST_NEAR):
        is_seen = isinstance(sibling.tag, str) and sibling.tag not in {"br", "noscript", "source", *SKIPPED}
        if is_seen and (sibling.text_content().strip() or next(sibling.iter(*IMAGES), None) is not None):
            yield sibling


def _is_line_of_picture(element: HtmlElement, *, first: bool) -> bool:
    if element.tag in HEADINGS or (element.tag in _NO_LINE and not _is_layout(element)):
        return False
    if next(element.iter(*IMAGES), None) is not None:
        return False
    text = words_of(element)
    if not text or len(text) > LINE:
        return False
    if kind_of(element) or is_credit_line(text):
        return True
    if not first:
        return False
    has_credit = has_labelled_credit(text) or ends_with_credit(text)
    return has_credit or _is_emphasised(element) or _is_smaller(element)


def _is_smaller(element: HtmlElement) -> bool:
    """Whether a line is in small letters, as in mail, and the one after it is not."""
    size = _small_size(element)
    if not size:
        return False
    after = next(_siblings(element), None)
    return after is not None and _small_size(after) != size


def _small_size(element: HtmlElement) -> str:
    """The size of an element whose letters are small and all of the same size, "" for others."""
    while not (found := _FONT_SIZE.search(element.get("style") or "")):
        children = [child for child in element if isinstance(child.tag, str) and child.tag != "br"]
        if len(children) != 1 or (element.text or "").strip() or (children[0].tail or "").strip():
            return ""
        element = children[0]
    limit = _SMALL_SIZES.get(found[2].lower(), 0)
    return found[0] if float(found[1]) <= limit else ""


def _is_layout(element: HtmlElement) -> bool:
    """Whether a table only places its words, as in mail."""
    return element.tag == "table" and element.get(MARK) is None and next(element.iter("th"), None) is None


def _is_emphasised(element: HtmlElement) -> bool:
    """Whether every word of an element is emphasised."""
    if element.tag in _EMPHASIS or "italic" in (element.get("style") or ""):
        return True
    parts = [child for child in element if isinstance(child.tag, str) and child.tag != "br"]
    plain = [element.text, *(child.tail for child in element)]
    if any(text and text.strip(" \t\n\r.·|") for text in plain) or not parts:
        return False
    return all(
        child.tag in _EMPHASIS or not child.text_content().strip() or _is_emphasised(child) for child in parts
    )


def _same_paragraph(element: HtmlElement) -> PictureWords | None:
    """Bare text after the picture, in a paragraph with nothing else, that says who made it."""
    parent = element.getparent()
    if parent.tag in EDGES or has_many(parent):
        return None
    text = " ".join("".join(parent.itertext()).split())
    if not (is_credit_line(text) or has_labelled_credit(text)):
        return None
    return PictureWords(*split_caption(text), (parent,))


def has_many(element: HtmlElement, most: int = _MOST_NEAR) -> bool:
    """Whether an element has so many parts that looking at them for each of its pictures takes too long."""
    return next(islice(element.iter(), most, None), None) is not None


def holders_of(elements: Collection[HtmlElement]) -> tuple[HtmlElement, ...]:
    """The elements of a page's blocks that hold nothing but these elements, or else these within a block."""
    found: dict[HtmlElement, None] = {}
    words = sum(len("".join(element.text_content().split())) for element in elements)
    for element in elements:
        holder = element
        while holder.tag not in BLOCKS and holder.getparent() is not None:
            holder = holder.getparent()
        whole = holder is element or len("".join(holder.text_content().split())) <= words
        found[holder if whole else element] = None
    return tuple(found)
