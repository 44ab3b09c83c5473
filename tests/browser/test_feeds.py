"""Feeds are where pages link to them, and an independent feed reader understands them."""

from __future__ import annotations

import json
from urllib.parse import unquote, urljoin

import feedparser
import pytest

from browser.demo import Demo
from browser.visits import Visitor

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["home", "topic", "collection"])
def test_page_links_to_feeds_that_can_be_read(name: str, visitor: Visitor, demo: Demo) -> None:
    address = demo.pages()[name]
    with visitor.page(address) as page:
        heads = page.locator("head link[rel=alternate][type='application/rss+xml']").all()
        feed = heads[-1].get_attribute("href") or ""
        link = page.get_by_role("link", name="RSS feed").first
        assert urljoin(page.url, link.get_attribute("href")) == urljoin(page.url, feed)
        read = feedparser.parse(page.request.get(urljoin(page.url, feed)).body())
        json_link = page.get_by_role("link", name="JSON feed").first.get_attribute("href") or ""
        items = json.loads(page.request.get(urljoin(page.url, json_link)).body())["items"]
    assert not read.bozo
    assert [entry.title for entry in read.entries] == [item["title"] for item in items]
    assert {entry.title for entry in read.entries} <= {article["title"] for article in demo.articles}


def test_newest_article_comes_first_with_its_date(demo: Demo) -> None:
    read = feedparser.parse((demo.site / "feed.xml").read_bytes())
    newest = max(demo.articles, key=lambda article: article["date"] or "")
    first = read.entries[0]
    assert (first.title, first.published_parsed[:3]) == (
        newest["title"],
        tuple(int(part) for part in newest["date"].split("-")),
    )
    assert first.link.endswith(newest["url"])


def test_sitemap_names_every_article(demo: Demo) -> None:
    # The protocol of sitemaps asks for percent-encoded addresses.
    text = unquote((demo.site / "sitemap.xml").read_text(encoding="ascii"))
    assert [article["url"] for article in demo.articles if f"/{article['url']}</loc>" not in text] == []
