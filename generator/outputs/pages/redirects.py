"""Former addresses: each answers with a page that leads to where its article is now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.archive.archive import Archive
from generator.inputs.settings import Settings
from generator.model.addresses import DEVICES
from generator.model.output import Output
from generator.outputs.page import page

# No disk takes a name of more than 255 bytes, and a file being written has a longer one for a moment.
PART_BYTES = 200
ADDRESS_BYTES = 800
# What hosts drop from the end of an address.
_INDEX = re.compile(r"(?:^|/)(?:index|readme)(?:\.html?|\.md)?$", re.IGNORECASE)
# An address below the site's root, without a way out of it. A dot begins the ending of a page only: a folder
# that is called like a file of the site would stop the whole build, one like a device a copy on Windows.
_DEVICE = rf"(?:{'|'.join(sorted(DEVICES))})(?:\.[^/]*)?"
_TAKEN = rf"(?!(?:404\.html?|cname|index\.html?|_headers|_redirects|{_DEVICE})(?:/|$))"
_PART = rf"{_TAKEN}[\w-]+(?:\.(?:s?html?|php\d?|aspx?|jsp|cfm))?"
_ADDRESS = re.compile(rf"(?:{_PART}/)*{_PART}", re.IGNORECASE)


def redirects(archive: Archive, settings: Settings, urls: Iterable[str]) -> Iterator[Output]:
    """One page for each ``aliases:`` of an article.

    Args:
        archive: the articles.
        settings: for the language of the words on the page.
        urls: the addresses of today's pages, which no redirect takes from them.
    """
    taken = {url.strip("/") for url in urls}
    for article in (*archive.articles, *archive.withdrawn):
        for former in filter(None, map(former_address, article.aliases)):
            if former not in taken:
                taken.add(former)
                # The headline of a withdrawn article may be withheld; its address says enough.
                title = article.url if article.withdrawn else article.title
                yield page("redirect", f"{former}/", title, {"to": article.url}, settings)


def former_address(alias: str) -> str:
    """The address below the root, without slashes around it, that an alias stands for; "" where it cannot."""
    former = _INDEX.sub("", alias.strip("/"))
    parts = former.encode().split(b"/")
    fits = len(former.encode()) <= ADDRESS_BYTES and max(map(len, parts)) <= PART_BYTES
    return former if fits and _ADDRESS.fullmatch(former) else ""
