"""Writes the text of a block as Markdown with a few safe elements: links, stress, deletions, notes."""

from __future__ import annotations

import re
from itertools import groupby
from typing import NamedTuple

from lxml.html import HtmlElement

from generator.extract.html.blocks import Block, TextNode, is_break
from generator.extract.html.marks import MARK, MATH, REFERENCE, REFERENCE_AGAIN, number_of
from generator.text.markup import escape, formula, link, tagged
from generator.text.web_address import parts_of, resolved

# Backslashes that escape each other, then an exclamation mark, which may be escaped, before a bracket.
_IMAGE = re.compile(r"(?<!\\)((?:\\\\)*+)\\?!(?=\[)")
_SPACE = re.compile(r"\s+")
_STRONG = frozenset({"strong", "b"})
_STRESSED = frozenset({"em", "i", "cite"})
_CODE = frozenset({"code", "samp", "tt"})
# What may be between backticks; any other code is written with a tag.
_SIMPLE_CODE = re.compile(r"[^`<>&|\\]+")


class Style(NamedTuple):
    """The formatting of a run of text.

    Attributes:
        url: the address it links to, "" for none.
        strong, stressed: as it says.
        struck: the author struck it out.
        tag: "mark", "kbd", "code", "abbr" or "math"; "" for none.
        title: what an "abbr" is short for.
        note: number of the note that it refers to, 0 for none, negative if another reference comes before.
    """

    url: str = ""
    strong: bool = False
    stressed: bool = False
    struck: bool = False
    tag: str = ""
    title: str = ""
    note: int = 0


def inline(block: Block, base: str) -> str:
    """The text of a block as Markdown, with its links, strong and emphasised words.

    Args:
        block: any block.
        base: resolves relative addresses of links; with "" such links become plain text.
    """
    styled = groupby(block.nodes, key=lambda node: _style(node, block.element, base))
    runs = [(style, "".join(_spaced(node) for node in nodes)) for style, nodes in styled]
    marked = [_marked(style, text, _neighbours(runs, number)) for number, (style, text) in enumerate(runs)]
    # An exclamation mark directly before a link would turn it into an image, even if it was escaped once.
    markdown = "".join(marked)
    if "![" in markdown:
        markdown = _IMAGE.sub(r"\1&#33;", markdown)
    lines = (" ".join(line.split()) for line in markdown.split("\n"))
    return "  \n".join(line for line in lines if line)


def _spaced(node: TextNode) -> str:
    """The text of a node with single spaces; a line break for a br element."""
    return "\n" if is_break(node) else _SPACE.sub(" ", node.text)


class _Neighbours(NamedTuple):
    """The characters before and after a run, a space at either end of the block; whether it opens a line."""

    before: str
    after: str
    opens: bool


def _neighbours(runs: list[tuple[Style, str]], number: int) -> _Neighbours:
    before = runs[number - 1][1][-1:] if number else " "
    after = runs[number + 1][1][:1] if number + 1 < len(runs) else " "
    return _Neighbours(before, after, number == 0 or runs[number - 1][1].isspace() or before == "\n")


def _style(node: TextNode, stop: HtmlElement, base: str) -> Style:
    url, strong, stressed, tag, title, note = "", False, False, "", "", 0
    element = node.holder
    while element is not None and element is not stop:
        name = element.tag
        if name in _STRONG:
            strong = True
        elif name in _STRESSED:
            stressed = True
        elif name == "a":
            url = url or safe_address(element.get("href") or "", base)
        elif not tag and name in _CODE:
            tag = "code"
        elif not tag and name in {"mark", "kbd"}:
            tag = str(name)
        elif not tag and name == "abbr":
            title = " ".join((element.get("title") or "").split())
            tag = "abbr" if title else ""
        elif element.get(MARK) == MATH:
            tag = "math"
        if not note and element.get(MARK):
            note = number_of(element, REFERENCE) or -number_of(element, REFERENCE_AGAIN)
        element = element.getparent()
    return Style(url, strong, stressed, node.struck, tag, title, note)


def _marked(style: Style, text: str, neighbours: _Neighbours) -> str:
    words = text.strip()
    if not words:
        return text
    start = text.index(words)
    lead, trail = text[:start], text[start + len(words) :]
    inside = (not lead and neighbours.before.isalnum()) or (not trail and neighbours.after.isalnum())
    markup = _words(style, words, inside=inside, opens=neighbours.opens)
    return f"{lead}{tagged('del', markup) if style.struck else markup}{trail}"


def _words(style: Style, words: str, *, inside: bool, opens: bool) -> str:
    if style.note:
        return reference(words, style.note)
    if style.url:
        label = link(" ".join(words.split()), style.url)
        return tagged(style.tag, label) if style.tag in {"mark", "kbd"} else label
    if style.tag == "math":
        return formula(" ".join(words.split()))
    if style.tag == "code":
        flat = " ".join(words.split())
        return f"`{flat}`" if _SIMPLE_CODE.fullmatch(flat) else tagged("code", escape(flat))
    mark = "**" * style.strong + "*" * style.stressed
    if inside or "\n" in words:  # Markdown cannot express this emphasis
        mark = ""
    # Only the first words of a line can open a block; a stop before others tells ``escape`` that they do not.
    marked = f"{mark}{escape(words) if opens or mark else escape(f'.{words}')[1:]}{mark}"
    return tagged(style.tag, marked, style.title) if style.tag else marked


def reference(label: str, number: int) -> str:
    """A link to a note of the article; the note links back to its first reference."""
    anchor = f' id="fnref-{number}"' if number > 0 else ""
    return f"<sup{anchor}>[{escape(label)}](#fn-{abs(number)})</sup>"


def note(markup: str, number: int, *, first: bool, last: bool) -> str:
    """A block of a note: the first is the target of its reference, and the last links back."""
    target = f'<a id="fn-{number}"></a>' if first else ""
    return f"{target}{markup}{f' [↩](#fnref-{number})' if last else ''}"


def safe_address(href: str, base: str) -> str:
    """The absolute http or https address of a link, "" if it has another scheme or cannot be resolved."""
    url = resolved("".join(href.split()), base)
    parts = parts_of(url)
    return url if parts.scheme in {"http", "https"} and parts.hostname else ""
