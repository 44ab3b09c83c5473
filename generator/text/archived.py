"""Addresses of copies in web archives, which contain the address of the original."""

from __future__ import annotations

import re

# The Wayback Machine and archives with its software; archive.today under its names; national archives.
_WAYBACK = re.compile(
    r"\Ahttps?://(?:web\.archive\.org/web|archive\.org/web|wayback\.archive-it\.org/\w{1,20}|arquivo\.pt/wayback"
    r"|(?:www\.)?webarchive\.org\.uk/wayback/\w{2,20}|webarchive\.nationalarchives\.gov\.uk(?:/ukgwa)?"
    r"|(?:web\.)?archive\.(?:ph|today|is|li|vn|md|fo))"
    r"/(?:\d{4,14}(?:[a-z]{2}_)?|\d{4}\.\d\d\.\d\d-\d{6}|newest|oldest)/(?P<original>https?:/{1,2}\S{1,4000})\Z"
)


def original_of(url: str) -> str:
    """The address of the original, if an address is that of a copy in a web archive; else ""."""
    match = _WAYBACK.match(url)
    # Some programs write two slashes as one.
    return re.sub(r"\A(https?:)/{1,2}", r"\1//", match["original"]) if match else ""


def copy_of(address: str, copy: str) -> str:
    """The address of a copy of ``address`` in the same web archive, of the same day, as another copy."""
    match = _WAYBACK.match(copy)
    return copy[: match.start("original")] + address if match else address
