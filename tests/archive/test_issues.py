"""The articles of an issue of a newspaper follow each other by page."""

from __future__ import annotations

from making import archive, article

from generator.archive.issues import in_print_order
from generator.model.records import Article, Source


def printed(name: str, page: str, date: str = "1931-06-04", paper: str = "Marum Mail") -> Article:
    return article(id=name, seed=f"{name}.txt", title=name, date=date, source=Source(name=paper, page=page))


def test_pages_are_sorted_as_a_newspaper_numbers_them() -> None:
    names = ["A10", "B1", "A2", "", "2", "10"]
    day = [printed(f"p{page or 'none'}", page) for page in names]
    pages = [article.source.page for article in in_print_order(day)]
    assert pages == ["2", "10", "A2", "A10", "B1", ""]


def test_articles_without_pages_and_other_days_stay_where_they_are() -> None:
    given = [
        printed("late", "9", "1931-06-05"),
        printed("b", "3"),
        printed("other", "", paper="Herald"),
        printed("a", "1"),
        printed("early", "9", "1931-06-03"),
    ]
    assert [article.id for article in in_print_order(given)] == ["late", "a", "b", "other", "early"]
    assert in_print_order(given[2:3]) == given[2:3]


def test_previous_and_next_and_the_list_of_a_source_follow_the_pages() -> None:
    made = archive([printed("one", "4"), printed("two", "2"), printed("three", "3")])
    before, after = made.neighbours["three"]
    assert before
    assert after
    assert (before.id, after.id) == ("two", "one")
    (shelf,) = made.shelves["sources"]
    assert [article.id for article in shelf.articles] == ["two", "three", "one"]
