"""Every page of the built demo: links lead somewhere, identifiers are unique, HTML is valid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest
from lxml import html

from browser.demo import KINDS_OF_PAGE, Demo

# What a browser mends without a reader noticing; named here one by one, so that another one is seen.
TOLERATED: set[str] = set()


def pages(demo: Demo) -> Iterator[tuple[str, html.HtmlElement]]:
    """Address below the root, and tree, of each page but the one for addresses that lead nowhere."""
    for path in sorted(demo.site.rglob("*.html")):
        if path.name == "index.html":
            address = path.relative_to(demo.site).as_posix().removesuffix("index.html")
            yield address, html.document_fromstring(path.read_bytes())


def target(demo: Demo, address: str, link: str) -> Path | None:
    """The file that a link of a page leads to; None for another host's."""
    full = urlsplit(urljoin(demo.url + address, link))
    if not full.geturl().startswith(demo.url):
        return None
    below = unquote(full.path.removeprefix(urlsplit(demo.url).path))
    return demo.site / below / "index.html" if below.endswith("/") or not below else demo.site / below


def test_every_link_leads_to_a_file(demo: Demo) -> None:
    broken = []
    for address, tree in pages(demo):
        for element, name, link, _ in tree.iterlinks():
            file = target(demo, address, link)
            if name in ("href", "src") and element.get("rel") != "canonical" and file and not file.is_file():
                broken.append((address, link))
    assert broken == []


def test_every_fragment_is_on_its_page(demo: Demo) -> None:
    lost = []
    for address, tree in pages(demo):
        known = set(tree.xpath("//@id"))
        lost += [
            (address, link) for link in tree.xpath("//a/@href") if link[:1] == "#" and link[1:] not in known
        ]
    assert lost == []


def test_no_identifier_stands_twice(demo: Demo) -> None:
    twice = {
        address: [name for name, count in Counter(tree.xpath("//@id")).items() if count > 1]
        for address, tree in pages(demo)
    }
    assert {address: names for address, names in twice.items() if names} == {}


def test_no_page_names_another_host_for_what_it_loads(demo: Demo) -> None:
    loads = (
        "//script/@src | //img/@src | //iframe/@src | //link[contains(@rel, 'style') or @rel='icon']/@href"
    )
    abroad = [
        (address, link)
        for address, tree in pages(demo)
        for link in tree.xpath(loads)
        if not target(demo, address, link)
    ]
    assert abroad == []


@pytest.mark.parametrize("name", [name for name in KINDS_OF_PAGE if name != "not-found"])
def test_html_is_as_the_standard_wants_it(name: str, demo: Demo) -> None:
    parser = html5lib.HTMLParser(strict=False)
    parser.parse((demo.site / demo.pages()[name] / "index.html").read_text(encoding="utf-8"))
    assert {code for _, code, _ in parser.errors} - TOLERATED == set()
