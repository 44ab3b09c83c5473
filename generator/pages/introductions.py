"""A collection's introduction: Markdown for its page, plain words elsewhere."""

from __future__ import annotations

import nh3
from lxml import html
from markdown import markdown


def plain_start(text: str) -> str:
    """The first paragraph of a Markdown text, without markup."""
    if not text.strip():
        return ""
    tree = html.fromstring(f"<div>{markdown(text)}</div>")
    first = tree.find("p")
    return " ".join("".join(map(str, (tree if first is None else first).itertext())).split())


def tame(text: str) -> str:
    """A Markdown text that anyone may propose: as it is where it is harmless, else what is left of it.

    Scripts, styles, frames, event handlers and addresses that run code go; links and formatting stay.
    """
    rendered = markdown(text)
    cleaned = nh3.clean(rendered, link_rel=None)
    return text if _tree(rendered) == _tree(cleaned) else cleaned


def _tree(page: str) -> bytes:
    serialised: bytes = html.tostring(html.fromstring(f"<div>{page}</div>"))
    return serialised
