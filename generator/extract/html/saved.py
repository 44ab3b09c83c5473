"""Reads what programs that save a page write into it: the page's address and the day of saving."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from generator.model.documents import Claim
from generator.text.declared_dates import declared_day
from generator.text.web_address import parts_of

_HEAD = 5000  # characters in which a comment is expected
_SINGLE_FILE = re.compile(
    r"saved with SingleFile[^\n]{0,60}\s{1,9}url:\s{0,9}(?P<url>https?://\S{1,2000})"
    r"(?:\s{1,9}saved date:\s{0,9}(?P<day>[^\n>]{1,90}))?",
    re.IGNORECASE,
)
# Browsers count the characters of the address: (0042).
_SAVED_FROM = re.compile(
    r"saved from(?: url=\(\d{1,6}\)|:? )\s?(?P<url>https?://[^\s>]{1,2000})"
    r"(?: (?:at|on) (?P<day>[\w:., +-]{1,40}?)(?= using| ?-->))?",
    re.IGNORECASE,
)
_HTTRACK = re.compile(
    r"Mirrored from (?P<url>[\w.-]{1,200}\.[a-z]{2,20}/\S{0,2000}) by HTTrack[^,\n]{0,80}(?:,\d{4}\])?,"
    r"\s?(?P<day>[\w:., +-]{1,40})",
    re.IGNORECASE,
)
# Names of meta elements of Save Page WE.
_META = {"savepage-url": "url", "savepage-date": "day"}
_STAMP = re.compile(r"(\d{8})\d{0,9}\Z")


def saved_claims(text: str, root: HtmlElement) -> Iterator[Claim]:
    """The address of a page and the day on which it was saved, as the program that saved it states them.

    Args:
        text: the page.
        root: its tree, which has no comments.
    """
    head = text[:_HEAD]
    match = None
    if "<!--" in head:
        match = _SINGLE_FILE.search(head) or _SAVED_FROM.search(head)
    if match is None and "HTTrack" in head:
        match = _HTTRACK.search(head)
    if match is not None:
        url = match["url"] if "://" in match["url"] else f"https://{match['url']}"
        yield from _claims(url, match["day"] or "", "saved-comment")
    yield from _claims(
        root.get("data-scrapbook-source") or "", root.get("data-scrapbook-create") or "", "saved-attribute"
    )
    if "savepage-" in head:
        stated = {
            _META.get(element.get("name") or "", ""): element.get("content") or ""
            for element in root.iter("meta")
        }
        yield from _claims(stated.get("url", ""), stated.get("day", ""), "saved-meta")
    base = next((element.get("href") or "" for element in root.iter("base")), "").strip()
    # A base with a short path is that of the site, not of the page.
    if base.startswith("http") and not base.endswith("/") and parts_of(base).path.strip("/"):
        yield Claim("source_url", base, "base", base, 0.6)


def _claims(url: str, day: str, rule: str) -> Iterator[Claim]:
    if url.startswith("http"):
        yield Claim("source_url", url, rule, url, 0.8)
    day = day.strip(" -")
    stamp = _STAMP.match(day)
    saved = declared_day(stamp[1] if stamp else day) if day else ""
    if saved:
        yield Claim("retrieved", saved, rule, day, 0.9)
