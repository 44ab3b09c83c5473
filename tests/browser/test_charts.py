"""Pictures link to the same pages as their tables, and work without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.demo import Demo
from browser.visits import DESK, PHONE, Visitor

pytestmark = pytest.mark.browser


def labels(page: Page) -> int:
    """The number of visible labels in the page's picture."""
    return page.locator(".cf-zoom text").filter(visible=True).count()


def width(view: Locator) -> int:
    return int(view.evaluate("element => element.scrollWidth"))


def addresses(links: Locator) -> list[str]:
    """Where links lead, in order; an SVG link has its address in another attribute."""
    return list(links.evaluate_all("all => all.map(node => node.getAttribute('href'))"))


@pytest.mark.parametrize("address", ["", "timeline/", "collections/space-age/"])
def test_a_bar_links_to_the_same_page_as_its_row(address: str, visitor: Visitor) -> None:
    with visitor.page(address, javascript=False) as page:
        coverage = page.get_by_role("region", name="Coverage over time")
        bars = addresses(coverage.locator(".cf-bars a"))
        coverage.get_by_text("As a table").click()
        assert len(bars) > 3
        assert bars == addresses(coverage.get_by_role("table").get_by_role("link"))


def test_the_timeline_narrows_from_the_archive_to_a_month(visitor: Visitor, demo: Demo) -> None:
    dated = [article for article in demo.articles if article["date"]]
    newest = max(dated, key=lambda article: article["date"])
    year = newest["date"][:4]
    with visitor.page("timeline/") as page:
        page.locator(".cf-bars a").last.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(year)
        page.go_back()
        row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=year, exact=True))
        cell = row.locator("td a").last
        assert cell.inner_text() == str(sum(article["date"][:7] == newest["date"][:7] for article in dated))
        cell.click()
        expect(page.get_by_role("link", name=newest["title"])).to_be_visible()


def test_a_bar_of_a_list_leads_to_its_day_in_the_list(visitor: Visitor) -> None:
    with visitor.page("collections/space-age/") as page:
        page.locator(".cf-bars a").first.click()
        anchor = page.url.partition("#")[2]
        expect(page.locator(f"#{anchor} time")).to_have_attribute("datetime", anchor[1:])
        expect(page.locator(f"#{anchor}")).to_be_in_viewport()


@pytest.mark.parametrize("address", ["map/", "collections/space-age/"])
@pytest.mark.parametrize("wide", [PHONE, DESK])
def test_a_picture_is_enlarged_without_javascript(address: str, wide: int, visitor: Visitor) -> None:
    with visitor.page(address, wide, javascript=False) as page:
        figure = page.locator(".cf-zoom").first
        view = figure.locator(".cf-zoom__view")
        seen, before = labels(page), width(view)
        figure.get_by_text("4×").click()
        assert width(view) == pytest.approx(4 * before, abs=8)
        assert labels(page) > seen
        assert page.evaluate("document.scrollingElement.scrollWidth") <= wide


def test_a_picture_is_enlarged_by_the_keyboard_about_its_middle(visitor: Visitor) -> None:
    with visitor.page("map/") as page:
        page.get_by_role("radio", name="1×").focus()
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("radio", name="2×")).to_be_checked()
        place = page.locator(".cf-zoom__view").evaluate(
            "view => (view.scrollLeft + view.clientWidth / 2) / view.scrollWidth"
        )
        assert 0.3 < place < 0.7


def test_a_circle_links_to_the_same_page_as_the_list(visitor: Visitor, demo: Demo) -> None:
    with visitor.page("map/") as page:
        countries = page.get_by_role("region", name="By country")
        places = addresses(page.locator(".cf-map a"))
        # A country without a page of its own leads to its place in the list.
        assert {link for link in places if link[0] != "#"} <= set(addresses(countries.locator("a")))
        assert all(countries.locator(link).count() for link in places if link[0] == "#")
        assert len(places) == len(set(places)) > 20
        # Circles that can be reached are large enough for a finger, and in the order of the keyboard.
        reached = page.get_by_role("link").and_(page.locator(".cf-spot"))
        sizes = reached.evaluate_all("all => all.map(node => node.firstElementChild.nextElementSibling)"
                                     ".map(hit => hit.getBoundingClientRect().width)")  # fmt: skip
        assert min(sizes) >= 24
        countries.get_by_text("South America").click()
        countries.get_by_role("link", name="Kourou").click()
        here = [article for article in demo.articles if "Kourou" in article["places"]]
        expect(page.get_by_text(f"{len(here)} articles").first).to_be_visible()


def test_a_persons_page_has_their_words_and_ties(visitor: Visitor, demo: Demo) -> None:
    quoted = [
        quote["text"]
        for article in demo.articles
        for quote in article["quotes"]
        if quote["speaker"] == "Neil Armstrong"
    ]
    with visitor.page("people/neil-armstrong/") as page:
        ties = page.get_by_role("region", name="Strongest connections")
        ties.get_by_text("As a table").click()
        rows = ties.get_by_role("table").get_by_role("link")
        assert addresses(rows) == addresses(ties.locator("svg a"))
        page.get_by_role("link", name="All quotations").click()
        for text in quoted:
            expect(page.get_by_text(text)).to_be_visible()


def test_a_listed_collection_keeps_its_numbers(visitor: Visitor) -> None:
    with visitor.page("collections/one-planet/", javascript=False) as page:
        expect(page.locator("#content strong", has_text="Stockholm")).to_be_visible()
        first = page.locator(".cf-entries li").first
        expect(first.get_by_role("heading")).to_contain_text("Stockholm")
        assert first.evaluate("element => getComputedStyle(element).listStyleType") == "decimal"


def test_a_collection_looks_the_same_everywhere(visitor: Visitor) -> None:
    looks = []
    for address, card in (
        ("", ".cf-card"),
        ("collections/", ".cf-card"),
        ("collections/space-age/", ".cf-head"),
    ):
        with visitor.page(address) as page:
            element = page.locator(card).filter(has_text="The space age")
            looks.append(element.locator(".cf-art").inner_html())
    assert looks[0] == looks[1] == looks[2]
