"""Finding an article in a list and a name in an index: years, filters, search, both orders, letters."""

from __future__ import annotations

from typing import Any

import pytest
from making import article, reader

from generator.archive.archive import Archive, Background, build_archive
from generator.archive.assign import assign
from generator.authority.authority import Authority, Entry
from generator.authority.sources import SourceEntry
from generator.inputs.collections import CollectionFile
from generator.inputs.settings import Settings
from generator.model.records import Article, Source, Term
from generator.outputs.alphabet import HAN, OTHER, alphabetical
from generator.outputs.charts.earth import STEPS, WORLD, continents, project, shapes
from generator.outputs.charts.labels import WIDTHS, Mark
from generator.outputs.charts.maps import FINGER, map_page, reached
from generator.outputs.pages.directories import NAMES_A_PAGE, directory_pages
from generator.outputs.pages.listings import term_pages
from generator.outputs.pages.redirects import redirects

SETTINGS = Settings(page_size=10)
ANA = Term("ana", "Ana")


def made(articles: list[Article], **background: Any) -> Archive:
    named, _ = assign(articles)
    entries = background.pop("entries", {})
    return build_archive(named, reader(), Background(Authority(entries), **background))


def yearly(years: range, each: int, **values: Any) -> list[Article]:
    return [
        article(seed=f"{year}-{n}", title=f"N{year}-{n}", date=f"{year}-0{n}-01", **values)
        for year in years
        for n in range(1, each + 1)
    ]


def term_views(of: Archive) -> dict[str, Any]:
    return {output.path: output.page.view for output in term_pages(of, SETTINGS)}


def test_a_year_of_a_long_list_leads_to_its_page_and_first_day() -> None:
    found = term_views(made(yearly(range(2001, 2008), 5, people=(ANA,))))
    jump = found["people/ana.md"]["jump"]
    assert [link["name"] for link in jump] == [f"{year}" for year in range(2007, 2000, -1)]
    for link in jump:
        entries = found[link["url"].rstrip("/") + ".md"]["entries"]
        if "day" in link:
            here = [entry for entry in entries if entry.get("anchor") == link["day"]]
            assert here[0]["date"][:4] == link["name"]
            before = entries[entries.index(here[0]) - 1]
            assert before["date"][:4] > link["name"]
        else:
            assert entries[0]["date"][:4] == link["name"]


def test_many_years_are_offered_by_decade_and_few_articles_not_at_all() -> None:
    centuries = term_views(made(yearly(range(1900, 1950), 2, people=(ANA,))))["people/ana.md"]["jump"]
    assert [link["name"] for link in centuries] == [f"19{n}0–19{n}9" for n in range(4, -1, -1)]
    assert "jump" not in term_views(made(yearly(range(2001, 2021), 1, people=(ANA,))))["people/ana.md"]


def test_an_article_that_is_added_changes_no_older_page() -> None:
    before = term_views(made(yearly(range(2001, 2008), 5, people=(ANA,))))
    after = term_views(
        made([*yearly(range(2001, 2008), 5, people=(ANA,)), article(date="2007-09-09", people=(ANA,))])
    )
    older = [path for path in before if path.startswith("people/ana/page/")]
    assert len(older) > 1
    assert all(before[path] == after[path] for path in older)


def test_a_list_offers_filters_and_a_search_of_its_own() -> None:
    papers = [Source(name="Courier"), Source(name="Herald")]
    articles = [
        article(seed=f"{n}", title=f"N{n}", date=f"200{n % 3}-01-01", people=(ANA,), source=papers[n % 2])
        for n in range(13)
    ]
    found = term_views(made(articles))
    ana = found["people/ana.md"]
    assert ana["within"] == [{"name": "person", "value": "Ana"}]
    assert ana["filters"]["sources"] == [{"name": "Courier", "count": 7}, {"name": "Herald", "count": 6}]
    assert [year["name"] for year in ana["filters"]["years"]] == ["2002", "2001", "2000"]
    assert "within" not in found["sources/courier.md"]


def test_a_pager_leads_to_the_first_and_the_last_page() -> None:
    found = term_views(made(yearly(range(2001, 2009), 6, people=(ANA,))))
    first = found["people/ana.md"]
    numbers = first["pager"]["pages"]
    assert first["pager"]["last"] == first["turn"]["url"] == "people/ana/page/1/"
    assert "first" not in first["pager"]
    last = found["people/ana/page/1.md"]["pager"]
    assert (last["page"], last["first"]) == (numbers, "people/ana/")
    assert first["span"] == f"{first['entries'][-1]['date'][:4]}–2008"


def test_a_dated_collection_runs_forward_and_its_former_first_page_redirects() -> None:
    articles = yearly(range(2001, 2008), 5)
    files = (CollectionFile("c", "C", articles=tuple(article.seed for article in articles)),)
    archive = made(articles, collection_files=files)
    found = term_views(archive)
    path, seen = "collections/c.md", []
    while True:
        seen += [entry["date"] for entry in found[path]["entries"]]
        following = found[path]["pager"].get("next")
        if not following:
            break
        path = following.rstrip("/") + ".md"
    assert seen == sorted(article.date for article in articles)
    assert found["collections/c.md"]["turn"]["to"] == "newest"
    assert "collections/c/page/1.md" not in found
    former = {output.path: output.page.view for output in redirects(archive, SETTINGS, ["collections/c/"])}
    assert former["collections/c/page/1/index.md"] == {"to": "collections/c/"}


def test_an_entry_that_replaces_another_gets_its_readers() -> None:
    entry = Entry("topics", "weather", "Weather", former=("storms",))
    archive = made([article(topics=(Term("weather", "Weather"),))], entries={entry.key: entry})
    former = {output.path: output.page.view for output in redirects(archive, SETTINGS, [])}
    assert former["topics/storms/index.md"] == {"to": "topics/weather/"}
    assert archive.authority.find("topics", "storms") is entry


