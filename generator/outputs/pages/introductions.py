"""A collection's introduction: safe Markdown for its page, plain text elsewhere."""

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

# The extensions that MkDocs always uses.
EXTENSIONS = ("tables", "fenced_code")
# Syntax by which other extensions add attributes or include files, and character references, maybe invalid.
_STEERING = re.compile(r"\{|--8<--|&[#\w]")
# Deeper nesting of quotes and lists than any real text has. MkDocs would overflow the stack earlier than we.
_NESTED = re.compile(r"^(?:[ \t]*+(?:>|(?:[*+-]|\d{1,9}[.)])(?=[ \t]))){20}", re.MULTILINE)
_TAG = re.compile(r"<[/!?]*([^\s/>]*)")
# Characters and forms that are invalid in an address, which browsers would try to repair.
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
    """The first paragraph of a Markdown text, without markup; "" if there is none."""
    if not text.strip():
        return ""
    rendered = _rendered(limited(text))
    tree = html.fromstring(f"<div>{_lines(text) if rendered is None else rendered}</div>")
    first = tree.find("p")
    words = "".join(map(str, (tree if first is None else first).itertext()))
    return " ".join(CONTROLS.sub("", words).split())


def tame(text: str) -> str:
    """Make an untrusted Markdown text safe: return it unchanged if it is harmless, else as sanitized HTML.

    Text, formatting, links and tables are preserved; everything else, such as external images, is removed.
    """
    text = limited(text)
    rendered = _rendered(text)
    if rendered is None:
        return f"<div>{_lines(text)}</div>"
    # Markdown does not change the content of an HTML element.
    cleaned = _with_valid_lists(CONTROLS.sub("", nh3.clean(rendered, **_HARMLESS)))
    known = {tag.lower() for tag in _TAG.findall(rendered)} <= _HARMLESS["tags"]
    same = known and _tree(rendered) == _tree(cleaned)
    return text if same and not _STEERING.search(text) else cleaned


def _rendered(text: str) -> str | None:
    """The HTML of a Markdown text; None if it is nested too deeply to be parsed."""
    if _NESTED.search(text):
        return None
    try:
        return markdown(text, extensions=EXTENSIONS)
    except RecursionError:
        return None


def _lines(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in CONTROLS.sub("", text).split("\n") if line.strip())


def _with_valid_lists(page: str) -> str:
    """The same HTML in a ``div``. Lists with content other than items, and items without one, become divs."""
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
    """Whether a list contains anything other than items."""
    return bool((element.text or "").strip()) or any(
        child.tag != "li" or (child.tail or "").strip() for child in element
    )


def _tree(page: str) -> bytes:
    whole = page if page.startswith("<div>") else f"<div>{page}</div>"
    serialised: bytes = html.tostring(html.fromstring(whole))
    return serialised
