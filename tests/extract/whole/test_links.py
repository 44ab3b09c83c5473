"""Lists of addresses are refused, articles with addresses are not."""

# ruff: noqa: E501 - sample texts
from __future__ import annotations

import pytest

from generator.extract.formats import extract
from generator.model.documents import Declaration, Seed

BOOKMARKS = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<TITLE>Lesezeichen</TITLE><DL><p><DT><A HREF="https://courier.example/ferry">Night ferry</A>
<DT><A HREF="https://gazette.example/bridges">Two bridges</A></DL>"""
INSTAPAPER = BOOKMARKS.replace(
    "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Lesezeichen", "<title>Instapaper: Export"
)
LIST = "Read later\n\nNight ferry to end\nhttps://courier.example/ferry\n\nTwo bridges\nhttps://gazette.example/b\n\nhttps://x.example/c\n"
MARKDOWN = "# Read later\n\n" + "\n".join(f"- [Headline {n}](https://courier.example/{n})" for n in range(5))
ROWS = "".join(f'<li><a href="/{n}">The council of Lunmark votes, part {n}</a></li>' for n in range(100))
PAGE = f"<html><body><h1>Latest</h1><ul>{ROWS}</ul></body></html>"
TEXT = "The ferry company of Lunmark will stop its night crossings in June, its director told the island council. "
ARTICLE = f"Night ferry to end\n\n{TEXT}\n\nhttps://courier.example/ferry\nhttps://courier.example/map\nhttps://courier.example/b\n"
NEWS = f"<html><body><article><h1>Ferry</h1><p>{TEXT * 3}</p></article><ul>{ROWS}</ul></body></html>"
SHORT = f'<html><head><meta property="article:published_time" content="2021-05-03"></head><body><p>{TEXT}</p><ul>{ROWS}</ul></body></html>'


def rules(name: str, text: str, declared: Declaration | None = None) -> set[str]:
    draft = extract(Seed(name, text.encode(), ""), declared or Declaration())
    return {problem.rule for problem in draft.problems if problem.severity == "error"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", BOOKMARKS),
        ("a.html", INSTAPAPER),
        ("a.txt", LIST),
        ("a.md", MARKDOWN),
        ("a.html", PAGE),
        ("a.txt", "Night ferry\nhttps://courier.example/ferry\n"),
    ],
)
def test_a_list_of_addresses_is_refused(name: str, text: str) -> None:
    assert rules(name, text) == {"list-of-links"}


VIDEOS = f"# Ferry, in pictures\n\n{TEXT[:50]}.\n\n" + "\n\n".join(
    f"https://www.youtube.com/watch?v=abcdefghij{n}" for n in range(4)
)


@pytest.mark.parametrize(
    ("name", "text"), [("a.txt", ARTICLE), ("a.html", NEWS), ("a.html", SHORT), ("a.md", VIDEOS)]
)
def test_an_article_with_addresses_is_read(name: str, text: str) -> None:
    assert rules(name, text) == set()


def test_a_curator_can_insist() -> None:
    assert rules("a.txt", LIST, Declaration({"whole": True})) == set()


def test_several_articles_are_refused_and_a_curator_can_insist() -> None:
    text = f"Document 1 of 2\n\nFerry\n\n{TEXT}\n\nDocument 2 of 2\n\nBridge\n\n{TEXT}\n"
    assert rules("a.txt", text) == {"several-articles"}
    assert rules("a.txt", f"---\ntitle: Both\nwhole: true\n---\n{text}") == set()
    assert rules("a.md", f"Title: Both\nAuthor: Ana Paz\nWhole: true\n\n{text}") == set()
