"""The first view of a page: few and small files, and nothing that moves once it is shown."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Page

from browser.demo import KINDS_OF_PAGE, Demo
from browser.visits import DESK, PHONE, Visitor

pytestmark = pytest.mark.browser
REQUESTS, BYTES, PICTURE = 12, 42_000, 60_000
WATCH = """
window.moved = 0;
new PerformanceObserver(list => {
  for (const one of list.getEntries()) window.moved += one.value;
}).observe({ type: "layout-shift", buffered: true });
"""
SHOWN = "performance.getEntriesByName('first-contentful-paint').length > 0"
# What comes before the first paint moves nothing that a reader has seen.
LATE = """
new PerformanceObserver(() => setTimeout(() => {
  const late = document.createElement("div");
  late.style.height = "90px";
  document.body.prepend(late);
}, 50)).observe({ type: "paint", buffered: true });
"""
# A browser does not list the icon, which it loads apart.
LOADED = """() => [location.href, document.querySelector("link[rel=icon]").href,
  ...performance.getEntriesByType("resource").map(node => node.name)]"""
# What a search adds to the address of an article, and a link from a chart to a day of a list.
FRAGMENTS = {"article": "#q=treaty+moon", "topic": "#d2019-04-10"}


def moved(page: Page, address: str) -> float:
    """The layout shift of a page until everything is loaded; 0 means that nothing moved."""
    page.add_init_script(WATCH)
    page.goto(address, wait_until="networkidle")
    page.wait_for_function(SHOWN)
    return float(page.evaluate("window.moved"))


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("name", KINDS_OF_PAGE)
def test_nothing_moves(name: str, width: int, visitor: Visitor, demo: Demo) -> None:
    for fragment in ("", FRAGMENTS.get(name, "")):
        with visitor.blank(width) as page:
            assert moved(page, f"{demo.url}{demo.pages()[name]}{fragment}") == 0


def test_an_article_with_a_picture_is_light_too(visitor: Visitor, demo: Demo) -> None:
    with visitor.page(demo.pages()["article-picture"], PHONE) as page:
        page.wait_for_load_state("networkidle")
        loaded = page.evaluate(LOADED)
        bodies = {url: page.request.get(url).body() for url in loaded}
    pictures = [body for url, body in bodies.items() if "/media/" in url]
    # The picture, and the script that enlarges it.
    assert len(bodies) <= REQUESTS + 2
    assert len(pictures) == 1
    assert len(pictures[0]) <= PICTURE
    assert sum(len(gzip.compress(body)) for body in bodies.values()) <= BYTES + len(pictures[0])


def test_movement_would_be_detected(visitor: Visitor, demo: Demo) -> None:
    with visitor.blank(PHONE) as page:
        page.add_init_script(LATE)
        moved(page, f"{demo.url}{demo.pages()['article']}")
        page.wait_for_function("window.moved > 0")


def test_an_article_loads_few_and_small_files(visitor: Visitor, demo: Demo) -> None:
    with visitor.page(demo.pages()["article"], PHONE) as page:
        page.wait_for_load_state("networkidle")
        loaded = page.evaluate(LOADED)
        bodies = [page.request.get(url).body() for url in loaded]
    assert 5 < len(bodies) <= REQUESTS
    assert sum(len(gzip.compress(body)) for body in bodies) <= BYTES
