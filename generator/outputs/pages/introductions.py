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
from generator.text.markdown_limits import nested
from generator.text.markdown_limits import tame as limited

# The extensions that MkDocs always uses.
EXTENSIONS = ("tables", "fenced_code")
# Marks of attributes and files in other extensions; character references, which may be invalid.
_STEERING = re.compile(r"\{|--8<--|&[#\w]")
_TAG = re.compile(r"<[/!?]*([^\s/>]*)")
# Characters that are invalid in addresses: browsers would guess what is meant.
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
    """Markdown by anyone, made harmless: unchanged if it is harmless already, otherwise as clean HTML.

    Words, their formatting, links and tables stay. Everything else is removed, also pictures.
    """
    text = limited(text)
    rendered = _rendered(text)
    if rendered is None:
        return f"<div>{_lines(text)}</div>"
    # Markdown does not change the content of a block element.
    cleaned = _listed(CONTROLS.sub("", nh3.clean(rendered, **_HARMLESS)))
    known = {tag.lower() for tag in _TAG.findall(rendered)} <= _HARMLESS["tags"]
    same = known and _tree(rendered) == _tree(cleaned)
    return text if same and not _STEERING.search(text) else cleaned


def _rendered(text: str) -> str | None:
    """The HTML of a Markdown text; None if it is nested too deep."""
    if nested(text):
        return None
    try:
        return markdown(text, extensions=EXTENSIONS)
    except RecursionError:
        return None


def _lines(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in CONTROLS.sub("", text).split("\n") if line.strip())


def _listed(page: str) -> str:
    """A ``div`` of the same, with invalid lists and items outside lists turned into blocks."""
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
    """Whether a list contains anything besides items."""
    return bool((element.text or "").strip()) or any(
        child.tag != "li" or (child.tail or "").strip() for child in element
    )


def _tree(page: str) -> bytes:
    whole = page if page.startswith("<div>") else f"<div>{page}</div>"
    serialised: bytes = html.tostring(html.fromstring(whole))
    return serialised
