from __future__ import annotations

import json

import feedparser
import pytest
from lxml.html import fragment_fromstring
from making import archive, article

from generator.inputs.settings import Settings
from generator.model.records import Article, Correction, Term
from generator.outputs.feeds import feeds
from generator.outputs.sitemap import sitemap

SETTINGS = Settings(site_name="A & B", site_url="https://news.example/archive/", feed_minimum=2)


def test_a_summary_is_plain_text_even_when_interpreted_as_html() -> None:
    summary = "1 < 2 & <img src=https://evil.example/x onerror=alert(1)> ]]> <script>alert(1)</script>"
    (entry,) = feedparser.parse(made([article(seed="a", title="T", summary=summary)])["feed.xml"]).entries
    page = fragment_fromstring(entry.description, create_parent="div")
    assert (page.text, len(page)) == (summary, 0)


def made(articles: list[Article], settings: Settings = SETTINGS) -> dict[str, str]:
    return {output.path: output.text for output in feeds(archive(articles), settings)}


def test_the_feed_reads_as_rss_and_as_json() -> None:
    found = made([article(seed="a", title="T <b> & \x07", date="2024-01-05", summary="S", authors=("Ana",))])
    parsed = feedparser.parse(found["feed.xml"])
    assert not parsed.bozo
    (item,) = parsed.entries
    assert (item.link, item.author) == ("https://news.example/archive/articles/2024/01/t-b/", "Ana")
    assert item.published == "Fri, 05 Jan 2024 00:00:00 +0000"
    data = json.loads(found["feed.json"])
    assert data["items"][0]["date_published"] == "2024-01-05T00:00:00+00:00"


def test_a_topic_always_has_a_feed_and_other_small_terms_have_none() -> None:
    found = made([article(seed="a", title="T", topics=(Term("t", "T"),), people=(Term("p", "P"),))])
    assert "topics/t/feed.xml" in found
    assert "people/p/feed.xml" not in found


def test_the_sitemap_is_split_and_has_absolute_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.outputs.sitemap.SITEMAP_LIMIT", 2)
    urls = [("a/", "2024-01-05"), ("b/", ""), ("ü/", "")]
    found = {output.path: output.text for output in sitemap(urls, SETTINGS)}
    assert set(found) == {"sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"}
    assert "https://news.example/archive/sitemap-2.xml" in found["sitemap.xml"]
    assert "https://news.example/archive/%C3%BC/" in found["sitemap-2.xml"]
    assert list(sitemap(urls, Settings())) == []


def test_corrections_come_before_the_summary() -> None:
    fixed = (Correction("2024-02-01", "It was Monday."), Correction("", "Two, not three."))
    found = made([article(seed="a", title="T", date="2024-01-05", summary="S", corrections=fixed)])
    expected = "Correction 2024-02-01: It was Monday.\nCorrection: Two, not three.\nS"
    assert feedparser.parse(found["feed.xml"]).entries[0].description == expected
    (item,) = json.loads(found["feed.json"])["items"]
    assert (item["content_text"], item["date_modified"]) == (expected, "2024-02-01T00:00:00+00:00")


def test_a_feed_leaves_out_a_date_without_a_day() -> None:
    found = made([article(seed="a", title="T", date="1974-05", updated="1980")])
    assert "pubDate" not in found["feed.xml"]
    (item,) = json.loads(found["feed.json"])["items"]
    assert not {"date_published", "date_modified"} & set(item)
