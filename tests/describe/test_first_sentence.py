"""Headlines made from the first sentence of a text."""

import pytest

from generator.describe.first_sentence import LONGEST, headline
from generator.describe.title import find_title
from generator.extract.plain.dateline import dateline_end, read_dateline
from generator.model.documents import Draft, Paragraph

NEWS = "The wall of the old harbour will be closed to ships from Monday on, the town council said."


def made(text: str) -> str:
    return find_title(Draft((Paragraph(text, text),))).value


@pytest.mark.parametrize(
    "dateline",
    [
        "Saltport, N.M. -- ",
        "SALTPORT, N.M. (May 3) - ",
        "[Saltport, OH] – ",
        "(Saltport, OH) ",
        "Saltport – ",
        "Saltport (Agency) - ",
        "Neu Saltport — ",
    ],
)
def test_a_dateline_is_no_part_of_a_headline(dateline: str) -> None:
    assert made(dateline + NEWS).startswith("The wall of the old harbour")


@pytest.mark.parametrize(
    "text",
    [
        "Storm – the harbour waits for the ships that were to come on Monday morning from the sea.",
        "The Wall - a story of the harbour and of those who built it a hundred years ago by hand.",
        "Fire, flood – Nobody knew.",
        "Mayor Paz and the Council of the Town - The wall of the harbour will be closed on Monday.",
    ],
)
def test_other_words_before_a_dash_stay(text: str) -> None:
    assert dateline_end(text) == 0


def test_names_before_a_dash_are_no_claim() -> None:
    assert read_dateline(f"Saltport – {NEWS}") is None


@pytest.mark.parametrize(
    ("language", "opening", "value", "rest"),
    [
        ("en", "After a week in which the storm did not end, ", "The council closed the port", ""),
        ("en", "On Monday, May 3, 2010, ", "The council closed the port because of the storm", ""),
        (
            "en",
            "Today, ",
            "The council of Saltport closed the harbour",
            ", which was damaged, to all of the ships in the bay",
        ),
        ("fr", "Après une semaine de tempête sur la côte, ", "Le conseil de Saltport a fermé le port", ""),
        (
            "de",
            "",
            "Der Rat der Stadt hat beschlossen, den Hafen zu schließen",
            ", weil der Sturm die Mauer zerstört",
        ),
    ],
)
def test_a_headline_is_a_clause_that_makes_sense_alone(
    language: str, opening: str, value: str, rest: str
) -> None:
    main = value[0].lower() + value[1:] if opening else value
    filler = "" if rest else " and all of the quays in the old town"
    sentence = f"{opening}{main}{filler}{rest}."
    assert headline(sentence, language).startswith(value)
    assert len(headline(sentence, language)) <= LONGEST


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "The mayor of Saltport, the town that the storm had hit, said the port is to be closed again.",
        ),
        (
            "de",
            "Nachdem der Sturm die Mauer zerstört hatte, schloss der Rat den ganzen Hafen der alten Stadt.",
        ),
    ],
)
def test_a_sentence_is_not_cut_where_the_rest_would_make_no_sense(language: str, sentence: str) -> None:
    made = headline(sentence, language)
    assert sentence.startswith(made.removesuffix("…"))
    assert made.endswith("…")


def test_words_of_other_languages_open_no_clause() -> None:
    """The words "A" and "no" are prepositions in Spanish and Portuguese."""
    text = "A wall in the harbour of Saltport, built by hand in a year, fell into the sea on Monday at night."
    assert headline(text, "en").startswith("A wall in the harbour")
