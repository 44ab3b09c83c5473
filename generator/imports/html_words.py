"""The words of short texts that programs write as HTML: titles, summaries, notes."""

from __future__ import annotations

import html
import re

from generator.text.controls import without_controls

# "5 < 6 > 4" has no tag.
_TAG = re.compile(r"</?[a-zA-Z][^<>]*+>|<!--[^<>]*+-->")
_BREAK = re.compile(r"<(?:/p|br ?/?|/div|/h\d|/li)>")


def plain(text: str) -> str:
    """A text without markup and entities. Its paragraphs stay, separated by an empty line."""
    if "<" in text:
        lines = (" ".join(line.split()) for line in _TAG.sub("", _BREAK.sub("\n\n", text)).split("\n\n"))
        text = "\n\n".join(line for line in lines if line)
    return html.unescape(text).replace("\xa0", " ").strip()


def line(text: object) -> str:
    """A text on one line, without control characters."""
    return " ".join(without_controls(str(text or "")).split())


def words(text: str) -> str:
    """A text without markup, on one line."""
    return line(plain(text))
