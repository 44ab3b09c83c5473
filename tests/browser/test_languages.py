"""The interface in another language and direction, chosen by ``theme.language``."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browser.demo import PREFIX, ROOT, Demo, serve_demo
from browser.visits import PHONE, Visitor
from generator.strings import words

pytestmark = pytest.mark.browser
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
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo with its interface in Arabic."""
    folder = tmp_path_factory.mktemp("arabic")
    demo = ROOT / "examples" / "demo"
    config = folder / "mkdocs.yml"
    config.write_text(
        f"INHERIT: {demo}/mkdocs.yml\ntheme: {{custom_dir: {ROOT}/theme, language: {LANGUAGE}}}\n"
        f"hooks: [{ROOT}/generator/adapter.py]\n"
        f"extra: {{clipfile: {{seeds: {demo}/seeds, introduction: {demo}/introduction.md}}}}\n",
        encoding="utf-8",
    )
    places = ["--docs", str(folder / "docs"), "--site", str(folder / "www" / PREFIX)]
    command = [sys.executable, "-m", "generator", "build", "--config", str(config), *places]
    built = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    with serve_demo(folder / "www") as served:
        yield served


@pytest.mark.parametrize("name", ["home", "article", "article-corrected", "topic", "directory", "search"])
def test_pages_speak_the_language_and_read_its_way(name: str, arabic: Demo, visitor: Visitor) -> None:
    texts = words(LANGUAGE)
    english = {text for key, text in words("en").items() if texts.get(key) != text} - SHARED
    with Visitor(visitor.browser, arabic, visitor.faults).page(arabic.pages()[name], PHONE) as page:
        assert page.evaluate("document.documentElement.lang") == LANGUAGE
        assert page.locator("body").evaluate("one => getComputedStyle(one).direction") == "rtl"
        expect(page.get_by_role("link", name=texts["topics"], exact=True).first).to_be_visible()
        shown = set(page.evaluate(INTERFACE))
        assert texts["topics"] in shown
        assert shown & english == set()
        assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert Axe().run(page).response["violations"] == []


def test_numbers_of_results_are_said_in_the_language(arabic: Demo, visitor: Visitor) -> None:
    with Visitor(visitor.browser, arabic, visitor.faults).page("search/?q=ozone") as page:
        expect(page.get_by_role("status")).to_contain_text("عُثر على")
