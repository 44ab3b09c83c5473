from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from making import archive, article

from generator.archive.archive import Shelf
from generator.inputs.settings import Settings
from generator.model.records import Article, Term
from generator.outputs.charts.art import TONES, art
from generator.outputs.charts.coverage import coverage, month_bounds, year_bounds
from generator.outputs.charts.labels import WIDTHS, Mark, levels
from generator.outputs.charts.ties import ties, wrapped
from generator.outputs.charts.tracks import MOST, track
from generator.outputs.views import View

SETTINGS = Settings()
ANA, OTTO, IDA = Term("ana", "Ana"), Term("otto", "Otto"), Term("ida", "Ida")


def dated(*days: str) -> list[Article]:
    return [article(seed=f"{n}", id=f"a{n}", title=f"N{n}", date=day) for n, day in enumerate(days)]


def where(found: Article, unit: str) -> View:
    return {"url": f"{unit}/{found.id}/"}


def test_coverage_counts_every_dated_article_once() -> None:
    found = coverage(dated("2001-05-01", "2001-06-01", "2004-01-01", "2031-12-31", ""), "en", where)
    assert found is not None
    assert [(bar["label"], bar["count"], bar["at"]) for bar in found["bars"]] == [
        ("2001", 2, 0),
        ("2004", 1, 3),
        ("2031", 1, 30),
    ]
    assert (found["slots"], found["top"], found["unit"]) == (31, 2, "year")
    assert found["bars"][0]["url"] == "year/a0/"


@pytest.mark.parametrize(
    ("last", "unit"), [("2001-12-31", "month"), ("2003-12-31", "month"), ("2004-01-01", "year")]
)
def test_coverage_is_as_fine_as_the_span_allows(last: str, unit: str) -> None:
    found = coverage(dated("2001-01-01", "2001-02-01", "2001-03-01", last), "en", where)
    assert found is not None
    assert found["unit"] == unit


def test_coverage_of_centuries_is_by_decade() -> None:
    found = coverage(dated("1848-01-01", "1849-01-01", "1900-03-01", "2024-01-01"), "en", where)
    assert found is not None
    assert [bar["label"] for bar in found["bars"]] == ["1840–1849", "1900–1909", "2020–2029"]
    assert found["ticks"][0] == {"at": 1, "label": "1850"}


def test_few_articles_or_a_single_slot_give_no_chart() -> None:
    assert coverage(dated("2001-01-01", "2003-01-01", "2005-01-01"), "en", where) is None
    assert coverage(dated(*["2001-01-01"] * 9), "en", where) is None
    assert coverage([], "en", where) is None


def test_a_year_shows_twelve_months_and_a_month_its_days() -> None:
    days = dated("2024-02-01", "2024-02-29", "2024-02-29", "2024-02-03")
    month = coverage(days, "en", where, "day", month_bounds("2024/02"))
    assert month is not None
    assert month["slots"] == 29
    assert [(bar["at"], bar["count"]) for bar in month["bars"]] == [(0, 1), (2, 1), (28, 2)]
    assert [tick["label"] for tick in month["ticks"]] == ["1", "6", "11", "16", "21", "26"]
    year = coverage(
        dated("2024-02-01", "2024-12-01", "2024-12-02", "2024-03-03"),
        "de",
        where,
        "month",
        year_bounds("2024"),
    )
    assert year is not None
    assert year["slots"] == 12
    assert [bar["label"] for bar in year["bars"]] == ["Februar 2024", "März 2024", "Dezember 2024"]


@example([(0.75, 0.0, "a"), (0.71875, 1.25, "a")])
@given(
    st.lists(
        st.tuples(st.floats(0, 1), st.floats(0, 20), st.text("abc ", min_size=1, max_size=30)), max_size=25
    )
)
def test_labels_never_cover_one_another(points: list[tuple[float, float, str]]) -> None:
    marks = [Mark(across, down, 0.4, label) for across, down, label in points]
    found = levels(marks)
    for level, width in enumerate(WIDTHS):
        shown = [
            mark for mark, least in zip(marks, found, strict=True) if least is not None and least <= level
        ]
        for mark, other in combinations(shown, 2):
            assert not overlap(mark, other, width)


