"""Front matter: lines of YAML at the head of a text, between a line ``---`` and a line ``---`` or ``...``."""

from __future__ import annotations

import re
from typing import NamedTuple

# Of a line: blanks that may follow the marks, carriage returns among them.
_REST = r"[^\S\n]*"
_HEAD = re.compile(rf"\A\ufeff?---{_REST}\n(?P<yaml>(?:.*\n)*?)(?:---|\.\.\.){_REST}(?:\n|\Z)")
_KEY = re.compile(r"\A(?:#.*\n)*+(?P<key>[^\s:#-][^:\n]*):(?:\s|\Z)")
_EMPTY = re.compile(rf"\A(?:{_REST}(?:#.*)?\n)*+")

FIRST_LINE = 2
"""The line of the text on which the YAML begins, from 1."""


class FrontMatter(NamedTuple):
    """A text taken apart.

    ``yaml`` is what is between the marks, ``key`` its first key ("" where it holds nothing), ``body`` the
    rest of the text, which begins after ``lines`` lines.
    """

    yaml: str
    key: str
    body: str
    lines: int


def split_front_matter(text: str) -> FrontMatter | None:
    """The front matter of a text and what follows it; None where the text has none.

    A rule of hyphens above a text is no front matter: its first line, comments aside, must be a key with its
    colon, or there must be nothing at all before its end.
    """
    head = _HEAD.match(text)
    if head is None:
        return None
    key = _KEY.match(head["yaml"])
    if key is None and not _EMPTY.fullmatch(head["yaml"]):
        return None
    name = key["key"].strip(" '\"") if key else ""
    return FrontMatter(head["yaml"], name, text[head.end() :], head[0].count("\n"))
