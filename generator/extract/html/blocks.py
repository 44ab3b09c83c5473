"""Splits a saved page into a flat list of text blocks, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from generator.extract.bounds import MOST_TEXT

# Elements whose content is not part of the visible text.
SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "svg", "math", "head", "iframe", "object", "embed", "canvas"}
    | {"audio", "video", "source", "track", "map", "area", "param", "noembed", "noframes", "frameset"}
    | {"select", "option", "optgroup", "datalist", "button", "input", "textarea"}
)
# Elements that begin and end a block; all others are inline.
BLOCKS = frozenset(
    {
        "html",
        "body",
        "main",
        "article",
        "section",
        "aside",
        "nav",
        "header",
        "hgroup",
        "footer",
        "div",
        "center",
    }
    | {"p", "pre", "blockquote", "address", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "details", "summary"}
    | {"ul", "ol", "menu", "dir", "li", "dl", "dt", "dd", "figure", "figcaption", "dialog"}
    | {"table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "form", "fieldset", "legend"}
)
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))  # soft hyphens and zero-width characters
HEADINGS = {f"h{level}": level for level in range(1, 7)}


class TextNode(NamedTuple):
    """A run of text: the text of the lxml element ``owner``, or its tail if ``tail`` is true.

    ``struck``: the author struck it out, so it is not part of any sentence.
    """

    text: str
    owner: HtmlElement
    tail: bool
    struck: bool = False

    @property
    def holder(self) -> HtmlElement:
        """The element around the text."""
        return self.owner.getparent() if self.tail else self.owner


def is_break(node: TextNode) -> bool:
    """Whether a node is a line break (br)."""
    return node.owner.tag == "br" and not node.tail


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page: a paragraph, heading, list item, table cell, caption or bare text.

    Attributes:
        element: the nearest enclosing block element.
        nodes: its text nodes.
        text: its text, with white space collapsed except line breaks, without what is struck out.
        linked: share of its characters inside links, from 0 to 1.
        line: line number in the source, 0 if unknown.
    """

    element: HtmlElement
    nodes: tuple[TextNode, ...]
    text: str
    linked: float
    line: int

    @property
    def tag(self) -> str:
        """Name of the enclosing block element."""
        return str(self.element.tag)


@dataclass(slots=True)
class _Walk:
    """State of one pass over the tree.

    Attributes:
        open: block elements that are open.
        nodes: text nodes since the last block.
        links: number of open links.
        struck: number of open elements whose text is struck out.
        linked: linked characters since the last block.
        breaks: consecutive line breaks.
        size: characters read so far, without white space between elements.
    """

    open: list[HtmlElement] = field(default_factory=list)
    nodes: list[TextNode] = field(default_factory=list)
    links: int = 0
    struck: int = 0
    linked: int = 0
    breaks: int = 0
    size: int = 0


def split_blocks(root: HtmlElement) -> list[Block]:
    """Text blocks below ``root`` in document order, up to ``MOST_TEXT`` characters; takes linear time."""
    return list(_walk(root, _Walk()))


def split_page(root: HtmlElement, most: int) -> tuple[list[Block], bool]:
    """The first ``most`` blocks of a page, and whether the limit of ``MOST_TEXT`` characters was reached."""
    state = _Walk()
    return list(islice(_walk(root, state), most)), state.size >= MOST_TEXT


def _walk(root: HtmlElement, state: _Walk) -> Iterator[Block]:
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if state.size >= MOST_TEXT:
            break
        tag = element.tag
        if event == "start":
            if not isinstance(tag, str) or tag in SKIPPED:
                events.skip_subtree()
                continue
            if tag in BLOCKS:
                yield from _flush(state)
                state.open.append(element)
            state.links += tag == "a"
            state.struck += tag == "del"
            yield from _add(state, element, tail=False)
            continue
        if isinstance(tag, str) and tag not in SKIPPED:
            if tag in BLOCKS:
                yield from _flush(state)
                state.open.pop()
            state.links -= tag == "a"
            state.struck -= tag == "del"
        if element is not root:
            yield from _add(state, element, tail=True)
    yield from _flush(state)


def _add(state: _Walk, element: HtmlElement, *, tail: bool) -> Iterator[Block]:
    if element.tag == "br" and not tail:
        state.breaks += 1
        state.nodes.append(TextNode("\n", element, tail=False))
        return
    text = (element.tail if tail else element.text) or ""
    text = text.translate(_UNSEEN)[: MOST_TEXT - state.size]
    if not text:
        return
    if not text.isspace():
        if state.breaks > 1:  # old pages separate paragraphs with two line breaks
            yield from _flush(state)
        state.breaks = 0
        state.size += len(text)
        state.linked += len(text.strip()) if state.links else 0
    state.nodes.append(TextNode(text, element, tail, state.struck > 0))


def _flush(state: _Walk) -> Iterator[Block]:
    nodes, linked = tuple(state.nodes), state.linked
    state.nodes.clear()
    state.linked = state.breaks = 0
    if all(node.struck or node.text.isspace() for node in nodes):
        return
    element = state.open[-1] if state.open else nodes[0].holder
    text = block_text(nodes, keep=element.tag == "pre")
    first = next(node for node in nodes if not (node.struck or node.text.isspace()))
    line = first.owner.sourceline or 0
    yield Block(element, nodes, text, min(1.0, linked / len(text)), line)


def block_text(nodes: tuple[TextNode, ...], *, keep: bool = False) -> str:
    """The text of the nodes, with line breaks for br elements and, unless ``keep``, collapsed white space."""
    if keep:
        return "".join(node.text for node in nodes).strip("\n")
    if any(node.struck for node in nodes):
        nodes = tuple(node for node in nodes if not node.struck)
    joined = "".join("\n" if is_break(node) else " ".join(_edges(node.text)) for node in nodes)
    return "\n".join(line for line in (" ".join(row.split()) for row in joined.split("\n")) if line)


def _edges(text: str) -> list[str]:
    """The words of a text, with an empty word for white space at either end, so that joining preserves it."""
    words = text.split()
    if not words:
        return ["", ""]
    return [""] * text[0].isspace() + words + [""] * text[-1].isspace()
