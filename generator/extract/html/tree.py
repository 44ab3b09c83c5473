"""Parses a saved page into a tree of bounded depth."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.etree import ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from generator.model.problem import Problem
from generator.text.controls import without_references

# The processing instruction at the start of XHTML.
_XML_DECLARATION = re.compile(r"(?<=\A)\s*<\?xml[^>]{0,200}\?>")
# Parsing takes quadratic time in the number of attributes of an element; no real page has hundreds.
_ATTRIBUTE = r"""[\s/]*+[^\s>/][^\s=>/]{0,200}+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]{0,2000}+))?+"""
_CROWDED = re.compile(rf"(<[A-Za-z][^\s>/]{{0,50}}+(?:{_ATTRIBUTE}){{300}}+)(?:{_ATTRIBUTE})++")

_ESCAPED_TWICE = re.compile(
    r"&amp;(?=(?:[A-Za-z]{1,2}(?:uml|acute|grave|circ|tilde|cedil|ring|slash|lig)|nbsp|[lrbs]d?quo|[lr]aquo|[mn]dash"
    r"|hellip|euro|#\d{3,5}|#x[0-9a-fA-F]{2,5});)"
)
_FEWEST = 3  # such escapes of a page, of which one may be meant
# What the head of a page may contain.
_OF_HEAD = frozenset({"title", "meta", "link", "base", "style", "script", "noscript", "template", "basefont"})


@dataclass(frozen=True, slots=True)
class Tree:
    """The root element of a page, None if the page is empty, and the problems found in parsing."""

    root: HtmlElement | None
    problems: tuple[Problem, ...] = ()


def parse(text: str) -> Tree:
    """Parse a page, with the line numbers of the source.

    The parser does not nest elements deeper than 255, which bounds every later walk. Deeper content is lost,
    and reported as a problem.
    """
    clean = _CROWDED.sub(r"\1", without_references(_XML_DECLARATION.sub("", _escaped_once(text))))
    if not clean.strip():
        return Tree(None)
    parser = HTMLParser(  # type: ignore[call-arg] # the stubs do not know default_doctype
        encoding="utf-8", remove_comments=True, remove_pis=True, default_doctype=False, collect_ids=False
    )
    try:
        root = document_fromstring(clean.encode("utf-8"), parser=parser, ensure_head_body=True)
    except ParserError:  # end tags alone, or comments
        return Tree(None)
    _take_in_rest(root)
    _take_out_of_head(root)
    for element in list(root.iter("noscript")):
        if next(element.iter("h1", "h2", "p"), None) is not None:  # if not closed, it contains the whole page
            element.tag = "div"
    _take_out_of_head(root)
    deep = next((entry for entry in parser.error_log if entry.type_name == "ERR_RESOURCE_LIMIT"), None)
    return Tree(root, (_too_deep(deep.line),) if deep is not None else ())


def _escaped_once(text: str) -> str:
    """A page without escapes of escaped letters ("f&amp;uuml;r"), unless it is about them."""
    if "&amp;" not in text or "<code" in text or len(_ESCAPED_TWICE.findall(text)) < _FEWEST:
        return text
    return _ESCAPED_TWICE.sub("&", text)


def _take_in_rest(root: HtmlElement) -> None:
    """Move what follows the end of the page, of which the parser makes further pages, into its body."""
    body = root.find("body")
    for page in list(root.itersiblings()):
        for element in (page, *page.iterchildren("body")):
            element.tag = "div"
        (root if body is None else body).append(page)


def _take_out_of_head(root: HtmlElement) -> None:
    """Move elements of a page without a body tag into its body: the parser takes ``article`` for metadata."""
    head, body = root.find("head"), root.find("body")
    if head is None or body is None:
        return
    moved = [element for element in head if element.tag not in _OF_HEAD]
    if not moved:
        return
    first, body.text = body.text or "", None
    for element in reversed(moved):
        body.insert(0, element)
    moved[-1].tail = f"{moved[-1].tail or ''}{first}"


def _too_deep(line: int) -> Problem:
    message = "elements are nested more than 255 deep; deeper content was not read: save only the text"
    return Problem("", line, "nested-too-deep", message, "warning")
