"""A headline at the beginning of the text is not shown a second time."""

from __future__ import annotations

import pytest

from generator.describe.repeated_title import without_repeated_title
from generator.model.documents import Claim, Declaration, Draft, Paragraph

TITLE = "Harbour of Tarnmouth reopens"
TEXT = "Ferries left in the morning."


def draft(*texts: str, claims: tuple[Claim, ...] = (), title: str = "") -> Draft:
    declared = Declaration(values={"title": title} if title else {})
    return Draft(
        tuple(Paragraph(text, text, line) for line, text in enumerate(texts, 1)),
        claims=claims,
        declared=declared,
    )


def body(given: Draft) -> list[str]:
    return [paragraph.text for paragraph in without_repeated_title(given).paragraphs]


def test_a_stated_or_declared_headline_goes_to_the_ledger() -> None:
    claim = Claim("title", TITLE, "h1", TITLE, 0.8)
    assert body(draft(TITLE, "HARBOUR OF  TARNMOUTH REOPENS", TEXT, claims=(claim,))) == [TEXT]
    done = without_repeated_title(draft("Monday", TITLE, TEXT, title=TITLE))
    assert [paragraph.text for paragraph in done.paragraphs] == ["Monday", TEXT]
    assert [(line.line, line.text, line.rule) for line in done.removed] == [(2, TITLE, "repeated")]


def test_a_line_that_is_there_twice_is_the_headline_if_none_is_stated() -> None:
    done = without_repeated_title(draft(TITLE, TITLE, TEXT))
    assert [claim.value for claim in done.claimed("title")] == [TITLE]
    assert body(draft(TITLE, TITLE, TEXT)) == [TEXT]


@pytest.mark.parametrize(
    "texts", [(TITLE, TEXT), (TITLE,), (TITLE, TITLE), (TEXT, "b", "c", "d", TITLE, TITLE)]
)
def test_other_text_stays(texts: tuple[str, ...]) -> None:
    assert body(draft(*texts)) == list(texts)


def test_a_text_of_nothing_but_its_headline_stays() -> None:
    assert body(draft(TITLE, title=TITLE)) == [TITLE]
