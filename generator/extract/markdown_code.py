"""Finds the code in a Markdown text, in which nothing has a meaning for readers of Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

FENCE = re.compile(r"[ >]{0,12}(`{3,}|~{3,})")
"""The start of a line that begins or ends fenced code."""
_CODE_SPAN = re.compile(r"(?<![`\\])(`+)(?!`)(?:[^`]|(?!\1(?!`))`+){1,2000}?(?<!`)\1(?!`)")


def fenced_code(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each stretch of fenced code in a Markdown text, with its fences."""
    fence, start, position = "", 0, 0
    for line in text.split("\n"):
        match = FENCE.match(line)
        if match and not fence:
            fence, start = match[1], position
        elif match and match[1].startswith(fence) and not line[match.end() :].strip():
            yield start, position + len(line)
            fence = ""
        position += len(line) + 1
    if fence:
        yield start, len(text)


def outside_fences(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern outside fenced code."""
    position = 0
    for start, end in (*fenced_code(text), (len(text), len(text))):
        yield from pattern.finditer(text, position, start)
        position = end


def code_in(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each stretch of code in a Markdown text, fenced or within a line."""
    position = 0
    has_spans = "`" in text
    for start, end in (*fenced_code(text), (len(text), len(text))):
        if has_spans:
            yield from (match.span() for match in _CODE_SPAN.finditer(text, position, start))
        yield start, end
        position = end


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """The text with its parts outside code changed."""
    parts, position = [], 0
    for start, end in code_in(text):
        parts += [change(text[position:start]), text[start:end]]
        position = end
    return "".join(parts)
