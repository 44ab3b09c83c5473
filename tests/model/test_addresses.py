from __future__ import annotations

import pytest
from making import article

from generator.archive.assign import assign
from generator.model.addresses import article_url, markdown_path, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Ünïcode & more!", "unicode-more"), ("总统", "zong-tong"), ("word " * 40, "word-" * 15 + "word")],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_text_without_letters_still_has_an_address() -> None:
    assert slug("!!!").startswith("n-")
    assert slug("!!!") != slug("???")


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("", "index.md"),
        ("topics/", "topics/index.md"),
        ("topics/a/", "topics/a.md"),
        ("topics/a/page/2/", "topics/a/page/2.md"),
    ],
)
def test_pages_are_where_mkdocs_publishes_them(url: str, path: str) -> None:
    assert markdown_path(url) == path


def test_undated_articles_have_a_place() -> None:
    assert article_url("", "x") == "articles/undated/x/"
    assert article_url("2025-12-22", "x") == "articles/2025/12/x/"


def test_one_headline_twice_gives_two_addresses_and_a_warning() -> None:
    first, second = article(seed="a.txt", title="Same"), article(seed="b.txt", title="Same")
    named, problems = assign([second, first])
    ids = {one.seed: one.id for one in named}
    assert ids["a.txt"] == "same"
    assert ids["b.txt"].startswith("same-")
    assert [(problem.path, problem.severity) for problem in problems] == [("b.txt", "warning")]


def test_a_declared_id_is_used_and_belongs_to_one_article() -> None:
    named, problems = assign(
        [article(seed="a.txt", title="x"), article(seed="b.txt", id="x"), article(seed="c.txt", id="x")]
    )
    assert {one.seed: one.id[:2] for one in named} == {"b.txt": "x", "a.txt": "x-"}
    assert [problem.rule for problem in problems if problem.severity == "error"] == ["id-taken"]
