"""Cuts out what a saved page embeds: pictures, fonts and scripts, no text but perhaps megabytes."""

from __future__ import annotations

import re
from typing import NamedTuple

# Data that a page embeds in an address, perhaps wrapped. A possessive pattern takes linear time.
_BASE64 = re.compile(rb";base64,[A-Za-z0-9+/=%_-]{100,}+(?:\r?\n[A-Za-z0-9+/=]{40,}+)*+")
_IMAGE = re.compile(rb"data:image/(?!svg)[a-z0-9.+-]{1,30}(?:;[a-z0-9=.-]{1,40}){0,3}\Z", re.IGNORECASE)
_HEAD = 160  # bytes before embedded data that say what it is
_SMALL = 100_000  # bytes of a page that is read as it is
_TAGS = ((b"<script", b"</script"), (b"<style", b"</style"))


class Separated(NamedTuple):
    """A page without embedded data, and its pictures as base64, by number."""

    data: bytes
    pictures: tuple[bytes, ...] = ()


def without_embedded(data: bytes, limit: int, *, scripts: bool = True) -> Separated:
    """Separate a page from embedded data, and from scripts and style sheets if it is still too large.

    The data of a picture becomes its number: ``data:image/png;base64,~3``.

    Args:
        data: the page.
        limit: most bytes of a page that is read whole.
        scripts: scripts and style sheets may be left out.
    """
    if len(data) <= _SMALL:
        return Separated(data)
    pictures: list[bytes] = []

    def number(match: re.Match[bytes]) -> bytes:
        if not _IMAGE.search(data, max(0, match.start() - _HEAD), match.start()):
            return b";base64,"
        pictures.append(match[0][len(b";base64,") :])
        return b";base64,~%d" % (len(pictures) - 1)

    rest = _BASE64.sub(number, data) if b";base64," in data else data
    for start, end in _TAGS if scripts and len(rest) > limit else ():
        rest = _without_elements(rest, start, end)
    return Separated(rest, tuple(pictures))


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
