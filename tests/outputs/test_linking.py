from __future__ import annotations

import pytest
from making import full_article

from generator.model.documents import Paragraph
from generator.model.records import Candidate, Evidence, Term
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


@pytest.mark.parametrize(
    "text",
    [
        "The Oslo Courier wrote",
        "in Oslo University",
        "Oslo & Sons",
        "Oslo-Bergen line",
        "the Nord-Oslo line",
        "the University of Oslo",
        "Mount Oslo",
        "Jack Oslo",
        "Mr Oslo",
        "the _Oslo_ Courier",
        "Ana Ruiz Center",
        "Ana Ruiz, Jr. Center",
        "the Maria Ana Ruiz prize",
    ],
)
def test_the_words_next_to_a_name_may_make_it_a_longer_one(text: str) -> None:
    assert texts(f"They read {text}.") == (f"They read {text}.",)


@pytest.mark.parametrize(
    "text",
    [
        "Minister Ana Ruiz",
        "On Monday Ana Ruiz",
        "Ana Ruiz Monday",
        "Ana Ruiz's Courier",
        "Ana Ruiz. Then",
        "Yesterday, Ana Ruiz",
        "Ana Ruiz, Bergen",
    ],
)
def test_other_words_next_to_a_name_do_not(text: str) -> None:
    assert f"[Ana Ruiz]({URL})" in texts(text)[0]


def test_in_a_language_with_capital_nouns_capitals_join_nothing() -> None:
    article, text = full_article(
        url="articles/2024/01/a/", people=(ANA,), language="de", body="Die Ministerin Ana Ruiz Menschen"
    )
    assert "[Ana Ruiz]" in linked(article, text)[0]


def test_an_unlinked_longer_name_wins_and_a_later_mention_is_linked() -> None:
    article, text = full_article(
        url="articles/2024/01/a/",
        places=(OSLO,),
        organizations=(Term("bank", "Bank at Oslo"),),
        candidates=(Candidate("Friends near Oslo", "organization", 0.8),),
        body="The Bank at Oslo and the Friends near Oslo met in Oslo.",
    )
    assert linked(article, text) == (
        "The Bank at Oslo and the Friends near Oslo met in [Oslo](../../../places/oslo.md).",
    )
