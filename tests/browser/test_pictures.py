"""Figures: enlarged in a dialog by mouse and keyboard, and links without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browser.demo import Demo
from browser.test_access import violations
from browser.visits import DESK, PHONE, Visitor

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("name", ["article-picture", "gallery"])
def test_a_picture_is_enlarged_and_closed_by_keyboard(
    name: str, width: int, visitor: Visitor, demo: Demo
) -> None:
    with visitor.page(demo.pages()[name], width) as page:
        link = page.locator(".cf-figure > a").first
        alt = link.locator("img").get_attribute("alt")
        link.focus()
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog", name=alt)
        expect(dialog).to_be_visible()
        expect(dialog.get_by_role("button", name="Close")).to_be_focused()
        expect(dialog.get_by_text("Illustration: Clipfile")).to_be_visible()
        assert violations(page) == []
        box = dialog.locator("img").bounding_box()
        assert box
        assert box["width"] <= width
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(link).to_be_focused()


def test_a_click_opens_and_closes_the_dialog(visitor: Visitor, demo: Demo) -> None:
    with visitor.page(demo.pages()["article-picture"]) as page:
        page.locator(".cf-figure > a").click()
        page.locator("dialog").get_by_role("button", name="Close").click()
        expect(page.locator("dialog")).to_be_hidden()
        assert page.url.endswith(demo.pages()["article-picture"])


@pytest.mark.parametrize(
    ("direction", "forward", "back"), [("ltr", "ArrowRight", "ArrowLeft"), ("rtl", "ArrowLeft", "ArrowRight")]
)
def test_arrow_keys_and_buttons_lead_to_the_other_pictures(
    direction: str, forward: str, back: str, visitor: Visitor, demo: Demo
) -> None:
    with visitor.page(demo.pages()["gallery"]) as page:
        page.evaluate("dir => { document.body.dir = dir; }", direction)
        links = page.locator(".cf-figure > a")
        alts = [link.get_attribute("alt") for link in links.locator("img").all()]
        links.first.click()
        dialog = page.get_by_role("dialog")
        status = dialog.get_by_role("status")
        expect(status).to_have_text(f"1/{len(alts)} {alts[0]}")
        page.keyboard.press(forward)
        expect(page.get_by_role("dialog", name=alts[1])).to_be_visible()
        expect(dialog.get_by_role("img")).to_have_attribute("alt", alts[1] or "")
        expect(dialog.locator("div").last).to_contain_text("Illustration: Clipfile")
        page.keyboard.press(back)
        page.keyboard.press(back)
        expect(status).to_contain_text(f"{len(alts)}/{len(alts)}")
        dialog.get_by_role("button", name="Next picture").click()
        dialog.get_by_role("button", name="Next picture").click()
        expect(status).to_contain_text("2/")
        dialog.get_by_role("button", name="Previous picture").click()
        expect(status).to_contain_text("1/")
        page.keyboard.press(forward)
        page.keyboard.press("Escape")
        # The focus returns to the picture that was shown last.
        expect(links.nth(1)).to_be_focused()


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_an_enlarged_picture_fits_undistorted_and_does_not_move(
    width: int, visitor: Visitor, demo: Demo
) -> None:
    with visitor.page(demo.pages()["gallery"], width) as page:
        page.locator(".cf-figure > a").first.click()
        image = page.get_by_role("dialog").get_by_role("img")
        before = image.bounding_box()
        expect(image).to_have_attribute("src", re.compile(r"\.jpg$"))
        assert image.bounding_box() == before
        assert before
        assert before["width"] <= width
        natural = image.evaluate("node => node.naturalWidth / node.naturalHeight")
        assert before["width"] / before["height"] == pytest.approx(natural, rel=0.02)


def test_a_single_picture_has_no_buttons_for_others(visitor: Visitor, demo: Demo) -> None:
    with visitor.page(demo.pages()["article-picture"]) as page:
        page.locator(".cf-figure > a").click()
        expect(page.get_by_role("dialog").get_by_role("button")).to_have_count(1)


def test_without_javascript_a_figure_leads_to_its_picture(visitor: Visitor, demo: Demo) -> None:
    with visitor.page(demo.pages()["article-picture"], javascript=False) as page:
        page.locator(".cf-figure > a").click()
        assert page.url.endswith(".jpg")


def test_the_first_figure_is_loaded_at_once_and_shown_on_the_front_page(visitor: Visitor, demo: Demo) -> None:
    with visitor.page(demo.pages()["article-picture"]) as page:
        assert page.locator(".cf-body img").first.get_attribute("loading") is None
    with visitor.page("") as page:
        lead = page.locator(".cf-top .cf-entry").first.locator("img")
        expect(lead).to_be_visible()
        assert lead.get_attribute("alt") == ""


def test_a_search_result_shows_a_picture_and_a_caption_is_found(visitor: Visitor) -> None:
    with visitor.page("search/?q=foil+segments") as page:
        result = page.locator(".cf-search__results li").first
        expect(result).to_contain_text("Webb telescope")
        expect(result.locator("img")).to_be_visible()
