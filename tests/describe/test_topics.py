"""Topics from the words that signal them; tags."""

from __future__ import annotations

import pytest

from generator.authority.authority import Authority, Entry, Key
from generator.describe.tags import find_tags
from generator.describe.topics import MAX_TOPICS, TopicInput, find_topics
from generator.model.documents import Claim, Declaration, Paragraph
from generator.model.records import Evidence, Term

TOPICS = (
    Entry("topics", "politics", "Politics", terms={"en": ("parliament", "minister")}),
    Entry(
        "topics",
        "diplomacy",
        "Diplomacy",
        aliases=("foreign relations",),
        parent="politics",
        terms={"en": ("ambassador", "foreign minister", "summit", "minister"), "es": ("embajador", "cumbre")},
    ),
    Entry("topics", "sport", "Sport", terms={"en": ("goal", "match", "league")}),
    Entry("topics", "weather", "Weather", terms={"en": ("storm", "rain", "flood")}),
    Entry("topics", "health", "Health", terms={"en": ("hospital", "vaccine", "nurse")}),
    Entry("topics", "music", "Music", terms={"en": ("choir", "song", "concert")}),
)
AUTHORITY = Authority({Key("topics", entry.id): entry for entry in TOPICS})
Result = tuple[tuple[Term, ...], tuple[Term, ...], dict[str, Evidence]]


def topics(
    title: str = "",
    *body: str,
    language: str = "en",
    declared: dict[str, object] | None = None,
    tags: str = "",
) -> Result:
    parts = TopicInput(title, "", [Paragraph(text, text) for text in body], language)
    claims = [Claim("tags", tags, "filed-under", tags, 0.9)] if tags else []
    declaration = Declaration(declared or {})
    return find_topics(parts, declaration, find_tags(declaration, claims, AUTHORITY), AUTHORITY)


def ids(result: Result) -> list[str]:
    return [term.id for term in result[0]]


def test_the_terms_of_a_topic_are_its_evidence() -> None:
    found = topics("Ambassador leaves the summit", "The foreign minister spoke.")
    assert ids(found) == ["diplomacy"]
    assert found[2]["topics"].basis == "inferred"
    assert found[2]["topics"].text.startswith("Diplomacy: ")
    assert "foreign minister" in found[2]["topics"].text


def test_one_word_in_passing_is_no_topic() -> None:
    assert ids(topics("A walk", "We met.", "It was late.", "There was a song.")) == []


def test_a_short_text_needs_fewer_words_for_a_topic() -> None:
    short, filler = ("We met.", "A storm, a flood."), "We walked on. " * 150
    assert ids(topics("A walk", "We met.", "We slept.", *short)) == ["weather"]
    assert ids(topics("A walk", "We met.", "We slept.", *short, filler)) == []


def test_the_headline_weighs_more_than_the_body() -> None:
    words = "The match and the league.", "We slept.", "A storm, rain and a flood."
    assert ids(topics("Storm brings rain and flood", *words))[0] == "weather"
    assert ids(topics("Goal wins match", *words))[0] == "sport"


def test_no_part_of_a_word_signals_a_topic() -> None:
    assert ids(topics("Rainbow brainstorm", "matches songwriter")) == []


def test_accents_and_case_do_not_hide_a_term() -> None:
    assert ids(topics("EMBAJADOR en la Cúmbre", language="es-MX")) == ["diplomacy"]


def test_terms_of_another_language_do_not_count() -> None:
    assert ids(topics("Embajador en la cumbre", language="en")) == []


def test_a_topic_is_left_out_if_its_child_is_stronger() -> None:
    found = topics("Ambassador at summit", "The minister and the minister and parliament, the parliament.")
    assert ids(found) == ["diplomacy"]


def test_at_most_a_few_topics() -> None:
    text = " ".join(term for entry in TOPICS for term in entry.terms["en"])
    assert len(ids(topics(text, text))) == MAX_TOPICS


def test_a_declared_list_is_the_whole_list() -> None:
    found = topics("Goal in the match", declared={"topics": ["weather", "Foreign relations", "Ice fishing"]})
    assert found[0] == (
        Term("weather", "Weather"),
        Term("diplomacy", "Diplomacy"),
        Term("ice-fishing", "Ice fishing"),
    )
    assert found[2]["topics"].basis == "declared"


def test_free_tags_are_those_declared_then_those_stated() -> None:
    found = topics("x", declared={"tags": ["Arms", "fishing"]}, tags="Fishing, Trade")
    assert found[1] == (Term("arms", "Arms"), Term("fishing", "fishing"), Term("trade", "Trade"))
    assert found[2]["tags"] == Evidence("declared", "declared", "Arms; fishing; Trade", 1.0)


def test_a_tag_that_names_a_topic_is_that_topic_and_no_free_tag() -> None:
    found = topics("x", tags="foreign relations; Trade")
    assert ids(found) == ["diplomacy"]
    assert found[1] == (Term("trade", "Trade"),)
    assert found[2]["topics"] == Evidence("extracted", "filed-under", "Diplomacy: foreign relations", 0.95)
    assert found[2]["tags"] == Evidence("extracted", "filed-under", "Trade", 0.95)


def test_a_declared_tag_that_names_a_topic_is_declared_evidence() -> None:
    found = topics("x", declared={"tags": ["Foreign Relations"]})
    assert ids(found) == ["diplomacy"]
    assert found[1] == ()
    assert found[2] == {
        "topics": Evidence("declared", "declared-tag", "Diplomacy: Foreign Relations", 1.0),
    }


def test_a_declared_tag_is_added_to_the_declared_topics_and_a_stated_one_is_not() -> None:
    found = topics("x", declared={"topics": ["weather"], "tags": ["Sport"]}, tags="Health")
    assert ids(found) == ["weather", "sport"]
    assert found[1] == (Term("health", "Health"),)
    assert found[2]["topics"].text == "weather; Sport"


def test_a_tag_that_repeats_a_declared_topic_is_no_free_tag() -> None:
    found = topics("x", declared={"topics": ["Ice fishing"], "tags": ["ice-fishing", "Trade"]})
    assert ids(found) == ["ice-fishing"]
    assert found[1] == (Term("trade", "Trade"),)


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_nothing_comes_of_nothing(text: str) -> None:
    assert topics(text, text) == ((), (), {})


def test_a_term_that_says_little_needs_company() -> None:
    known = (
        Entry("topics", "mass-media", "Mass media", terms={"en": ("newspaper", "reporter", "press freedom")}),
        Entry(
            "topics",
            "sport",
            "Sport",
            terms={"en": ("striker", "match", "league", "coach", "stadium", "season")},
        ),
    )
    authority = Authority({Key("topics", entry.id): entry for entry in known})

    def found(*texts: str) -> list[str]:
        parts = TopicInput("", "", [Paragraph(text, text) for text in texts], "en")
        return [term.id for term in find_topics(parts, Declaration(), [], authority)[0]]

    assert found("A newspaper wrote so.", "A reporter asked.") == []
    assert found("A newspaper wrote so.", "Press freedom is at risk.") == ["mass-media"]
    assert found("The match was off.", "The league met.") == []
    assert found("The match was off.", "The striker and the league met.") == ["sport"]
    assert found("The match in the stadium was off.", "The coach and the league end the season.") == ["sport"]
