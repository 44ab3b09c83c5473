from __future__ import annotations

from typing import Any

from making import article, reader

from generator.archive.archive import Archive, Background, build_archive
from generator.archive.assign import assign
from generator.authority.authority import Authority, Entry, Key
from generator.inputs.collections import CollectionFile
from generator.inputs.settings import Settings
from generator.model.records import Article, Quote, Term
from generator.outputs.charts.maps import Frame, Place, frame
from generator.outputs.everything import pages
from generator.outputs.pages.choices import anniversaries, most_covered
from generator.outputs.pages.introductions import plain_start

SETTINGS = Settings(page_size=2)
ANA = Term("ana", "Ana")
OSLO, LIMA = Term("oslo", "Oslo"), Term("lima", "Lima")
ENTRIES = {
    Key("places", "oslo"): Entry("places", "oslo", "Oslo", country="NO", latitude=59.9, longitude=10.75),
    Key("places", "lima"): Entry("places", "lima", "Lima", country="PE", latitude=-12.0, longitude=-77.0),
    Key("people", "ana"): Entry("people", "ana", "Ana", aliases=("Ana B",), description="A person."),
}


def made(articles: list[Article], files: tuple[CollectionFile, ...] = ()) -> Archive:
    named, _ = assign(articles)
    return build_archive(named, reader(), Background(Authority(entries=ENTRIES), files))


def views(of: Archive) -> dict[str, Any]:
    return {output.path: output.page.view for output in pages(of, SETTINGS)}


def day(number: int, date: str, **values: Any) -> Article:
    return article(seed=f"{number:02}", title=f"N{number}", date=date, **values)


def test_the_map_sizes_circles_by_area_and_lists_places_by_country() -> None:
    found = views(
        made([day(n, f"2024-01-0{n}", places=(OSLO, LIMA) if n == 1 else (OSLO,)) for n in range(1, 5)])
    )["map/index.md"]
    oslo, lima = found["map"]["circles"]
    assert (oslo["name"], oslo["count"], oslo["url"]) == ("Oslo", 4, "places/oslo/")
    assert oslo["radius"] == 2 * lima["radius"]
    assert oslo["across"] > 50 > lima["across"]
    assert oslo["down"] < lima["down"]
    assert [country["name"] for country in found["countries"]] == ["Norway", "Peru"]


def test_a_map_of_nearby_places_shows_their_part_of_the_world() -> None:
    entry = ENTRIES[Key("places", "oslo")]
    near = frame([Place(entry, 1, 530, 80), Place(entry, 1, 540, 95)])
    assert near.width < 400
    assert near.left < 530 < near.left + near.width
    assert near.top < 80 < near.top + near.height
    assert frame([Place(entry, 1, 0, 50), Place(entry, 1, 1000, 400)]) == Frame(0.0, 10.0, 1000.0)


def test_bars_link_to_their_day_on_its_page() -> None:
    found = views(made([day(n, f"200{n}-01-01", people=(ANA,)) for n in range(1, 8)]))
    bars = found["people/ana.md"]["coverage"]["bars"]
    assert len(bars) == 7
    for bar in bars:
        page = found[bar["url"].rstrip("/") + ".md"]
        assert bar["day"] in {entry.get("anchor") for entry in page["entries"]}


def test_an_anchor_occurs_once_per_page() -> None:
    found = views(made([day(n, "2024-01-01", people=(ANA,)) for n in range(3)]))
    anchors = [entry.get("anchor") for entry in found["people/ana.md"]["entries"]]
    assert anchors == ["2024-01-01", None, None]


def test_joint_quotations_are_on_the_pages_of_both_speakers() -> None:
    bo = Term("bo", "Bo Lind")
    quotes = (Quote("Shared words", "Ana and Bo Lind"), Quote("Half known", "Ana and Somebody"))
    found = views(made([day(1, "2024-01-01", people=(ANA, bo), quotes=quotes)]))
    said = {
        name: {quotation["text"] for quotation in found[f"people/{name}/quotations.md"]["quotations"]}
        for name in ("ana", "bo")
    }
    assert said == {"ana": {"Shared words", "Half known"}, "bo": {"Shared words"}}


def test_pages_that_show_some_quotations_choose_those_that_make_sense_alone() -> None:
    whole = "The bridge was never meant to carry trams"
    quotes = (Quote("old hat", "Ana"), Quote(whole, "Ana"))
    found = views(made([day(1, "2024-01-01", people=(ANA,), quotes=quotes)]))
    assert [quotation["text"] for quotation in found["quotations/index.md"]["quotations"]] == [whole]
    assert [quotation["text"] for quotation in found["people/ana.md"]["quotations"]["quotations"]] == [whole]
    assert len(found["people/ana/quotations.md"]["quotations"]) == 2


