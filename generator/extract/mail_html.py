"""The lines of a message in HTML, each with the nodes that hold its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt"),
        *("fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html"),
        *("li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul"),
    )
)
_SILENT = frozenset({"script", "style", "head", "title", "template"})


class Node(NamedTuple):
    """Words of an element, before its first child, or after its end tag."""

    element: HtmlElement
    after: bool

    @property
    def words(self) -> str:
        """The words."""
        return (self.element.tail if self.after else self.element.text) or ""

    def clear(self) -> None:
        """Remove the words."""
        if self.after:
            self.element.tail = None
        else:
            self.element.text = None


class HtmlLine(NamedTuple):
    """A line as readers see it: its words, their nodes, and whether it has a link."""

    text: str
    nodes: tuple[Node, ...]
    linked: bool


def lines_of(root: HtmlElement) -> list[HtmlLine]:
    """The lines of a page, in order; cells of a row are one line."""
    lines: list[HtmlLine] = []
    nodes: list[Node] = []
    for node, breaks in _nodes(root):
        if breaks and nodes:
            lines.append(_line(nodes))
            nodes = []
        if node is not None and node.words.strip():
            nodes.append(node)
    return [*lines, _line(nodes)] if nodes else lines


def _line(nodes: Iterable[Node]) -> HtmlLine:
    nodes = tuple(nodes)
    text = " ".join(" ".join(node.words for node in nodes).split())
    return HtmlLine(text, nodes, any(_in_link(node) for node in nodes))


def _in_link(node: Node) -> bool:
    if node.element.tag == "a" and not node.after:
        return True
    return next(node.element.iterancestors("a"), None) is not None


def _nodes(root: HtmlElement) -> Iterator[tuple[Node | None, bool]]:
    """Each node in reading order, and whether a new line begins before it."""
    stack: list[tuple[HtmlElement, bool]] = [(root, False)]
    while stack:
        element, is_end = stack.pop()
        block = element.tag in _BLOCKS
        if is_end:
            yield (Node(element, after=True) if element is not root else None), block
            continue
        stack.append((element, True))
        if isinstance(element.tag, str) and element.tag not in _SILENT:
            yield Node(element, after=False), block
            stack += [(child, False) for child in reversed(element)]
