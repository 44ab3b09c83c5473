"""Markdown of any making, so that it can be rendered in linear time."""

from __future__ import annotations

import html
import re

_RUN = re.compile(r"([^\w\s])\1{79,}")
_BARE = re.compile(r"^[ \t]+$", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]{40,}", re.MULTILINE)
_BLANK = re.compile(r"(?:[^\n]+\n?)+")
_BRACKETS = 400  # opening brackets and angles in one block from which they are not markup


def tame(body: str) -> str:
    """Markdown that renders in linear time: no text of a person has such runs of marks.

    Rows of one mark are cut, lines that hold nothing but spaces emptied; a block with very many opening
    brackets is plain text.
    """
    filled = _BARE.sub("", body)
    short = _INDENT.sub(" " * 40, _RUN.sub(r"\1\1\1\1\1\1\1\1", filled))
    return _BLANK.sub(lambda match: _flat(match[0]), short)


def _flat(block: str) -> str:
    if block.count("[") + block.count("<") + block.count("&") < _BRACKETS:
        return block
    return f"<p>{html.escape(' '.join(block.split()))}</p>\n"