def overlap(mark: Mark, other: Mark, width: float) -> bool:
    """An independent computation: labels of half an em a letter, 1.3 em high, after or before their point."""
    (a, b), (c, d) = (reach(label, width) for label in (mark, other))
    return a < d and c < b and abs(mark.down - other.down) < 1.3


def reach(mark: Mark, width: float) -> tuple[float, float]:
    x, length = mark.across * width, 0.54 * len(mark.label)
    return (x - 0.7 - length, x - 0.7) if mark.across > 0.72 else (x + 0.7, x + 0.7 + length)


def test_a_timeline_keeps_articles_in_order_and_inside() -> None:
    found = track(dated("1957-10-04", "1961-04-12", "1969-07-20", "1969-07-21", "2024-01-01"), SETTINGS)
    assert found is not None
    across = [mark["across"] for mark in found["marks"]]
    assert across == sorted(across)
    assert 0 < across[0] < across[-1] < 100
    assert all(before["level"] is not None for before in found["ticks"])
    assert {tick["label"] for tick in found["ticks"]} >= {"1960", "2000", "2020"}


def test_a_timeline_of_many_shows_the_newest_and_says_so() -> None:
    days = [f"{1900 + n}-01-01" for n in range(100)]
    found = track(dated(*days), SETTINGS)
    assert found is not None
    assert (found["shown"], found["count"], len(found["marks"])) == (MOST, 100, MOST)
    assert found["marks"][-1]["date"] == "1999-01-01"


@pytest.mark.parametrize("days", [("2001-01-01", "2002-01-01"), ("2001-01-01",) * 5, ("", "", "")])
def test_too_few_articles_give_no_timeline(days: Sequence[str]) -> None:
    assert track(dated(*days), SETTINGS) is None


def test_ties_are_the_names_that_occur_together_most_often() -> None:
    both = [article(seed=f"b{n}", title=f"B{n}", people=(ANA, OTTO, IDA)) for n in range(3)]
    more = [article(seed=f"m{n}", title=f"M{n}", people=(ANA, IDA)) for n in range(2)]
    once = [article(seed="o", title="O", people=(ANA, Term("una", "Una")))]
    made = archive([*both, *more, *once])
    ana = next(shelf for shelf in made.shelves["people"] if shelf.id == "ana")
    found = ties(ana)
    assert found is not None
    assert [(node["name"], node["shared"]) for node in found["nodes"]] == [("Ida", 5), ("Otto", 3)]
    assert found["lines"][0]["width"] > found["lines"][1]["width"]
    assert len(found["chords"]) == 1


def test_one_shared_article_is_no_tie() -> None:
    made = archive([article(seed="o", title="O", people=(ANA, OTTO, IDA))])
    assert ties(made.shelves["people"][0]) is None


def test_names_are_wrapped_to_at_most_two_lines() -> None:
    assert wrapped("Ana Bo") == ["Ana Bo"]
    assert wrapped("Intergovernmental Panel on Climate Change") == ["Intergovernmental", "Panel on Climate…"]


def test_art_depends_only_on_id_and_dates() -> None:
    shelf = Shelf("collections", "one", "One", tuple(dated("2001-01-01", "2002-01-01")))
    assert art(shelf) == art(Shelf("collections", "one", "Another name", shelf.articles))
    looks = {str(art(Shelf("collections", f"c{n}", "", shelf.articles))) for n in range(20)}
    assert len(looks) == 20
    assert all(0 <= art(Shelf("collections", f"c{n}", "", ()))["tone"] < TONES for n in range(20))


def test_art_shows_its_coverage() -> None:
    few, many = dated("2001-01-01"), dated(*[f"20{n:02}-01-01" for n in range(10, 40)])
    for name in (f"c{n}" for n in range(12)):
        sparse, dense = (art(Shelf("collections", name, "", tuple(found))) for found in (few, many))
        assert sparse["tone"] == dense["tone"]
        assert sparse["shapes"] != dense["shapes"]


def test_bars_are_in_chronological_order() -> None:
    found = coverage(dated("2009-01-01", "2001-01-01", "2005-01-01", "2003-01-01"), "en", where)
    assert found is not None
    assert all(a["at"] < b["at"] for a, b in pairwise(found["bars"]))
