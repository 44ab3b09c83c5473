"""Drops what a saved page embeds: pictures, fonts and scripts, which are no text and may be megabytes."""

from __future__ import annotations

import re

# Data that a page embeds in an address, perhaps wrapped. A possessive pattern takes linear time.
_BASE64 = re.compile(rb";base64,[A-Za-z0-9+/=%_-]{100,}+(?:\r?\n[A-Za-z0-9+/=]{40,}+)*+")
_SMALL = 100_000  # bytes of a page that is read as it is
_TAGS = ((b"<script", b"</script"), (b"<style", b"</style"))


def without_embedded(data: bytes, limit: int) -> bytes:
    """A page without embedded data, and without scripts and style sheets if it is still too large.

    Args:
        data: the page.
        limit: most bytes of a page that is read whole.
    """
    if len(data) <= _SMALL:
        return data
    if b";base64," in data:
        data = _BASE64.sub(b";base64,", data)
    for start, end in _TAGS if len(data) > limit else ():
        data = _without_elements(data, start, end)
    return data


def _without_elements(data: bytes, start: bytes, end: bytes) -> bytes:
    """The page without the content of these elements, except structured data, which describes the article."""
    folded = data.lower()
    parts, position = [], 0
    while (opening := folded.find(start, position)) >= 0:
        inside = folded.find(b">", opening) + 1
        closing = folded.find(end, inside) if inside else -1
        if closing < 0:
            break
        head = folded[opening:inside]
        parts.append(data[position:inside])
        if b"ld+json" in head:
            parts.append(data[inside:closing])
        # Lines keep their numbers.
        parts.append(b"" if b"ld+json" in head else b"\n" * data.count(b"\n", inside, closing))
        position = closing
    return b"".join((*parts, data[position:]))
