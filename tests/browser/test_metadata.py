"""The metadata of pages, read by independent programs: citations, schema.org, Dublin Core, feeds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import feedparser
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from jsonschema import Draft202012Validator
from lxml import html
from making import article

from browser.demo import Demo
from generator.inputs.settings import Settings
from generator.outputs.citations import citations

SCHEMA = json.loads((Path(__file__).parent / "news_article.schema.json").read_text(encoding="utf-8"))
NEWS_ARTICLE = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
# Fields that each of the two formats requires.
RSS_CHANNEL = ("title", "link", "description")
JSON_FEED = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True, slots=True)
class Shown:
    """A published article, and the tree of its page."""

    record: Mapping[str, Any]
    tree: html.HtmlElement

    def cited(self, style: str) -> str:
        """The text of a citation."""
        (text,) = self.tree.xpath("//pre[@aria-label=$style]", style=style)
        return str(text.text_content())

    def meta(self, name: str) -> list[str]:
        return [str(element) for element in self.tree.xpath("//head/meta[@name=$name]/@content", name=name)]

    @property
    def day(self) -> list[int]:
        return [int(part) for part in self.record["date"].split("-")]


@pytest.fixture(scope="module")
def shown(demo: Demo) -> tuple[Shown, ...]:
    return tuple(
        Shown(article, html.document_fromstring((demo.site / article["url"] / "index.html").read_bytes()))
        for article in demo.articles
    )


def test_bibtex_is_read_by_bibtexparser(shown: tuple[Shown, ...]) -> None:
    for item in shown:
        library = parse_string(item.cited("BibTeX"))
        assert library.failed_blocks == []
        (entry,) = library.entries
        assert (entry.entry_type, entry.key) == ("article", item.record["id"])
        assert entry["date"] == item.record["date"]
        # Encoded, and its percent signs as they are: BibLaTeX reads the field letter by letter.
        address = item.record["source"].get("url") or item.record["url"]
        assert unquote(entry["url"]).endswith(unquote(address))
        assert entry["url"].isascii()


def test_ris_is_read_by_rispy(shown: tuple[Shown, ...]) -> None:
    for item in shown:
        (entry,) = rispy.loads(item.cited("RIS"))
        title = entry.get("title") or entry.get("primary_title")
        assert (entry["type_of_reference"], title) == ("NEWS", item.record["title"])
        assert entry["date"] == item.record["date"].replace("-", "/")
        assert len(entry.get("authors", [])) == len(item.record["authors"])


def test_csl_json_is_set_by_citeproc(shown: tuple[Shown, ...]) -> None:
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    for item in shown:
        source = CiteProcJSON(json.loads(item.cited("CSL-JSON")))
        bibliography = CitationStylesBibliography(style, source, formatter.plain)
        bibliography.register(Citation([CitationItem(item.record["id"])]))
        (text,) = [str(entry) for entry in bibliography.bibliography()]
        assert item.record["title"].rstrip(".") in text
        assert item.record["date"][:4] in text


def test_authors_and_odd_characters_arrive_whole() -> None:
    made = article(id="x", title="5% & {more}: #1_a", date="2024-01-05", authors=("Ana María Ruiz", "Otto"))
    cited = citations(made, Settings(site_name="The Archive"))
    (entry,) = parse_string(cited["bibtex"]).entries
    assert entry["author"] == "Ana María Ruiz and Otto"
    assert entry["title"] == r"{5\% \& \{more\}: \#1\_a}"
    (record,) = rispy.loads(cited["ris"])
    assert (record["authors"], record["title"]) == (["Ruiz, Ana María", "Otto"], made.title)


def test_json_ld_is_a_news_article(shown: tuple[Shown, ...]) -> None:
    for item in shown:
        (text,) = item.tree.xpath("//script[@type='application/ld+json']/text()")
        data = json.loads(text)
        assert [f"{item.record['id']}: {fault.message}" for fault in NEWS_ARTICLE.iter_errors(data)] == []
        assert data["headline"] == item.record["title"]
        assert [place["name"] for place in data.get("contentLocation", [])] == item.record["places"]


@pytest.mark.parametrize(
    "broken",
    [
        {"headline": None},
        {"datePublished": "5 May 2024"},
        {"license": "CC0-1.0"},
        {"author": [{"name": "Ana"}]},
        {"isBasedOn": "javascript:alert(1)"},
    ],
)
def test_invalid_json_ld_is_reported(broken: dict[str, Any], shown: tuple[Shown, ...]) -> None:
    (text,) = shown[0].tree.xpath("//script[@type='application/ld+json']/text()")
    assert list(NEWS_ARTICLE.iter_errors({**json.loads(text), **broken}))


def test_reference_managers_find_a_newspaper_article(shown: tuple[Shown, ...]) -> None:
    for item in shown:
        record = item.record
        assert item.meta("citation_title") == [record["title"]]
        assert item.meta("citation_date") == [record["date"]]
        assert item.meta("citation_author") == record["authors"]
        assert item.meta("citation_language") == [record["language"]]
        assert item.meta("dc:source") == [name for name in [record["source"].get("name")] if name]
        assert item.meta("z:itemType") == ["newspaperArticle"]


def feeds(demo: Demo, name: str) -> Iterator[bytes]:
    """The bytes of every feed of that name."""
    found = sorted(demo.site.rglob(name))
    assert len(found) > 10
    return (path.read_bytes() for path in found)


def test_every_rss_feed_has_what_rss_asks_for(demo: Demo) -> None:
    for data in feeds(demo, "feed.xml"):
        assert not feedparser.parse(data).bozo
        (channel,) = ET.fromstring(data)  # noqa: S314 - our own file
        assert [name for name in RSS_CHANNEL if not (channel.findtext(name) or "").strip()] == []
        items = channel.findall("item")
        assert items
        assert [item for item in items if not (item.findtext("title") or item.findtext("description"))] == []
        keys = [item.findtext("guid") for item in items]
        assert len(set(keys)) == len(keys)


def test_every_json_feed_has_what_json_feed_asks_for(demo: Demo) -> None:
    for data in feeds(demo, "feed.json"):
        feed = json.loads(data)
        assert feed["version"] == JSON_FEED
        assert feed["title"]
        assert feed["feed_url"].endswith("/feed.json")
        assert feed["items"]
        for item in feed["items"]:
            assert item["id"]
            assert item.get("content_text") or item.get("content_html")
