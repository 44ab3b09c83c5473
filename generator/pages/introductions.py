"""A collection's introduction: Markdown for its page, plain words elsewhere."""

from __future__ import annotations

from lxml import html
from markdown import markdown


def plain_start(text: str) -> str:
    """The first paragraph of a Markdown text, without markup."""
    if not text.strip():
        return ""
    tree = html.fromstring(f"<div>{markdown(text)}</div>")
    first = tree.find("p")
    return " ".join("".join(map(str, (tree if first is None else first).itertext())).split())
