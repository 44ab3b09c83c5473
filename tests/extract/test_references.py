"""Entries of reference managers among the seeds: one with a text is an article, several are refused."""

from __future__ import annotations

import pytest

from generator.extract.formats import extract
from generator.model.documents import Declaration, Draft, Seed

TEXT = (
    "The weir at Oldmill was opened on Friday, eleven days late, because a gate had jammed in the frost and "
    "the only diver of the valley was ill."
)
RIS = f"""TY  - NEWS
TI  - Weir at Oldmill opens late
AU  - Osk, Marit
AU  - Lund, Per
T2  - Valley Herald
AB  - {TEXT}
DA  - 2021/05/04/
UR  - https://valley.example/weir
ER  -
"""
BIBTEX = "@article{{{key},\n  title = {{Weir opens}},\n  author = {{Osk, Marit}},\n}}\n\n"


def read(text: str) -> Draft:
    return extract(Seed("a.txt", text.encode(), ""), Declaration())


def test_one_entry_with_a_text_is_an_article() -> None:
    draft = read(RIS)
    claims = [(claim.field, claim.value) for claim in draft.claims]
    assert draft.body == TEXT
    assert [value for field, value in claims if field == "authors"] == ["Marit Osk", "Per Lund"]
    assert {
        ("title", "Weir at Oldmill opens late"),
        ("source_name", "Valley Herald"),
        ("date", "2021/05/04"),
        ("source_url", "https://valley.example/weir"),
    } <= set(claims)


@pytest.mark.parametrize(
    "text",
    [
        RIS + RIS,
        "".join(f"TY  - NEWS\nTI  - Weir {n}\nER  - \n\n" for n in range(3)),
        BIBTEX.format(key="osk2021") + BIBTEX.format(key="osk2022"),
    ],
    ids=["with texts", "without texts", "BibTeX"],
)
def test_several_entries_are_refused(text: str) -> None:
    (problem,) = read(text).problems
    assert problem.rule == "several-articles"
    assert "clipfile import" in problem.message
