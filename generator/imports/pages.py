"""A fragment of HTML as a whole page, which a seed can be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import lxml.etree
import lxml.html
from lxml.html import builder

from generator.imports.item import Document
from generator.text.controls import without_controls


def page(title: str, content: str, published: str = "") -> Document:
    """An article as an HTML page.

    Args:
        title: its headline, plain text.
        content: its text, a fragment of HTML.
        published: the words of the export for its time of publication, "" if unknown.
    """
    heading = [builder.H1(without_controls(title))] if title.strip() else []
    article = builder.ARTICLE(*heading, *_elements(without_controls(content)))
    head = builder.HEAD(builder.META(charset="utf-8"), builder.TITLE(without_controls(title)))
    if published:
        head.append(builder.META(name="clipfile:published", content=without_controls(published)))
    written: bytes = lxml.html.tostring(
        builder.HTML(head, builder.BODY(article)), encoding="utf-8", doctype="<!doctype html>"
    )
    return Document(written + b"\n", ".html")


def _elements(content: str) -> Iterator[Any]:
    """The elements of a fragment, without scripts, which are no part of an article."""
    if not content.strip():
        return
    for fragment in lxml.html.fragments_fromstring(content):
        if isinstance(fragment, str):
            yield builder.P(fragment)
        elif fragment.tag != "script":
            if isinstance(fragment.tag, str):  # no comment
                lxml.etree.strip_elements(fragment, "script", with_tail=False)
            yield fragment
