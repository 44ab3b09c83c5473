"""Search finds, narrows, sorts, and keeps all of that in the address."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.demo import Demo
from browser.visits import DESK, PHONE, Visitor

pytestmark = pytest.mark.browser


def results(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("listitem").filter(has=page.get_by_role("heading"))


def found(page: Page) -> set[str]:
    """The headlines of the results, once they are shown."""
    expect(page.get_by_role("status")).to_contain_text("found")
    return {text.strip() for text in results(page).get_by_role("heading").all_inner_texts()}


def days(page: Page) -> list[str]:
    """The dates of the results in their order."""
    expect(page.get_by_role("status")).to_contain_text("found")
    return [tag.get_attribute("datetime") or "" for tag in results(page).locator("time").all()]


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def frequent(demo: Demo, field: str) -> str:
    """The name that most articles of the demo have in a field."""
    names: Counter[str] = Counter(name for article in demo.articles for name in article[field])
    return names.most_common(1)[0][0]


def test_box_of_any_page_leads_to_results(visitor: Visitor, demo: Demo) -> None:
    with visitor.page(demo.pages()["article"]) as page:
        page.get_by_role("searchbox").fill("ozone")
        page.get_by_role("searchbox").press("Enter")
        expect(page).to_have_url(f"{demo.url}search/?q=ozone")
        expect(results(page).locator("mark").first).to_have_text("ozone", ignore_case=True)
        results(page).get_by_role("link").first.click()
        expect(page.get_by_role("article")).to_contain_text("ozone", ignore_case=True)


def test_results_come_while_typing_and_stay_in_the_address(visitor: Visitor) -> None:
    with visitor.page("search/") as page:
        page.get_by_role("searchbox").press_sequentially("ozone")
        first = found(page)
        assert first
        expect(page).to_have_url(re.compile(r"\?q=ozone$"))
        page.reload()
        assert found(page) == first


def test_a_filter_narrows_to_what_has_the_value(visitor: Visitor, demo: Demo) -> None:
    topic = frequent(demo, "topics")
    wanted = {article["title"] for article in demo.articles if topic in article["topics"]}
    with visitor.page("search/") as page:
        page.get_by_role("searchbox").focus()
        box = page.get_by_role("group", name="Topic").get_by_role("checkbox", name=topic)
        box.check()
        # Ten results are shown at first.
        expect(page.get_by_role("status")).to_contain_text(str(len(wanted)))
        assert found(page) <= wanted
        assert query(page) == {"topic": [topic]}


def test_filters_and_query_narrow_together_and_back_widens(visitor: Visitor, demo: Demo) -> None:
    article = demo.first(title="Countries sign treaty to protect the ozone layer")
    topic = article["topics"][0]
    with visitor.page("search/?q=treaty") as page:
        everything = found(page)
        page.get_by_role("group", name="Topic").get_by_role("checkbox", name=topic).check()
        expect(page.get_by_role("status")).not_to_contain_text(str(len(everything)) + " ")
        assert article["title"] in found(page)
        assert query(page) == {"q": ["treaty"], "topic": [topic]}
        page.go_back()
        expect(results(page)).to_have_count(len(everything))


def test_back_leads_to_the_previous_search_however_the_next_was_typed(visitor: Visitor) -> None:
    with visitor.page("search/?q=treaty") as page:
        box = page.get_by_role("searchbox")
        everything = found(page)
        box.fill("oz")
        expect(page).to_have_url(re.compile(r"\?q=oz$"))
        box.fill("ozone")
        expect(page).to_have_url(re.compile(r"\?q=ozone$"))
        box.press("Enter")
        page.go_back()
        expect(box).to_have_value("treaty")
        expect(results(page)).to_have_count(len(everything))


def in_years(demo: Demo, first: str, last: str) -> set[str]:
    """Headlines of the articles of these years."""
    return {article["title"] for article in demo.articles if first <= (article["date"] or "")[:4] <= last}


def test_a_typed_range_of_dates_narrows_and_stays_in_the_address(visitor: Visitor, demo: Demo) -> None:
    with visitor.page("search/") as page:
        page.get_by_role("searchbox").focus()
        dates = page.get_by_role("group", name="Date")
        dates.get_by_label("From").fill("1985")
        dates.get_by_label("From").press("Enter")
        expect(page).to_have_url(re.compile("from=1985"))
        dates.get_by_label("To").fill("1987-12")
        dates.get_by_label("To").press("Tab")
        wanted = in_years(demo, "1985", "1987")
        expect(page.get_by_role("status")).to_have_text(f"{len(wanted)} articles found")
        assert found(page) == wanted
        assert query(page) == {"from": ["1985"], "to": ["1987-12"]}
        page.reload()
        assert found(page) == wanted
        page.go_back()
        expect(dates.get_by_label("To")).to_have_value("")


def test_the_histogram_is_dragged_over(visitor: Visitor, demo: Demo) -> None:
    with visitor.page("search/") as page:
        page.get_by_role("searchbox").focus()
        chart = page.locator(".cf-search__chart svg")
        box = chart.bounding_box()
        assert box
        years = sorted((article["date"] or "")[:4] for article in demo.articles if article["date"])
        bar = box["width"] / (int(years[-1]) - int(years[0]) + 1)
        page.mouse.move(box["x"] + bar * 20.5, box["y"] + 5)
        page.mouse.down()
        page.mouse.move(box["x"] + bar * 30.5, box["y"] + 5, steps=4)
        page.mouse.up()
        first, last = str(int(years[0]) + 20), str(int(years[0]) + 30)
        expect(page).to_have_url(re.compile(rf"\?from={first}&to={last}$"))
        assert found(page) <= in_years(demo, first, last)


def test_the_range_is_moved_by_keys(visitor: Visitor, demo: Demo) -> None:
    first = min(article["date"] for article in demo.articles if article["date"])[:4]
    with visitor.page("search/") as page:
        page.get_by_role("searchbox").focus()
        earliest = page.get_by_role("slider", name="Earliest")
        earliest.press("ArrowRight")
        expect(page).to_have_url(re.compile(f"from={int(first) + 1}"))
        expect(earliest).to_be_focused()
        expect(earliest).to_have_attribute("aria-valuetext", str(int(first) + 1))


def test_a_known_name_offers_its_page_first(visitor: Visitor, demo: Demo) -> None:
    person = frequent(demo, "people")
    with visitor.page("search/") as page:
        page.get_by_role("searchbox").press_sequentially(person.split()[-1].lower())
        offers = page.get_by_role("main").get_by_role("link", name=person, exact=True)
        expect(page.get_by_role("heading", name="Pages with this name")).to_be_visible()
        page.keyboard.press("ArrowDown")
        expect(page.locator(":focus")).to_have_attribute(
            "href", re.compile("/(people|topics|places|organizations)/")
        )
        offers.first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(person)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("gagrin", "Yuri Gagarin"), ("agagrin", "Yuri Gagarin"), ("mandella", "Nelson Mandela")],
)
def test_a_misspelling_is_corrected_and_its_name_offered(typed: str, meant: str, visitor: Visitor) -> None:
    with visitor.page(f"search/?q={typed}") as page:
        expect(page.get_by_text("Showing results for")).to_be_visible()
        assert results(page).count()
        page.locator(".cf-search__pages").get_by_role("link", name=meant).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(meant)


def test_a_month_is_offered_and_never_corrected(visitor: Visitor, demo: Demo) -> None:
    date = demo.first(date=True)["date"]
    month = f"{dt.date.fromisoformat(date):%B %Y}"
    with visitor.page(f"search/?q={month}") as page:
        link = page.locator(".cf-search__pages").get_by_role("link", name=month)
        expect(link).to_have_attribute("href", re.compile(f"/dates/{date[:4]}/{date[5:7]}/$"))
        for typed in ("June 1995", "May 2020", "august 1801"):
            page.goto(f"{visitor.demo.url}search/?q={typed}")
            expect(page.get_by_role("status")).to_have_text(re.compile("found"))
            expect(page.get_by_text("Showing results for")).to_have_count(0)


def test_a_correction_that_finds_nothing_is_not_shown(visitor: Visitor) -> None:
    with visitor.page("search/?q=gagrin&from=1800&to=1801") as page:
        expect(page.get_by_role("status")).to_contain_text("Nothing found")
        expect(page.get_by_text("Showing results for")).to_have_count(0)
        expect(page.get_by_role("searchbox")).to_have_value("gagrin")


def test_an_address_with_query_filter_and_sort_can_be_shared(visitor: Visitor) -> None:
    with visitor.page("search/?q=treaty&language=English&sort=oldest") as page:
        assert days(page) == sorted(days(page))
        expect(page.get_by_role("searchbox")).to_have_value("treaty")
        chosen = page.get_by_role("group", name="Language").get_by_role("checkbox", name="English")
        expect(chosen).to_be_checked()
        expect(page.get_by_label("Sort by")).to_have_value("oldest")


def test_sorting_by_date_reverses_the_list(visitor: Visitor) -> None:
    with visitor.page("search/?q=treaty") as page:
        found(page)
        page.get_by_label("Sort by").select_option("newest")
        expect(page).to_have_url(re.compile("sort=newest"))
        page.wait_for_function(
            "() => { const all = [...document.querySelectorAll('#content ol time')].map(at => at.dateTime);"
            " return all.length > 1 && all.every((day, i) => !i || day <= all[i - 1]); }"
        )
        newest = days(page)
    assert newest == sorted(newest, reverse=True)
    assert newest[0] > newest[-1]


@pytest.mark.parametrize(("plain", "accented"), [("Garcia Robles", "García Robles"), ("accord", "accord")])
def test_words_without_accents_find_words_with_them(
    plain: str, accented: str, visitor: Visitor, demo: Demo
) -> None:
    holds = {article["title"] for article in demo.articles if accented in article["body"]}
    with visitor.page(f"search/?q={plain}") as page:
        assert holds & found(page)


def test_a_search_without_results_says_so_and_offers_links(visitor: Visitor) -> None:
    with visitor.page("search/?q=qqxqzzyq") as page:
        expect(page.get_by_role("status")).to_contain_text("Nothing found")
        expect(page.get_by_role("main").get_by_role("link", name="Topics")).to_be_visible()


@pytest.mark.parametrize("signs", ['"', "-", "%25"])
def test_a_query_without_words_is_as_none(signs: str, visitor: Visitor) -> None:
    with visitor.page(f"search/?q={signs}") as page:
        page.get_by_role("group", name="Language").wait_for()
        expect(page.locator(".cf-search__hint")).to_be_visible()
        expect(page.get_by_role("status")).to_have_text("")
        assert not results(page).count()
        # Narrowed, it finds what the filter alone finds.
        page.get_by_role("group", name="Language").get_by_role("checkbox", name="English").check()
        expect(page.get_by_role("status")).to_contain_text("articles found")
        page.go_back()
        expect(page.locator(".cf-search__hint")).to_be_visible()


def test_a_reader_who_does_not_search_loads_no_index(visitor: Visitor, demo: Demo) -> None:
    asked: list[str] = []
    with visitor.page("") as page:
        page.on("request", lambda made: asked.append(made.url))
        page.goto(demo.url + demo.pages()["article"], wait_until="networkidle")
    assert asked
    assert [url for url in asked if "search" in url] == []


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("address", ["q=moon", "q=gagrin", "from=1980&to=1999", "q=ozone&language=English"])
def test_nothing_moves_when_results_arrive(address: str, width: int, visitor: Visitor) -> None:
    with visitor.page("", width) as page:
        page.add_init_script(
            "window.moved = 0; new PerformanceObserver(list => {"
            " for (const one of list.getEntries()) if (!one.hadRecentInput) window.moved += one.value;"
            "}).observe({type: 'layout-shift', buffered: true})"
        )
        page.goto(f"{visitor.demo.url}search/?{address}")
        expect(page.get_by_role("status")).to_contain_text("found")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.moved") == 0


def test_the_page_loads_no_index_before_a_search(visitor: Visitor) -> None:
    asked: list[str] = []
    with visitor.page("") as page:
        page.on("request", lambda made: asked.append(made.url))
        page.goto(f"{visitor.demo.url}search/", wait_until="networkidle")
        page.get_by_role("searchbox").click()
        page.get_by_role("group", name="Date").wait_for()
    index = [url for url in asked if "search-index" in url]
    assert len(index) == 2
    assert index[1].endswith("/summary.json.gz")


def test_chosen_filters_are_chips_and_a_sheet_on_a_phone(visitor: Visitor) -> None:
    with visitor.page("search/?q=treaty&language=English&year=1987", PHONE) as page:
        count = len(found(page))
        chips = page.get_by_role("list", name="Narrow by")
        expect(chips.get_by_role("listitem")).to_have_count(3)
        page.get_by_text("Narrow by", exact=False).first.click()
        page.get_by_role("button", name=f"Show {count} article").click()
        expect(page.get_by_role("group", name="Language")).to_be_hidden()
        chips.get_by_role("button", name="Remove filter Date: 1987").click()
        expect(page).to_have_url(re.compile(r"\?q=treaty&language=English$"))
        expect(chips.get_by_role("listitem")).to_have_count(1)


def test_the_box_of_any_page_suggests_names_and_headlines(visitor: Visitor, demo: Demo) -> None:
    person = frequent(demo, "people")
    with visitor.page(demo.pages()["article"]) as page:
        page.get_by_role("searchbox").press_sequentially(person.lower()[:6])
        page.get_by_role("list", name="Suggestions").get_by_role("link", name=person, exact=True).wait_for()
        page.get_by_role("searchbox").fill("ozone")
        page.get_by_role("list", name="Suggestions").get_by_role(
            "link", name=re.compile("ozone layer")
        ).first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("ozone layer")


def test_suggestions_say_why_and_wait_for_a_telling_word(visitor: Visitor, demo: Demo) -> None:
    with visitor.page(demo.pages()["article"]) as page:
        box, suggestions = page.get_by_role("searchbox"), page.locator(".cf-suggest")
        box.fill("kingdom of")
        expect(suggestions.get_by_text("also known as Kingdom of").first).to_be_visible()
        box.fill("of")
        expect(suggestions).to_be_hidden()
        box.fill("紐")
        expect(suggestions.get_by_role("listitem").filter(has_text="紐約")).to_contain_text("New York City")
        box.fill("k")
        expect(suggestions).to_be_hidden()


def test_headlines_with_hyphens_are_suggested_by_either_part(visitor: Visitor) -> None:
    with visitor.page("timeline/") as page:
        suggestions = page.get_by_role("list", name="Suggestions")
        for typed in ("thirty-five", "five min", "thirty‑fi"):
            page.get_by_role("searchbox").fill(typed)
            expect(suggestions.get_by_role("link").filter(has_text="Thirty-five minutes")).to_be_visible()
            page.get_by_role("searchbox").fill("")
            expect(suggestions).to_be_hidden()
