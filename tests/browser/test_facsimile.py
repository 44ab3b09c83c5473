"""The scan of an article: zoom, words, lines, links to a part; by mouse, keyboard and without JavaScript."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.demo import Demo
from browser.test_access import violations
from browser.test_first_view import LOADED
from browser.visits import DESK, PHONE, Visitor

pytestmark = pytest.mark.browser
# Bytes of the first view: page, styles and scripts compressed, and the picture.
PAGE, PICTURE = 100_000, 150_000


def scan(demo: Demo, seed: str = "sydney-opera-house.txt") -> str:
    """The address of an article with a scan."""
    return str(demo.first(seed=seed)["url"])


def words(page: Page) -> Locator:
    """The words of the first page, once they are loaded."""
    found = page.locator(".cf-sheet").first.locator(".cf-sheet__word")
    expect(found.first).to_be_attached()
    return found


def width(page: Page) -> float:
    box = page.locator(".cf-sheet").first.bounding_box()
    assert box
    return box["width"]


def test_a_scan_is_next_to_its_text_on_wide_screens_and_above_it_on_phones(
    visitor: Visitor, demo: Demo
) -> None:
    with visitor.page(scan(demo)) as page:
        picture, text = (page.locator(part).bounding_box() for part in (".cf-scan__pages", ".cf-text"))
        assert picture
        assert text
        assert picture["x"] + picture["width"] <= text["x"]
        page.get_by_label("Text", exact=True).check(force=True)
        expect(page.locator(".cf-scan__pages")).to_be_hidden()
        page.get_by_label("Picture", exact=True).check(force=True)
        expect(page.locator(".cf-text")).to_be_hidden()
        page.get_by_label("Both", exact=True).check(force=True)
        page.set_viewport_size({"width": PHONE, "height": 900})
        picture, text = (page.locator(part).bounding_box() for part in (".cf-scan__pages", ".cf-text"))
        assert picture
        assert text
        assert picture["y"] + picture["height"] <= text["y"]


def test_zoom_by_button_key_and_wheel_loads_the_large_picture(visitor: Visitor, demo: Demo) -> None:
    with visitor.page(scan(demo)) as page:
        before = width(page)
        page.get_by_role("button", name="Zoom in").click()
        assert width(page) == pytest.approx(1.5 * before, rel=0.02)
        pane = page.locator(".cf-scan__pages")
        pane.focus()
        page.keyboard.press("+")
        assert width(page) == pytest.approx(2.25 * before, rel=0.02)
        expect(page.locator(".cf-sheet img").first).to_have_attribute("src", demo_large(page))
        page.keyboard.press("0")
        assert width(page) <= before
        box = pane.bounding_box()
        assert box
        page.mouse.move(box["x"] + 50, box["y"] + 50)
        page.keyboard.down("Control")
        page.mouse.wheel(0, -200)
        page.keyboard.up("Control")
        page.wait_for_function("most => document.querySelector('.cf-sheet').clientWidth > most", arg=before)


def demo_large(page: Page) -> str:
    """The whole address of the large picture of the first page."""
    found = page.locator(".cf-sheet").first.evaluate(
        "node => new URL(node.dataset.large, document.baseURI).href"
    )
    return str(found)


def test_words_searched_for_are_marked_under_both_readings(visitor: Visitor, demo: Demo) -> None:
    for query in ("harbour", "harhour"):
        with visitor.page(f"{scan(demo)}#q={query}") as page:
            words(page)
            found = page.locator(".cf-sheet__found")
            assert found.all_inner_texts()[:1] == ["harbour "]


def test_a_line_of_the_picture_and_its_words_in_the_text_light_up_together(
    visitor: Visitor, demo: Demo
) -> None:
    with visitor.page(scan(demo)) as page:
        words(page)
        lines = page.locator(".cf-sheet__line")
        chosen = lines.filter(has_text="competition").first
        chosen.hover()
        lit = page.evaluate("[...CSS.highlights.get('line')].map(node => node.toString()).join(' ')")
        assert lit == " ".join(chosen.inner_text().split())
        page.locator(".cf-body p").first.hover()
        expect(page.locator(".cf-sheet__line--lit")).to_have_count(1)
        pane = page.locator(".cf-scan__pages")
        page.mouse.move(0, 0)
        pane.focus()
        for _ in range(3):
            page.keyboard.press("n")
        expect(page.locator(".cf-sheet__line--lit")).to_have_count(1)


def test_text_can_be_selected_on_the_picture(visitor: Visitor, demo: Demo) -> None:
    with visitor.page(scan(demo)) as page:
        line = words(page).first.locator("xpath=..")
        assert line.evaluate(
            "node => { getSelection().selectAllChildren(node); return getSelection().toString(); }"
        )


def test_a_box_makes_a_link_that_shows_it(visitor: Visitor, demo: Demo) -> None:
    with visitor.page(scan(demo)) as page:
        words(page)
        page.get_by_role("button", name="Copy link to a part").click()
        box = page.locator(".cf-sheet").first.bounding_box()
        assert box
        x, y = box["x"], box["y"]
        page.mouse.move(x + 50, y + 40)
        page.mouse.down()
        page.mouse.move(x + 250, y + 90, steps=4)
        page.mouse.up()
        expect(page.locator(".cf-sheet__part")).to_have_count(1)
        hash_ = page.evaluate("location.hash")
        assert hash_.startswith("#page=1&xywh=")
        assert page.url.endswith(hash_)
    with visitor.page(f"{scan(demo)}#page=2&xywh=percent:10,10,40,20") as page:
        part = page.locator(".cf-sheet").nth(1).locator(".cf-sheet__part")
        expect(part).to_be_in_viewport()


def test_enter_makes_a_link_to_what_is_visible(visitor: Visitor, demo: Demo) -> None:
    with visitor.page(scan(demo, "aswan-high-dam.txt")) as page:
        page.get_by_role("button", name="Copy link to a part").press("Enter")
        expect(page.locator(".cf-scan__pages")).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_function("location.hash.startsWith('#page=1&xywh=')")


def test_axe_finds_nothing_with_words_and_a_part(visitor: Visitor, demo: Demo) -> None:
    address = scan(demo, "iftitah-qanat-al-suways.txt")
    with visitor.page(f"{address}#page=1&xywh=10,10,300,300") as page:
        words(page)
        assert violations(page) == []


def test_without_javascript_a_page_leads_to_its_large_picture(visitor: Visitor, demo: Demo) -> None:
    with visitor.page(scan(demo), javascript=False) as page:
        expect(page.get_by_role("img", name="Page 2 of the scan")).to_be_visible()
        expect(page.locator(".cf-scan__bar")).to_be_hidden()
        page.locator(".cf-sheet a").first.click()
        assert page.url.endswith(".jpg")


def test_the_first_view_is_light(visitor: Visitor, demo: Demo) -> None:
    with visitor.page(scan(demo, "heart-transplant.txt"), DESK) as page:
        page.wait_for_load_state("networkidle")
        bodies = {url: page.request.get(url).body() for url in page.evaluate(LOADED)}
    pictures = [len(body) for url, body in bodies.items() if "/media/" in url]
    assert sum(pictures) <= PICTURE
    assert sum(len(gzip.compress(body)) for body in bodies.values()) - sum(pictures) <= PAGE


def test_the_notice_says_how_the_text_was_read(visitor: Visitor, demo: Demo) -> None:
    for seed, said in (("heart-transplant.txt", "% of it is right"), ("aswan-high-dam.txt", "")):
        with visitor.page(scan(demo, seed)) as page:
            notice = page.locator(".cf-read")
            assert (said in notice.inner_text()) if said else notice.count() == 0
