"""Each kind of page has its content and links, and can be read without JavaScript."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.demo import KINDS_OF_PAGE, Demo
from browser.visits import PHONE, Visitor

pytestmark = pytest.mark.browser
KINDS = (
    *("topics", "people", "organizations", "places", "tags"),
    *("dates", "sources", "languages", "collections"),
)


def heading(page: Page) -> Locator:
    """The one headline of a page. Expecting its text waits for a page that is still loading."""
    return page.get_by_role("heading", level=1)


def test_home_opens_the_archive(visitor: Visitor, demo: Demo) -> None:
    newest = max(demo.articles, key=lambda article: article["date"] or "")
    with visitor.page("") as page:
        expect(heading(page)).to_have_text("The Clipfile Record")
        expect(page.get_by_text("demonstration archive").first).to_be_visible()
        latest = page.get_by_role("region", name="Latest")
        expect(latest.get_by_role("link").first).to_have_text(newest["title"])
        sections = page.get_by_role("navigation", name="Sections").get_by_role("link")
        expect(sections.filter(visible=True)).to_have_text(
            ["Topics", "People", "Places", "Dates", "Collections"]
        )
        for kind in KINDS:
            link = page.get_by_role("contentinfo").get_by_role("link", name=kind.title(), exact=True)
            expect(link).to_be_visible()
        size = page.get_by_role("region", name="Size of the archive")
        expect(size).to_contain_text(str(len(demo.articles)))


def test_the_front_page_shows_articles_of_the_day_of_the_reader(visitor: Visitor, demo: Demo) -> None:
    moon = demo.first(seed="apollo-11.html")
    with visitor.page("") as page:
        page.clock.set_fixed_time(f"2026{moon['date'][4:]}T12:00:00")
        page.reload()
        days = page.get_by_role("region", name="On July 21, in other years")
        link = days.get_by_role("link", name=moon["title"])
        expect(link).to_be_visible()
        link.click()
        expect(heading(page)).to_have_text(moon["title"])


def test_latest_leads_to_the_article_and_its_terms(visitor: Visitor, demo: Demo) -> None:
    with visitor.page("") as page:
        link = page.get_by_role("region", name="Latest").get_by_role("link").first
        title = link.inner_text()
        link.click()
        expect(heading(page)).to_have_text(title)
        article = demo.first(title=title)
        kind = next(kind for kind in KINDS[:4] if article[kind])
        page.get_by_role("complementary").get_by_role("link", name=article[kind][0], exact=True).first.click()
        expect(heading(page)).to_have_text(article[kind][0])
        expect(page.get_by_role("link", name=title)).to_be_visible()


def test_article_shows_its_whole_record(visitor: Visitor, demo: Demo) -> None:
    article = demo.first(people=True, places=True, topics=True, removed=True, date=True)
    with visitor.page(article["url"]) as page:
        expect(heading(page)).to_have_text(article["title"])
        main = page.get_by_role("article")
        for paragraph in article["body"].split("\n\n"):
            expect(main).to_contain_text(paragraph.split("\n")[0][:60])
        expect(page.locator(f"time[datetime='{article['date']}']").first).to_be_visible()
        for kind in ("people", "places", "topics"):
            for name in article[kind]:
                expect(page.get_by_role("link", name=name, exact=True).first).to_be_visible()


def test_article_shows_its_evidence(visitor: Visitor, demo: Demo) -> None:
    article = demo.first(people=True, removed=True)
    with visitor.page(article["url"]) as page:
        page.get_by_text("How we know").click()
        for evidence in article["evidence"].values():
            expect(page.get_by_role("cell", name=evidence["rule"], exact=True).first).to_be_visible()
        removed = article["removed"][0]
        expect(page.get_by_role("cell", name=str(removed["line"]), exact=True).first).to_be_visible()
        expect(page.get_by_role("cell", name=removed["rule"], exact=True).first).to_be_visible()


def test_article_can_be_cited(visitor: Visitor, demo: Demo) -> None:
    article = demo.first(people=True, date=True)
    with visitor.page(article["url"]) as page:
        page.get_by_role("button", name="Cite", exact=True).click()
        for style in ("APA", "MLA", "Chicago", "BibTeX", "RIS", "CSL-JSON"):
            block = page.locator("pre").and_(page.get_by_label(style, exact=True))
            expect(block).to_be_visible()
            expect(block).to_contain_text(article["date"][:4])
        ris = page.locator("pre").and_(page.get_by_label("RIS", exact=True)).inner_text()
        assert re.match(r"TY  - NEWS\b", ris)
        assert re.search(r"^ER  -", ris, re.MULTILINE)


def test_article_has_metadata_for_machines(visitor: Visitor, demo: Demo) -> None:
    article = demo.first(people=True, date=True)
    with visitor.page(article["url"]) as page:
        data = json.loads(page.locator("script[type='application/ld+json']").inner_text())
        meta = {
            tag.get_attribute("name"): tag.get_attribute("content")
            for tag in page.locator("meta[name]").all()
        }
    assert (data["@type"], data["headline"]) == ("NewsArticle", article["title"])
    assert data["datePublished"] == article["date"]
    assert meta["z:itemType"] == "newspaperArticle"
    assert (meta["citation_title"], meta["citation_date"]) == (article["title"], article["date"])
    assert "citation_journal_title" not in meta


def test_a_line_under_the_headline_leads_to_the_correction_at_the_end(visitor: Visitor, demo: Demo) -> None:
    article = demo.first(corrections=True)
    with visitor.page(article["url"]) as page:
        line = page.get_by_role("link", name="Corrected")
        note = page.get_by_text(article["corrections"][0]["text"])
        places = [part.bounding_box() for part in (heading(page), line, page.locator(".cf-body"), note)]
        tops = [box["y"] for box in places if box]
        assert len(tops) == 4
        assert tops == sorted(tops)
        line.click()
        expect(note).to_be_in_viewport()


def test_one_line_says_where_an_article_comes_from(visitor: Visitor, demo: Demo) -> None:
    article = demo.first(seed="apollo-11.html")
    with visitor.page(article["url"]) as page:
        line = page.locator(".cf-provenance")
        expect(line.get_by_role("link").first).to_have_text(article["source"]["name"])
        expect(line.locator("time")).to_have_attribute("datetime", article["date"])


def test_article_links_its_free_tags(visitor: Visitor, demo: Demo) -> None:
    article = demo.first(tags=True)
    with visitor.page(article["url"]) as page:
        heading(page).wait_for()
        tags = page.locator("section").filter(has=page.get_by_role("heading", name=re.compile("^Tags?$")))
        assert tags.get_by_role("link").all_inner_texts() == article["tags"]
        tags.get_by_role("link").first.click()
        expect(heading(page)).to_have_text(article["tags"][0])
        expect(page.get_by_role("link", name=article["title"])).to_be_visible()


def test_article_right_to_left_reads_right_to_left(visitor: Visitor, demo: Demo) -> None:
    with visitor.page(demo.pages()["article-rtl"]) as page:
        assert heading(page).evaluate("element => getComputedStyle(element).direction") == "rtl"
        assert heading(page).evaluate("element => element.closest('[lang]').lang") == "ar"


@pytest.mark.parametrize("kind", KINDS)
def test_index_of_a_kind_leads_to_its_terms(kind: str, visitor: Visitor) -> None:
    with visitor.page(f"{kind}/") as page:
        expect(heading(page)).to_have_text(kind.title())
        terms = page.locator("#content :is(.cf-names__list, .cf-gallery) li a:first-of-type")
        name = terms.first.inner_text()
        box = page.locator(".cf-names input")
        if box.count():
            box.fill("nobody has this name")
            expect(page.get_by_role("status")).to_have_text("No name contains this.")
            box.fill(name.upper())
            expect(terms.filter(visible=True).first).to_have_text(name)
        terms.filter(visible=True).first.click()
        expect(heading(page)).to_have_text(name)
        assert page.locator("#content ol a").count() > 0


def test_lists_are_newest_first_and_turn_around(visitor: Visitor) -> None:
    with visitor.page("topics/space-exploration/") as page:
        times = page.locator("#content ol time")
        days = [tag.get_attribute("datetime") or "" for tag in times.all()]
        page.get_by_role("link", name="Oldest first").click()
        expect(times.first).to_have_attribute("datetime", days[-1])
        turned = [tag.get_attribute("datetime") or "" for tag in times.all()]
    assert len(days) > 1
    assert days == sorted(days, reverse=True)
    assert turned == days[::-1]


def test_the_page_for_unknown_addresses_offers_help(visitor: Visitor, demo: Demo) -> None:
    with visitor.page(demo.pages()["not-found"]) as page:
        expect(heading(page)).to_have_text("Page not found")
        box = page.locator("#content").get_by_role("searchbox")
        expect(box).to_have_value("no such page")
        page.locator("#content").get_by_role("link", name="Topics").click()
        expect(heading(page)).to_have_text("Topics")


@pytest.mark.parametrize("name", KINDS_OF_PAGE)
def test_page_reads_without_javascript_and_says_what_it_is(name: str, visitor: Visitor, demo: Demo) -> None:
    with visitor.page(demo.pages()[name], PHONE, javascript=False) as page:
        expect(heading(page)).to_be_visible()
        expect(page.locator("#content")).to_be_visible()
        expect(page.get_by_role("complementary", name="Notice")).to_contain_text("demonstration")


def test_search_without_javascript_leads_to_the_lists(visitor: Visitor) -> None:
    with visitor.page("search/", javascript=False) as page:
        page.locator("#content").get_by_role("link", name="People").click()
        expect(heading(page)).to_have_text("People")
