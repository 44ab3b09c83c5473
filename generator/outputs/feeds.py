"""RSS 2.0 and JSON Feed 1.1: for the archive, each topic and collection, and terms with enough articles."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections.abc import Callable, Iterator, Sequence
from email.utils import format_datetime
from functools import partial
from html import escape
from typing import NamedTuple
from xml.etree import ElementTree as ET

from generator.archive.archive import Archive, Shelf
from generator.inputs.settings import Settings
from generator.model.addresses import absolute
from generator.model.kinds import LISTS
from generator.model.output import Output
from generator.model.partial_dates import full_day
from generator.model.records import Article
from generator.outputs.keys import articles_key
from generator.outputs.pictures import picture_view
from generator.outputs.views import View
from generator.outputs.words import words
from generator.text.controls import CONTROLS


class FeedItem(NamedTuple):
    """One item of a feed. ``key`` distinguishes it from other items with the same address.

    ``day`` is when it was published, ``changed`` when it was last corrected or updated: YYYY-MM-DD or "".
    ``picture`` is as in ``views.py``.
    """

    title: str
    url: str
    day: str = ""
    summary: str = ""
    key: str = ""
    language: str = ""
    external_url: str = ""
    authors: Sequence[str] = ()
    topics: Sequence[str] = ()
    changed: str = ""
    picture: View | None = None


class Feed(NamedTuple):
    """A feed, newest item first; ``url`` is the address of its page."""

    title: str
    url: str
    items: Sequence[FeedItem]


def has_feed(shelf: Shelf, settings: Settings) -> bool:
    """Whether a term's page offers a feed."""
    return LISTS[shelf.kind].always_feed or len(shelf.articles) >= settings.feed_minimum


def has_json_feed(kind: str) -> bool:
    """Whether a list is offered as JSON too: programs ask for the archive, a topic, a tag or a collection."""
    return LISTS[kind].json_feed


def feeds(archive: Archive, settings: Settings) -> Iterator[Output]:
    """``feed.xml`` for every list that has a feed, newest articles first, and ``feed.json`` for some."""
    yield from _files("", settings.site_name, archive.newest, settings)
    for shelf in (
        shelf for shelves in archive.shelves.values() for shelf in shelves if has_feed(shelf, settings)
    ):
        title = f"{shelf.name} · {settings.site_name}"
        files = _files(shelf.url, title, shelf.articles, settings)
        yield from files if has_json_feed(shelf.kind) else itertools.islice(files, 1)


def feed_files(feed: Feed, settings: Settings) -> Iterator[Output]:
    """One feed in both formats."""
    yield Output(f"{feed.url}feed.xml", _rss(feed, settings))
    yield Output(f"{feed.url}feed.json", _json(feed, settings))


def _files(url: str, title: str, articles: Sequence[Article], settings: Settings) -> Iterator[Output]:
    newest = sorted(articles[: settings.feed_size], key=_latest, reverse=True)
    key = articles_key(settings, newest, url, title)
    for name, make in (("feed.xml", _rss), ("feed.json", _json)):
        yield Output(f"{url}{name}", partial(_text_of, make, Feed(title, url, ()), newest, settings), key)


def _text_of(
    make: Callable[[Feed, Settings], str], feed: Feed, articles: Sequence[Article], settings: Settings
) -> str:
    return make(feed._replace(items=[_item(article, settings) for article in articles]), settings)


def _latest(article: Article) -> str:
    return article.date


def _item(article: Article, settings: Settings) -> FeedItem:
    return FeedItem(
        article.title,
        article.url,
        article.day,
        _corrected(article, settings),
        language=article.language,
        external_url=article.source.url,
        authors=article.authors,
        topics=[topic.name for topic in article.topics],
        changed=max((full_day(article.updated), *(correction.date for correction in article.corrections))),
        picture=_picture(article, settings),
    )


def _picture(article: Article, settings: Settings) -> View | None:
    settings = settings.for_article(article)
    shown = article.lead if settings.pictures != "none" else None
    return picture_view(shown, settings) if shown else None


def _corrected(article: Article, settings: Settings) -> str:
    """The summary of an article, after its corrections."""
    label = words(settings.language)["correction"]
    corrections = (f"{' '.join(filter(None, (label, c.date)))}: {c.text}" for c in article.corrections)
    return "\n".join(filter(None, (*corrections, article.summary)))


def _rss(feed: Feed, settings: Settings) -> str:
    spaces = {"xmlns:dc": "http://purl.org/dc/elements/1.1/", "xmlns:media": "http://search.yahoo.com/mrss/"}
    root = ET.Element("rss", {"version": "2.0", **spaces})
    channel = ET.SubElement(root, "channel")
    _text(channel, "title", feed.title)
    _text(channel, "link", absolute(settings.site_url, feed.url))
    _text(channel, "description", settings.description or feed.title)
    _text(channel, "language", settings.language)
    for entry in feed.items:
        item = ET.SubElement(channel, "item")
        link = absolute(settings.site_url, entry.url)
        permanent = settings.site_url and not entry.key
        _text(item, "title", entry.title)
        _text(item, "link", link)
        ET.SubElement(item, "guid", isPermaLink="true" if permanent else "false").text = link + entry.key
        # Feed readers treat it as HTML.
        _text(item, "description", escape(entry.summary, quote=False))
        if entry.day:
            _text(item, "pubDate", format_datetime(_midnight(entry.day)))
        for author in entry.authors:
            _text(item, "dc:creator", author)
        for topic in entry.topics:
            _text(item, "category", topic)
        if entry.picture:
            _media(item, entry.picture, settings)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _media(item: ET.Element, picture: View, settings: Settings) -> None:
    """A picture as Media RSS."""
    size = {"width": str(picture["width"]), "height": str(picture["height"])}
    address = absolute(settings.site_url, picture["src"])
    media = ET.SubElement(
        item, "media:content", {"url": address, "medium": "image", "type": "image/jpeg", **size}
    )
    for name, key in (
        ("media:description", "caption"),
        ("media:credit", "credit"),
        ("media:copyright", "rights"),
    ):
        if key in picture:
            _text(media, name, picture[key])


def _json(feed: Feed, settings: Settings) -> str:
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": absolute(settings.site_url, feed.url),
        "feed_url": absolute(settings.site_url, f"{feed.url}feed.json"),
        "language": settings.language,
        "items": [_json_item(item, settings) for item in feed.items],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _json_item(item: FeedItem, settings: Settings) -> dict[str, object]:
    url = absolute(settings.site_url, item.url)
    values: dict[str, object] = {
        "id": url + item.key,
        "url": url,
        "title": item.title,
        "content_text": item.summary,
        "language": item.language,
        "external_url": item.external_url,
        "date_published": _midnight(item.day).isoformat() if item.day else "",
        "date_modified": _midnight(item.changed).isoformat() if item.changed else "",
        "authors": [{"name": name} for name in item.authors],
        "tags": list(item.topics),
        "image": absolute(settings.site_url, item.picture["src"]) if item.picture else "",
    }
    return {key: value for key, value in values.items() if value}


def _midnight(day: str) -> dt.datetime:
    return dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC)


def _text(parent: ET.Element, name: str, text: str) -> None:
    # XML 1.0 cannot represent control characters: one article would break the feed.
    ET.SubElement(parent, name).text = CONTROLS.sub("", text)
