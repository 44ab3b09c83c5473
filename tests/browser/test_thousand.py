"""An archive of a thousand articles: what is checked for every page of the demo is true of long lists too."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import THOROUGH

from browser.checks import (
    JAVA,
    NO_JAVA,
    Site,
    broken_links,
    foreign_loads,
    leads_on,
    lost_fragments,
    nonconforming,
    read_site,
    repeated_ids,
)
from browser.demo import made_once
from browser.thousand import ARTICLES, build_thousand

# An article page as it is stored, before a server compresses it.
LIGHT = 16_000


@pytest.fixture(scope="module")
def site(common: Path) -> Site:
    return read_site(made_once(common / "thousand", build_thousand) / "site")


def test_every_article_has_its_page(site: Site) -> None:
    pages = {
        address: tree
        for address, tree in site.trees.items()
        if address.count("/") > 2 and address.startswith("articles/")
    }
    articles = {address for address, tree in pages.items() if not leads_on(tree)}
    assert len(articles) == ARTICLES
    # Former addresses lead to articles.
    assert {site.target(address, leads_on(pages[address])) for address in pages.keys() - articles} <= {
        f"{address}index.html" for address in articles
    }
    assert any("/page/" in address for address in site.trees)


def test_links_identifiers_and_hosts(site: Site) -> None:
    assert broken_links(site) == []
    assert lost_fragments(site) == []
    assert repeated_ids(site) == {}
    assert foreign_loads(site) == []


@pytest.mark.skipif(JAVA is None, reason=NO_JAVA)
def test_the_checker_of_the_standard_finds_no_error(site: Site) -> None:
    pages = [site.folder / address / "index.html" for address in list(site.trees)[:: 1 if THOROUGH else 5]]
    assert nonconforming(*pages) == []


def test_article_pages_are_light(site: Site) -> None:
    sizes = sorted(
        (site.folder / address / "index.html").stat().st_size
        for address in site.trees
        if address.startswith("articles/")
    )
    assert sizes[len(sizes) // 2] < LIGHT
