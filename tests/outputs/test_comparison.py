from __future__ import annotations

from making import archive, article, full_article, reader

from generator.inputs.settings import Settings
from generator.model.records import Candidate, Term
from generator.outputs.pages.comparison import REPORTS, compared

OSLO, ROME = Term("oslo", "Oslo"), Term("rome", "Rome")


def test_each_report_shows_the_numbers_and_names_that_no_other_has() -> None:
    first = full_article(
        id="a", seed="a.txt", date="2024-01-01", title="A", body="Of 12 ships 3 sank.", places=(OSLO,)
    )
    second = full_article(
        id="b",
        seed="b.txt",
        date="2024-01-02",
        title="B",
        body="Of 12 ships 4 sank, 1,500 people.",
        places=(OSLO, ROME),
        candidates=(Candidate("Ana", "person", 0.9),),
    )
    rows = compared(second.article, [first.article, second.article], reader(first, second), Settings())
    assert [(row["title"], row.get("numbers"), row.get("names")) for row in rows] == [
        ("A", ["3"], None),
        ("B", ["4", "1,500"], ["Rome", "Ana"]),
    ]
    assert [row.get("here") for row in rows] == [None, True]


def test_an_event_reported_often_shows_some_reports_and_the_article_itself() -> None:
    many = [article(id=f"a{number}", title="T", date="2024-01-01") for number in range(20)]
    rows = compared(many[19], many, reader(), Settings())
    assert len(rows) == REPORTS
    assert sum(row.get("here", False) for row in rows) == 1


def test_translations_are_one_group_whichever_names_which() -> None:
    made = archive(
        [
            article(id="en", seed="1", language="en"),
            article(id="fr", seed="2", language="fr", translation_of="en"),
            article(id="de", seed="3", language="de", translation_of="fr"),
            article(id="es", seed="4", language="es", translation_of="nobody"),
        ]
    )
    found = {name: {other.id for other in others} for name, others in made.translations.items()}
    assert found == {"en": {"fr", "de"}, "fr": {"en", "de"}, "de": {"en", "fr"}}


def test_translations_that_name_each_other_end() -> None:
    made = archive(
        [
            article(id="en", seed="1", language="en", translation_of="fr"),
            article(id="fr", seed="2", language="fr", translation_of="en"),
        ]
    )
    assert {name: [other.id for other in others] for name, others in made.translations.items()} == {
        "en": ["fr"],
        "fr": ["en"],
    }
