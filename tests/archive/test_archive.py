from __future__ import annotations

from typing import Any

from making import archive, article, full_article, reader
from msgspec.structs import replace

from generator.archive.archive import Background, build_archive, together
from generator.archive.comparisons import Comparisons, digest_of
from generator.authority.authority import Authority
from generator.authority.sources import SourceEntry
from generator.inputs.collections import CollectionFile
from generator.model.records import Article, FullArticle, Source, Term

ANA, OTTO = Term("ana", "Ana"), Term("otto", "Otto")


def test_articles_are_sorted_whatever_their_order() -> None:
    articles = [article(seed=f"{day}.txt", title=f"T{day}", date=f"2024-01-{day:02}") for day in (3, 1, 2)]
    expected = ["2024-01-01", "2024-01-02", "2024-01-03"]
    assert [article.date for article in archive(articles).articles] == expected
    assert [article.date for article in archive(articles[::-1]).articles] == expected


def test_shelves_list_the_newest_articles_first_and_the_fullest_shelf_first() -> None:
    made = archive(
        [
            article(seed="a", title="A", date="2024-01-01", people=(ANA, OTTO)),
            article(seed="b", title="B", date="2024-02-01", people=(OTTO,)),
        ]
    )
    otto, ana = made.shelves["people"]
    assert (otto.name, [article.title for article in otto.articles]) == ("Otto", ["B", "A"])
    assert ana.url == "people/ana/"
    assert together(ana) == {"people": [(OTTO, 1)]}
    assert [month.id for month in made.months] == ["2024/02", "2024/01"]


def test_a_source_that_a_curator_describes_has_one_name() -> None:
    paper = SourceEntry("courier", "Example Courier", aliases=("The Example Courier",))
    named = {"example courier": paper, "the example courier": paper}
    names = ("The Example Courier", "Example Courier", "Example Herald", "")
    articles = [article(seed=f"{n}.txt", source=Source(name=name)) for n, name in enumerate(names)]
    made = build_archive(articles, reader(), Background(Authority(), sources=named))
    assert [shelf.name for shelf in made.shelves["sources"]] == ["Example Courier", "Example Herald"]


def about(seed: str, title: str, body: str, **values: Any) -> FullArticle:
    return full_article(
        seed=seed, id=seed, title=title, body=body, language=values.pop("language", "en"), **values
    )


def related(*full: FullArticle) -> dict[str, list[str]]:
    made = build_archive([item.article for item in full], reader(*full), Background(Authority()))
    return {name: [other.id for other in others] for name, others in made.related.items()}


FERRY = "The ferry between Quillhaven and Tornby carried commuters, bicycles and lorries across the sound."
STRANDED = "Commuters waited in Tornby because the ferry to Quillhaven had lost its rudder in the sound."
ORCHARD = "Orchards near Velmark lost half their apples when hail fell on blossoming trees."
CROWD = [about(f"z{letter}", letter * 5, f"{letter * 6} {letter * 7}.") for letter in "bcdfghjkl"]


def test_related_articles_share_rare_words_and_most_have_none() -> None:
    ferry = about("ferry", "Ferry to Quillhaven opens", FERRY)
    stranded = about("stranded", "Ferry to Quillhaven stranded", STRANDED)
    orchard = about("orchard", "Hail damages apples", ORCHARD)
    assert related(ferry, stranded, orchard, *CROWD) == {"ferry": ["stranded"], "stranded": ["ferry"]}


def test_a_person_in_the_headlines_relates_nothing() -> None:
    ana = (Term("ana-velar", "Ana Velar"),)
    words = [
        about("s1", "Ana Velar sails", FERRY, people=ana),
        about("s2", "Ana Velar picks", ORCHARD, people=ana),
    ]
    assert related(*words, *CROWD) == {}


def test_related_articles_are_at_most_four_those_in_the_same_language_first() -> None:
    parts = FERRY.split()
    ferries = [
        about(
            f"f{n}",
            f"Ferry to Quillhaven {n}",
            " ".join([*parts[n:], *parts[:n]]),
            language="da" if n < 3 else "en",
        )
        for n in range(7)
    ]
    found = related(*ferries, *CROWD)["f6"]
    assert len(found) == 4
    assert found[:3] == ["f3", "f4", "f5"]


def test_articles_are_compared_again_only_if_one_of_them_changed() -> None:
    articles = [
        article(seed=name, id=name, digest=name.encode(), title=name, body=body)
        for name, body in (("ferry", FERRY), ("orchard", ORCHARD))
    ]
    known = Comparisons(digest_of(articles), related={"ferry": ["orchard"]})
    background = Background(Authority(), comparisons=known)

    def related_to_ferry(*articles: Article) -> list[str]:
        made = build_archive(articles, reader(), background)
        return [other.id for other in made.related.get("ferry", ())]

    assert related_to_ferry(*articles) == ["orchard"]
    assert related_to_ferry(articles[0], replace(articles[1], digest=b"changed")) == []
    assert related_to_ferry(articles[0], replace(articles[1], digest=b"")) == []
    assert related_to_ferry(*articles, article(seed="hail", id="hail", digest=b"hail")) == []


def test_a_translation_and_a_neighbour_are_not_related_too() -> None:
    ferry = about("ferry", "Ferry to Quillhaven opens", FERRY, date="2024-01-01")
    other = about("other", "Ferry to Quillhaven stranded", STRANDED, date="2024-03-01")
    translated = about("uebersetzt", "Ferry to Quillhaven", FERRY[:60], language="de", translation_of="ferry")
    found = related(ferry, other, translated, *CROWD)
    assert "uebersetzt" not in found.get("ferry", [])
    assert "other" not in found.get("ferry", []), "it is the next article"


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
    first, second = (
        article(seed="1.txt", id="x1", date="2024-01-01"),
        article(seed="2.txt", id="x2", date="2024-01-02"),
    )
    files = (
        CollectionFile("listed", "Listed", order="listed", articles=("1.txt", "x2")),
        CollectionFile("dated", "Dated", articles=("1.txt", "2.txt")),
    )
    made = build_archive([first, second], reader(), Background(Authority(), files))
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
    first = next(article for article in made.articles if article.seed == "a")
    assert [other.seed for other in made.stories[first.id]] == ["a", "b"]
    assert first.id not in made.related
