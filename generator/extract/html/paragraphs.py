"""Turns blocks of a page into paragraphs, each as plain text and as safe Markdown."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from generator.extract.html.blocks import HEADINGS, Block, TextNode, is_break
from generator.model.documents import Paragraph
from generator.text.markup import escape, link

_SPACE = re.compile(r"\s+")
_STRONG = frozenset({"strong", "b"})
_STRESSED = frozenset({"em", "i", "cite"})
# The nearest of these elements around a block determines its role.
_ROLES = frozenset({"li", "dd", "dt", "blockquote", "figcaption", "caption", "pre", "td", "th", *HEADINGS})
_WIDE = 300  # a cell with more characters belongs to a table used for layout
# Backslashes that escape each other, then an exclamation mark, which may be escaped, before a bracket.
_IMAGE = re.compile(r"(?<!\\)((?:\\\\)*+)\\?!(?=\[)")
_TICKS = re.compile(r"`+")


class Style(NamedTuple):
    """The formatting of a run of text: the address it links to ("" for none), strong, emphasised."""

    url: str = ""
    strong: bool = False
    stressed: bool = False


class Role(NamedTuple):
    """What a block is (``name``), and the element that it shares with the blocks it is joined with."""

    name: str
    group: HtmlElement | None


def role_of(block: Block) -> Role:
    """The role of a block: the name of the nearest element in ``_ROLES`` around it, else "p"."""
    element = _nearest(block, _ROLES)
    if element is None:
        return Role("p", None)
    name = str(element.tag)
    if name in {"li", "dd", "dt"}:
        return Role("li", _outermost(element, "ul", "ol", "dl"))
    if name in {"td", "th"}:
        return Role("td", _outermost(element, "table"))
    return Role(name, element)


def _nearest(block: Block, tags: Collection[str]) -> HtmlElement | None:
    """The block's element or its nearest ancestor with one of these tags."""
    around = (block.element, *block.element.iterancestors())
    return next((element for element in around if element.tag in tags), None)


def _outermost(element: HtmlElement, *tags: str) -> HtmlElement:
    return next(reversed(list(element.iterancestors(*tags))), element)


def paragraphs_of(blocks: Sequence[Block], base: str) -> list[Paragraph]:
    """The paragraphs of blocks; the items of a list and the cells of a table are joined.

    Args:
        blocks: blocks of the article, in reading order.
        base: resolves relative addresses of links; with "" such links become plain text.
    """
    roles = [(role_of(block), block) for block in blocks]
    paragraphs: list[Paragraph] = []
    for (name, group), pairs in groupby(roles, key=lambda pair: pair[0]):
        members = [block for _, block in pairs]
        if group is None or name in HEADINGS or name in {"figcaption", "caption", "pre"}:
            paragraphs += [_single(block, name, base) for block in members]
        elif name == "td":
            paragraphs += _table(members, base)
        else:
            paragraphs.append((_listing if name == "li" else _quotation)(members, base))
    return paragraphs


def _single(block: Block, name: str, base: str) -> Paragraph:
    if name in HEADINGS:
        level = max(2, HEADINGS[name])
        flat = " ".join(block.text.split())
        return Paragraph(flat, f"{'#' * level} {escape(flat)}", block.line)
    if name == "pre":
        return Paragraph(block.text, _fenced(block.text), block.line)
    if name in {"figcaption", "caption"}:
        flat = " ".join(block.text.split())
        return Paragraph(flat, f"*{escape(flat)}*", block.line)
    return Paragraph(block.text, inline(block, base), block.line)


def _fenced(text: str) -> str:
    """Preformatted text in a fence; indented text after a list would become part of the list."""
    fence = "`" * max([3, *(len(run) + 1 for run in _TICKS.findall(text))])
    return f"{fence}\n{text}\n{fence}"


def _listing(members: Sequence[Block], base: str) -> Paragraph:
    items = groupby(members, key=lambda block: _nearest(block, {"li", "dd", "dt"}))
    rows = [(element, list(part)) for element, part in items if element is not None]
    counts: dict[HtmlElement, int] = {}
    lines = []
    for element, part in rows:
        parent = element.getparent()
        counts[parent] = counts.get(parent, 0) + 1
        mark = f"{counts[parent]}." if parent is not None and parent.tag == "ol" else "-"
        words = " ".join(inline(block, base).replace("  \n", " ") for block in part)
        lines.append(f"{mark} {words}")
    text = "\n".join(" ".join(block.text.replace("\n", " ") for block in part) for _, part in rows)
    return Paragraph(text, "\n".join(lines), members[0].line)


