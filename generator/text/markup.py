"""Markdown and YAML text: the one place that writes or escapes either."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from generator.text.controls import CONTROLS

# The characters that may open inline markup; those that do, an underscore inside a word aside.
_MARKS = re.compile(r"[\\`*\[\]{}<_&]")
_INLINE = re.compile(r"[\\`*\[\]{}<]|(?<!\w)_|_(?!\w)|&(?=#|\w+;)")
# What opens a block at the start of a line: heading, quote, list, rule, setext underline, fence, definition.
_BLOCK = re.compile(r"^(?:[#>=:|~!]|[-+](?=[\s-]|$)|\d{1,9}(?=[.)](?:\s|$)))", re.MULTILINE)
_INDENT = re.compile(r"^[^\S\n]+", re.MULTILINE)
# What a template reads and no person edits: on one line each.
COMPACT = ("view",)
# Words that YAML reads as they stand, also inside a list: nothing in them is an indicator, and the letter
# that they begin with tells them from numbers and days.
_PLAIN = re.compile(r"[^\W\d_](?:[\w.’'()/+\-–—$%!?;]| (?! |\Z))*")
# Words that some reader of YAML takes for a truth value or for nothing.
_RESERVED = frozenset({"y", "n", "yes", "no", "true", "false", "on", "off", "null"})
# JSON is YAML, and is made ten times as fast.
_JSON = json.JSONEncoder(ensure_ascii=False, default=str)
# What YAML cannot hold as it is, even in quotes.
_UNPRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def escape(text: str) -> str:
    """Plain text as Markdown that renders to exactly these words: no markup, no HTML, no block.

    Lines stay lines; spaces at their start go. Control characters are dropped.
    """
    # Most texts are one line of letters and stops: asking first costs a tenth of what replacing does.
    line = text.isprintable()
    flat = text.lstrip(" ") if line else _INDENT.sub("", CONTROLS.sub("", text))
    inline = _INLINE.sub(_escape_inline, flat) if _MARKS.search(flat) else flat
    if not line:
        return _BLOCK.sub(_escape_block, inline)
    block = _BLOCK.match(inline)
    return _escape_block(block) + inline[block.end() :] if block else inline


def _escape_inline(match: re.Match[str]) -> str:
    return {"<": "&lt;", "&": "&amp;"}.get(match[0], "\\" + match[0])


def _escape_block(match: re.Match[str]) -> str:
    mark = match[0]
    if mark[0].isdigit():  # "1986. It" would open a numbered list
        return mark + "\\"
    return f"&#{ord(mark)};" if mark in "=:|~" else "\\" + mark


def link(label: str, url: str) -> str:
    """A Markdown link. ``url`` must be safe already; spaces and brackets in it are percent-encoded."""
    target = re.sub(r"[\s<>()\\\"]", lambda m: f"%{ord(m[0]):02X}", url)
    return f"[{escape(label)}]({target})"


def front_matter(meta: Mapping[str, Any]) -> str:
    """YAML front matter between its two ``---`` lines, keys in order; those of ``COMPACT`` last.

    A value stands on the line of its key; records each on a line of its own, as JSON, which is YAML too.
    """
    plain = [_field(key, value) for key, value in meta.items() if key not in COMPACT]
    compact = [f"{key}: {_json(meta[key])}\n" for key in COMPACT if key in meta]
    return f"---\n{''.join(plain)}{''.join(compact)}---\n"


def _field(key: str, value: object) -> str:
    name = _scalar(key)
    if isinstance(value, dict) and any(isinstance(one, dict) for one in value.values()):
        rows = "".join(f"  {_scalar(inner)}: {_json(one)}\n" for inner, one in value.items())
        return f"{name}:\n{rows}"
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        return f"{name}:\n" + "".join(f"- {_json(one)}\n" for one in value)
    if isinstance(value, list) and all(_is_plain(one) for one in value):
        return f"{name}: [{', '.join(value)}]\n"
    return f"{name}: {_scalar(value)}\n"


def _scalar(value: object) -> str:
    return value if isinstance(value, str) and _is_plain(value) else _json(value)


def _is_plain(value: object) -> bool:
    return isinstance(value, str) and _reads_plain(value)


# Names of fields, and of whom and what many articles name, stand on page after page.
@lru_cache(maxsize=4096)
def _reads_plain(text: str) -> bool:
    return bool(_PLAIN.fullmatch(text)) and text.lower() not in _RESERVED


def _json(value: object) -> str:
    """YAML on one line, as JSON."""
    text = _JSON.encode(value)
    if text.isascii() and "\x7f" not in text:
        return text
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def page(meta: Mapping[str, Any], body: str = "") -> str:
    """A Markdown page: front matter, then the body."""
    return front_matter(meta) + (f"\n{body}\n" if body else "")
