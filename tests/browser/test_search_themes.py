"""A site with another theme can be searched too: the index is built from articles, not from pages."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from making import ROOT
from playwright.sync_api import Browser

from browser.demo import Handler
from generator.convert.convert import convert
from generator.inputs.settings import load_settings
from generator.site.run import build_site

pytestmark = pytest.mark.browser
SEEDS = {
    "harbour.txt": "Harbour wall gives way\nMarch 3, 2020\n\nThe wall gave way in a storm in Oslo.\n",
    "mill.txt": "Mill burns down\nMarch 4, 2020\n\nThe mill by the river burnt down last night in a storm.\n",
}
SETTINGS = """\
site_name: Bare
theme: {name: null, custom_dir: theme}
plugins: []
nav: [index.md, about.md]
"""
ASK = """async (query) => {
  const { open } = await import("/assets/search-catalog.js");
  const { search, shown } = await import("/assets/search-engine.js");
  open(new URL("/search-index/", location.href).href);
  await search(1, { query, sort: "", filters: {}, from: "", to: "" }, false, () => {});
  return (await shown(1, 0, 100)).map(({ url }) => url);
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served site of two articles and a hand-written page, whose theme shows only their content."""
    root = tmp_path_factory.mktemp("bare")
    for folder in ("seeds", "docs", "theme"):
        (root / folder).mkdir()
    for name, text in SEEDS.items():
        (root / "seeds" / name).write_text(text)
    (root / "docs" / "about.md").write_text("# About us\n\nWe fly zeppelins.\n")
    (root / "docs" / "hidden.md").write_text("---\nsearch: {exclude: true}\n---\n# Hidden\n\nA storm.\n")
    for template in (ROOT / "theme").glob("*.html"):
        (root / "theme" / template.name).write_text("<body>{{ page.content if page }}</body>")
    hooks = f"hooks: [{ROOT}/generator/site/hooks.py]\n"
    (root / "mkdocs.yml").write_text(SETTINGS + hooks)
    settings = load_settings(root / "mkdocs.yml")
    convert(settings)
    build_site(settings)
    # The scripts that ask the index; with another theme they are the site's own affair.
    (settings.site / "assets").symlink_to(ROOT / "theme" / "assets")
    (settings.site / "ask.html").write_text('<meta charset="utf-8"><script src="/assets/marks.js"></script>')
    handler = partial(Handler, directory=str(settings.site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("storm Oslo", ["articles/2020/03/harbour-wall-gives-way/"]),
        ("burns", ["articles/2020/03/mill-burns-down/"]),
        ("zeppelins", ["about/"]),
        ("storm", ["articles/2020/03/harbour-wall-gives-way/", "articles/2020/03/mill-burns-down/"]),
    ],
    ids=["text", "headline", "hand-written page", "not what is excluded"],
)
def test_articles_and_hand_written_pages_are_found(
    query: str, found: list[str], address: str, browser: Browser
) -> None:
    page = browser.new_page()
    page.goto(f"{address}ask.html")
    assert sorted(page.evaluate(ASK, query)) == found
    page.close()


def test_the_theme_is_another_one(address: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{address}articles/2020/03/mill-burns-down/")
    assert page.locator("main").count() == 0
    assert "The mill by the river" in page.locator("body").inner_text()
    page.close()
