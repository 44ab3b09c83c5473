"""Requirements on the authority files that ship with the project."""

from collections import Counter, defaultdict

import babel
import pytest
from making import ROOT

from generator.authority.authority import Authority, Entry, load_authority
from generator.model.kinds import AUTHORITY_KINDS, NAMED, Kind
from generator.text.folding import fold

FOLDER = ROOT / "seeds" / "authority"
# Codes that CLDR lists in addition to ISO 3166-1: unions, reserved codes and codes for tests.
NOT_ISO = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])
LANGUAGES = frozenset(["en", "es", "fr", "de", "it", "pt", "nl", "ru", "ar", "zh", "ja"])
TOP_TOPICS = 17


@pytest.fixture(scope="module")
def authority() -> Authority:
    found, problems = load_authority([FOLDER])
    assert not problems, [str(problem) for problem in problems[:5]]
    return found


def _kinds(authority: Authority) -> dict[Kind, tuple[Entry, ...]]:
    return {kind: authority.of(kind) for kind in AUTHORITY_KINDS}


@pytest.mark.parametrize("kind", AUTHORITY_KINDS)
def test_each_file_says_how_to_add_to_it(kind: Kind) -> None:
    text = (FOLDER / f"{kind}.yml").read_text(encoding="utf-8")

    head = text.split("\n- id:")[0]
    assert head.startswith("#")
    assert "add" in head
    assert "licen" in head.lower()
    assert "\t" not in text


def test_each_file_has_the_expected_size(authority: Authority) -> None:
    sizes = {kind: len(entries) for kind, entries in _kinds(authority).items()}

    assert sizes["places"] > 900
    assert sizes["organizations"] > 500
    assert sizes["people"] > 500
    assert sizes["topics"] > 80


def test_every_description_is_a_sentence(authority: Authority) -> None:
    wrong = [key for key, entry in authority.entries.items() if not entry.description.endswith(".")]
    assert wrong == []


def test_names_and_aliases_are_clean(authority: Authority) -> None:
    wrong = [
        (key, name)
        for key, entry in authority.entries.items()
        for name in entry.names
        if name != name.strip() or not name.isprintable() or len(fold(name)) < 2
    ]
    assert wrong == []


def test_no_entry_lists_a_name_twice(authority: Authority) -> None:
    twice = [
        (key, name)
        for key, entry in authority.entries.items()
        for name, count in Counter(entry.names).items()
        if count > 1
    ]
    assert twice == []


@pytest.mark.parametrize("kind", NAMED)
def test_a_name_shared_by_entries_needs_context(authority: Authority, kind: Kind) -> None:
    bearers: dict[str, list[Entry]] = defaultdict(list)
    for entry in authority.of(kind):
        for name in {fold(name) for name in entry.names}:
            bearers[name].append(entry)

    unclear = {
        name: [entry.id for entry in entries]
        for name, entries in bearers.items()
        if sum(not entry.context for entry in entries) > 1
    }
    assert unclear == {}


@pytest.mark.parametrize("kind", AUTHORITY_KINDS)
def test_display_names_are_unique(authority: Authority, kind: Kind) -> None:
    shown = Counter(entry.name for entry in authority.of(kind) if not entry.context)
    assert [name for name, count in shown.items() if count > 1] == []


def test_wikidata_ids_are_unique(authority: Authority) -> None:
    for entries in _kinds(authority).values():
        given = Counter(entry.wikidata for entry in entries if entry.wikidata)
        assert [item for item, count in given.items() if count > 1] == []


def test_every_place_has_valid_coordinates(authority: Authority) -> None:
    for entry in authority.of("places"):
        assert entry.type, entry.id
        assert entry.latitude is not None, entry.id
        assert entry.longitude is not None, entry.id
        assert -90 <= entry.latitude <= 90, entry.id
        assert -180 <= entry.longitude <= 180, entry.id


