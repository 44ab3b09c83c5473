"""What is the address of a page on the web: the one place that decides.

A scheme (http or https), a host that can exist, and no space, control character, user name or password.
Documents contain any text as an address: only this module takes such text apart.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from functools import lru_cache
from urllib.parse import SplitResult, urljoin, urlsplit

# Characters that no address contains unless they are percent-encoded, and those that would turn the direction
# of a text. An @ before the path is refused too: a user name and password would be published.
_FORBIDDEN = r"\s<>\"'`\\^{|}\[\]\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
FORM = rf"https?://(?![^/?#]*@)[^{_FORBIDDEN}/?#]+(?:[/?#][^{_FORBIDDEN}]*)?"
_FORM = re.compile(FORM, re.IGNORECASE)
_SCHEME = re.compile("https?://", re.IGNORECASE)
_START = re.compile(r"\Ahttps?://(?:www\.)?", re.IGNORECASE)
_NO_HOST = "must be an address with the name of a host, such as https://example.org/page"
_WITH_USER = re.compile(r"https?://[^/?#]*@", re.IGNORECASE)
# Room for a query that identifies a page; longer ones are data.
LONGEST = 4000
_LONGEST_HOST = 253
_LONGEST_LABEL = 63


@lru_cache(maxsize=4096)
def web_address_fault(text: str) -> str:
    """What is wrong with an address, as the end of a sentence about it; "" if nothing."""
    if _WITH_USER.match(text):
        return "must be an address without a user name or password; leave out what is before the @"
    if len(text) > LONGEST:
        return f"must be an address of at most {LONGEST} characters, not {len(text)}"
    if not _SCHEME.match(text):
        return "must be an address that starts with http:// or https://"
    if not _FORM.fullmatch(text):
        return f"{_NO_HOST}, without spaces, quotation marks and brackets"
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "must be an address with a valid host and port"
    return "" if _is_host(host) else _NO_HOST


def is_web_address(text: str) -> bool:
    """Whether a text is the address of a page on the web, and nothing else."""
    return not web_address_fault(text)


def parts_of(address: str) -> SplitResult:
    """The parts of an address; all are empty if it cannot be split, such as ``http://[page``."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")


def resolved(address: str, base: str) -> str:
    """An address relative to another one as a full address, "" if either cannot be split."""
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def page_key(address: str) -> str:
    """What the addresses of one page have in common, without scheme, "www.", final slash and fragment."""
    return _START.sub("", address.partition("#")[0]).rstrip("/")


def _is_host(host: str) -> bool:
    labels = host.removesuffix(".").split(".")
    # An address that was pasted after another "https://" would have a host of that name.
    if len(host) > _LONGEST_HOST or host in {"http", "https"} or not all(map(_is_label, labels)):
        return False
    # A last part without a letter is that of a number: a date, a price, or the address of a machine.
    return any(char.isalpha() for char in labels[-1]) or _is_number(host)


def _is_label(label: str) -> bool:
    """Letters of any script, digits and hyphens; symbols, because some hosts are named after an emoji."""
    return 0 < len(label) <= _LONGEST_LABEL and not label.startswith("-") and all(map(_is_kept, label))


def _is_kept(char: str) -> bool:
    if char.isascii():
        return char.isalnum() or char in "-_"
    # Joiners belong to words of Persian and Indic scripts.
    return (
        unicodedata.category(char)[0] in "LMN" or unicodedata.category(char) == "So" or char in "\u200c\u200d"
    )


def _is_number(host: str) -> bool:
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return True
