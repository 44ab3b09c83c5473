"""The words of short texts that programs write as HTML: titles, summaries, notes."""

from __future__ import annotations

import html
import re
from collections.abc import Set as AbstractSet

from lxml.html import defs

from generator.text.controls import without_controls

# "5 < 6 > 4" has no tag.
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*+)[^<>]*+>|<!--[^<>]*+>")
_BREAK = re.compile(r"<(?:/p|br ?/?|/div|/h\d|/li)>")


def plain(text: str) -> str:
    """A text without markup and entities. Its paragraphs stay, separated by an empty line."""
    if "<" in text:
        closed = {match[2].casefold() for match in _TAG.finditer(text) if match[1]}
        text = _TAG.sub(lambda match: _unless_words(match, closed), _BREAK.sub("\n\n", text))
        lines = (" ".join(line.split()) for line in text.split("\n\n"))
        text = "\n\n".join(line for line in lines if line)
    return html.unescape(text).replace("\xa0", " ").strip()


def _unless_words(match: re.Match[str], closed: AbstractSet[str]) -> str:
    """Nothing for a tag. "Vec<T>" has none: HTML has no such element, and nothing closes it."""
    name = (match[2] or "").casefold()
    return "" if not name or name in closed or name in defs.tags or ":" in name else match[0]


def line(text: object) -> str:
    """A text on one line, without control characters."""
    return " ".join(without_controls(str(text or "")).split())


def words(text: str) -> str:
    """A text without markup, on one line."""
    return line(plain(text))
