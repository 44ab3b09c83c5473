"""Authority files: reading, checking and overriding them, and finding their names in a text."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.authority.authority import Authority, Entry, Key, load_authority

FILES = {
    "people.yml": """
- id: sergey-lavrov
  name: Sergey Lavrov
  aliases: [Serguéi Lavrov, Lavrov]
- id: ana-velar
  name: Ana Velar
- id: jo-hart-skier
  name: Jo Hart
  context: [slalom]
- id: jo-hart-chemist
  name: Jo Hart
  context: [chemistry, laboratory]
- {id: hana-de-vire, name: Hana de Vire, partial: false}
- {id: jorg-muller, name: Jörg Müller}
""",
    "organizations.yml": """
- {id: un, name: United Nations, aliases: [UN]}
- {id: bank-of-china, name: Bank of China}
""",
    "places.yml": """
- {id: china, name: China, type: country, country: CN, demonyms: [Chinese]}
- {id: norway, name: Norway, type: country, country: NO, latitude: 64.5, longitude: 11}
- {id: united-states, name: the United States, aliases: [United States, US, U.S.], type: country, country: US}
- {id: georgia, name: Georgia, type: country, country: GE, context: [Tbilisi], demonyms: [Georgian]}
- {id: rome, name: Rome, type: capital, country: IT}
- {id: russia, name: Russia, type: country, country: RU, demonyms: [Russian]}
""",
    "topics.yml": """