def test_every_country_and_territory_of_iso_3166_has_an_entry(authority: Authority) -> None:
    wanted = {
        code
        for code in babel.Locale("en").territories
        if len(str(code)) == 2 and str(code).isalpha() and code not in NOT_ISO
    }
    states = {"country", "territory", "continent"}
    known = [entry.country for entry in authority.of("places") if entry.type in states and entry.country]

    assert wanted - set(known) == set()
    assert [code for code, count in Counter(known).items() if count > 1] == []


def test_every_capital_and_city_is_in_a_known_country(authority: Authority) -> None:
    countries = {entry.country for entry in authority.of("places") if entry.type in {"country", "territory"}}
    stray = [
        entry.id
        for entry in authority.of("places")
        if entry.type in {"capital", "city", "state", "province"} and entry.country not in countries
    ]
    assert stray == []


def test_nearly_every_country_has_its_capital(authority: Authority) -> None:
    capitals = {entry.country for entry in authority.of("places") if entry.type == "capital"}
    without = {
        entry.country
        for entry in authority.of("places")
        if entry.type == "country" and entry.country not in capitals
    }
    # City states, and the two countries whose capital is disputed.
    assert without == {"IL", "MC", "NR", "PS", "SG", "SM", "VA"}


def test_topics_form_a_tree_below_the_top_terms_of_the_iptc(authority: Authority) -> None:
    topics = {entry.id: entry for entry in authority.of("topics")}

    assert sum(not entry.parent for entry in topics.values()) == TOP_TOPICS
    for entry in topics.values():
        seen = [entry.id]
        while topics[seen[-1]].parent:
            seen.append(topics[seen[-1]].parent)
            assert seen[-1] in topics
            assert len(seen) < 5, seen


def test_topic_terms_are_lower_case_and_in_every_language(authority: Authority) -> None:
    for entry in authority.of("topics"):
        assert set(entry.terms) == LANGUAGES, entry.id
        for language, terms in entry.terms.items():
            assert terms, (entry.id, language)
            assert len(set(terms)) == len(terms), (entry.id, language)
            assert [term for term in terms if term != term.lower()] == [], (entry.id, language)


MENTIONS = [
    ("Serguéi Lavrov spoke in Moscow.", "en", {"sergey-lavrov", "moscow"}),
    ("The U.S. and the UK met at the UN.", "en", {"united-states", "united-kingdom", "united-nations"}),
    ("Lavrov habló con Yván Gil en Caracas.", "es", {"sergey-lavrov", "ivan-gil", "caracas"}),
    ("Ships crossed the Caribbean.", "en", {"caribbean-sea"}),
    ("The Bank of England raised its rate.", "en", {"bank-of-england"}),
    ("Moscou et Pékin, selon l'ONU", "fr", {"moscow", "beijing", "united-nations"}),
    ("Georgia and Russia fought over South Ossetia.", "en", {"georgia", "russia", "south-ossetia"}),
    ("Voters in Georgia, from Atlanta to Savannah", "en", {"georgia-us", "atlanta", "savannah"}),
    ("Tripoli, in the north of Lebanon", "en", {"tripoli-lebanon", "lebanon"}),
    ("Militias entered Tripoli.", "en", {"tripoli"}),
    ("A nice reading, said Jordan to Chad.", "en", set()),
    ("The turkey was served with rice in Polish china.", "en", set()),
    ("Elle mangea une pomme; Apple sells the iPhone.", "en", {"apple-inc"}),
    ("An Apple a day", "en", set()),
]


@pytest.mark.parametrize(("text", "language", "expected"), MENTIONS)
def test_exactly_the_names_in_a_text_are_mentioned(
    authority: Authority, text: str, language: str, expected: set[str]
) -> None:
    assert {mention.id for mention in authority.mentions(text, language)} == expected


def test_an_airport_is_not_the_person_it_is_named_after(authority: Authority) -> None:
    mentions = authority.mentions("They landed at John F. Kennedy International Airport in New York.", "en")
    assert [mention.kind for mention in mentions] == ["places", "places"]
