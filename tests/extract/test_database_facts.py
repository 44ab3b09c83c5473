"""A line of facts as databases of the north write it, above a text with a notice of rights."""

from __future__ import annotations

from generator.extract.formats import extract
from generator.extract.plain.apparatus import facts_of
from generator.model.documents import Declaration, Seed

TEXT = (
    "Slusen ved Oldmølle blev åbnet fredag, elleve dage for sent, fordi en port sad fast i frosten, og "
    "dalens eneste dykker var syg, oplyser kommunen."
)
FACTS = "4. maj 2021 | Dalens Avis | Marit Osk | Side 4 (2. sektion) | 88 ord | Artikel-id: e9a1b2c3"


def test_facts_between_bars_and_rights_show_a_database() -> None:
    rights = "Alle artikler er beskyttet af lov om ophavsret."
    draft = extract(
        Seed("a.txt", f"Slusen åbner for sent\n{FACTS}\n\n{TEXT}\n{rights}\n".encode(), ""), Declaration()
    )
    claims = {claim.field: claim.value for claim in reversed(draft.claims)}
    assert draft.body == TEXT
    assert {
        "title": "Slusen åbner for sent",
        "source_name": "Dalens Avis",
        "date": "4. maj 2021",
    }.items() <= (claims.items())


def test_semicolons_between_bars_separate_names_of_one_fact() -> None:
    facts = facts_of("May 4, 2021 | Author: Marit Osk; Per Lund | Section: Town | Page: 4")
    assert [fact.value for fact in facts if fact.kind == "author"] == ["Marit Osk; Per Lund"]
    assert [fact for fact in facts if fact.kind == "source"] == []