- {id: politics, name: Politics, terms: {en: [election]}}
- {id: diplomacy, name: Diplomacy, parent: politics}
""",
}


def write(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    loaded, problems = load_authority([write(tmp_path_factory.mktemp("base") / "authority", FILES)])
    assert problems == ()
    return loaded


@pytest.fixture
def ids(authority: Authority) -> Callable[..., list[str]]:
    return lambda text, language="en": [mention.id for mention in authority.mentions(text, language)]


def test_entries_keep_their_values(authority: Authority) -> None:
    norway = authority.entries[Key("places", "norway")]
    assert (norway.country, norway.latitude, norway.longitude) == ("NO", 64.5, 11.0)
    assert authority.entries[Key("topics", "politics")].terms == {"en": ("election",)}


def test_a_missing_folder_is_an_empty_one(tmp_path: Path) -> None:
    assert load_authority([tmp_path / "none"]) == (Authority({}), ())
    assert Authority().mentions("Russia", "en") == []


def test_a_later_folder_overrides_keys_of_an_entry_and_adds_others(tmp_path: Path) -> None:
    base = write(tmp_path / "a", FILES)
    mine = write(
        tmp_path / "b", {"places.yml": "- {id: russia, aliases: [Rossiya]}\n- {id: x, name: Xanadu}"}
    )
    loaded, problems = load_authority([base, mine])
    assert problems == ()
    assert loaded.entries[Key("places", "russia")].names == ("Russia", "Rossiya")
    assert [m.id for m in loaded.mentions("Rossiya, Xanadu, China")] == ["russia", "x", "china"]


@pytest.mark.parametrize(
    ("name", "text", "line", "rule"),
    [
        ("people.yml", "- {id: a, name: A}\n- {id: a, name: B}", 2, "authority-id"),
        ("people.yml", "- name: A", 1, "authority-id"),
        ("people.yml", "- {id: A b, name: A}", 1, "authority-id"),
        ("people.yml", "- id: a", 1, "authority-name"),
        ("people.yml", "- id: a\n  name: A\n  nmae: B", 3, "authority-key"),
        ("people.yml", "- id: a\n  name: [A]", 2, "authority-name"),
        ("people.yml", "- id: a\n  name: A\n  wikidata: P1", 3, "authority-wikidata"),
        ("people.yml", "- id: a\n  name: A\n  partial: perhaps", 3, "authority-partial"),
        ("places.yml", "- id: a\n  name: A\n  latitude: 91", 3, "authority-latitude"),
        ("places.yml", "- id: a\n  name: A\n  longitude: east", 3, "authority-longitude"),
        ("places.yml", "- {id: a, name: A, country: Norway}", 1, "authority-country"),
        ("topics.yml", "- {id: a, name: A, parent: b}", 1, "authority-parent"),
        ("topics.yml", "- {id: a, name: A, terms: [b]}", 1, "authority-terms"),
        ("topics.yml", "- {id: a, name: [}", 1, "authority-yaml"),
        ("topics.yml", "words", 0, "authority-yaml"),
    ],
)
def test_each_problem_names_file_line_and_rule(
    tmp_path: Path, name: str, text: str, line: int, rule: str
) -> None:
    _, problems = load_authority([write(tmp_path / "authority", {name: text})])
    assert (problems[0].path, problems[0].line, problems[0].rule) == (f"authority/{name}", line, rule)


def test_a_file_that_is_not_utf8_is_a_problem(tmp_path: Path) -> None:
    folder = write(tmp_path / "authority", {})
    (folder / "people.yml").write_bytes(b"- name: \xff")
    assert [p.rule for p in load_authority([folder])[1]] == ["authority-encoding"]


def test_an_unusable_value_does_not_affect_the_rest_of_the_entry(tmp_path: Path) -> None:
    folder = write(tmp_path / "authority", {"places.yml": "- {id: a, name: Arcady, latitude: 100}"})
    loaded, _ = load_authority([folder])
    assert loaded.entries[Key("places", "a")].latitude is None


def test_a_mention_has_its_offsets_and_the_words_as_written(authority: Authority) -> None:
    text = "Then Serguéi Lavrov spoke."
    assert authority.mentions(text, "en") == [
        ("people", "sergey-lavrov", "Sergey Lavrov", 5, 19, "Serguéi Lavrov")
    ]


@pytest.mark.parametrize(
    "text",
    ["Serguei Lavrov", "LAVROV, Sergey", "Lavrov, Serguéi", "Lavrov Sergey", "SERGEY LAVROV", "Lavrov’s"],
)
def test_unaccented_reordered_and_capital_forms_find_their_entry(
    ids: Callable[..., list[str]], text: str
) -> None:
    assert ids(text) == ["sergey-lavrov"]


def test_umlauts_may_be_written_out(ids: Callable[..., list[str]]) -> None:
    assert ids("Joerg Mueller and Jorg Muller") == ["jorg-muller", "jorg-muller"]


@pytest.mark.parametrize(
    "text",
    ["china cups", "Chinatown", "www.China.com", "Indochina", "US$40", "us", "someone@China", "Chinese"],
)
def test_only_whole_words_in_the_right_case_count(ids: Callable[..., list[str]], text: str) -> None:
    assert ids(text) == []


def test_the_longest_name_wins(ids: Callable[..., list[str]]) -> None:
    assert ids("The Bank of China, in China") == ["bank-of-china", "china"]


def test_points_and_hyphens_end_a_name(ids: Callable[..., list[str]]) -> None:
    assert ids("U.S.-led talks, a UN-backed plan (US).") == ["united-states", "un", "united-states"]


def test_a_surname_counts_only_if_the_full_name_occurs(ids: Callable[..., list[str]]) -> None:
    assert ids("Velar spoke.") == []
    assert ids("Ana Velar came. Velar spoke.") == ["ana-velar", "ana-velar"]
    assert ids("Hana de Vire came. Then de Vire spoke.") == ["hana-de-vire"]


def test_context_distinguishes_two_people_with_the_same_name(ids: Callable[..., list[str]]) -> None:
    assert ids("Jo Hart won the slalom.") == ["jo-hart-skier"]
    assert ids("Jo Hart left the laboratory.") == ["jo-hart-chemist"]
    assert ids("Jo Hart slept.") == []
    assert ids("Jo Hart took the slalom to the laboratory.") == []


def test_an_ambiguous_place_needs_its_context_or_a_demonym(ids: Callable[..., list[str]]) -> None:
    assert ids("Peaches from Georgia") == []
    assert ids("From Georgia, by Tbilisi") == ["georgia"]
    assert ids("From Georgia, the Georgian crop") == ["georgia"]


def test_countries_are_recognised_in_the_language_of_the_text(ids: Callable[..., list[str]]) -> None:
    assert ids("Estados Unidos y Rusia", "es") == ["united-states", "russia"]
    assert ids("美国和俄罗斯", "zh") == ["united-states", "russia"]
    assert ids("وروسيا", "ar") == ["russia"]
    assert ids("Rusia", "en") == []
    assert ids("Russia", "xx") == ["russia"]


def test_large_cities_are_recognised_in_the_language_of_the_text(ids: Callable[..., list[str]]) -> None:
    assert ids("A Roma", "it") == ["rome"]
    assert ids("Roma", "en") == []


def test_an_entry_is_found_by_id_name_or_alias(authority: Authority) -> None:
    found = [authority.find("people", name) for name in ("sergey-lavrov", "SERGUEI LAVROV", "Lavrov")]
    assert {entry.id for entry in found if entry} == {"sergey-lavrov"}
    assert authority.find("people", "Nobody") is None


def test_an_authority_can_be_pickled(authority: Authority) -> None:
    before = authority.mentions("Lavrov in China", "en")
    assert pickle.loads(pickle.dumps(authority)).mentions("Lavrov in China", "en") == before  # noqa: S301 - our own


@pytest.fixture(scope="module")
def base(root: Path) -> Authority:
    return load_authority([root / "seeds" / "authority"])[0]


@pytest.mark.parametrize(
    ("text", "language", "places"),
    [
        ("Une réunion à Tripoli. La Libye y prend part.", "fr", ["tripoli", "libya"]),
        ("新しいタイトルを発表した。", "ja", []),
        ("タイとベトナムの首相。", "ja", ["thailand", "vietnam"]),
        ("法國總統在柏林會見。", "zh-Hant", ["france", "berlin"]),
        ("The Montreal Protocol and the Paris Peace Accords.", "en", []),
        ("The Iraq War was over; Iraq voted.", "en", ["iraq"]),
        ("Delegates met in Montreal. Protocol was observed.", "en", ["montreal"]),
    ],
)
def test_places_in_other_scripts_and_in_names_of_things(
    base: Authority, text: str, language: str, places: list[str]
) -> None:
    assert [mention.id for mention in base.mentions(text, language) if mention.kind == "places"] == places


def test_the_article_of_an_arabic_name_may_merge_with_a_preposition(base: Authority) -> None:
    assert "united-nations" in [
        mention.id for mention in base.mentions("الأمين العام للأمم المتحدة في جنيف", "ar")
    ]


def test_context_counts_inside_a_text_without_spaces(tmp_path: Path) -> None:
    folder = write(tmp_path / "authority", {"people.yml": "- {id: li-na, name: 李娜, context: [网球]}\n"})
    known = load_authority([folder])[0]
    assert [mention.id for mention in known.mentions("李娜赢得网球比赛。", "zh")] == ["li-na"]
    assert known.mentions("李娜赢得比赛。", "zh") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "- {id: a, name: A, aliases: &x [B]}\n- {id: b, name: B, aliases: *x}\n",
            "aliases are not accepted",
        ),
        ("- &x {id: a, name: A, terms: {en: *x}}\n", "aliases are not accepted"),
        ("- {id: a, name: [[[[[[[[A]]]]]]]]}\n", "nested too deeply on line 1"),
        ("- " + "[" * 5000, "nesting depth"),
        ("- words\n", "must be a list of entries"),
    ],
)
def test_yaml_that_is_no_list_of_plain_entries_is_refused(tmp_path: Path, text: str, message: str) -> None:
    _, problems = load_authority([write(tmp_path / "authority", {"topics.yml": text})])
    assert [problem.rule for problem in problems] == ["authority-yaml"]
    assert message in problems[0].message


@pytest.mark.parametrize("fault", ["- {id: b, name: [}", "- words", "- {id: b, name: \x07}"])
def test_a_fault_in_its_yaml_skips_the_whole_file_and_says_so(tmp_path: Path, fault: str) -> None:
    texts = {"topics.yml": f"- {{id: a, name: A}}\n{fault}\n", "people.yml": "- {id: c, name: C}\n"}
    loaded, problems = load_authority([write(tmp_path / "authority", texts)])
    assert [key.id for key in loaded.entries] == ["c"]
    assert [(problem.path, problem.severity) for problem in problems] == [("authority/topics.yml", "error")]
    assert "The whole file was skipped: fix this place and run the command again" in problems[0].message


def test_only_a_name_of_one_entry_finds_it_in_any_kind() -> None:
    entries = (
        Entry("topics", "mills", "Mills"),
        Entry("people", "vera-jordan", "Vera Jordan", aliases=("Jordan", "vera jordan")),
        Entry("places", "jordan", "Jordan"),
        Entry("places", "vera-jordan", "Vera"),
        Entry("organizations", "board", "Harbour Board"),
    )
    authority = Authority({entry.key: entry for entry in entries})
    found = {name: authority.only(name) for name in ("MILLS", "mills", "Véra Jordan", "harbour board")}
    assert {name: entry and entry.id for name, entry in found.items()} == {
        "MILLS": "mills",
        "mills": "mills",
        "Véra Jordan": "vera-jordan",
        "harbour board": "board",
    }
    # Names of a person and a place, ids of a person and a place, and an unknown name.
    assert [authority.only(name) for name in ("Jordan", "vera-jordan", "Nemo")] == [None, None, None]
