"""What the readers of a page ask of an element: those around it, its class and id, its words."""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement


def around(element: HtmlElement, most: int | None = None) -> list[HtmlElement]:
    """An element and those around it, the nearest first; at most ``most`` of these, None for all."""
    return [element, *islice(element.iterancestors(), most)]


def class_and_id(element: HtmlElement) -> str:
    """What the page calls an element, for patterns of words."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def words_of(element: HtmlElement) -> str:
    """The text in an element on one line, with single spaces."""
    return " ".join(element.text_content().split())
