from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from making import archive, article

from generator.inputs.settings import Settings
from generator.model.records import Article, Term
from generator.outputs.everything import pages
from generator.outputs.pages.articles import reading_minutes
from generator.outputs.pages.redirects import redirects
from generator.outputs.views import chunks

SETTINGS = Settings(page_size=2)
TOPIC = Term("t", "T")


def views(articles: list[Article]) -> dict[str, Any]:
    made = {output.path: output.page for output in pages(archive(articles), SETTINGS)}
    return {path: {**page.fields, "view": page.view} for path, page in made.items()}


def test_older_pages_do_not_change_when_an_article_is_added() -> None:
    def older(count: int) -> dict[int, Sequence[int]]:
        return {number: items for number, items in chunks(list(range(count, 0, -1)), 2, str) if number}

    assert older(3) == {}
    assert older(5) == {1: [2, 1]}
    for count in range(4, 30):
        before, after = older(count), older(count + 1)
        assert all(after[number] == items for number, items in before.items())


@given(st.lists(st.integers(0, 9999), min_size=1, max_size=400, unique=True), st.integers(0, 9999))
def test_an_article_in_the_middle_of_a_list_changes_few_pages(numbers: list[int], one_more: int) -> None:
    def cut(items: Iterable[int]) -> list[list[int]]:
        found = chunks(sorted(items, reverse=True), 16, str)
        return [list(part) for _, part in found]

    before, after = cut(numbers), cut({*numbers, one_more})
    assert [number for part in before for number in part] == sorted(numbers, reverse=True)
    assert all(12 <= len(part) <= 20 for part in before[1:])
    assert len(before[0]) >= min(16, len(numbers))
    older = [part for part in before[1:] if part[0] < one_more]
    assert after[len(after) - len(older) :] == older


def test_page_ends_realign_after_an_inserted_article() -> None:
    def cut(items: Iterable[int]) -> list[list[int]]:
        return [list(part) for _, part in chunks(sorted(items, reverse=True), 16, str)]

    before = cut(range(0, 4000, 2))
    for one_more in range(1, 4000, 401):
        changed = [part for part in cut([*range(0, 4000, 2), one_more]) if part not in before]
        assert len(changed) < len(before) / 4


def test_every_page_of_a_list_is_reached_from_the_first() -> None:
    made = views(
        [article(seed=f"{n}", title=f"N{n}", date=f"2024-01-{n:02}", topics=(TOPIC,)) for n in range(1, 9)]
    )
    seen, path = [], "topics/t.md"
    for _ in range(9):
        view = made[path]["view"]
        seen += [entry["title"] for entry in view["entries"]]
        if "next" not in view["pager"]:
            break
        path = view["pager"]["next"].rstrip("/") + ".md"
    assert seen == [f"N{n}" for n in range(8, 0, -1)]
    assert (view["pager"]["page"], view["pager"]["pages"]) == (4, 4)
    assert view["pager"]["previous"] == "topics/t/page/2/"


def test_an_article_page_has_the_front_matter_and_view_of_the_contract() -> None:
    made = views(
        [
            article(
                seed="a.txt", title="T: <b>", date="2024-01-05", topics=(TOPIC,), language="ar", summary="S"
            )
        ]
    )
    page = made["articles/2024/01/t-b.md"]
    assert (page["title"], page["date"]) == ("T: <b>", dt.date(2024, 1, 5))
    assert page["topics"] == ["T"]
    assert page["view"]["topics"] == [{"name": "T", "url": "topics/t/"}]
    assert page["view"]["when"] == "January 5, 2024"
    assert page["view"]["direction"] == "rtl"
    assert page["view"]["language"]["name"] == "Arabic"
    assert "<" not in page["view"]["jsonld"]


def test_sections_without_content_are_not_on_the_front_page() -> None:
    made = views([article(seed="a.txt", title="T")])
    assert [section["label"] for section in made["index.md"]["view"]["browse"]] == ["Dates"]
    assert made["index.md"]["view"]["archive_size"] == {
        "articles": 1,
        "people": 0,
        "places": 0,
        "organizations": 0,
        "topics": 0,
    }


def test_reading_time_counts_words_and_characters() -> None:
    assert reading_minutes("word " * 460) == 2
    assert reading_minutes("字" * 1500) == 3
    assert reading_minutes("") == 1


def test_a_former_address_leads_to_the_article_and_never_out_of_the_site() -> None:
    aliases = (
        "articles/2023/01/old/",
        "/first.html",
        "../secret",
        "articles/undated/t/",
        "https://a.example/",
        *("con", "a/NUL.html", "lpt1/b"),  # Windows has no files of these names
        *("search-index", "Search-Index/", "/search-index/index.html", "search-index/old"),
        *("search-index-old", "blog/search-index"),
    )
    made = archive([article(seed="a.txt", title="T", aliases=aliases)])
    found = {output.path: output.page for output in redirects(made, SETTINGS, [made.articles[0].url])}
    assert set(found) == {
        "articles/2023/01/old.md",
        "first.html/index.md",
        "search-index-old/index.md",
        "blog/search-index.md",
    }
    assert found["articles/2023/01/old.md"].view == {"to": "articles/undated/t/"}
