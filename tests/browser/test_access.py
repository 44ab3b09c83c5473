"""Everybody can use every kind of page: axe finds no fault, on phones and desktops, in light and dark."""

from __future__ import annotations

from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from making import THOROUGH
from playwright.sync_api import Page, expect

from browser.demo import KINDS_OF_PAGE, Demo
from browser.visits import DESK, PALETTES, PHONE, Visitor

pytestmark = pytest.mark.browser
# Off by default; required by WCAG 2.2, level AA, success criterion 2.5.8.
OPTIONS = {"rules": {"target-size": {"enabled": True}}}
# Width and palette are independent: two of the four combinations cover both of each.
SHOWN = tuple(product((PHONE, DESK), PALETTES)) if THOROUGH else ((PHONE, "light"), (DESK, "dark"))
NAMES = (*KINDS_OF_PAGE, "search-results")


def violations(page: Page) -> list[str]:
    """What axe finds: rule, element and its own words."""
    page.evaluate("document.querySelectorAll('details').forEach(node => node.open = true)")
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [
        f"{fault['id']}: {node['target']}: {node.get('failureSummary')}"
        for fault in found
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(name: str, visitor: Visitor, demo: Demo) -> None:
    pages = {**demo.pages(), "search-results": "search/?q=treaty"}
    found = []
    with visitor.page(pages[name]) as page:
        if name == "search-results":
            expect(page.locator("#content ol li").first).to_be_visible()
        for width, palette in SHOWN:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=palette)
            found += [f"{palette} {width}: {fault}" for fault in violations(page)]
    assert found == []


def test_axe_would_find_something(visitor: Visitor) -> None:
    with visitor.page("") as page:
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=\"assets/favicon.svg\">')")
        assert any("image-alt" in fault for fault in violations(page))


def test_keyboard_reaches_the_content_first(visitor: Visitor) -> None:
    with visitor.page("") as page:
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
        page.keyboard.press("Enter")
        assert page.url.endswith("#content")


def test_slash_focuses_the_search_box(visitor: Visitor, demo: Demo) -> None:
    for name in ("home", "article", "search"):
        with visitor.page(demo.pages()[name]) as page:
            page.keyboard.press("/")
            box = page.get_by_role("searchbox").first
            expect(box).to_be_focused()
            page.keyboard.type("a/b")
            expect(box).to_have_value("a/b")
