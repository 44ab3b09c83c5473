"""Names that curators declare or authority files know."""

from __future__ import annotations

import pytest

from generator.authority.authority import Authority, Entry, Key
from generator.describe.names import Names, find_names
from generator.model.documents import Claim, Declaration
from generator.model.records import Evidence, Term

ENTRIES = (
    Entry("people", "ana-velar", "Ana Velar", aliases=("Anna Velar",)),
    Entry("organizations", "harbour-board", "Harbour Board"),
    Entry("places", "norway", "Norway", type="country", country="NO", demonyms=("Norwegian",)),
    Entry("places", "oslo", "Oslo"),
)
AUTHORITY = Authority({Key(entry.kind, entry.id): entry for entry in ENTRIES})


def names(text: str, declared: dict[str, object] | None = None, tags: str = "") -> Names:
    claims = [Claim("tags", tags, "filed-under", tags, 0.9)] if tags else []
    return find_names(text, "en", Declaration(declared or {}), AUTHORITY, claims)


def test_known_names_come_once_in_order_of_first_mention() -> None:
    found = names("In Oslo the Harbour Board met Anna Velar. Velar left Norway for Oslo.")
    assert found.people == (Term("ana-velar", "Ana Velar"),)
    assert found.organizations == (Term("harbour-board", "Harbour Board"),)
    assert found.places == (Term("oslo", "Oslo"), Term("norway", "Norway"))


def test_evidence_quotes_the_words_of_the_text() -> None:
    found = names("In Oslo they met Anna Velar.")
    assert found.evidence == {
        "people": Evidence("extracted", "authority-name", "Anna Velar", 0.95),
        "places": Evidence("extracted", "authority-name", "Oslo", 0.95),
    }


def test_a_people_does_not_make_a_place() -> None:
    assert names("A Norwegian ship sailed.").places == ()


def test_a_declared_list_is_the_whole_list_of_its_kind() -> None:
    found = names("Oslo met Ana Velar.", {"places": ["norway", "Bear Isle"]})
    assert found.places == (Term("norway", "Norway"), Term("bear-isle", "Bear Isle"))
    assert found.evidence["places"] == Evidence("declared", "declared", "norway; Bear Isle", 1.0)
    assert found.people == (Term("ana-velar", "Ana Velar"),)


def test_a_tag_that_names_an_entry_is_that_entry() -> None:
    found = names("They sailed.", tags="Norway, Fishing")
    assert found.places == (Term("norway", "Norway"),)
    assert found.evidence["places"].text == "Norway"


SPELLED = Authority(
    {
        Key("people", "dmitry-kharov"): Entry("people", "dmitry-kharov", "Dmitry Kharov"),
        Key("people", "mario-lopes"): Entry("people", "mario-lopes", "Mario Lopes"),
        Key("people", "filip-vik"): Entry("people", "filip-vik", "Filip Vik"),
        Key("people", "philip-wick"): Entry("people", "philip-wick", "Philip Wick"),
    }
)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They met Dmitri Kharov there."),
        ("en", "They met the minister Dmitrij Kharow there."),
        ("fr", "Ils ont vu Dmitri Kharow."),
        ("en", "They met HAROV Dmitriy there."),
        ("ru", "Президент встретился с Дмитрием Харовым."),
        ("ru", "Это видел Дмитрий Харов."),
    ],
)
def test_other_spellings_of_a_known_name_find_it(language: str, text: str) -> None:
    found = find_names(text, language, Declaration(), SPELLED, [])
    assert [term.id for term in found.people] == ["dmitry-kharov"]
    assert found.candidates == ()


def test_a_likeness_that_is_no_spelling_finds_nobody() -> None:
    assert find_names("They met Maria Lopes there.", "en", Declaration(), SPELLED, []).people == ()


def test_a_spelling_that_two_people_share_finds_neither() -> None:
    assert find_names("They met Philipp Vick there.", "en", Declaration(), SPELLED, []).people == ()
