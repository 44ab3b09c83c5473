"""Names that no authority file lists, one test per rule. The people, organizations and towns are invented."""

from __future__ import annotations

import pytest
from making import ROOT

from generator.authority.authority import Authority, Entry, Key
from generator.describe.candidates.find import CERTAIN
from generator.describe.candidates.runs import find_runs
from generator.describe.candidates.tables import cue_tables
from generator.describe.names import find_names
from generator.model.documents import Claim, Declaration
from generator.text.tables import load_table

CANDIDATES = ROOT / "generator" / "describe" / "candidates"

ENTRIES = (
    Entry("places", "norway", "Norway", type="country", country="NO", demonyms=("Norwegian", "Norwegians")),
    Entry("places", "oslo", "Oslo"),
    Entry("people", "ana-velar", "Ana Velar", aliases=("Velar",)),
    Entry("organizations", "harbour-board", "Harbour Board"),
)
AUTHORITY = Authority({Key(entry.kind, entry.id): entry for entry in ENTRIES})


def candidates(text: str, language: str = "en", least: float = CERTAIN) -> dict[str, str]:
    found = find_names(text, language, Declaration(), AUTHORITY, [])
    return {candidate.name: candidate.kind for candidate in found.candidates if candidate.confidence >= least}


def confidence(text: str, name: str) -> float:
    found = find_names(text, "en", Declaration(), AUTHORITY, [])
    return next((candidate.confidence for candidate in found.candidates if candidate.name == name), 0.0)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Then Senator Orla Quist left.", "Orla Quist"),
        ("Then Mr Quist left.", "Quist"),
        ("They met president Orla Quist today.", "Orla Quist"),
        ("They met Orla Quist, chairman of a club.", "Orla Quist"),
        ("It fell to Orla Quist, 43, to speak.", "Orla Quist"),
        ("It fell to Orla Quist (R-OH) to speak.", "Orla Quist"),
        ("They met Robert Quist there.", "Robert Quist"),
        ("They met Orla J. Quist there.", "Orla J. Quist"),
        ("They met Orla Quist Jr. there.", "Orla Quist Jr."),
        ("Still Orla Quist said so, and Quist left.", "Orla Quist"),
        ("They met Thomas al-Quist there.", "Thomas al-Quist"),
        ("Then Secretary of State Orla Quist left.", "Orla Quist"),
        ("Then the Norwegian Prime Minister Orla Quist left.", "Orla Quist"),
    ],
)
def test_people(text: str, name: str) -> None:
    assert candidates(text) == {name: "person"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They sued Quillfeather Inc. there.", "Quillfeather Inc."),
        ("They sued Quillfeather Airlines there.", "Quillfeather Airlines"),
        ("They sued the Ministry of Tides there.", "Ministry of Tides"),
        ("They sued the Institute for Tides there.", "Institute for Tides"),
        ("They sued the Department of Tides and Open Waters there.", "Department of Tides and Open Waters"),
        ("They sued the Tides and Waters Commission there.", "Tides and Waters Commission"),
        ("They sued the Department of Tides and Fisheries there.", "Department of Tides and Fisheries"),
        ("They sued Quill–Feather Group there.", "Quill–Feather Group"),
        ("They sued Quill & Feather Group there.", "Quill & Feather Group"),
        ("They saw the carmaker Quillfeather there.", "Quillfeather"),
        ("They saw the Quillfeather factory there.", "Quillfeather"),
        ("They met the chairman of Quillfeather there.", "Quillfeather"),
        ("They use FeatherQuill there.", "FeatherQuill"),
        ("They sued Quillfeather, and Quillfeather’s boats sank.", "Quillfeather"),
        ("They saw QFR there, and QFR paid.", "QFR"),
        ("They saw Quill Feather Rowers (QFR) there.", "Quill Feather Rowers"),
    ],
)
def test_organizations(text: str, name: str) -> None:
    assert candidates(text) == {name: "organization"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They sailed on Quill River there.", "Quill River"),
        ("They sailed the Gulf of Feathers there.", "Gulf of Feathers"),
        ("They live in Quillstead, Norway.", "Quillstead, Norway"),
        ("They live in Quillstead, Ohio, today.", "Quillstead, Ohio"),
        ("They live in the city of Quillstead today.", "Quillstead"),
        ("They went to northern Quillstead today.", "Quillstead"),
        ("They landed at Quillstead airport today.", "Quillstead"),
        ("They went to Düsseldorf today.", "Düsseldorf"),
    ],
)
def test_places(text: str, name: str) -> None:
    assert candidates(text).get(name) == "place"


