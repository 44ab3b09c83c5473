"""Lines that turn pages are no text, and one that leads to a page that is not there marks the article."""

# ruff: noqa: E501 - sample texts
from __future__ import annotations

import pytest

from generator.extract.formats import extract
from generator.extract.whole.turns import turn_of
from generator.model.documents import Declaration, Draft, Seed

FERRY = "The ferry to Easter Quay sails again after a long repair, the harbour master said on Friday morning."
FARES = "A crossing costs four crowns, and children under seven sail for nothing until the end of June."


def read(text: str, name: str = "a.txt") -> Draft:
    return extract(Seed(name, text.encode(), ""), Declaration())


@pytest.mark.parametrize(
    "line",
    [
        "Continued on page 4",
        "(Continued on Page A6, Column 3)",
        "See FERRY, Page B2",
        "Fortsetzung auf Seite 4",
        "Lire la suite page 3",
        "Continúa en la página 4",
        "Продолжение на стр. 4",
        "4面に続く",
        "（下转第4版）",
        "1 2 3 Next page »",
        "Nächste Seite",
        "第1页（共3页） 下一页",
        "Pages: 1 2",
    ],
)
def test_a_line_that_leads_on(line: str) -> None:
    draft = read(f"Ferry sails\n\n{FERRY}\n\n{FARES}\n\n{line}\n")
    assert draft.body == f"{FERRY}\n\n{FARES}"
    assert [claim.field for claim in draft.claims if claim.field == "incomplete"] == ["incomplete"]


def test_both_halves_of_a_jump_are_a_whole() -> None:
    text = f"Ferry sails\n\n{FERRY}\n\nSee FERRY, Page 4\n\nFERRY\n\nContinued from Page 1\n\n{FARES}\n"
    draft = read(text)
    assert draft.body == f"{FERRY}\n\n{FARES}"
    assert draft.claimed("incomplete") == ()


@pytest.mark.parametrize(
    "line",
    [
        "Next",
        "1 2 3",
        "Next stop: Easter Quay",
        "See Easter Quay on Sunday",
        "He turned to page after page.",
        "Page",
    ],
)
def test_other_lines_are_text(line: str) -> None:
    assert turn_of(line) is None


@pytest.mark.parametrize(
    ("href", "expected"), [("?page={}", 1), ("ferry-{}.html", 1), ("?cpage={}", 0), ("/t/x", 0)]
)
def test_a_row_of_numbers_below_a_page(href: str, expected: int) -> None:
    links = " ".join(f'<a href="{href.format(n)}">{n}</a>' for n in (2, 3))
    text = f"<html><body><article><h1>Ferry</h1><p>{FERRY}</p><p>{FARES}</p><div>1 {links}</div></article></body></html>"
    claims = read(text, "a.html").claimed("incomplete")
    assert [claim.value for claim in claims] == ["page 1 of 3"] * expected
