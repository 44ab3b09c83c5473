"""The plain docs folder in stock Material for MkDocs, with neither our hook nor our theme."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html
from making import ROOT

from generator.convert.convert import convert
from generator.inputs.settings import load_settings

DEMO = ROOT / "examples" / "demo"
# Without pruning, the navigation of each page links all pages: five sixths of the site, and of its time.
THEME = "{name: material, features: [navigation.prune]}"
CONFIG = f"site_name: Plain\nsite_url: https://plain.example/\ntheme: {THEME}\nplugins: [tags]\n"
PLAIN = "https://plain.example/"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo's pages in ``docs`` and the site in ``site``."""
    folder = tmp_path_factory.mktemp("stock")
    settings = load_settings(DEMO / "mkdocs.yml").located(docs=folder / "docs")
    convert(settings)
    (folder / "mkdocs.yml").write_text(CONFIG)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def pages(built: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    """Address and tree of every page but the one for missing pages."""
    for path in sorted((built / "site").rglob("index.html")):
        url = PLAIN + path.parent.relative_to(built / "site").as_posix().removeprefix(".")
        yield f"{url.rstrip('/')}/", html.fromstring(path.read_text(encoding="utf-8"))


def articles(built: Path) -> list[dict[str, Any]]:
    """The records of all articles."""
    lines = (built / "docs" / "data" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def page(built: Path, url: str) -> html.HtmlElement:
    """The part of a finished page that is its content."""
    tree = html.fromstring((built / "site" / url / "index.html").read_text(encoding="utf-8"))
    content: list[html.HtmlElement] = tree.xpath("//article")  # type: ignore[assignment]
    assert len(content) == 1
    return content[0]


def links(tree: html.HtmlElement, *, everywhere: bool) -> set[str]:
    """The links of a page, by default without Material's navigation, which lists the same pages on each."""
    path = "//@href | //@src" if everywhere else "//head//@href | //article//@href | //@src"
    return {str(link) for link in tree.xpath(path)}


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_every_link_leads_to_a_page_or_file(built: Path) -> None:
    host = urlsplit(PLAIN).netloc
    followed = {
        (url, unquote(parts.path).lstrip("/"))
        for url, tree in pages(built)
        for link in links(tree, everywhere=url == PLAIN)
        if link and (parts := urlsplit(urljoin(url, link))).netloc == host
    }
    site = built / "site"
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    dead = [
        (url, path)
        for url, path in followed
        if path not in files and f"{path.rstrip('/')}/index.html".lstrip("/") not in files
    ]
    assert dead == []
    assert len(followed) > 5000


def test_an_article_is_its_headline_and_its_text(built: Path) -> None:
    records = articles(built)
    assert len(records) > 40
    for record in records:
        content = page(built, record["url"])
        assert words(content.xpath(".//h1")[0]) == record["title"]
        text = "".join(words(content).split())
        # Cells of a table are separated by bars in plain text.
        parts = [part.replace(" | ", " ") for part in record["body"].split("\n\n")]
        missing = [part for part in parts if "".join(part.split()) not in text]
        assert missing == [], record["url"]


def test_the_tags_page_lists_each_article_under_each_of_its_tags(built: Path) -> None:
    listed = {
        words(heading): {words(link) for link in heading.xpath("following-sibling::*[1]//a")}
        for heading in page(built, "tags").xpath(".//h2")
    }
    expected: dict[str, set[str]] = {}
    for record in articles(built):
        for tag in record["all_tags"]:
            expected.setdefault(tag, set()).add(record["title"])
    assert listed == expected
    assert len(expected) > 100


def test_a_list_links_to_its_articles_with_date_and_source(built: Path) -> None:
    content = page(built, "people/neil-armstrong")
    items = [words(item) for item in content.xpath(".//li[a]")]
    assert "Two astronauts walk on the Moon: July 21, 1969, Clipfile demonstration briefs" in items
    assert words(content.xpath(".//p")[0]) == "First person on the Moon, in 1969."
