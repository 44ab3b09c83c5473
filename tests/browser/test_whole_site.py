"""Every page of the built demo: links lead somewhere, identifiers are unique, HTML is valid."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser.checks import (
    JAVA,
    NO_JAVA,
    Site,
    broken_links,
    foreign_loads,
    lost_fragments,
    nonconforming,
    parse_errors,
    read_site,
    repeated_ids,
)
from browser.demo import KINDS_OF_PAGE, Demo

BROKEN_PAGE = (
    '<!doctype html><html lang="en"><title>A page of faults</title><script src="https://other.example/x.js">'
    '</script><p id="a"><p id="a"><a href="../gone/">Gone</a><a href="#lost">Lost</a><a href="../#b">B</a>'
)


@pytest.fixture(scope="module")
def site(demo: Demo) -> Site:
    return read_site(demo.site)


def test_every_link_leads_to_a_file(site: Site) -> None:
    assert broken_links(site) == []


def test_every_fragment_is_on_the_page_it_leads_to(site: Site) -> None:
    assert lost_fragments(site) == []


def test_identifiers_are_unique(site: Site) -> None:
    assert repeated_ids(site) == {}


def test_no_page_loads_anything_from_another_host(site: Site) -> None:
    assert foreign_loads(site) == []


def test_a_broken_page_is_detected(tmp_path: Path) -> None:
    (tmp_path / "page").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>Home</title>", encoding="utf-8")
    (tmp_path / "page" / "index.html").write_text(BROKEN_PAGE, encoding="utf-8")
    site = read_site(tmp_path)
    assert broken_links(site) == [("page/", "../gone/")]
    assert lost_fragments(site) == [("page/", "#lost"), ("page/", "../#b")]
    assert repeated_ids(site) == {"page/": ["a"]}
    assert foreign_loads(site) == [("page/", "https://other.example/x.js")]


@pytest.mark.parametrize("name", [name for name in KINDS_OF_PAGE if name != "not-found"])
def test_html_conforms_to_the_standard(name: str, demo: Demo) -> None:
    text = (demo.site / demo.pages()[name] / "index.html").read_text(encoding="utf-8")
    assert parse_errors(text) == set()


def test_parse_errors_are_detected() -> None:
    assert parse_errors("<!doctype html><title>A</title><p><b>B</p></i>")


@pytest.mark.skipif(JAVA is None, reason=NO_JAVA)
def test_the_checker_of_the_standard_finds_no_error(demo: Demo) -> None:
    assert nonconforming(demo.site) == []


@pytest.mark.skipif(JAVA is None, reason=NO_JAVA)
def test_the_checker_would_find_an_error(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(BROKEN_PAGE, encoding="utf-8")
    assert any("Duplicate ID" in fault for fault in nonconforming(tmp_path))
