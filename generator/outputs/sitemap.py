"""The sitemap of a published site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from generator.inputs.settings import Settings
from generator.model.addresses import absolute
from generator.model.output import Output

SITEMAP_LIMIT = 50_000


_SITEMAP_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(urls: Iterable[tuple[str, str]], settings: Settings) -> Iterator[Output]:
    """Yield ``sitemap.xml``, split into parts of 50,000 addresses with an index if necessary.

    Yields nothing if the site's address is unknown, because a sitemap consists of absolute addresses.

    Args:
        urls: (address below the site's root, day of the last change or "") of every page.
        settings: for the site's address.
    """
    if not settings.site_url:
        return
    parts = list(_batches(sorted(urls), SITEMAP_LIMIT))
    if len(parts) == 1:
        yield Output("sitemap.xml", _sitemap("urlset", "url", parts[0], settings))
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield Output(name, _sitemap("urlset", "url", part, settings))
    yield Output("sitemap.xml", _sitemap("sitemapindex", "sitemap", [(name, "") for name in names], settings))


def _batches(items: list[tuple[str, str]], size: int) -> Iterator[list[tuple[str, str]]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _sitemap(root: str, element: str, items: Iterable[tuple[str, str]], settings: Settings) -> str:
    tree = ET.Element(root, xmlns=_SITEMAP_SPACE)
    for url, changed in items:
        item = ET.SubElement(tree, element)
        ET.SubElement(item, "loc").text = absolute(settings.site_url, url)
        if changed:
            ET.SubElement(item, "lastmod").text = changed
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(tree, encoding="unicode")}\n'