def test_quotations_of_known_speakers_have_a_page_and_those_of_others_share_one() -> None:
    unnamed = (Quote("No name"), Quote("A spokesman said so", "a spokesman"))
    quotes = (Quote("First words", "Ana"), Quote("Other words", "Somebody"), *unnamed)
    found = views(made([day(n, f"2024-01-0{n}", people=(ANA,), quotes=quotes) for n in (1, 2)]))
    own = found["people/ana/quotations.md"]
    assert [(quotation["text"], quotation["title"]) for quotation in own["quotations"]] == [
        ("First words", "N2")
    ]
    assert own["speaker"] == {"name": "Ana", "url": "people/ana/"}
    assert [quotation["text"] for quotation in found["quotations/others.md"]["quotations"]] == ["Other words"]
    assert found["quotations/index.md"]["speakers"] == [
        {"name": "Ana", "url": "people/ana/quotations/", "count": 1}
    ]
    assert found["people/ana.md"]["quotations"]["count"] == 1


def test_a_listed_collection_is_numbered_across_its_pages() -> None:
    articles = [day(n, f"2024-01-0{n}") for n in range(1, 7)]
    files = (CollectionFile("c", "C", "**Read** this.", "listed", tuple(f"{n:02}" for n in range(1, 7))),)
    found = views(made(articles, files))
    parts = [found[f"collections/c{part}.md"] for part in ("", "/page/2", "/page/1")]
    assert [(part["ordered"], part["start"]) for part in parts] == [(True, 1), (True, 3), (True, 5)]
    titles = [entry["title"] for part in parts for entry in part["entries"]]
    assert titles == ["N1", "N2", "N3", "N4", "N5", "N6"]
    card = found["collections/index.md"]["terms"][0]
    assert card["description"] == "Read this."
    assert card["art"] == parts[0]["art"]


def test_a_collections_introduction_opens_its_first_page() -> None:
    files = (CollectionFile("c", "C", "**Read** this.", "listed", ("01",)),)
    found = {output.path: output.page for output in pages(made([day(1, "2024-01-01")], files), SETTINGS)}
    page = found["collections/c.md"]
    assert page.shown == "**Read** this."
    assert page.body == "**Read** this.\n\n- [N1](../articles/2024/01/n1.md): January 1, 2024"


def test_plain_text_of_an_introduction() -> None:
    assert plain_start("Go to [this *page*](x.md).\n\nMore.") == "Go to this page."
    assert plain_start("") == ""


def test_the_timeline_has_a_cell_for_every_month() -> None:
    found = views(made([day(1, "2023-02-01"), day(2, "2024-02-01"), day(3, "2024-02-09"), day(4, "")]))
    timeline = found["timeline/index.md"]
    assert [year["name"] for year in timeline["years"]] == ["2024", "2023"]
    february = timeline["years"][0]["months"][1]
    assert (february["count"], february["url"], february["shade"]) == (2, "dates/2024/02/", 5)
    assert timeline["undated"]["count"] == 1


def test_anniversaries_are_of_other_years_across_new_year() -> None:
    of = made(
        [day(1, "2020-12-30"), day(2, "2021-06-01"), day(3, "2022-01-02"), day(4, "2024-01-01"), day(5, "")]
    )
    assert [anniversary.title for anniversary in anniversaries(of, set(), 5)] == ["N3", "N1"]
    assert anniversaries(made([day(1, "")]), set(), 5) == []


def test_most_covered_counts_back_from_the_newest_article() -> None:
    recent = [day(n, f"2024-03-{n:02}", people=(ANA,)) for n in range(1, 25)]
    old = [day(50 + n, "1990-01-01", places=(OSLO,)) for n in range(30)]
    since, found = most_covered(made([*recent, *old]), 5)
    assert (since, [(term.name, count) for _, term, count in found]) == ("2024-03-01", [("Ana", 24)])


def test_the_front_page_shows_no_article_twice_among_its_stories() -> None:
    topic = Term("t", "T")
    of = made([day(n, f"20{n:02}-03-03", topics=(topic,)) for n in range(1, 30)])
    home = views(of)["index.md"]
    shown = [entry["url"] for entry in home["latest"] + home["on_these_days"]["entries"]]
    shown += [entry["url"] for part in home["topics"] for entry in part["entries"]]
    assert len(shown) == len(set(shown))
    assert home["latest"][0]["title"] == "N29"


def test_one_article_makes_a_front_page_without_empty_parts() -> None:
    home = views(made([day(1, "2024-01-01", people=(ANA,))]))["index.md"]
    assert set(home) == {"order", *home["order"]}
    assert home["order"] == ["latest", "browse", "archive_size"]


def test_the_settings_determine_the_parts_of_the_front_page() -> None:
    of = made([day(n, f"20{n:02}-03-03", places=(OSLO,)) for n in range(1, 9)])
    asked = Settings(front_page=("archive_size", "topics", "latest"))
    output = next(page for page in pages(of, asked) if page.path == "index.md")
    home = output.page.view
    assert home["order"] == ["archive_size", "latest"]
    assert "coverage" not in home
