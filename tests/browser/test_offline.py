"""The built site opened from a disk: pages and links work; only the search says that it cannot."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.demo import KINDS_OF_PAGE, Demo

pytestmark = pytest.mark.browser
# Only servers show a page for missing addresses.
PAGES = [name for name in KINDS_OF_PAGE if name not in ("not-found", "search")]


def opened(browser: Browser, demo: Demo, address: str, faults: list[str]) -> Page:
    """A page of the site from the disk; what it cannot load or raises goes to ``faults``."""
    page = browser.new_context(reduced_motion="reduce").new_page()
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("requestfailed", lambda made: faults.append(made.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((demo.site / address / "index.html").as_uri(), wait_until="load")
    return page


def file_of(link: str) -> Path:
    return Path(unquote(urlsplit(link).path))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_and_links_files_alone(name: str, browser: Browser, demo: Demo) -> None:
    faults: list[str] = []
    page = opened(browser, demo, demo.pages()[name], faults)
    links = page.locator("a[href]").evaluate_all(
        "all => all.map(node => new URL(node.getAttribute('href'), document.baseURI).href)"
    )
    local = [link for link in links if link.startswith("file:")]
    assert local
    assert [link for link in local if not file_of(link).is_file()] == []
    assert (
        page.locator("body").evaluate("node => getComputedStyle(node).backgroundColor")
        == "rgb(253, 252, 249)"
    )
    assert faults == []
    page.context.close()


def test_a_reader_gets_from_the_front_page_to_an_article_and_on(browser: Browser, demo: Demo) -> None:
    faults: list[str] = []
    page = opened(browser, demo, "", faults)
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="People").click()
    page.locator("#content .cf-names__list a").first.click()
    page.locator("#content ol a").first.click()
    expect(page.get_by_role("article")).to_be_visible()
    page.get_by_role("button", name="Larger text").click()
    page.get_by_role("complementary").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert faults == []
    page.context.close()


def test_search_from_a_disk_leads_to_the_lists(browser: Browser, demo: Demo) -> None:
    page = opened(browser, demo, "search/", [])
    expect(page.get_by_role("combobox")).to_be_hidden()
    page.locator("#content").get_by_role("link", name="Topics").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Topics")
    page.context.close()
