from __future__ import annotations

import json

import pytest
from making import article
from msgspec.structs import replace

from generator.inputs.settings import Settings
from generator.model.records import Source, Term
from generator.outputs.citations import citations
from generator.outputs.corporate import is_corporate

FULL = article(
    id="x",
    title="Who pays 5% & why?",
    date="2024-01-05",
    authors=("Ana María Ruiz", "Otto Klee"),
    source=Source(name="The Herald", url="https://a.example/x"),
    language="en",
)


def test_every_style_of_a_full_record() -> None:
    cited = citations(FULL, Settings())
    assert (
        cited["apa"]
        == "Ruiz, A. M., & Klee, O. (2024, January 5). Who pays 5% & why? The Herald. https://a.example/x"
    )
    assert (
        cited["mla"]
        == "Ruiz, Ana María, and Otto Klee. “Who pays 5% & why?” The Herald, 5 January 2024, a.example/x."
    )
    assert cited["chicago"] == (
        "Ruiz, Ana María, and Otto Klee. “Who pays 5% & why?” The Herald, January 5, 2024. https://a.example/x."
    )
    assert json.loads(cited["csl"]) == [
        {
            "id": "x",
            "type": "article-newspaper",
            "title": "Who pays 5% & why?",
            "container-title": "The Herald",
            "author": [{"family": "Ruiz", "given": "Ana María"}, {"family": "Klee", "given": "Otto"}],
            "issued": {"date-parts": [[2024, 1, 5]]},
            "language": "en",
            "URL": "https://a.example/x",
        }
    ]
    assert r"title = {{Who pays 5\% \& why?}}" in cited["bibtex"]
    assert cited["ris"].splitlines()[:3] == ["TY  - NEWS", "AU  - Ruiz, Ana María", "AU  - Klee, Otto"]
    assert cited["ris"].splitlines()[-1] == "ER  - "


def test_unknown_fields_are_left_out() -> None:
    cited = citations(article(id="x", title="T"), Settings(site_name="Archive"))
    assert cited["apa"] == "T. (n.d.). Archive."
    assert cited["mla"] == cited["chicago"] == "“T.” Archive."
    assert "issued" not in cited["csl"]
    assert "date" not in cited["bibtex"]


def test_chicago_names_three_of_many_authors() -> None:
    many = tuple(f"A{number} B" for number in range(7))
    cited = citations(article(id="x", title="T", authors=many), Settings())
    assert cited["chicago"].startswith("B, A0, A1 B, A2 B, et al. “T.”")


def test_citations_of_a_partial_date_say_what_is_known() -> None:
    month, year = (citations(replace(FULL, date=date), Settings()) for date in ("1974-05", "1896"))
    assert "(1974, May)." in month["apa"]
    assert "The Herald, May 1974," in month["mla"]
    assert "The Herald, 1896." in year["chicago"]
    assert json.loads(month["csl"])[0]["issued"] == {"date-parts": [[1974, 5]]}
    assert json.loads(year["csl"])[0]["issued"] == {"date-parts": [[1896]]}
    assert "DA  - 1974/05\nPY  - 1974" in month["ris"]
    assert "date = {1896},\n  year = {1896}" in year["bibtex"]


def test_the_archive_is_cited_after_the_original() -> None:
    placed = replace(FULL, url="articles/2024/01/x/")
    cited = citations(placed, Settings(site_name="The Shelf", site_url="https://shelf.example/"))
    kept = "https://shelf.example/articles/2024/01/x/"
    assert cited["apa"].endswith(f"The Herald. https://a.example/x Archived at {kept}")
    assert cited["mla"].endswith("a.example/x. The Shelf, shelf.example/articles/2024/01/x/.")
    assert cited["chicago"].endswith(f"https://a.example/x. Archived at {kept}.")
    assert f"note = {{Archived at {kept}}}" in cited["bibtex"]
    assert f"UR  - https://a.example/x\nDB  - The Shelf\nAV  - {kept}\n" in cited["ris"]
    (item,) = json.loads(cited["csl"])
    assert (item["URL"], item["archive"], item["archive_location"]) == (
        "https://a.example/x",
        "The Shelf",
        kept,
    )
    alone = citations(
        replace(placed, source=Source(name="The Herald")), Settings(site_url="https://shelf.example/")
    )
    assert alone["apa"].endswith(f"The Herald. {kept}")


@pytest.mark.parametrize(
    "name",
    [
        *("Harbour Times staff", "Lunmark Press", "Ministry of Fisheries", "Ferry Department of Lunmark"),
        *("Agence Port-Presse", "The Example Group", "Nordhaven GmbH", "Harbour Chronicle contributors"),
    ],
)
def test_an_organization_is_cited_whole(name: str) -> None:
    cited = citations(replace(FULL, authors=(name, "Otto Klee")), Settings())
    assert cited["apa"].startswith(f"{name}, & Klee, O. ")
    assert cited["mla"].startswith(f"{name}, and Otto Klee.")
    assert cited["chicago"].startswith(f"{name}, and Otto Klee.")
    assert f"author = {{{{{name}}} and Otto Klee}}" in cited["bibtex"]
    assert f"AU  - {name}\nAU  - Klee, Otto\n" in cited["ris"]
    assert json.loads(cited["csl"])[0]["author"][0] == {"literal": name}


def test_the_source_and_the_organizations_of_an_article_are_known_to_be_no_people() -> None:
    known = replace(FULL, source=Source(name="Lunmark Evening"), organizations=(Term("b", "Blue Anchor"),))
    assert is_corporate("Lunmark Evening", known)
    assert is_corporate("Blue Anchor", known)
    assert not is_corporate("Blue Anchor", FULL)


@pytest.mark.parametrize("name", ["Emily Post", "Ana Church", "Ana María Ruiz", "Joan of Lunmark", "Otto"])
def test_people_with_such_words_in_their_names_are_people(name: str) -> None:
    assert not is_corporate(name, FULL)


def test_a_newspaper_is_cited_with_edition_section_and_page() -> None:
    source = Source(
        name="The Herald", edition="late", section="World", page="12-13", issn="1234-5679", place="Leith"
    )
    cited = citations(replace(FULL, source=source), Settings())
    assert cited["apa"].endswith("The Herald, 12-13.")
    assert "The Herald, late ed., 5 January 2024, pp. 12-13." in cited["mla"]
    assert "The Herald, January 5, 2024, late edition, sec. World, 12-13." in cited["chicago"]
    for field in ("edition = {late}", "pages = {12--13}", "issn = {1234-5679}", "note = {Section World}"):
        assert field in cited["bibtex"]
    rows = cited["ris"].splitlines()
    for row in ("ET  - late", "SE  - World", "SP  - 12", "EP  - 13", "SN  - 1234-5679", "CY  - Leith"):
        assert row in rows
    (item,) = json.loads(cited["csl"])
    assert (item["page"], item["edition"], item["section"]) == ("12-13", "late", "World")
    assert (item["ISSN"], item["publisher-place"]) == ("1234-5679", "Leith")


@pytest.mark.parametrize(("page", "mla"), [("A4", "p. A4"), ("B1, B3", "pp. B1, B3")])
def test_a_page_may_have_letters(page: str, mla: str) -> None:
    cited = citations(replace(FULL, source=Source(name="The Herald", page=page)), Settings())
    assert f"5 January 2024, {mla}." in cited["mla"]
