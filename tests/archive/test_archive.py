from __future__ import annotations

from making import archive, article, reader

from generator.archive.archive import Background, build_archive, together
from generator.authority.authority import Authority
from generator.inputs.collections import CollectionFile
from generator.model.records import Term

ANA, OTTO = Term("ana", "Ana"), Term("otto", "Otto")


def test_articles_are_sorted_whatever_their_order() -> None:
    articles = [article(seed=f"{day}.txt", title=f"T{day}", date=f"2024-01-{day:02}") for day in (3, 1, 2)]
    expected = ["2024-01-01", "2024-01-02", "2024-01-03"]
    assert [one.date for one in archive(articles).articles] == expected
    assert [one.date for one in archive(articles[::-1]).articles] == expected


def test_shelves_list_the_newest_articles_first_and_the_fullest_shelf_first() -> None:
    made = archive(
        [
            article(seed="a", title="A", date="2024-01-01", people=(ANA, OTTO)),
            article(seed="b", title="B", date="2024-02-01", people=(OTTO,)),
        ]
    )
    otto, ana = made.shelves["people"]
    assert (otto.name, [one.title for one in otto.articles]) == ("Otto", ["B", "A"])
    assert ana.url == "people/ana/"
    assert together(ana) == {"people": [(OTTO, 1)]}
    assert [month.id for month in made.months] == ["2024/02", "2024/01"]


def test_related_prefers_what_is_rarely_shared() -> None:
    common = Term("c", "Common")
    crowd = [article(seed=f"{n}", title=f"N{n}", places=(common,)) for n in range(9)]
    pair = [article(seed=f"p{n}", title=f"P{n}", people=(ANA,), places=(common,)) for n in range(2)]
    made = archive([*crowd, *pair])
    assert made.related["p0"][0].id == "p1"
    assert "p0" not in {one.id for one in made.related["p0"]}


def test_neighbours_in_time_pass_over_the_undated() -> None:
    made = archive(
        [
            article(seed=n, title=n, date=day)
            for n, day in (("a", "2024-01-01"), ("b", ""), ("c", "2024-01-02"))
        ]
    )
    before, after = made.neighbours["a"]
    assert before is None
    assert after is not None
    assert after.id == "c"
    assert "b" not in made.neighbours


def test_a_collection_keeps_its_curators_order() -> None:
    one, two = (
        article(seed="1.txt", id="x1", date="2024-01-01"),
        article(seed="2.txt", id="x2", date="2024-01-02"),
    )
    files = (
        CollectionFile("listed", "Listed", order="listed", articles=("1.txt", "x2")),
        CollectionFile("dated", "Dated", articles=("1.txt", "2.txt")),
    )
    made = build_archive([one, two], reader(), Background(Authority(), files))
    orders = {shelf.id: [found.id for found in shelf.articles] for shelf in made.shelves["collections"]}
    assert orders == {"listed": ["x1", "x2"], "dated": ["x2", "x1"]}
    assert [shelf.id for shelf in made.collections_of["x1"]] == ["dated", "listed"]


def test_related_does_not_repeat_the_reports_of_the_same_event() -> None:
    shared = (Term("suez", "Suez Canal"),)
    made = archive(
        [
            article(
                seed="a",
                title="Suez Canal blocked by container ship Ever Given",
                date="2021-03-23",
                places=shared,
            ),
            article(
                seed="b",
                title="Container ship Ever Given still blocks Suez Canal",
                date="2021-03-25",
                places=shared,
            ),
            article(seed="c", title="Tolls rise for small boats", date="2023-03-25", places=shared),
        ]
    )
    first = next(one for one in made.articles if one.seed == "a")
    assert [other.seed for other in made.stories[first.id]] == ["a", "b"]
    assert [other.seed for other in made.related[first.id]] == ["c"]