def test_the_page_of_a_source_shows_what_is_known_of_it() -> None:
    paper = SourceEntry("x", "Courier", town="Brighton", country="GB", years="1871 - ", issn="12345679",
                        url="https://www.courier.example/", description="Daily.")  # fmt: skip
    archive = made([article(source=Source(name="Courier"))], sources={"courier": paper})
    view = term_views(archive)["sources/courier.md"]
    assert view["description"] == "Daily."
    assert view["source"] == {
        "where": "Brighton, United Kingdom",
        "years": "1871–",
        "issn": "1234-5679",
        "url": "https://www.courier.example/",
        "host": "courier.example",
    }


@pytest.mark.parametrize(
    ("names", "letters"),
    [
        (["Zoë", "Émile", "the Eagle", "Österreich", "«Dawn»"], ["D", "E", "E", "O", "Z"]),
        (["Яна", "Ёлка", "Анна"], ["А", "Е", "Я"]),
        (["ガンダム", "あい", "さくら"], ["あ", "か", "さ"]),
        (["서울", "부산"], ["ㅂ", "ㅅ"]),
        (["王小明", "7 Days", "Ana"], ["A", HAN, OTHER]),
        (["الأهرام", "دبي"], ["ا", "د"]),
    ],
)
def test_names_are_under_their_letters_in_any_script(names: list[str], letters: list[str]) -> None:
    assert [letter for letter, _ in alphabetical(names, str)] == letters


def test_an_index_runs_from_a_to_z_with_another_page_by_count() -> None:
    names = [Term(f"n{n}", f"{chr(65 + n % 26)}{n}") for n in range(NAMES_A_PAGE + 5)]
    articles = [article(seed="a", people=tuple(names)), article(seed="b", title="B", people=(names[27],))]
    found = {output.path: output.page.view for output in directory_pages(made(articles), SETTINGS)}
    pages = [found["people/index.md"], found["people/page/2.md"]]
    listed = [term["name"] for view in pages for term in view["terms"]]
    assert listed == sorted(listed)
    assert len(listed) == len(names)
    for letter in pages[0]["jump"]:
        view = pages[1] if letter["url"] == "people/page/2/" else pages[0]
        here = next(term for term in view["terms"] if term.get("letter", {}).get("name") == letter["name"])
        assert here["name"][0] == letter["name"]
    most = found["people/page/most.md"]
    assert most["terms"][0] == {"name": "B27", "url": "people/n27/", "count": 2}
    assert (most["most"], len(most["terms"])) == (NAMES_A_PAGE, NAMES_A_PAGE)


def test_the_map_shades_countries_and_lists_their_places_below_them() -> None:
    known = [
        Entry("places", "peru", "Perú", type="country", country="PE", latitude=-10.0, longitude=-76.0),
        Entry("places", "lima", "Lima", type="capital", country="PE", latitude=-12.0, longitude=-77.0),
        Entry("places", "lyon", "Lyon", type="city", country="FR", latitude=45.8, longitude=4.8),
        Entry("places", "malta", "Malta", type="country", country="MT", latitude=35.9, longitude=14.4),
        Entry("places", "africa", "Africa", type="continent", latitude=2.0, longitude=16.0),
    ]
    places = {entry.id: Term(entry.id, entry.name) for entry in known}
    articles = [
        article(seed="1", title="A", places=tuple(places.values())),
        article(seed="2", title="B", places=(places["lima"],)),
    ]
    archive = made(articles, entries={entry.key: entry for entry in known})
    view = next(map_page(archive, SETTINGS)).page.view
    shaded = {shape["name"]: shape for shape in view["map"]["shapes"]}
    assert {name: (shape["count"], shape.get("url")) for name, shape in shaded.items()} == {
        "Peru": (2, "places/peru/"),
        "France": (1, None),
    }
    assert shaded["Peru"]["shade"] > shaded["France"]["shade"]
    # A small country is a circle, a continent is only listed.
    assert {circle["name"] for circle in view["map"]["circles"]} == {"Lima", "Lyon", "Malta"}
    peru = next(country for country in view["countries"] if country["code"] == "PE")
    assert (peru["name"], peru["url"], peru["continent"]) == ("Peru", "places/peru/", "South America")
    assert [term["name"] for term in peru["terms"]] == ["Lima"]
    assert [term["name"] for term in view["countries"][-1]["terms"]] == ["Africa"]


def test_circles_that_a_finger_reaches_are_apart() -> None:
    marks = [Mark(n / 997 % 1, 0.0, 0.4, "", (n * 7 % 31) / 100) for n in range(0, 9970, 83)]
    found = reached(marks)
    for level, width in enumerate(WIDTHS):
        shown = [
            mark for mark, least in zip(marks, found, strict=True) if least is not None and least <= level
        ]
        for n, mark in enumerate(shown):
            for other in shown[n + 1 :]:
                across, down = (mark.across - other.across) * width, (mark.rise - other.rise) * width
                assert across**2 + down**2 >= FINGER**2 * 0.999


def test_every_country_has_a_continent_and_its_shape_is_around_its_middle() -> None:
    assert set(shapes()) <= set(continents())
    # Steps without numbers would end the drawing of every country after this one.
    assert not [code for code, path in shapes().items() if "lz" in path]
    assert project(0, 0) == pytest.approx((WORLD / 2, 243.4), abs=0.1)
    # Outlines begin with an absolute point, in parts of a unit: that of Lesotho is near Lesotho.
    x, y = map(int, shapes()["LS"][1:].split("l")[0].split())
    assert (x / STEPS, y / STEPS) == pytest.approx(project(28.3, -29.6), abs=6)
