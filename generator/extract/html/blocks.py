"""A saved page as a flat list of text blocks, in reading order, each with its line in the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from generator.extract.bounds import MOST_TEXT

# Elements whose text no reader of the page sees as part of it.
SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "svg", "math", "head", "iframe", "object", "embed", "canvas"}
    | {"audio", "video", "source", "track", "map", "area", "param", "noembed", "noframes", "frameset"}
    | {"select", "option", "optgroup", "datalist", "button", "input", "textarea"}
)
# Elements that begin and end a block of their own; all others run inside one.
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
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))  # where a line may break, no part of a word
HEADINGS = {f"h{level}": level for level in range(1, 7)}


class Piece(NamedTuple):
    """A run of text in one inline element. ``owner`` and ``tail`` say which lxml text node it is."""

    text: str
    owner: HtmlElement
    tail: bool

    @property
    def holder(self) -> HtmlElement:
        """The element whose formatting the text has."""
        return self.owner.getparent() if self.tail else self.owner


def is_break(piece: Piece) -> bool:
    """Whether a piece stands for a line break."""
    return piece.owner.tag == "br" and not piece.tail


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page: a paragraph, heading, list item, table cell, caption or bare text.

    ``element`` is the nearest enclosing block element; ``text`` has its white space collapsed, line
    breaks aside; ``linked`` is the share of its characters that stand in links.
    """

    element: HtmlElement
    pieces: tuple[Piece, ...]
    text: str
    linked: float
    line: int

    @property
    def tag(self) -> str:
        """Name of the enclosing block element."""
        return str(self.element.tag)


@dataclass(slots=True)
class _Walk:
    """State of one pass over the tree: open block elements, pieces and breaks since the last block.

    ``size`` counts the characters read so far, white space between elements aside.
    """

    open: list[HtmlElement] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    links: int = 0
    linked: int = 0
    breaks: int = 0
    size: int = 0


def split_blocks(root: HtmlElement) -> list[Block]:
    """Text blocks below ``root`` in document order, up to ``MOST_TEXT``. Linear in the size of the tree."""
    return list(_walk(root, _Walk()))


def split_page(root: HtmlElement, most: int) -> tuple[list[Block], bool]:
    """The first ``most`` blocks of a page, and whether they hold as much text as is read of one."""
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
            yield from _add(state, element, tail=False)
            continue
        if isinstance(tag, str) and tag not in SKIPPED:
            if tag in BLOCKS:
                yield from _flush(state)
                state.open.pop()
            state.links -= tag == "a"
        if element is not root:
            yield from _add(state, element, tail=True)
    yield from _flush(state)


def _add(state: _Walk, element: HtmlElement, *, tail: bool) -> Iterator[Block]:
    if element.tag == "br" and not tail:
        state.breaks += 1
        state.pieces.append(Piece("\n", element, tail=False))
        return
    text = (element.tail if tail else element.text) or ""
    text = text.translate(_UNSEEN)[: MOST_TEXT - state.size]
    if not text:
        return
    if not text.isspace():
        if state.breaks > 1:  # two line breaks are how old pages part paragraphs
            yield from _flush(state)
        state.breaks = 0
        state.size += len(text)
        state.linked += len(text.strip()) if state.links else 0
    state.pieces.append(Piece(text, element, tail))


def _flush(state: _Walk) -> Iterator[Block]:
    pieces, linked = tuple(state.pieces), state.linked
    state.pieces.clear()
    state.linked = state.breaks = 0
    if not any(not piece.text.isspace() for piece in pieces):
        return
    element = state.open[-1] if state.open else pieces[0].holder
    text = block_text(pieces, keep=element.tag == "pre")
    first = next(piece for piece in pieces if not piece.text.isspace())
    line = first.owner.sourceline or 0
    yield Block(element, pieces, text, min(1.0, linked / len(text)), line)


def block_text(pieces: tuple[Piece, ...], *, keep: bool = False) -> str:
    """The text of the pieces; white space collapsed unless ``keep``, a line break where the page has one."""
    if keep:
        return "".join(piece.text for piece in pieces).strip("\n")
    joined = "".join("\n" if is_break(piece) else " ".join(_edges(piece.text)) for piece in pieces)
    return "\n".join(line for line in (" ".join(row.split()) for row in joined.split("\n")) if line)


def _edges(text: str) -> list[str]:
    """Words of a text, with an empty one at an end that is white space, so that joining keeps one space."""
    words = text.split()
    if not words:
        return ["", ""]
    return [""] * text[0].isspace() + words + [""] * text[-1].isspace()
