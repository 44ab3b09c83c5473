"""Recognising datelines, and their effect on headline, summary and places."""

import pytest

from generator.authority.authority import Authority, Entry
from generator.describe.dateline_place import dateline_place_first
from generator.describe.summary import find_summary
from generator.describe.title import find_title
from generator.extract.plain.dateline import read_dateline
from generator.model.documents import Draft, Paragraph
from generator.model.records import Term

NEWS = "The bridge between the two towns opened to traffic on Saturday."


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("COPENHAGEN, July 1 - ", "COPENHAGEN"),
        ("KOROLYOV, Russia, November 2, 2000 — ", "KOROLYOV, Russia"),
        ("LE BOURGET — ", "LE BOURGET"),
        ("Rio de Janeiro, 5 May 1992 – ", "Rio de Janeiro"),
        ("MADRID, 1 de enero de 2002.- ", "MADRID"),
        ("PARIS (Agency) -- ", "PARIS"),
        ("جوبا — ", "جوبا"),
    ],
)
def test_a_dateline_ends_where_the_text_begins(opening: str, place: str) -> None:
    dateline = read_dateline(opening + NEWS)
    assert dateline is not None
    assert dateline.place == place
    assert (opening + NEWS)[dateline.end :] == NEWS


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Smith – who is 50 – said so.",
        "NASA - the agency for space - said so.",
        "As of 5 May 2010 — the day of the vote — nothing had changed.",
        "COVID-19 — the illness — spread.",
        "The mayor: nobody knew.",
    ],
)
def test_a_sentence_with_a_dash_has_no_dateline(text: str) -> None:
    assert read_dateline(text) is None


def test_a_summary_and_headline_from_the_text_omit_the_dateline() -> None:
    draft = Draft((Paragraph(f"COPENHAGEN, July 1 - {NEWS}", ""),))
    assert find_summary("", draft).value == NEWS
    assert find_title(draft).value == NEWS.rstrip(".")


def test_the_place_of_the_dateline_goes_first() -> None:
    authority = Authority(
        {
            entry.key: entry
            for entry in (Entry("places", "russia", "Russia"), Entry("places", "moscow", "Moscow"))
        }
    )
    places = (Term("russia", "Russia"), Term("moscow", "Moscow"))
    draft = (Paragraph(f"MOSCOW — {NEWS}", ""),)
    assert [term.id for term in dateline_place_first(places, draft, "en", authority)] == ["moscow", "russia"]
    assert dateline_place_first(places, (Paragraph(NEWS, ""),), "en", authority) == places
