"""Markdown and YAML text: the one place that writes or escapes either."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import yaml

try:
    from yaml import CSafeDumper as SafeDumper
except ImportError:  # PyYAML without libyaml
    from yaml import SafeDumper  # type: ignore[assignment]

# What opens inline markup anywhere, an underscore inside a word aside.
_INLINE = re.compile(r"[\\`*\[\]{}<]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
# What opens a block at the start of a line: heading, quote, list, rule, setext underline, fence, definition.
_BLOCK = re.compile(r"^(?:[#>=:|~!]|[-+](?=[\s-]|$)|\d{1,9}(?=[.)](?:\s|$)))", re.MULTILINE)
_INDENT = re.compile(r"^[^\S\n]+", re.MULTILINE)
# What a template reads and no person edits: on one line each.
COMPACT = ("view",)
# What YAML cannot hold as it is, even in quotes.
_UNPRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
# C0 and C1 controls that Markdown and XML cannot hold; Python-Markdown keeps its own marks at 2 and 3.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")


def escape(text: str) -> str:
    """Plain text as Markdown that renders to exactly these words: no markup, no HTML, no block.

    Lines stay lines; spaces at their start go. Control characters are dropped.
    """
    flat = _INDENT.sub("", CONTROLS.sub("", text))
    return _BLOCK.sub(_escape_block, _INLINE.sub(_escape_inline, flat))


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
    """YAML front matter between its two ``---`` lines, keys in order; those of ``COMPACT`` last."""
    plain = {key: value for key, value in meta.items() if key not in COMPACT}
    compact = "".join(f"{key}: {_flow(meta[key])}\n" for key in COMPACT if key in meta)
    dumped = yaml.dump(
        plain,
        Dumper=SafeDumper,
        allow_unicode=True,
        sort_keys=False,
        width=2**20,
        # Lists of names on one line, the front matter itself never.
        default_flow_style=None if any(isinstance(one, (dict, list)) for one in plain.values()) else False,
    )
    return f"---\n{dumped}{compact}---\n"


def _flow(value: object) -> str:
    """YAML on one line, as JSON, which is YAML too and made ten times as fast."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def page(meta: Mapping[str, Any], body: str = "") -> str:
    """A Markdown page: front matter, then the body."""
    return front_matter(meta) + (f"\n{body}\n" if body else "")
