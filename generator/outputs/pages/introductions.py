"""A collection's introduction: Markdown for its page, plain words elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

import nh3
from lxml import html
from markdown import markdown

from generator.text.controls import CONTROLS
from generator.text.markdown_limits import tame as limited

# Those that MkDocs always renders with.
EXTENSIONS = ("tables", "fenced_code")
# Where other extensions look for attributes or files, and references to characters, which may be to none.
_STEERING = re.compile(r"\{|--8<--|&[#\w]")
# Quotes and lists in each other, more than any text has: MkDocs has less room on the stack for what is left.
_NESTED = re.compile(r"^(?:[ \t]*+(?:>|(?:[*+-]|\d{1,9}[.)])(?=[ \t]))){20}", re.MULTILINE)
_TAG = re.compile(r"<[/!?]*([^\s/>]*)")
# What no address holds: a browser would guess at what is meant.
_ODD = re.compile(r"[\s<>\"'`\\^{|}]|^https?:(?!//[^/])|^///", re.IGNORECASE)


def _address(_tag: str, name: str, value: str) -> str | None:
    return None if name == "href" and _ODD.search(value) else value


_HARMLESS: Mapping[str, Any] = {
    "tags": {
        *("p", "br", "hr", "em", "strong", "code", "pre", "blockquote", "a", "ul", "ol", "li"),
        *("h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
    },
    "attributes": {"a": {"href", "title"}},
    "attribute_filter": _address,
    "url_schemes": {"http", "https", "mailto"},
    "link_rel": None,
}


def plain_start(text: str) -> str:
    """The first paragraph of a Markdown text, without markup."""
    if not text.strip():
        return ""
    rendered = _rendered(limited(text))
    tree = html.fromstring(f"<div>{_lines(text) if rendered is None else rendered}</div>")
    first = tree.find("p")
    words = "".join(map(str, (tree if first is None else first).itertext()))
    return " ".join(CONTROLS.sub("", words).split())


def tame(text: str) -> str:
    """A Markdown text that anyone may propose: as it is where it is harmless, else the rest of it as HTML.

    Words, their formatting, links and tables stay; nothing else does, pictures of other hosts included.
    """
    text = limited(text)
    rendered = _rendered(text)
    if rendered is None:
        return f"<div>{_lines(text)}</div>"
    # In an element of its own, Markdown leaves it as it is.
    cleaned = _listed(CONTROLS.sub("", nh3.clean(rendered, **_HARMLESS)))
    known = {tag.lower() for tag in _TAG.findall(rendered)} <= _HARMLESS["tags"]
    same = known and _tree(rendered) == _tree(cleaned)
    return text if same and not _STEERING.search(text) else cleaned


def _rendered(text: str) -> str | None:
    """The HTML of a Markdown text, None where it is nested deeper than Markdown can be read."""
    if _NESTED.search(text):
        return None
    try:
        return markdown(text, extensions=EXTENSIONS)
    except RecursionError:
        return None


def _lines(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in CONTROLS.sub("", text).split("\n") if line.strip())


def _listed(page: str) -> str:
    """A ``div`` of the same; a list of more than items, and an item without its list, as blocks."""
    tree = html.fragment_fromstring(page, create_parent="div")
    for element in tree.iter("ul", "ol"):
        if _is_loose(element):
            element.tag = "div"
    for item in tree.iter("li"):
        parent = item.getparent()
        if parent is not None and parent.tag not in ("ul", "ol"):
            item.tag = "div"
    return str(html.tostring(tree, encoding="unicode"))


def _is_loose(element: html.HtmlElement) -> bool:
    """Whether something in a list is no item of it."""
    return bool((element.text or "").strip()) or any(
        child.tag != "li" or (child.tail or "").strip() for child in element
    )


def _tree(page: str) -> bytes:
    whole = page if page.startswith("<div>") else f"<div>{page}</div>"
    serialised: bytes = html.tostring(html.fromstring(whole))
    return serialised
