"""Palettes, phones and paper."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Locator, expect

from browser.demo import KINDS_OF_PAGE, Demo
from browser.visits import DESK, PALETTES, PHONE, Palette, Visitor
from generator.outputs.words import LANGUAGES, words

pytestmark = pytest.mark.browser
BRIGHTNESS = """element => {
  const canvas = document.createElement("canvas").getContext("2d");
  canvas.fillStyle = getComputedStyle(element).backgroundColor;
  canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)].reduce((sum, part) => sum + part, 0) / 3;
}"""

# Writes the sections in another language, and adds a page of the archive's own.
RENAMED = """words => {
  const list = document.querySelector(".cf-sections > ul");
  for (const link of list.querySelectorAll("a")) link.textContent = words[link.pathname.split("/").at(-2)];
  list.insertAdjacentHTML("beforeend", `<li><a href="about/">${words.about}</a>`);
}"""
HIDDEN = """sections => {
  const box = sections.getBoundingClientRect();
  return [...sections.querySelectorAll(":scope > ul > li > a")]
    .map(link => [link.textContent, link.getBoundingClientRect()])
    .filter(([, { left, right, width }]) => !width || left < box.left || right > box.right)
    .map(([text]) => text);
}"""


def brightness(element: Locator) -> float:
    """Of an element's background, 0 black to 255 white."""
    return float(element.evaluate(BRIGHTNESS))


@pytest.mark.parametrize("palette", PALETTES)
def test_palette_follows_the_system(palette: Palette, visitor: Visitor) -> None:
    with visitor.page("", palette=palette) as page:
        assert (brightness(page.locator("body")) > 128) == (palette == "light")


@pytest.mark.parametrize("name", ["article-picture", "gallery", "home"])
def test_a_drawing_on_a_transparent_ground_is_visible_in_the_dark(
    name: str, visitor: Visitor, demo: Demo
) -> None:
    with visitor.page(demo.pages()[name], palette="dark") as page:
        assert brightness(page.locator("main img").first) > 200


def test_pictures_on_paper_are_not_larger_than_they_are(visitor: Visitor, demo: Demo) -> None:
    with visitor.page(demo.pages()["article-picture"]) as page:
        page.emulate_media(media="print")
        image = page.locator(".cf-body img").first
        image.evaluate("node => { node.width = 120; node.height = 80; }")
        box = image.bounding_box()
        assert box
        assert (box["width"], box["height"]) == pytest.approx((120, 80), abs=1)


def test_palette_that_the_reader_chose_is_remembered(visitor: Visitor, demo: Demo) -> None:
    with visitor.page("") as page:
        before = brightness(page.locator("body"))
        page.get_by_role("button", name="palette").click()
        assert brightness(page.locator("body")) < 128 < before
        page.goto(demo.url + demo.pages()["article"])
        assert brightness(page.locator("body")) < 128


def test_every_section_is_visible_in_every_language(visitor: Visitor) -> None:
    with visitor.page("") as page:
        for language in LANGUAGES:
            page.evaluate(RENAMED, {"about": "Über dieses Archiv", **words(language)})
            sections = page.get_by_role("navigation", name="Sections")
            for width in (768, 960, 1024, DESK, 1920):
                page.set_viewport_size({"width": width, "height": 900})
                assert sections.evaluate(HIDDEN) == []


@pytest.mark.parametrize("javascript", [True, False])
def test_on_a_phone_a_button_opens_the_sections(visitor: Visitor, demo: Demo, *, javascript: bool) -> None:
    with visitor.page(demo.pages()["article"], PHONE, javascript=javascript) as page:
        sections = page.get_by_role("navigation", name="Sections")
        expect(sections).to_be_hidden()
        button = page.get_by_role("button", name="Sections")
        button.focus()
        page.keyboard.press("Enter")
        expect(sections.get_by_role("link", name="Organizations")).to_be_visible()
        page.keyboard.press("Escape")
        expect(sections).to_be_hidden()
        expect(button).to_be_focused()
        button.click()
        sections.get_by_role("link", name="Map").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Map")


@pytest.mark.parametrize("name", KINDS_OF_PAGE)
def test_page_fits_its_width_and_its_headings_descend(name: str, visitor: Visitor, demo: Demo) -> None:
    with visitor.page(demo.pages()[name]) as page:
        page.evaluate("document.querySelectorAll('details').forEach(node => node.open = true)")
        for width in (DESK, PHONE):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        tags = page.locator("h1:visible, h2:visible, h3:visible, h4:visible")
        levels = tags.evaluate_all("all => all.map(node => Number(node.tagName[1]))")
    assert levels.count(1) == 1
    # Below the headline no heading level is skipped.
    below = levels[levels.index(1) :]
    assert [pair for pair in pairwise(below) if pair[1] > pair[0] + 1] == []


def test_print_shows_the_article_alone_with_its_address(visitor: Visitor, demo: Demo) -> None:
    article = demo.first(people=True, date=True)
    with visitor.page(article["url"]) as page:
        page.emulate_media(media="print")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator("article")).to_contain_text(article["body"].split("\n")[0][:40])
        for hidden in (
            page.get_by_role("navigation"),
            page.get_by_role("search"),
            page.get_by_role("contentinfo").get_by_role("link"),
            page.get_by_role("button"),
        ):
            expect(hidden.filter(visible=True)).to_have_count(0)
        expect(page.get_by_text(article["url"]).first).to_be_visible()
