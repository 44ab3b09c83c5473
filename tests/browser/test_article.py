"""The tools of an article page: text size, links, highlighting, copying, other languages."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from browser.demo import Demo
from browser.visits import PHONE, Visitor

pytestmark = pytest.mark.browser
MARKED = "[...(CSS.highlights.get('found') ?? [])].map(String)"


def marked(page: Page) -> list[str]:
    """The words highlighted in the text, unordered."""
    found: list[str] = page.evaluate(MARKED)
    return found


def ozone(demo: Demo) -> dict[str, Any]:
    return demo.first(title="Countries sign treaty to protect the ozone layer")


def size(page: Page) -> float:
    return float(page.locator(".cf-body").evaluate("node => parseFloat(getComputedStyle(node).fontSize)"))


def test_text_grows_and_stays_large_on_the_next_page(visitor: Visitor, demo: Demo) -> None:
    first, second = demo.articles[0]["url"], demo.articles[1]["url"]
    with visitor.page(first, PHONE) as page:
        before = size(page)
        page.get_by_role("button", name="Larger text").click()
        page.get_by_role("button", name="Larger text").click()
        larger = size(page)
        assert larger > before * 1.2
        assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE
        page.goto(demo.url + second)
        assert size(page) == larger
        for _ in range(9):
            page.get_by_role("button", name="Smaller text").click()
        assert size(page) < before


@pytest.mark.parametrize("stored", ["NaN", "", "large", "1e9", "[object Object]", "99", "2.5"])
def test_a_damaged_text_size_is_the_usual_one(visitor: Visitor, demo: Demo, stored: str) -> None:
    with visitor.page(demo.articles[0]["url"], PHONE) as page:
        before = size(page)
        page.evaluate("stored => localStorage.setItem('clipfile.size', stored)", stored)
        page.reload()
        assert size(page) == before
        page.get_by_role("button", name="Larger text").click()
        assert size(page) > before
        assert page.evaluate("localStorage.getItem('clipfile.size')") == "1"


@pytest.mark.parametrize("word", ["a", "e ", "the+", "%25", "#", "q=", "&q=the ", "字"])
def test_a_very_long_fragment_opens_the_page(visitor: Visitor, demo: Demo, word: str) -> None:
    url = demo.articles[0]["url"]
    # Chromium opens no address that is longer than 2 MB once it is encoded.
    with visitor.page(f"{url}#q={word * (1_000_000 // len(quote(word)))}") as page:
        expect(page.locator("h1").first).to_be_visible()
        assert page.get_by_role("button", name="Larger text").is_visible()


def test_first_mentions_lead_to_people_and_places(visitor: Visitor, demo: Demo) -> None:
    article = demo.first(people=True, places=True)
    with visitor.page(article["url"]) as page:
        links = page.locator(".cf-body a")
        targets = [link.get_attribute("href") or "" for link in links.all()]
        inner = [target for target in targets if re.search(r"/(people|places)/[^/]+/$", target)]
        assert inner
        assert len(inner) == len(set(inner))
        link = page.locator(f".cf-body a[href='{inner[0]}']")
        link.click()
        expect(page.get_by_role("link", name=article["title"]).first).to_be_visible()


def test_words_searched_for_are_marked_and_can_be_unmarked(visitor: Visitor, demo: Demo) -> None:
    with visitor.page("search/?q=ozone") as page:
        page.locator("#content ol a").first.click()
        expect(page.get_by_role("button", name="Remove the highlighting")).to_be_visible()
        assert {word.lower() for word in marked(page)} == {"ozone"}
        back = page.get_by_role("link", name="Back to the search results")
        assert (back.get_attribute("href") or "").endswith("search/?q=ozone")
        expect(page.get_by_role("status")).to_contain_text("highlighted in the text")
        page.get_by_role("button", name="Remove the highlighting").click()
        assert marked(page) == []
    with visitor.page(ozone(demo)["url"]) as page:
        assert marked(page) == []


def test_each_field_shows_its_words_in_the_text(visitor: Visitor, demo: Demo) -> None:
    article = demo.first(people=True, places=True, date=True)
    with visitor.page(article["url"]) as page:
        page.get_by_text("How we know").click()
        page.get_by_role("button", name="People", exact=True).focus()
        assert set(marked(page)) & set(article["evidence"]["people"]["text"].split("; "))
        page.get_by_role("button", name="Places", exact=True).click()
        words = article["evidence"]["places"]["text"].split("; ")
        assert {word.lower() for word in marked(page)} >= {words[0].lower()}
        expect(page.locator(".cf-marks")).to_contain_text("highlighted in the text")
        heading = page.get_by_role("heading", level=1)
        assert heading.inner_text() == article["title"]


def test_citations_and_the_link_can_be_copied(visitor: Visitor, demo: Demo) -> None:
    article = demo.first(people=True, date=True)
    with visitor.page(article["url"]) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Copy link").click()
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()").endswith(article["url"])
        page.get_by_role("button", name="Cite", exact=True).click()
        edges = [
            box["x"] + box["width"]
            for button in page.get_by_role("button", name=re.compile("^Copy [A-Z]")).all()
            if (box := button.bounding_box())
        ]
        assert len(edges) == 6
        assert len(set(edges)) == 1
        page.get_by_role("button", name="Copy CSL-JSON").click()
        expect(page.get_by_role("button", name="Copy CSL-JSON")).to_have_text("Copied")
        (item,) = json.loads(page.evaluate("navigator.clipboard.readText()"))
        for ending, name in (("bib", "BibTeX"), ("ris", "RIS"), ("json", "CSL-JSON")):
            with page.expect_download() as saved:
                page.get_by_role("button", name=f"Download .{ending} {name}").click()
            assert saved.value.suggested_filename == f"{article['id']}.{ending}"
            assert (
                saved.value.path().read_text(encoding="utf-8").strip()
                == page.locator("pre").and_(page.get_by_label(name, exact=True)).inner_text().strip()
            )
    assert (item["type"], item["title"]) == ("article-newspaper", article["title"])


@pytest.mark.parametrize(
    "answer", ["Promise.resolve()", "Promise.reject(new DOMException('no', 'AbortError'))"]
)
def test_the_article_is_shared_by_what_the_browser_offers(answer: str, visitor: Visitor, demo: Demo) -> None:
    article = demo.first(people=True, date=True)
    with visitor.page("") as page:
        page.add_init_script(f"navigator.share = what => {{ window.shared = what; return {answer}; }}")
        page.goto(demo.url + article["url"])
        page.get_by_role("button", name="Share").click()
        shared = page.evaluate("window.shared")
    assert set(shared) == {"title", "url"}
    assert article["title"] in shared["title"]
    assert shared["url"].endswith(article["url"])


def test_no_sharing_is_offered_if_the_browser_has_none(visitor: Visitor, demo: Demo) -> None:
    with visitor.page("") as page:
        page.add_init_script("navigator.share = undefined")
        page.goto(demo.url + demo.articles[0]["url"])
        expect(page.get_by_role("button", name="Copy link")).to_be_visible()
        expect(page.get_by_role("button", name="Share")).to_be_hidden()


def test_reports_of_the_same_event_are_shown_side_by_side(visitor: Visitor, demo: Demo) -> None:
    group = [article for article in demo.articles if article["story"]]
    here, other = group[0], group[1]
    with visitor.page(here["url"]) as page:
        page.get_by_text("Side by side").click()
        table = page.get_by_role("region", name="Side by side").get_by_role("table")
        expect(table.get_by_role("rowheader")).to_have_text([article["title"] for article in group])
        marks = set(table.get_by_role("row", name=other["title"]).locator("mark").all_inner_texts())
        assert marks
        assert marks & set(here["body"].split()) == set()
        table.get_by_role("link", name=other["title"]).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(other["title"])


def test_translations_lead_to_each_other(visitor: Visitor, demo: Demo) -> None:
    article = ozone(demo)
    with visitor.page(article["url"]) as page:
        links = {
            tag.get_attribute("hreflang"): tag.get_attribute("href")
            for tag in page.locator("head link[hreflang]").all()
        }
        assert set(links) == {"en", "fr"}
        assert (links["en"] or "").endswith(article["url"])
        page.get_by_role("link", name="French").first.click()
        expect(page.locator("article[lang=fr]")).to_be_visible()
        expect(page.get_by_role("link", name="English").first).to_be_visible()


def test_without_javascript_the_citations_open_and_no_other_tool_is_offered(
    visitor: Visitor, demo: Demo
) -> None:
    with visitor.page(demo.articles[0]["url"], javascript=False) as page:
        expect(page.locator(".cf-tools")).to_be_hidden()
        page.get_by_role("button", name="Cite", exact=True).click()
        expect(page.get_by_label("Chicago", exact=True)).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_label("Chicago", exact=True)).to_be_hidden()
