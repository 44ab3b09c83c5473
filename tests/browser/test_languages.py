"""The interface in another language and direction, chosen by ``theme.language``."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browser.demo import KINDS_OF_PAGE, PREFIX, ROOT, Demo, made_once, serve_demo
from browser.visits import DESK, PHONE, Visitor
from generator.outputs.words import words

pytestmark = pytest.mark.browser
MIRRORED = "matrix(-1, 0, 0, 1, 0, 0)"
LANGUAGE = "ar"
# Words that are the same in both languages, or names.
SHARED = {"Wikidata", "RSS", "SHA-256"}
INTERFACE = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    if (!parentElement.closest("body [lang], script, pre, .cf-intro, .cf-notice")) found.push(data.trim());
  }
  return found;
}"""


@pytest.fixture(scope="module")
def arabic(common: Path) -> Iterator[Demo]:
    """The demo with its interface in Arabic."""
    with serve_demo(made_once(common / "arabic", _build) / "www") as served:
        yield served


def _build(folder: Path) -> None:
    demo = ROOT / "examples" / "demo"
    config = folder / "mkdocs.yml"
    config.write_text(
        f"INHERIT: {demo}/mkdocs.yml\ntheme: {{custom_dir: {ROOT}/theme, language: {LANGUAGE}}}\n"
        f"hooks: [{ROOT}/generator/site/hooks.py]\n"
        f"extra: {{clipfile: {{seeds: {demo}/seeds, introduction: {demo}/introduction.md}}}}\n",
        encoding="utf-8",
    )
    places = ["--docs", str(folder / "docs"), "--site", str(folder / "www" / PREFIX)]
    command = [sys.executable, "-m", "generator", "build", "--config", str(config), *places]
    built = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr


@pytest.mark.parametrize("name", ["home", "article", "article-corrected", "topic", "directory", "search"])
def test_pages_have_the_language_and_its_direction(name: str, arabic: Demo, visitor: Visitor) -> None:
    texts = words(LANGUAGE)
    english = {text for key, text in words("en").items() if texts.get(key) != text} - SHARED
    with Visitor(visitor.browser, arabic, visitor.faults).page(arabic.pages()[name], PHONE) as page:
        assert page.evaluate("document.documentElement.lang") == LANGUAGE
        assert page.locator("body").evaluate("node => getComputedStyle(node).direction") == "rtl"
        expect(page.get_by_role("link", name=texts["topics"], exact=True).first).to_be_visible()
        shown = set(page.evaluate(INTERFACE))
        assert texts["topics"] in shown
        assert shown & english == set()
        assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE


@pytest.mark.parametrize("name", KINDS_OF_PAGE)
def test_pages_are_accessible(name: str, arabic: Demo, visitor: Visitor) -> None:
    with Visitor(visitor.browser, arabic, visitor.faults).page(arabic.pages()[name], PHONE) as page:
        page.evaluate("document.querySelectorAll('details').forEach(node => node.open = true)")
        assert Axe().run(page).response["violations"] == []
        for width in (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.scrollingElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("address", "picture"), [("timeline/", ".cf-bars"), ("collections/space-age/", ".cf-track")]
)
def test_time_runs_in_reading_direction(address: str, picture: str, arabic: Demo, visitor: Visitor) -> None:
    for served, rightmost in ((arabic, 0), (visitor.demo, -1)):
        with Visitor(visitor.browser, served, visitor.faults).page(address) as page:
            years = page.locator(f"{picture} text").filter(has_text=re.compile(r"^\d{4}$"))
            placed = [(year.bounding_box() or {"x": 0})["x"] for year in years.all()]
            oldest = min(years.all_text_contents())
            assert years.all_text_contents()[0] == oldest
            assert max(placed) == placed[rightmost]
            look = "node => getComputedStyle(node).transform"
            drawn = {page.locator(picture).evaluate(look), years.first.evaluate(look)}
            # Mirrored as a whole, and each text mirrored back: letters are never seen in a mirror.
            assert drawn == ({MIRRORED} if served is arabic else {"none"})


def test_a_picture_is_enlarged_about_its_middle_there_too(arabic: Demo, visitor: Visitor) -> None:
    with Visitor(visitor.browser, arabic, visitor.faults).page("map/") as page:
        page.get_by_role("radio").nth(2).check(force=True)
        place = page.locator(".cf-zoom__view").evaluate(
            "view => (view.scrollLeft + view.clientWidth / 2) / view.scrollWidth"
        )
        assert 0.3 < place < 0.7


@pytest.mark.parametrize(("query", "side"), [("ozone", "ltr"), ("دبي", "rtl")])
def test_results_are_on_the_side_from_which_they_are_read(
    query: str, side: str, arabic: Demo, visitor: Visitor
) -> None:
    with Visitor(visitor.browser, arabic, visitor.faults).page(f"search/?q={query}", PHONE) as page:
        expect(page.get_by_role("status")).to_contain_text("عُثر على")
        result = page.locator(".cf-search__results li").first
        expect(result).to_have_attribute("dir", side)
        box, source = result.bounding_box(), result.locator(".cf-where span").first.bounding_box()
        assert box
        assert source
        # The sign between two facts, before the first, is cut off; the source is not.
        if side == "rtl":
            assert source["x"] + source["width"] > box["x"] + box["width"]
        else:
            assert source["x"] < box["x"]
