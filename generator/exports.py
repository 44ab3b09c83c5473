"""Data files beside the pages: the whole archive as JSON lines, and the sitemap."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from xml.etree import ElementTree as ET

from generator.addresses import absolute
from generator.archive import Archive
from generator.archive_related import Relations
from generator.keys import digest, settings_key
from generator.model import Article, Line, Output
from generator.record import record_of
from generator.settings import Settings

SITEMAP_LIMIT = 50_000
# What many readers of lines take for the end of one.
_LINE_ENDS = {end: f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}
_SITEMAP_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def articles_jsonl(archive: Archive, settings: Settings) -> Iterator[Output]:
    """``data/articles.jsonl``: one object an article, by date, then id."""
    ground = settings_key(settings)
    lines = tuple(_line(article, archive, ground) for article in archive.articles)
    yield Output("data/articles.jsonl", lines, digest(*(line.key for line in lines)))


def _line(article: Article, archive: Archive, ground: bytes) -> Line:
    related = archive.relations[article.id]
    key = digest(ground, article.digest, related) if article.digest else b""
    return Line(key, partial(_json, article, related))


def _json(article: Article, related: Relations) -> str:
    whole = article.whole()
    line = json.dumps(record_of(whole, related) | {"body": whole.body}, ensure_ascii=False)
    for end, written in _LINE_ENDS.items():
        line = line.replace(end, written)
    return line + "\n"


def sitemap(urls: Iterable[tuple[str, str]], settings: Settings) -> Iterator[Output]:
    """``sitemap.xml`` of (address, day of last change or ""), split into parts of 50,000 under an index.

    Nothing where the site's address is not known: a sitemap holds full addresses only.
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
