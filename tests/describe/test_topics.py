"""Topics from the words that signal them; tags."""

from __future__ import annotations

import pytest

from generator.authority.authority import Authority, Entry, Key
from generator.describe.topics import MOST, Reading, find_topics
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
Result = tuple[tuple[Term, ...], tuple[str, ...], dict[str, Evidence]]


def topics(
    title: str = "",
    *body: str,
    language: str = "en",
    declared: dict[str, object] | None = None,
    tags: str = "",
) -> Result:
    reading = Reading(title, "", [Paragraph(text, text) for text in body], language)
    claims = [Claim("tags", tags, "filed-under", tags, 0.9)] if tags else []
    return find_topics(reading, Declaration(declared or {}), claims, AUTHORITY)


def ids(result: Result) -> list[str]:
    return [term.id for term in result[0]]


def test_terms_of_a_topic_make_it_one_and_are_quoted() -> None:
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


def test_a_topic_is_not_given_beside_its_child_that_is_stronger() -> None:
    found = topics("Ambassador at summit", "The minister and the minister and parliament, the parliament.")
    assert ids(found) == ["diplomacy"]


def test_at_most_a_few_topics() -> None:
    text = " ".join(term for entry in TOPICS for term in entry.terms["en"])
    assert len(ids(topics(text, text))) == MOST


def test_a_declared_list_is_the_whole_list() -> None:
    found = topics("Goal in the match", declared={"topics": ["weather", "Foreign relations", "Ice fishing"]})
    assert found[0] == (
        Term("weather", "Weather"),
        Term("diplomacy", "Diplomacy"),
        Term("ice-fishing", "Ice fishing"),
    )
    assert found[2]["topics"].basis == "declared"


def test_tags_are_those_declared_then_those_stated() -> None:
    found = topics("x", declared={"tags": ["Arms", "sport"]}, tags="Sport, Trade")
    assert found[1] == ("Arms", "sport", "Trade")
    assert found[2]["tags"].basis == "declared"


def test_a_tag_that_names_a_topic_is_that_topic() -> None:
    found = topics("x", tags="foreign relations; Trade")
    assert ids(found) == ["diplomacy"]
    assert found[2]["topics"] == Evidence("extracted", "filed-under", "Diplomacy: foreign relations", 0.95)


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_nothing_comes_of_nothing(text: str) -> None:
    assert topics(text, text) == ((), (), {})
