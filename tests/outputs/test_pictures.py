"""Pictures on the site: where figures are, what lists, galleries and links to an article show of them."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from typing import Any

import feedparser
import pytest
from lxml import html
from making import archive, article
from PIL import Image

from generator.inputs.settings import Settings
from generator.model.output import Page
from generator.model.pictures import Picture
from generator.model.records import Article, Source, Term
from generator.outputs.cards import card_files, shared_view
from generator.outputs.everything import pages
from generator.outputs.feeds import feeds
from generator.outputs.pictures import picture_files, with_figures
from generator.outputs.record import pictures_of
from generator.outputs.views import entry

SETTINGS = Settings(site_name="The Archive", site_url="https://news.example/archive/")
NONE = replace(SETTINGS, pictures="none")
BLOCKS = ("One.", "Two.", "Three.")
ANA = Term("ana", "Ana")


def picture(number: int = 0, **values: Any) -> Picture:
    """A picture of 1,600 × 1,000 points, another one for each number."""
    wide = {"width": 1600, "height": 1000, **values}
    return Picture(f"{number}.jpg", f"{number:016x}" * 4, "image/jpeg", **wide)


def figures(*pictures: Picture, settings: Settings = SETTINGS) -> tuple[str, list[html.HtmlElement]]:
    """The body for the theme, and its figures."""
    _, shown = with_figures(BLOCKS, pictures, "articles/2024/01/a/", settings)
    assert shown
    return shown, html.fragment_fromstring(shown, create_parent="div").findall(".//figure")


def test_a_lead_is_above_the_text_and_others_are_where_the_document_has_them() -> None:
    shown, _ = figures(picture(1, after=2, caption="Second"), picture(2, after=3, lead=True, caption="Lead"))
    order = [words for words in ("Lead", "One.", "Two.", "Second", "Three.") if words in shown]
    assert order == sorted(order, key=shown.index)
    assert len(order) == 5


def test_a_figure_has_its_size_and_only_the_first_is_loaded_at_once() -> None:
    _, (first, second) = figures(picture(1, caption="C"), picture(2, after=3))
    images = [figure.find(".//img") for figure in (first, second)]
    assert [(image.get("width"), image.get("height")) for image in images] == [("1600", "1000")] * 2
    assert [image.get("loading") for image in images] == [None, "lazy"]
    assert "400w" in first.find(".//source").get("srcset")


def test_without_a_script_a_figure_leads_to_its_largest_size() -> None:
    _, (figure,) = figures(picture())
    (link,) = figure.findall("a")
    assert link.get("href").startswith("../../../../media/")
    assert link.get("href").endswith("-1600.jpg")


def test_a_figure_without_words_is_named_in_the_language_of_the_site() -> None:
    _, (bare,) = figures(picture(), settings=replace(SETTINGS, language="fr"))
    assert bare.find("a").get("aria-label") == "Agrandir l’image"
    assert bare.find("figcaption") is None
    _, (named,) = figures(picture(alt="A quay"))
    assert named.find("a").get("aria-label") is None


def test_words_of_a_picture_are_no_markup() -> None:
    hostile = '<script>alert(1)</script> & "quoted" \'s'
    shown, (figure,) = figures(picture(alt=hostile, caption=hostile, credit=hostile, rights=hostile))
    assert "<script" not in shown
    assert figure.find(".//img").get("alt") == hostile
    assert figure.find("figcaption").text_content().count(hostile) == 3


def test_an_article_in_a_list_has_its_lead_in_small() -> None:
    made = article(pictures=(picture(1), picture(2, lead=True, height=800)))
    shown = entry(made, SETTINGS)["picture"]
    assert (shown["width"], shown["height"]) == (400, 200)
    assert [source["width"] for source in shown["srcset"]] == [400, 800]
    assert "picture" not in entry(article(), SETTINGS)
    assert "picture" not in entry(made, NONE)


def made_pages(articles: list[Article], settings: Settings = SETTINGS) -> dict[str, Page]:
    return {output.path: output.page for output in pages(archive(articles), settings)}


def dated(number: int, date: str, **values: Any) -> Article:
    return article(seed=f"{number}.txt", title=f"N{number}", date=date, pictures=(picture(number),), **values)


def test_a_gallery_has_every_picture_once_the_newest_first() -> None:
    again = article(seed="z.txt", title="Z", date="2023-05-01", pictures=(picture(1),))
    found = made_pages([dated(0, "1999-01-02"), dated(1, "2024-01-02"), dated(2, "2024-03-04"), again])
    view = found["pictures/index.md"].view
    assert [shown["title"] for shown in view["pictures"]] == ["N2", "N1", "N0"]
    assert [shown.get("anchor") for shown in view["pictures"]] == ["2024", None, "1999"]
    years = [(year["name"], year["count"], year["url"]) for year in view["years"]]
    assert years == [("2024", 2, "pictures/"), ("1999", 1, "pictures/")]


def test_the_page_of_a_person_depends_on_which_pictures_are_one_photograph() -> None:
    # An older picture, of which two others are copies that are too unlike each other.
    bits = (1 << 64) - 1
    old, copy, other = (
        picture(number, description=(bits ^ change).to_bytes(16))
        for number, change in enumerate((0, 0b11111, 0b1111100000))
    )
    hers = [
        article(
            seed=f"{n}.txt",
            title=f"N{n}",
            date="2024-01-02",
            people=(ANA,),
            pictures=(shown,),
            digest=b"d%d" % n,
        )
        for n, shown in enumerate((copy, other))
    ]
    before = article(seed="z.txt", title="Z", date="1999-01-02", pictures=(old,), digest=b"z")
    without, bridged = (
        {output.path: output for output in pages(archive(articles), SETTINGS)}["people/ana.md"]
        for articles in (hers, [before, *hers])
    )
    assert (without.page.view["gallery"]["count"], bridged.page.view["gallery"]["count"]) == (2, 1)
    assert without.key
    assert without.key != bridged.key


def test_the_years_of_a_long_gallery_lead_to_the_pages_where_they_begin() -> None:
    settings = replace(SETTINGS, page_size=2)
    found = made_pages([dated(number, f"{2000 + number}-01-02") for number in range(9)], settings)
    galleries = {path: page.view for path, page in found.items() if path.startswith("pictures/")}
    assert len(galleries) > 2
    first = galleries["pictures/index.md"]
    for year in first["years"]:
        path = f"{year['url']}index.md" if year["url"] == "pictures/" else f"{year['url'].rstrip('/')}.md"
        shown = next(view for name, view in galleries.items() if name in {path, f"{year['url']}index.md"})
        assert year["day"] in [item.get("anchor") for item in shown["pictures"]]


def test_an_archive_without_pictures_has_no_gallery() -> None:
    assert "pictures/index.md" not in made_pages([article(title="T", date="2024-01-02")])
    assert "pictures/index.md" not in made_pages([dated(1, "2024-01-02")], NONE)


def test_a_person_has_the_newest_pictures_and_a_gallery_for_more() -> None:
    few = [dated(number, f"2024-01-{number + 1:02}", people=(ANA,)) for number in range(3)]
    view = made_pages(few)["people/ana.md"].view
    assert [shown["title"] for shown in view["gallery"]["pictures"]] == ["N2", "N1", "N0"]
    assert "url" not in view["gallery"]
    many = [dated(number, f"2024-01-{number + 1:02}", people=(ANA,)) for number in range(9)]
    found = made_pages(many)
    gallery = found["people/ana.md"].view["gallery"]
    assert (len(gallery["pictures"]), gallery["count"], gallery["url"]) == (8, 9, "people/ana/pictures/")
    assert len(found["people/ana/pictures.md"].view["pictures"]) == 9


def test_any_program_shows_the_pictures_of_a_gallery() -> None:
    body = made_pages([dated(1, "2024-01-02")])["pictures/index.md"].body
    assert f"![](../{pictures_of(dated(1, ''), 'full')[0]['thumbnail']})" in body
    assert "[N1](" in body


def test_feeds_name_the_picture_with_its_words() -> None:
    lead = picture(1, caption="At the quay", credit="A. Lind", rights="CC0")
    files = {output.path: output.text for output in feeds(archive([article(pictures=(lead,))]), SETTINGS)}
    (item,) = feedparser.parse(files["feed.xml"]).entries
    (media,) = item.media_content
    assert media["url"].startswith("https://news.example/archive/media/")
    assert (media["type"], media["width"], media["height"]) == ("image/jpeg", "1600", "1000")
    assert item.media_credit[0]["content"] == "A. Lind"
    assert json.loads(files["feed.json"])["items"][0]["image"] == media["url"]


def json_ld(*pictures: Picture, settings: Settings = SETTINGS) -> dict[str, Any]:
    found = made_pages([article(title="T", date="2024-01-02", pictures=pictures)], settings)
    view = next(page.view for path, page in found.items() if path.startswith("articles/2024/01/"))
    data: dict[str, Any] = json.loads(view["jsonld"])
    return data


def test_search_engines_learn_credit_and_rights() -> None:
    (lead, other) = json_ld(
        picture(1, credit="Ana / AGN", rights="https://creativecommons.org/publicdomain/zero/1.0/"),
        picture(2, rights="All rights reserved", lead=True),
    )["image"]
    assert lead["copyrightNotice"] == "All rights reserved"
    assert (other["creditText"], other["license"][:8]) == ("Ana / AGN", "https://")
    assert "image" not in json_ld(picture(), settings=NONE)
    assert "image" not in json_ld(picture(), settings=Settings())


def cards(*articles: Article, settings: Settings = SETTINGS) -> dict[str, bytes]:
    made = {output.path: output.made for output in card_files(archive(articles), settings)}
    return {path: data for path, data in made.items() if isinstance(data, bytes)}


def test_an_article_without_a_picture_has_a_card() -> None:
    plain = article(seed="a.txt", title="Harbour reopens", date="2024-01-02")
    found = cards(plain, article(seed="b.txt", title="Other", pictures=(picture(),)))
    (path,) = found
    shared = shared_view(plain, SETTINGS)
    assert shared == {"src": path, "width": 1200, "height": 630, "alt": "Harbour reopens"}
    assert Image.open(io.BytesIO(found[path])).size == (1200, 630)
    assert cards(plain) == {path: found[path]}


def test_cards_need_the_address_of_the_site_and_can_be_turned_off() -> None:
    for settings in (Settings(), replace(SETTINGS, share_cards=False)):
        assert cards(article(title="T"), settings=settings) == {}
        assert shared_view(article(title="T"), settings) is None


def test_a_picture_that_is_not_shown_is_not_shared() -> None:
    shared = shared_view(article(title="T", pictures=(picture(),)), NONE)
    assert shared
    assert shared["src"].startswith("media/cards/")


@pytest.mark.parametrize(
    ("headline", "name", "drawn"),
    [
        ("Новый мол открыт", "बंदरगाह", True),
        ("Ο νέος μώλος, 2024", "बंदरगाह", True),
        ("पुराना घाट बंद", "The Harbour Record", True),
        ("पुराना घाट बंद", "बंदरगाह", False),
        ("🚀", "बंदरगाह", False),
    ],
)
def test_a_card_is_drawn_if_it_shows_words(headline: str, name: str, drawn: bool) -> None:
    settings, item = replace(SETTINGS, site_name=name), article(title=headline, date="2024-01-02")
    assert bool(cards(item, settings=settings)) == drawn
    assert bool(shared_view(item, settings)) == drawn


@pytest.mark.parametrize(
    "title", ["旧码头关闭", "استقلال جنوب السودان", "पुराना घाट बंद", "🚀" * 3, "x" * 5000, ""]
)
def test_a_headline_that_cannot_be_drawn_costs_no_card(title: str) -> None:
    (data,) = cards(article(title=title, date="2024-01-02")).values()
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (1200, 630)
        assert len(image.convert("RGB").getcolors(1 << 20) or []) > 5


def test_an_article_or_a_source_may_show_smaller_pictures_or_none() -> None:
    rows = [("full", "", ""), ("small", "", "small"), ("none", "Courier", ""), ("own", "Courier", "full")]
    shown = {
        name: dated(number, "2024-01-01", source=Source(source), show_pictures=own)
        for number, (name, source, own) in enumerate(rows)
    }
    settings = replace(SETTINGS, pictures_by_source={"courier": "none"})
    paths = [output.path for output in picture_files(archive(list(shown.values())), settings)]
    widths = {
        name: [int(re.split("[-.]", path)[-2]) for path in paths if made.pictures[0].sha256[2:26] in path]
        for name, made in shown.items()
    }
    large, small = [400, 800, 1600], [400, 480, 480]
    assert widths == {"full": large, "small": small, "none": [], "own": large}
    assert "picture" not in entry(shown["none"], settings)
    assert "picture" in entry(shown["own"], settings)
    found = made_pages(list(shown.values()), settings)
    gallery = found["pictures/index.md"].view["pictures"]
    assert [item["width"] for item in gallery] == [1600, 480, 1600]
    figured = [page.body.count("media/") for page in found.values() if page.template == "article.html"]
    assert sorted(figured) == [0, 1, 1, 1]
