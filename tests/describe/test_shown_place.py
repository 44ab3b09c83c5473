"""The place that lists show of an article is one that its beginning names."""

from __future__ import annotations

import pytest

from generator.describe.dateline_place import shown_place
from generator.model.documents import Paragraph
from generator.model.records import Term

OSLO, LIMA = Term("oslo", "Oslo"), Term("lima", "Lima")
FURTHER = (
    "The visitors, whose parents had come from Lima and from Oslo, spoke of the old harbour for an hour."
)


@pytest.mark.parametrize(
    ("title", "first", "place"),
    [
        (
            "Harbour closes",
            "OSLO, Jan 3 (Agency) - The harbour closed, and nobody could say when it would open.",
            "Oslo",
        ),
        ("Lima harbour closes", "The harbour closed.", "Lima"),
        ("Harbour closes", "The harbour of Lima closed.", "Lima"),
        ("Harbour Closes In Lima After Storm", "The harbour closed.", "Lima"),
        (
            "Harbour closes",
            "The Lima Courier wrote that the harbour has closed until further notice, as it does.",
            "",
        ),
        (
            "Harbour closes",
            "The harbour closed, and nobody could say when it would open again to all ships.",
            "",
        ),
        (
            "Limassol harbour closes",
            "The harbour closed until further notice, and nobody could say why or how long.",
            "",
        ),
    ],
)
def test_dateline_headline_or_first_paragraph_name_it(title: str, first: str, place: str) -> None:
    paragraphs = [Paragraph(first, first)]
    words = {OSLO: "OSLO" if "OSLO" in first else "Oslo"}
    assert shown_place((OSLO, LIMA), words, title, paragraphs, "en") == place


def test_further_paragraphs_do_not_count() -> None:
    paragraphs = [Paragraph(text, text) for text in (FURTHER.replace("Lima", "Tor"), FURTHER)]
    assert shown_place((LIMA,), {}, "Harbour closes", paragraphs, "en") == ""


def test_a_line_above_the_text_is_not_yet_its_first_paragraph() -> None:
    paragraphs = [Paragraph(text, text) for text in ("A report", FURTHER)]
    assert shown_place((LIMA,), {}, "Harbour closes", paragraphs, "en") == "Lima"
    assert shown_place((), {}, "Lima", paragraphs, "en") == ""
