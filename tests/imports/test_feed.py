"""Feeds: local days, categories, media, and teasers told apart from whole texts."""

# ruff: noqa: E501 - sample texts

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reading_exports import items_of

from generator.imports.item import Item
from generator.model.errors import ClipfileError

TEXT = (
    "<p>The ferry company of Lunmark will stop its night crossings in June, its director told the council.</p>"
    "<p>Fewer than twenty people used them each night, she said, and the boats need repairs.</p>"
)
RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Lunmark Courier</title>
<link>https://lunmark.example</link><language>en-gb</language>{}</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Lunmark Courier</title>
<link href="https://lunmark.example/"/><updated>2024-05-04T00:30:00+02:00</updated>{}</feed>"""


def rss(folder: Path, entry: str) -> Item:
    return read(
        folder, RSS.format(f"<item><title>Ferry</title><link>https://lunmark.example/f</link>{entry}</item>")
    )


def read(folder: Path, text: str) -> Item:
    file = folder / "feed.xml"
    file.write_text(text, encoding="utf-8")
    (item,) = items_of(file)
    return item


def test_an_entry_has_its_local_day_author_categories_and_media(tmp_path: Path) -> None:
    item = rss(
        tmp_path,
        "<guid>tag:1</guid><pubDate>Fri, 03 May 2024 22:30:00 -0700</pubDate><dc:creator>Ida Sund</dc:creator>"
        "<category>Harbour</category><category>Boats</category>"
        f"<description>Short.</description><content:encoded><![CDATA[{TEXT}]]></content:encoded>"
        '<enclosure url="https://lunmark.example/f.mp3" type="audio/mpeg" length="1"/>'
        '<media:content url="https://lunmark.example/f.jpg" medium="image"/>',
    )
    assert item.fields["date"] == "2024-05-03"
    assert item.fields["authors"] == ["Ida Sund"]
    assert item.fields["tags"] == ["Harbour", "Boats"]
    assert item.fields["source.name"] == "Lunmark Courier"
    assert item.fields["media"] == [{"label": "audio", "url": "https://lunmark.example/f.mp3"}]
    assert item.fields["image"] == [{"url": "https://lunmark.example/f.jpg", "caption": "", "credit": ""}]
    assert item.fields["summary"] == "Short."
    assert (item.identifier, item.kind) == ("tag:1", "entry")
    assert "incomplete" not in item.fields


def test_the_description_of_a_picture_is_its_caption(tmp_path: Path) -> None:
    item = rss(
        tmp_path,
        "<description>The ferry company stops its night crossings.</description>"
        '<media:content url="https://lunmark.example/f.jpg" medium="image">'
        "<media:description>The ferry at its quay</media:description></media:content>",
    )
    assert item.document is not None
    assert b"night crossings" in item.document.data
    assert b"at its quay" not in item.document.data
    assert item.fields["image"] == [
        {"url": "https://lunmark.example/f.jpg", "caption": "The ferry at its quay", "credit": ""}
    ]


def test_an_entry_that_only_describes_a_video_keeps_the_description(tmp_path: Path) -> None:
    item = rss(
        tmp_path,
        "<media:group><media:description>The ferry crosses the sound.</media:description></media:group>",
    )
    assert item.document is not None
    assert b"crosses the sound" in item.document.data


def test_words_that_are_escaped_twice_are_plain(tmp_path: Path) -> None:
    text = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Lunmark Courier</title><id>1</id><entry><id>2</id>'
        '<title type="html">Ferry &amp;amp; &lt;em&gt;quay&lt;/em&gt;: 5 &amp;lt; 6</title>'
        f'<category term="boats" label="Boats &amp;amp; nets"/><content type="html"><![CDATA[{TEXT}]]></content>'
        "</entry></feed>"
    )
    item = read(tmp_path, text)
    assert item.fields["title"] == "Ferry & quay: 5 < 6"
    assert item.fields["tags"] == ["Boats & nets"]


@pytest.mark.parametrize(
    "description",
    [
        "The ferry company of Lunmark will stop its night crossings in June.",
        f"<![CDATA[{TEXT}<p>The council [&#8230;]</p>]]>",
        f"<![CDATA[{TEXT}<a href='https://lunmark.example/f'>Continue reading Ferry</a>]]>",
        f"<![CDATA[{TEXT}<p>The council [&#8230;]</p><p>The post <a href='x'>Y</a> appeared first on Z.</p>]]>",
        f"<![CDATA[{TEXT}<p>Der Rat … <a href='https://lunmark.example/f'>Weiterlesen</a></p>]]>",
    ],
)
def test_a_teaser_is_incomplete(tmp_path: Path, description: str) -> None:
    item = rss(tmp_path, f"<description>{description}</description>")
    assert item.kind == "teaser"
    assert item.fields["incomplete"]


def test_a_description_with_paragraphs_is_a_whole_text(tmp_path: Path) -> None:
    assert "incomplete" not in rss(tmp_path, f"<description><![CDATA[{TEXT}]]></description>").fields


def test_an_entry_without_text_is_an_address(tmp_path: Path) -> None:
    assert rss(tmp_path, "").document is None


def test_an_entry_of_atom(tmp_path: Path) -> None:
    entry = (
        "<entry><title>Ferry</title><id>urn:1</id><link href='https://lunmark.example/f'/>"
        "<published>2024-05-03T23:30:00-03:00</published><updated>2024-05-06T10:00:00Z</updated>"
        "<author><name>Ida Sund</name></author><category term='harbour' label='Harbour'/>{}</entry>"
    )
    whole = read(tmp_path, ATOM.format(entry.format(f"<content type='html'><![CDATA[{TEXT}]]></content>")))
    assert (whole.fields["date"], whole.fields["updated"]) == ("2024-05-03", "2024-05-06")
    assert whole.fields["tags"] == ["Harbour"]
    teaser = read(tmp_path, ATOM.format(entry.format(f"<summary type='html'><![CDATA[{TEXT}]]></summary>")))
    assert teaser.kind == "teaser"


def test_a_feed_in_json(tmp_path: Path) -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Lunmark Courier",
        "language": "en",
        "items": [
            {
                "id": "1",
                "url": "https://lunmark.example/f",
                "title": "Ferry",
                "content_html": TEXT,
                "date_published": "2024-05-03T23:30:00-03:00",
                "authors": [{"name": "Ida Sund"}],
                "tags": ["harbour"],
                "image": "https://lunmark.example/f.jpg",
            },
            {
                "id": "2",
                "url": "https://lunmark.example/g",
                "title": "Dam",
                "content_text": "One.\n\nTwo & three.",
            },
            {"id": "3", "url": "https://lunmark.example/h", "title": "Mill", "summary": "Short."},
            {"id": "4", "url": "https://lunmark.example/i", "title": "Quay"},
        ],
    }
    (tmp_path / "feed.json").write_text(json.dumps(feed))
    first, second, third, fourth = items_of(tmp_path / "feed.json")
    assert first.fields["date"] == "2024-05-03"
    assert (first.fields["authors"], first.fields["tags"]) == (["Ida Sund"], ["harbour"])
    assert second.document
    assert b"<p>Two &amp; three.</p>" in second.document.data
    assert third.kind == "teaser"
    assert fourth.document is None


def test_a_video_stays_and_a_script_does_not(tmp_path: Path) -> None:
    more = '<iframe src="https://video.example/1"></iframe><script>alert(1)</script>'
    item = rss(tmp_path, f"<content:encoded><![CDATA[{TEXT}{more}]]></content:encoded>")
    assert item.document
    assert b"<iframe" in item.document.data
    assert b"<script" not in item.document.data


def test_a_feed_that_declares_entities_is_refused(tmp_path: Path) -> None:
    text = '<!DOCTYPE rss [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>' + RSS.format(
        "<item><title>&c;</title></item>"
    )
    with pytest.raises(ClipfileError, match="declares entities"):
        read(tmp_path, text)


def test_a_feed_without_entries_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ClipfileError, match="no entries"):
        read(tmp_path, RSS.format(""))
