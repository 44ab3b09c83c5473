"""Redirects: pages at former addresses that lead to the current address of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.archive.archive import Archive
from generator.inputs.settings import Settings
from generator.model.addresses import DEVICES
from generator.model.output import Output
from generator.outputs.page import page

# File systems allow names of 255 bytes, and temporary files have slightly longer names.
PART_BYTES = 200
ADDRESS_BYTES = 800
# Endings that hosts omit from addresses.
_INDEX = re.compile(r"(?:^|/)(?:index|readme)(?:\.html?|\.md)?$", re.IGNORECASE)
# An address below the site's root. Only extensions of pages are allowed: a folder with the name of one of the
# site's files would stop the build, and one with the name of a device cannot be copied to Windows.
_DEVICE = rf"(?:{'|'.join(sorted(DEVICES))})(?:\.[^/]*)?"
_TAKEN = rf"(?!(?:404\.html?|cname|index\.html?|_headers|_redirects|{_DEVICE})(?:/|$))"
_PART = rf"{_TAKEN}[\w-]+(?:\.(?:s?html?|php\d?|aspx?|jsp|cfm))?"
_ADDRESS = re.compile(rf"(?:{_PART}/)*{_PART}", re.IGNORECASE)


def redirects(archive: Archive, settings: Settings, urls: Iterable[str]) -> Iterator[Output]:
    """A redirect for each of the ``aliases:`` of an article.

    Args:
        archive: the articles.
        settings: for the language of the interface.
        urls: addresses of the current pages, which redirects must not replace.
    """
    taken = {url.strip("/") for url in urls}
    for article in (*archive.articles, *archive.withdrawn):
        for former in filter(None, map(former_address, article.aliases)):
            if former not in taken:
                taken.add(former)
                # The headline of a withdrawn article may be withheld, so use its address.
                title = article.url if article.withdrawn else article.title
                yield page("redirect", f"{former}/", title, {"to": article.url}, settings)


def former_address(alias: str) -> str:
    """The address of an alias below the site's root, without outer slashes; "" if the alias is invalid."""
    former = _INDEX.sub("", alias.strip("/"))
    parts = former.encode().split(b"/")
    fits = len(former.encode()) <= ADDRESS_BYTES and max(map(len, parts)) <= PART_BYTES
    return former if fits and _ADDRESS.fullmatch(former) else ""
