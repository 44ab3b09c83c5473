"""Text of an archive in a report, which must not become markup."""

from __future__ import annotations

import re

LENGTH = 240


def code(text: object, length: int = LENGTH) -> str:
    """Any text as a code span that is safe in a table cell, at most ``length`` characters; "–" for ""."""
    flat = "".join(char for char in " ".join(str(text).split()) if char.isprintable())
    flat = flat if len(flat) <= length else f"{flat[:length]}…"
    if not flat:
        return "–"
    fence = "`" * (max(map(len, re.findall(r"`+", flat)), default=0) + 1)
    return f"{fence} {flat.replace('|', chr(92) + '|')} {fence}"
