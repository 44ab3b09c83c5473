"""RSS 2.0 and JSON Feed 1.1: for the archive, each topic and collection, and terms with enough articles."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from email.utils import format_datetime
from typing import NamedTuple
from xml.etree import ElementTree as ET

from generator.addresses import absolute
from generator.archive import Archive, Shelf
from generator.markup import CONTROLS
from generator.model import Article, Output
from generator.settings import Settings

ALWAYS = ("topics", "collections")


class Feed(NamedTuple):
    """A list of articles to follow: ``url`` is the page it belongs to."""

    title: str
    url: str
    articles: Sequence[Article]


def has_feed(shelf: Shelf, settings: Settings) -> bool:
    """Whether a term's page offers a feed."""
    return shelf.kind in ALWAYS or len(shelf.articles) >= settings.feed_minimum


def feeds(archive: Archive, settings: Settings) -> Iterator[Output]:
    """``feed.xml`` and ``feed.json`` of every list that has one, newest articles first."""
    shelves = (
        shelf for shelves in archive.shelves.values() for shelf in shelves if has_feed(shelf, settings)
    )
    named = (Feed(f"{shelf.name} · {settings.site_name}", shelf.url, shelf.articles) for shelf in shelves)
    for feed in (Feed(settings.site_name, "", archive.newest), *named):
        newest = feed._replace(
            articles=sorted(feed.articles[: settings.feed_size], key=_latest, reverse=True)
        )
        yield Output(f"{feed.url}feed.xml", _rss(newest, settings))
        yield Output(f"{feed.url}feed.json", _json(newest, settings))


def _latest(article: Article) -> str:
    return article.date


def _rss(feed: Feed, settings: Settings) -> str:
    root = ET.Element("rss", {"version": "2.0", "xmlns:dc": "http://purl.org/dc/elements/1.1/"})
    channel = ET.SubElement(root, "channel")
    _text(channel, "title", feed.title)
    _text(channel, "link", absolute(settings.site_url, feed.url))
    _text(channel, "description", settings.description or feed.title)
    _text(channel, "language", settings.language)
    for article in feed.articles:
        item = ET.SubElement(channel, "item")
        link = absolute(settings.site_url, article.url)
        _text(item, "title", article.title)
        _text(item, "link", link)
        ET.SubElement(item, "guid", isPermaLink="true" if settings.site_url else "false").text = link
        _text(item, "description", article.summary)
        if article.date:
            _text(item, "pubDate", format_datetime(_midnight(article.date)))
        for author in article.authors:
            _text(item, "dc:creator", author)
        for topic in article.topics:
            _text(item, "category", topic.name)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _json(feed: Feed, settings: Settings) -> str:
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": absolute(settings.site_url, feed.url),
        "feed_url": absolute(settings.site_url, f"{feed.url}feed.json"),
        "language": settings.language,
        "items": [_item(article, settings) for article in feed.articles],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _item(article: Article, settings: Settings) -> dict[str, object]:
    item: dict[str, object] = {
        "id": absolute(settings.site_url, article.url),
        "url": absolute(settings.site_url, article.url),
        "title": article.title,
        "content_text": article.summary,
        "language": article.language,
        "external_url": article.source.url,
        "date_published": _midnight(article.date).isoformat() if article.date else "",
        "authors": [{"name": name} for name in article.authors],
        "tags": [topic.name for topic in article.topics],
    }
    return {key: value for key, value in item.items() if value}


def _midnight(day: str) -> dt.datetime:
    return dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC)


def _text(parent: ET.Element, name: str, text: str) -> None:
    # XML 1.0 has no way to write a control character; without this one article would break the feed.
    ET.SubElement(parent, name).text = CONTROLS.sub("", text)
