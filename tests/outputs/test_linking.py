from __future__ import annotations

import pytest
from making import full_article

from generator.model.documents import Paragraph
from generator.model.records import Evidence, Term
from generator.outputs.pages.linking import linked

ANA = Term("ana-ruiz", "Ana Ruiz")
OSLO = Term("oslo", "Oslo")
URL = "../../../people/ana-ruiz.md"


def texts(*paragraphs: str, quoted: str = "", people: tuple[Term, ...] = (ANA,)) -> tuple[str, ...]:
    evidence = {"people": Evidence("extracted", "authority-name", quoted, 0.9)} if quoted else {}
    blocks = tuple(Paragraph(text, text) for text in paragraphs)
    url = "articles/2024/01/a/"
    return linked(*full_article(url=url, people=people, places=(OSLO,), evidence=evidence, paragraphs=blocks))


def test_only_the_first_mention_is_linked() -> None:
    assert texts("Ana Ruiz spoke. Ana Ruiz left.", "Ana Ruiz again, in Oslo.") == (
        f"[Ana Ruiz]({URL}) spoke. Ana Ruiz left.",
        "Ana Ruiz again, in [Oslo](../../../places/oslo.md).",
    )


def test_the_linked_words_are_those_of_the_evidence() -> None:
    assert texts("Minister RUIZ spoke.", quoted="RUIZ") == (f"Minister [RUIZ]({URL}) spoke.",)


@pytest.mark.parametrize(
    "text",
    [
        "## Ana Ruiz",
        "Ana Ruiz\n---",
        "[Ana Ruiz speaks](https://a.example/x)",
        "`Ana Ruiz`",
        "![Ana Ruiz](a.png)",
        "<https://a.example/Ana Ruiz>",
        "    Ana Ruiz",
        "```\nAna Ruiz\n```",
        "Long live!Ana Ruiz",
        "Anana Ruiz, Ana Ruizes",
    ],
)
def test_headings_links_code_and_parts_of_words_are_not_linked(text: str) -> None:
    assert texts(text) == (text,)


def test_a_mention_after_a_link_still_counts() -> None:
    assert texts("[Ana Ruiz](https://a.example/x), Ana Ruiz") == (
        f"[Ana Ruiz](https://a.example/x), [Ana Ruiz]({URL})",
    )


def test_the_longer_name_wins() -> None:
    york, times = Term("new-york", "New York"), Term("ny-times", "New York Times")
    assert texts("The New York Times", people=(york, times)) == (
        "The [New York Times](../../../people/ny-times.md)",
    )


def test_names_with_escaped_markdown_characters_are_linked() -> None:
    star = Term("a-b", "A*B")
    assert texts("By A\\*B.", people=(star,)) == ("By [A\\*B](../../../people/a-b.md).",)
