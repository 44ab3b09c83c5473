"""Names that curators declare or authority files know."""

from __future__ import annotations

import pytest

from generator.authority.authority import Authority, Entry, Key
from generator.describe.names import ArticleNames, find_names
from generator.model.documents import Claim, Declaration
from generator.model.records import Evidence, Term

ENTRIES = (
    Entry("people", "ana-velar", "Ana Velar", aliases=("Anna Velar",)),
    Entry("organizations", "harbour-board", "Harbour Board"),
    Entry("places", "norway", "Norway", type="country", country="NO", demonyms=("Norwegian",)),
    Entry("places", "oslo", "Oslo"),
)
AUTHORITY = Authority({Key(entry.kind, entry.id): entry for entry in ENTRIES})


def names(text: str, declared: dict[str, object] | None = None, tags: str = "") -> ArticleNames:
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


def left(found: ArticleNames) -> list[str]:
    return [tag.text for tag in found.tags]


@pytest.mark.parametrize(
    ("tag", "kind", "term"),
    [
        ("Ana Velar", "people", Term("ana-velar", "Ana Velar")),
        ("anna velar", "people", Term("ana-velar", "Ana Velar")),
        ("HARBOUR  BOARD", "organizations", Term("harbour-board", "Harbour Board")),
        ("norway", "places", Term("norway", "Norway")),
        ("Ósló", "places", Term("oslo", "Oslo")),
    ],
)
def test_a_declared_tag_that_an_authority_file_knows_goes_to_its_kind(
    tag: str, kind: str, term: Term
) -> None:
    found = names("They sailed.", {"tags": [tag, "Fishing"]})
    assert getattr(found, kind) == (term,)
    quoted = " ".join(tag.split())
    assert found.evidence == {kind: Evidence("declared", "declared-tag", quoted, 1.0)}
    assert left(found) == ["Fishing"]


@pytest.mark.parametrize(
    ("tag", "text", "organizations"),
    [
        ("fog", "They sailed in fog.", ()),
        ("FOG", "They sailed in fog.", (Term("fishers", "Fishers of Oslo Guild"),)),
        ("fog", "They wrote to the FOG.", (Term("fishers", "Fishers of Oslo Guild"),)),
        ("fishers of oslo guild", "They sailed.", (Term("fishers", "Fishers of Oslo Guild"),)),
    ],
)
def test_a_word_is_no_abbreviation_in_capital_letters(
    tag: str, text: str, organizations: tuple[Term, ...]
) -> None:
    guild = Entry("organizations", "fishers", "Fishers of Oslo Guild", aliases=("FOG",))
    authority = Authority({Key(guild.kind, guild.id): guild})
    found = find_names(text, "en", Declaration({"tags": [tag]}), authority, [])
    assert found.organizations == organizations
    assert left(found) == ([] if organizations else [tag])


def test_a_declared_tag_adds_to_what_the_text_mentions() -> None:
    found = names("They met in Oslo.", {"tags": ["Norway"]})
    assert found.places == (Term("oslo", "Oslo"), Term("norway", "Norway"))
    assert found.evidence["places"] == Evidence("declared", "declared-tag", "Oslo; Norway", 0.95)


def test_a_declared_tag_adds_to_what_is_declared_for_its_kind() -> None:
    found = names("They sailed.", {"places": ["Bear Isle"], "tags": ["Oslo", "bear isle"]})
    assert found.places == (Term("bear-isle", "Bear Isle"), Term("oslo", "Oslo"))
    assert found.evidence["places"] == Evidence("declared", "declared", "Bear Isle; Oslo", 1.0)
    assert left(found) == []


def test_the_free_tags_of_a_converted_page_stay_free() -> None:
    kinds: dict[str, object] = {"people": ["Ana Velar"], "organizations": ["Harbour Board"]}
    found = names("They sailed.", kinds | {"tags": ["Oslo", "fishing", "Ana Velar", "Harbour Board"]})
    assert (found.people, found.places) == ((Term("ana-velar", "Ana Velar"),), ())
    assert left(found) == ["Oslo", "fishing"]
    found = names("They sailed.", kinds | {"tags": ["Oslo", "fishing", "Ana Velar"]})
    assert found.places == (Term("oslo", "Oslo"),)


def test_a_tag_of_the_page_becomes_a_name_only_where_the_text_has_it() -> None:
    found = names("They sailed from Oslo.", tags="Oslo, Norway, Fishing")
    assert found.places == (Term("oslo", "Oslo"),)
    assert found.evidence["places"] == Evidence("extracted", "authority-name", "Oslo", 0.95)
    assert left(found) == ["Norway", "Fishing"]


def test_a_tag_of_the_page_does_not_add_to_what_is_declared() -> None:
    found = names("They sailed to Oslo.", {"places": ["Norway"]}, tags="Oslo")
    assert found.places == (Term("norway", "Norway"),)
    assert left(found) == ["Oslo"]


def test_a_tag_that_the_text_writes_in_its_own_language_is_no_free_tag() -> None:
    claims = [Claim("tags", "Noruega; Pesca", "filed-under", "", 0.9)]
    found = find_names("Salieron de Noruega.", "es", Declaration(), AUTHORITY, claims)
    assert found.places == (Term("norway", "Norway"),)
    assert left(found) == ["Pesca"]


def test_a_surname_in_the_text_does_not_take_a_tag_away() -> None:
    found = names("Ana Velar left. Velar came back.", tags="Velar")
    assert found.people == (Term("ana-velar", "Ana Velar"),)
    assert left(found) == ["Velar"]


HOMONYMS = Authority(
    {
        entry.key: entry
        for entry in (
            Entry("people", "vera-jordan", "Vera Jordan", aliases=("Jordan",)),
            Entry("places", "jordan", "Jordan"),
            Entry("topics", "mills", "Mills"),
            Entry("organizations", "steel-mills", "Steel Mills", aliases=("mills",)),
            Entry("organizations", "oil-mills", "Oil Mills", aliases=("The Mill",)),
            Entry("organizations", "flour-mills", "Flour Mills", aliases=("The Mill",)),
        )
    }
)


@pytest.mark.parametrize("tag", ["Jordan", "jordan", "Mills", "mills", "the mill"])
def test_a_tag_that_names_several_entries_stays_free(tag: str) -> None:
    found = find_names("They sailed.", "en", Declaration({"tags": [tag]}), HOMONYMS, [])
    assert (found.people, found.organizations, found.places) == ((), (), ())
    assert left(found) == [tag]


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


def test_a_similar_name_that_is_not_a_misspelling_is_not_found() -> None:
    assert find_names("They met Maria Lopes there.", "en", Declaration(), SPELLED, []).people == ()


def test_a_spelling_that_two_people_share_finds_neither() -> None:
    assert find_names("They met Philipp Vick there.", "en", Declaration(), SPELLED, []).people == ()