@pytest.mark.parametrize(
    "text",
    [
        "Quillfeather left.",
        "They left. Quillfeather left. “Quillfeather left.”",
        "Yesterday was fine. However, On Monday in January it rained.",
        "They like Norwegian food, and Norwegians like it.",
        "They paid US$40 and AU$20.",
        "They won the Quill Feather Cup and signed the Quill Treaty.",
        "They took Flight 17 and Apollo 11 to Area 51.",
        "The CEO, the TV and the NGOs, I'm told.",
        "The Senate and the Committee met in the House.",
        "Then several Missiles and old Jets rusted while new Missiles flew.",
        "Reading is fun. They were reading. Reading again.",
    ],
)
def test_words_that_are_not_names(text: str) -> None:
    assert candidates(text, least=0.0) == {}


def test_a_headline_of_capitals_proposes_nothing() -> None:
    assert candidates("Quill Feather Sinks Old Boat Again\n\nIt sank.", least=0.0) == {}
    assert candidates("QUILL FEATHER SINKS OLD BOAT\n\nIt sank.", least=0.0) == {}


def test_a_short_form_joins_the_full_name() -> None:
    text = "They met Senator Orla Quist. Then Quist and Mr. Quist left. Then Quill Rowers (QR) won; QR left."
    assert candidates(text, least=0.0) == {"Orla Quist": "person", "Quill Rowers": "organization"}


def test_a_short_form_joins_a_known_name() -> None:
    assert candidates("They met Ana Velar. Then Mr Velar left, and Velar slept.", least=0.0) == {}
    assert candidates("They met the Harbour Board (HB). Then the HB left, the HB.", least=0.0) == {}


def test_the_words_before_a_title_are_an_organization() -> None:
    found = candidates("Then Quillfeather CEO Orla Quist left Quillfeather.")
    assert found == {"Quillfeather": "organization", "Orla Quist": "person"}


def test_a_company_ends_at_its_legal_form() -> None:
    found = candidates("They saw Quillfeather LLC Robert Quist there.")
    assert found == {"Quillfeather LLC": "organization", "Robert Quist": "person"}


def test_a_known_name_inside_a_longer_one_is_not_a_mention() -> None:
    found = find_names("They saw the Oslo Tramway Museum there.", "en", Declaration(), AUTHORITY, [])
    assert found.places == ()
    assert [(candidate.name, candidate.kind) for candidate in found.candidates] == [
        ("Oslo Tramway Museum", "organization")
    ]
    assert find_names("They met Robert Oslo.", "en", Declaration(), AUTHORITY, []).places == ()


def test_a_known_family_name_with_another_given_name_is_another_person() -> None:
    found = find_names("They met Robert Velar there.", "en", Declaration(), AUTHORITY, [])
    assert found.people == ()
    assert [candidate.name for candidate in found.candidates] == ["Robert Velar"]


def test_a_known_name_and_an_unknown_one_are_both_found() -> None:
    found = find_names("Then Ana Velar met Senator Orla Quist in Oslo.", "en", Declaration(), AUTHORITY, [])
    assert [term.id for term in (*found.people, *found.places)] == ["ana-velar", "oslo"]
    assert [candidate.name for candidate in found.candidates] == ["Orla Quist"]


def test_more_cues_give_more_confidence() -> None:
    once = confidence("They met Robert Quist there.", "Robert Quist")
    twice = confidence("They met Senator Robert Quist there.", "Robert Quist")
    assert CERTAIN < once < twice < 1


def test_the_author_is_not_a_candidate() -> None:
    byline = Claim("authors", "By Róbert Quist", "byline", "By Róbert Quist", 0.9)
    found = find_names("They asked Robert Quist there.", "en", Declaration(), AUTHORITY, [byline])
    assert found.candidates == ()


