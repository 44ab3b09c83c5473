"""Front matter at the start of a pasted text declares fields; a line of hyphens does not."""

# ruff: noqa: E501 - sample texts
from __future__ import annotations

import pytest

from generator.authority.authority import Authority
from generator.convert.pipeline import make_article
from generator.extract.front import read_front
from generator.inputs.sidecars import sidecar_of
from generator.model.documents import Seed

TEXT = "Council votes for a bridge\n\nThe council voted on Monday for a bridge. It will be built of wood.\n"
FRONT = "---\ntitle: 'Declared: yes'\ndate: 2020-01-02\nsource:\n  url: https://example.org/x\n---\n\n"


def test_fields_are_declared_and_the_text_is_read_without_them() -> None:
    article, text, *_ = make_article(Seed("a.txt", (FRONT + TEXT).encode(), ""), Authority())
    assert article
    assert (article.title, article.date, article.source.url) == (
        "Declared: yes",
        "2020-01-02",
        "https://example.org/x",
    )
    assert text.evidence["title"].basis == "declared"
    assert text.body == TEXT.split("\n\n")[1].strip()


def test_lines_keep_their_numbers() -> None:
    front = read_front(FRONT + TEXT, known=True)
    assert front.text.splitlines().index("Council votes for a bridge") == FRONT.count("\n")


def test_the_sidecar_wins() -> None:
    seed = Seed("a.txt", (FRONT + TEXT).encode(), "", sidecar_of("a.yml", b"date: 2020-01-03"))
    article = make_article(seed, Authority()).article
    assert article
    assert (article.title, article.date) == ("Declared: yes", "2020-01-03")


def test_a_mistake_is_reported_with_its_line() -> None:
    made = make_article(Seed("a.txt", b"---\ntitle: A\ndate: soon\n---\n" + TEXT.encode(), ""), Authority())
    assert [(problem.path, problem.line, problem.rule) for problem in made.problems] == [
        ("a.txt", 3, "field-date")
    ]


def test_a_line_of_hyphens_above_a_text_is_part_of_it() -> None:
    for text in (
        "---\nWorld news: today\n---\n",
        "---\n\ntitle: x\n---\n",
        "---\ntitle: x\n",
        "----\ntitle: x\n---\n",
    ):
        assert read_front(text + TEXT, known=True).text == text + TEXT


@pytest.mark.parametrize(
    "head",
    [
        "% Ferry sails\n% Ada Nordvik; Jo Brandel\n% 4 March 2021\n\n",
        "% Ferry sails\n% Ada Nordvik\n  Jo Brandel\n% 2021-03-04\n\n",
        "<!--\n.. title: Ferry sails\n.. author: Ada Nordvik, Jo Brandel\n.. date: 2021-03-04 08:00\n-->\n\n",
        ".. title: Ferry sails\n.. author: Ada Nordvik, Jo Brandel\n.. date: 2021-03-04\n\n",
        "# Ferry sails\n![](c.png)\n## Metadata\n- Author: Ada Nordvik, [[Jo Brandel]]\n- Date: 2021-03-04\n\n",
        "# Ferry sails\n\n**Author:** Ada Nordvik, Jo Brandel\n**Published:** 2021-03-04\n\n",
        "# Ferry sails\n\n    Author: Ada Nordvik, Jo Brandel\n    Published: 2021-03-04\n\n",
    ],
)
def test_heads_of_other_programs(head: str) -> None:
    article, text, *_ = make_article(Seed("a.md", (head + TEXT.split("\n\n")[1]).encode(), ""), Authority())
    assert article
    assert (article.title, article.date) == ("Ferry sails", "2021-03-04")
    assert list(article.authors) == ["Ada Nordvik", "Jo Brandel"]
    assert text.body == TEXT.split("\n\n")[1].strip()


def test_a_picture_that_front_matter_names_is_in_the_ledger() -> None:
    front = "---\ntitle: A\nhero_image: /img/boat.jpg?w=9\ncover: {image: quay.png, caption: The quay}\n---\n"
    text = make_article(Seed("a.md", (front + TEXT).encode(), ""), Authority()).text
    assert [(line.text, line.kind) for line in text.removed] == [
        ("boat.jpg", "picture"),
        ("The quay – quay.png", "picture"),
    ]
