"""Results of the newest shard are shown while older ones load; the oldest are loaded on request."""

from __future__ import annotations

import http.server
import json
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect
from searching import index, shard_list, write_records

from browser.demo import PREFIX, Demo, Handler
from generator.site.search.index import FOLDER, LIST
from generator.site.search.postings import SUFFIX, compressed
from generator.site.search.shards import Sizes

pytestmark = pytest.mark.browser
# A word of articles of several decades.
QUERY = "treaty"


class Late(Handler):
    """Delays the responses for certain shards until they are released."""

    held: ClassVar[tuple[str, ...]] = ()
    given = threading.Event()

    def do_GET(self) -> None:  # noqa: N802 - the base class's name
        """Send a file, at once or when it is given."""
        if any(f"/search-index/{path}" in self.path for path in self.held):
            self.given.wait(timeout=30)
        super().do_GET()


@dataclass(frozen=True, slots=True)
class Shards:
    """The demo in shards: where it is served, its folder, and the paths of its shards, the newest first."""

    url: str
    site: Path
    paths: tuple[str, ...]


@pytest.fixture
def shards(demo: Demo, tmp_path: Path) -> Iterator[Shards]:
    """A copy of the demo whose few articles are in several shards."""
    site = tmp_path / PREFIX
    shutil.copytree(demo.site, site)
    write_records(tmp_path / "docs", demo.articles)
    index(tmp_path / "docs", site, sizes=Sizes(least=8, most=12))
    paths = tuple(shard["path"] for shard in shard_list(site))
    assert len(paths) > 2
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Late, directory=str(tmp_path))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Shards(f"http://127.0.0.1:{server.server_port}/{PREFIX}/", site, paths)
        server.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in its own browser profile."""
    with browser.new_context() as context:
        yield context.new_page()


def test_early_results_stay_until_all_are_known(
    shards: Shards, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Late, "held", shards.paths[-1:])
    Late.given.clear()
    page.goto(f"{shards.url}search/?q={QUERY}")
    results = page.locator(".cf-search__results li")
    expect(results.first).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Searching older articles …")
    early = results.count()
    results.get_by_role("link").first.focus()
    address = page.locator(":focus").get_attribute("href")
    Late.given.set()
    expect(page.get_by_role("status")).to_contain_text("articles found")
    assert results.count() >= early
    # A reader who has begun to read is not moved.
    expect(page.locator(":focus")).to_have_attribute("href", address or "")


def catalog_of(site: Path) -> Path:
    """The folder of the catalog."""
    folder = site / FOLDER
    return folder / str(json.loads((folder / LIST).read_text())["catalog"])


def test_older_articles_are_searched_on_request(shards: Shards, page: Page) -> None:
    listed = shard_list(shards.site)
    listed[-1]["pages"] = 30_000
    path = catalog_of(shards.site) / f"shards{SUFFIX}"
    path.unlink()  # the site of the demo shares its bytes
    path.write_bytes(compressed(listed))
    page.goto(f"{shards.url}search/?q=the")
    status = page.get_by_role("status")
    expect(status).to_contain_text("articles found")
    recent = int((status.text_content() or "").split()[0])
    page.get_by_role("button", name="Search 30,000 older articles too").click()
    expect(status).not_to_have_text(f"{recent} articles found")
    expect(status).to_contain_text("articles found")
    assert int((status.text_content() or "").split()[0]) > recent
    expect(page.locator(".cf-search__older")).to_be_hidden()


def test_an_archive_without_articles_finds_nothing(shards: Shards, page: Page, tmp_path: Path) -> None:
    write_records(tmp_path / "none", [])
    index(tmp_path / "none", shards.site)
    page.goto(f"{shards.url}search/?q={QUERY}")
    expect(page.get_by_role("status")).to_contain_text("Nothing found")


def test_an_open_search_page_goes_on_when_the_site_is_published_anew(
    shards: Shards, page: Page, demo: Demo, tmp_path: Path
) -> None:
    page.goto(f"{shards.url}search/?from=1900")  # loads the list of shards, but not their words
    status = page.get_by_role("status")
    expect(status).to_contain_text("articles found")
    added = {**demo.articles[0], "url": "articles/new/", "title": "Zeppelins return", "date": "2030-01-01"}
    write_records(tmp_path / "docs", [*demo.articles, added])
    index(tmp_path / "docs", shards.site, sizes=Sizes(least=8, most=12))
    assert not (shards.site / FOLDER / shards.paths[0]).exists()
    page.get_by_role("searchbox").fill("zeppelins")
    expect(status).to_have_text("1 article found")
    expect(page.locator(".cf-search__results h3")).to_have_text("Zeppelins return")


def lists_asked(page: Page) -> list[str]:
    """The addresses of the list of the index that a page asks for from now on."""
    asked: list[str] = []

    def note(made: Request) -> None:
        if made.url.endswith(f"/{FOLDER}/{LIST}"):
            asked.append(made.url)

    page.on("request", note)
    return asked


def test_a_search_that_fails_is_tried_again_with_the_index_published_now(shards: Shards, page: Page) -> None:
    asked = lists_asked(page)

    def published_anew(route: Route) -> None:
        route.fulfill(status=404) if len(asked) < 2 else route.continue_()

    page.route(f"**/shards{SUFFIX}", published_anew)
    page.goto(f"{shards.url}search/?q={QUERY}")
    expect(page.get_by_role("status")).to_contain_text("articles found")
    assert len(asked) == 2


def test_a_search_without_an_index_is_given_up(shards: Shards, page: Page) -> None:
    asked = lists_asked(page)
    shutil.rmtree(catalog_of(shards.site))
    page.goto(f"{shards.url}search/?q={QUERY}")
    expect(page.locator(".cf-search__hint")).to_contain_text("could not be loaded")
    assert len(asked) == 2


def test_a_reader_who_comes_back_is_where_they_left(shards: Shards, page: Page) -> None:
    page.goto(f"{shards.url}search/?from=1900")
    more = page.get_by_role("button", name="Show more results")
    results = page.locator(".cf-search__results > li")
    expect(results).to_have_count(10)
    more.click()
    expect(results).to_have_count(20)
    results.nth(17).scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    # The page is loaded anew, as it is when a browser has not kept it.
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    page.reload()
    expect(results).to_have_count(20)
    page.wait_for_function("place => scrollY > 0 && Math.abs(scrollY - place) < 60", arg=place)


def test_a_range_that_ends_before_it_begins_says_so(shards: Shards, page: Page) -> None:
    page.goto(f"{shards.url}search/?q={QUERY}&from=2010&to=2009-03")
    expect(page.get_by_role("status")).to_have_text(
        "The first date is after the last. Swap them, or clear one."
    )
    expect(page.get_by_label("From")).to_have_value("2010")


def test_an_excerpt_is_found_far_into_a_long_text(shards: Shards, page: Page, tmp_path: Path) -> None:
    body = "\n\n".join([*("A plain line of the minutes." for _ in range(3000)), "Then the zeppelin landed."])
    write_records(tmp_path / "long", [{"url": "articles/long/", "title": "Minutes", "body": body}])
    index(tmp_path / "long", shards.site)
    page.goto(f"{shards.url}search/?q=zeppelin")
    expect(page.locator(".cf-search__results mark")).to_have_text("zeppelin")