def test_a_declared_kind_has_no_candidates() -> None:
    found = find_names("Then Senator Orla Quist left.", "en", Declaration({"people": ["X"]}), AUTHORITY, [])
    assert found.candidates == ()


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("es", "Llegó el presidente Orlo Quist.", {"Orlo Quist": "person"}),
        ("es", "Llegó el Ministerio de Mareas.", {"Ministerio de Mareas": "organization"}),
        ("fr", "Il a vu le ministre Orlo Quist.", {"Orlo Quist": "person"}),
        ("fr", "Il a vu la Banque des Marées.", {"Banque des Marées": "organization"}),
        ("it", "Ha visto il ministro Orlo Quist.", {"Orlo Quist": "person"}),
        ("pt", "Ele viu a ministra Orla Quist.", {"Orla Quist": "person"}),
        ("pt", "Ele viu Carlos Quist da Feira hoje.", {"Carlos Quist da Feira": "person"}),
        (
            "de",
            "Er sah Thomas Quist und die Quill GmbH.",
            {"Thomas Quist": "person", "Quill GmbH": "organization"},
        ),
    ],
)
def test_other_languages_have_cues_of_their_own(language: str, text: str, names: dict[str, str]) -> None:
    assert candidates(text, language) == names


def test_capitals_of_nouns_are_not_a_cue() -> None:
    text = "Er sah das Werk, und das Werk und die Reform der Rente kosten Geld, viel Geld."
    assert candidates(text, "de", least=0.0) == {}


@pytest.mark.parametrize(
    "text", ["", "\n\n", "...", "A", "A. B. C.", "’s ’s", "O'", "X" * 5000, "Aa " * 3000]
)
def test_odd_texts_cause_no_errors(text: str) -> None:
    assert all(len(name) < 500 for name in candidates(text))


def test_the_place_of_a_dateline_counts_although_it_opens_the_line() -> None:
    assert candidates("QUILLSTEAD (NTB) — It rained.")["Quillstead"] == "place"
    assert candidates("Quillstead, 3 May – It rained.")["Quillstead"] == "place"


def test_every_weight_belongs_to_a_rule_and_every_rule_has_a_weight() -> None:
    cues = load_table("cues")
    weights = {rule for rules in cues["weights"].values() for rule in rules}
    tables = [table for context in cues["context"].values() for table in context.values()]
    around = {rule for table in tables if isinstance(table, dict) for rule in table}
    code = "".join(path.read_text("utf-8") for path in sorted(CANDIDATES.glob("*.py")))
    assert around <= weights
    assert [rule for rule in sorted(weights - around) if f'"{rule}"' not in code] == []
    assert set(cues["weak"].split()) <= weights


@pytest.mark.parametrize(
    "name",
    [
        "U.S. Senate",
        "J. Paz",
        "Sen. Paz",
        "Mt. Example",
        "al-Amin",
        "O'Hara",
        "D’ Example",
        "AT&T",
        "Post-War",
    ],
)
def test_a_run_starts_at_its_first_word(name: str) -> None:
    tables = cue_tables("en")
    for before in ("", "a ", "(", "“", "\n"):
        assert [run.start for run in find_runs(f"{before}{name} met", tables)] == [len(before)]
    assert not find_runs("x.Paz @Paz /Paz xPaz", tables)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "They met in Gull Point, Norway, and left Gull Point, Norway, again.",
            "Gull Point, Norway",
            "place",
        ),
        ("Ilud Kipcharo of the harbour ran. At noon Kipcharo said it was cold.", "Ilud Kipcharo", "person"),
        (
            "He was taken to the Bo J. Lind Correctional Facility.",
            "Bo J. Lind Correctional Facility",
            "place",
        ),
    ],
)
def test_longer_names_are_one_candidate(text: str, name: str, kind: str) -> None:
    found = find_names(text, "en", Declaration(), AUTHORITY, [])
    assert (name, kind) in [(candidate.name, candidate.kind) for candidate in found.candidates]


def test_works_and_doubtful_names_are_no_candidates() -> None:
    found = find_names(
        "Her album Blue Gulls came out, and Sirhal Sirhal left.", "en", Declaration(), AUTHORITY, []
    )
    assert found.candidates == ()