def _quotation(members: Sequence[Block], base: str) -> Paragraph:
    lines = "\n\n".join(inline(block, base) for block in members).split("\n")
    text = "\n".join(block.text for block in members)
    return Paragraph(
        text,
        "\n".join(f"> {line}".rstrip() if not line.strip() else f"> {line}" for line in lines),
        members[0].line,
    )


def _table(members: Sequence[Block], base: str) -> list[Paragraph]:
    def row(block: Block) -> HtmlElement:
        return next(block.element.iterancestors("tr"), block.element)

    def cell(block: Block) -> HtmlElement | None:
        return _nearest(block, {"td", "th"})

    rows = [[list(part) for _, part in groupby(group, key=cell)] for _, group in groupby(members, key=row)]
    width = max(len(cells) for cells in rows)
    if width < 2 or len(rows) < 2 or any(len(block.text) > _WIDE for block in members):
        return [_single(block, "p", base) for block in members]
    lines = [
        "| " + " | ".join([*(_cell(part, base) for part in cells), *[""] * (width - len(cells))]) + " |"
        for cells in rows
    ]
    lines.insert(1, "|" + " --- |" * width)
    text = "\n".join(
        " ".join(block.text.replace("\n", " ") for part in cells for block in part) for cells in rows
    )
    return [Paragraph(text, "\n".join(lines), members[0].line)]


def _cell(blocks: Sequence[Block], base: str) -> str:
    return (
        " ".join(inline(block, base) for block in blocks)
        .replace("  \n", " ")
        .replace("\n", " ")
        .replace("|", "&#124;")
    )


def inline(block: Block, base: str) -> str:
    """The text of a block as Markdown, with its links, strong and emphasised words.

    Args:
        block: any block.
        base: resolves relative addresses of links; with "" such links become plain text.
    """
    styled = groupby(block.nodes, key=lambda node: _style(node, block.element, base))
    runs = [(style, "".join(_spaced(node) for node in nodes)) for style, nodes in styled]
    marked = [_marked(style, text, *_neighbours(runs, number)) for number, (style, text) in enumerate(runs)]
    # An exclamation mark directly before a link would turn it into an image, even if it was escaped once.
    markdown = "".join(marked)
    if "![" in markdown:
        markdown = _IMAGE.sub(r"\1&#33;", markdown)
    lines = (" ".join(line.split()) for line in markdown.split("\n"))
    return "  \n".join(line for line in lines if line)


def _spaced(node: TextNode) -> str:
    """The text of a node with single spaces; a line break for a br element."""
    return "\n" if is_break(node) else _SPACE.sub(" ", node.text)


def _neighbours(runs: Sequence[tuple[Style, str]], number: int) -> tuple[str, str]:
    """The characters before and after a run; a space at either end of the block."""
    before = runs[number - 1][1][-1:] if number else " "
    after = runs[number + 1][1][:1] if number + 1 < len(runs) else " "
    return before, after


def _style(node: TextNode, stop: HtmlElement, base: str) -> Style:
    url, strong, stressed = "", False, False
    element = node.holder
    while element is not None and element is not stop:
        strong = strong or element.tag in _STRONG
        stressed = stressed or element.tag in _STRESSED
        if element.tag == "a" and not url:
            url = safe_address(element.get("href") or "", base)
        element = element.getparent()
    return Style(url, strong, stressed)


def _marked(style: Style, text: str, before: str, after: str) -> str:
    words = text.strip()
    if not words:
        return text
    start = text.index(words)
    lead, trail = text[:start], text[start + len(words) :]
    if style.url:
        return f"{lead}{link(' '.join(words.split()), style.url)}{trail}"
    mark = "**" * style.strong + "*" * style.stressed
    inside_word = (not lead and before.isalnum()) or (not trail and after.isalnum())
    if inside_word or "\n" in words:  # Markdown cannot express this emphasis
        mark = ""
    return f"{lead}{mark}{escape(words)}{mark}{trail}"


def safe_address(href: str, base: str) -> str:
    """The absolute http or https address of a link, "" if it has another scheme or cannot be resolved."""
    try:
        url = urljoin(base, "".join(href.split()))
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.hostname else ""
