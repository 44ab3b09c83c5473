"""Former addresses: each answers with a page that leads to where its article is now."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.archive import Archive
from generator.model import Output
from generator.pages.views import page
from generator.settings import Settings

# An address below the site's root, without a way out of it.
_ADDRESS = re.compile(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*")


def redirects(archive: Archive, settings: Settings) -> Iterator[Output]:
    """One page for each ``aliases:`` of an article; what is an address of today is no redirect."""
    del settings
    taken = {article.url.strip("/") for article in archive.articles}
    for article in archive.articles:
        for alias in article.aliases:
            former = alias.strip("/").removesuffix("/index.html")
            if former not in taken and _ADDRESS.fullmatch(former):
                taken.add(former)
                yield page("redirect", f"{former}/", article.title, {"to": article.url})
