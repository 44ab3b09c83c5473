"""Blocks of a page as paragraphs: plain text beside safe Markdown that says the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from generator.extract.html.blocks import HEADINGS, Block, Piece, is_break
from generator.model.documents import Paragraph
from generator.text.markup import escape, link

_SPACE = re.compile(r"\s+")
_STRONG = frozenset({"strong", "b"})
_STRESSED = frozenset({"em", "i", "cite"})
# The nearest of these around a block says what it is.
_ROLES = frozenset({"li", "dd", "dt", "blockquote", "figcaption", "caption", "pre", "td", "th", *HEADINGS})
_WIDE = 300  # a cell with more characters than this belongs to a table that only lays out a page


_TICKS = re.compile(r"`+")


class Style(NamedTuple):
    """How a run of text is set: the address that it links to ("" for none), strong, stressed."""

    url: str = ""
    strong: bool = False
    stressed: bool = False


class Role(NamedTuple):
    """What a block is, and the element that it shares with blocks to be joined with it."""

    name: str
    group: HtmlElement | None


def role_of(block: Block) -> Role:
    """What a block is on its page: the name of an element in ``_ROLES``, else "p"."""
    element = next(
        (one for one in (block.element, *block.element.iterancestors()) if one.tag in _ROLES), None
    )
    if element is None:
        return Role("p", None)
    name = str(element.tag)
    if name in {"li", "dd", "dt"}:
        return Role("li", _outermost(element, "ul", "ol", "dl"))
    if name in {"td", "th"}:
        return Role("td", _outermost(element, "table"))
    return Role(name, element)


def _outermost(element: HtmlElement, *tags: str) -> HtmlElement:
    return next(reversed(list(element.iterancestors(*tags))), element)


def paragraphs_of(blocks: Sequence[Block], base: str) -> list[Paragraph]:
    """Blocks in reading order as paragraphs. ``base`` resolves relative addresses; "" leaves them out."""
    roles = [(role_of(block), block) for block in blocks]
    found: list[Paragraph] = []
    for (name, group), pairs in groupby(roles, key=lambda pair: pair[0]):
        members = [block for _, block in pairs]
        if group is None or name in HEADINGS or name in {"figcaption", "caption", "pre"}:
            found += [_single(block, name, base) for block in members]
        elif name == "td":
            found += _table(members, base)
        else:
            found.append((_listing if name == "li" else _quotation)(members, base))
    return found


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
    """Text as it stands. Indented instead, it would be part of a list that comes before it, and no text."""
    fence = "`" * max([3, *(len(run) + 1 for run in _TICKS.findall(text))])
    return f"{fence}\n{text}\n{fence}"


def _listing(members: Sequence[Block], base: str) -> Paragraph:
    def item(block: Block) -> HtmlElement:
        return next(
            one for one in (block.element, *block.element.iterancestors()) if one.tag in {"li", "dd", "dt"}
        )

    rows = [(element, list(part)) for element, part in groupby(members, key=item)]
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
        return next((one for one in block.element.iterancestors("tr")), block.element)

    def cell(block: Block) -> HtmlElement:
        return next(one for one in (block.element, *block.element.iterancestors()) if one.tag in {"td", "th"})

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
    """The text of a block as Markdown, with its links, strong and stressed words."""
    styled = groupby(block.pieces, key=lambda piece: _style(piece, block.element, base))
    runs = [(style, "".join(_spaced(piece) for piece in pieces)) for style, pieces in styled]
    marked = [_marked(style, text, *_neighbours(runs, at)) for at, (style, text) in enumerate(runs)]
    # an exclamation mark right before a link would make it a picture
    whole = "".join(marked).replace("![", "\\![")
    lines = (" ".join(line.split()) for line in whole.split("\n"))
    return "  \n".join(line for line in lines if line)


def _spaced(piece: Piece) -> str:
    """The text of a piece with single spaces; a line break where the page has one."""
    return "\n" if is_break(piece) else _SPACE.sub(" ", piece.text)


def _neighbours(runs: Sequence[tuple[Style, str]], at: int) -> tuple[str, str]:
    """The character before a run and the one after it; a space at an end."""
    before = runs[at - 1][1][-1:] if at else " "
    after = runs[at + 1][1][:1] if at + 1 < len(runs) else " "
    return before, after


def _style(piece: Piece, stop: HtmlElement, base: str) -> Style:
    url, strong, stressed = "", False, False
    element = piece.holder
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
    if inside_word or "\n" in words:  # Markdown knows no such emphasis
        mark = ""
    return f"{lead}{mark}{escape(words)}{mark}{trail}"


def safe_address(href: str, base: str) -> str:
    """The absolute http or https address of a link; "" for any other, and for one that cannot be resolved."""
    try:
        url = urljoin(base, "".join(href.split()))
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.hostname else ""
