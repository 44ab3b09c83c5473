"""Downloads from news databases become one text for each article; what names the person who made them is left out."""

# ruff: noqa: E501 - sample texts
from __future__ import annotations

from pathlib import Path

import database_samples as samples
import pytest
from reading_exports import items_of

from generator.authority.authority import Authority
from generator.convert.pipeline import make_article
from generator.imports.item import Item
from generator.imports.run import format_of
from generator.imports.source import Source
from generator.model.documents import Seed

DOWNLOADS = {
    "nexis.txt": (samples.nexis_uni().encode(), samples.ISO),
    "nexis.docx": (samples.docx(samples.nexis_uni()), samples.ISO),
    "nexis.rtf": (samples.rtf(samples.nexis_uni()), samples.ISO),
    "lexis.txt": (samples.lexisnexis().encode(), samples.ISO),
    "lexis.rtf": (samples.rtf(samples.lexisnexis()), samples.ISO),
    "factiva.txt": (samples.factiva().encode(), ("2024-03-11", "2024-03-12", "2024-03-13")),
    "factiva.rtf": (samples.rtf(samples.factiva()), ("2024-03-11", "2024-03-12", "2024-03-13")),
    "factiva.html": (samples.factiva_page().encode(), ("2024-03-11", "2024-03-12", "2024-03-13")),
    "proquest.html": (samples.proquest_page().encode(), ("2024-03-11", "2024-03-12", "2024-03-13")),
    "proquest.txt": (samples.proquest().encode(), ("2024-03-11", "2024-03-12", "2024-03-13")),
}


def articles(path: Path) -> list[Item]:
    return [item for item in items_of(path) if item.document]


@pytest.mark.parametrize("name", DOWNLOADS)
def test_each_article_has_its_facts(tmp_path: Path, name: str) -> None:
    data, days = DOWNLOADS[name]
    file = tmp_path / name
    file.write_bytes(data)
    found = articles(file)
    assert [item.fields["title"] for item in found] == list(samples.TITLES)
    for item, day, paper, author, text in zip(
        found, days, samples.PAPERS, samples.AUTHORS, samples.TEXTS, strict=True
    ):
        assert item.document
        assert b"Private" not in item.document.data
        assert str(item.fields.get("newspaper") or item.fields["source"]["name"]) == paper  # type: ignore[index]
        made = make_article(Seed(f"a{item.document.suffix}", item.document.data, ""), Authority())
        assert made.article, made.problems
        assert made.article.title == item.fields["title"]
        assert made.article.date == day
        assert [name.casefold() for name in made.article.authors] == [author.casefold()]
        assert [part.text for part in made.text.paragraphs] == text.split("\n\n")


def test_the_parts_of_a_newspaper_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "lexis.txt"
    file.write_text(samples.lexisnexis())
    stated = str(dict(articles(file)[1].fields))
    assert "NEWS" in stated
    assert "A2" in stated
    (tmp_path / "factiva.txt").write_text(samples.factiva())
    stated = str(dict(articles(tmp_path / "factiva.txt")[2].fields))
    assert "First" in stated
    assert "LUNMC00020240313ek3c00013" in {item.identifier for item in articles(tmp_path / "factiva.txt")}


def test_fields_of_factiva_may_have_several_lines(tmp_path: Path) -> None:
    file = tmp_path / "coded.txt"
    file.write_text(samples.factiva_coded())
    found = articles(file)
    assert [item.fields["title"] for item in found] == [f"{title} and not before" for title in samples.TITLES]
    assert [item.fields["authors"] for item in found] == [[author] for author in samples.AUTHORS]
    assert [item.identifier[-1] for item in found] == ["1", "2", "3"]
    made = make_article(Seed("a.txt", found[2].document.data, ""), Authority())  # type: ignore[union-attr]
    assert [part.text for part in made.text.paragraphs] == samples.TEXTS[2].split("\n\n")


def test_cover_pages_and_order_forms_are_reported_and_left_out(tmp_path: Path) -> None:
    for name, text in (
        ("nexis.txt", samples.nexis_uni()),
        ("lexis.txt", samples.lexisnexis()),
        ("factiva.txt", samples.factiva()),
    ):
        (tmp_path / name).write_text(text)
        items = items_of(tmp_path / name)
        assert any("cover page" in item.skipped for item in items), name
        assert not any(
            b"Search Terms" in item.document.data or b"Request" in item.document.data
            for item in items
            if item.document
        )


def test_addresses_keep_no_account_of_a_reader(tmp_path: Path) -> None:
    file = tmp_path / "proquest.txt"
    file.write_text(samples.proquest())
    found = articles(file)
    assert [item.fields.get("url") or item.fields["source"]["url"] for item in found] == [  # type: ignore[index]
        f"https://www.proquest.com/docview/29{n}" for n in (1, 2, 3)
    ]
    assert not any(
        b"accountid" in item.document.data or b"ezproxy" in item.document.data
        for item in found
        if item.document
    )


GERMAN = (
    "Die Fähre nach Lunmark fährt ab Juni nicht mehr in der Nacht, sagte ihr Direktor am Montag dem Rat der Insel.",
    "Der Rat von Tarnholm hat beschlossen, das alte Wasserwerk auf dem Hügel an eine Brauerei zu verkaufen.",
)


@pytest.mark.parametrize(
    ("name", "article"),
    [
        ("nexis", "{title}\n\nLunmark Kurier\n\n1{n}. März 2024\n\nCopyright 2024 Lunmark Kurier GmbH Alle Rechte vorbehalten\n\nRubrik: LOKALES; S. {n}\n\nLänge: 21{n} Wörter\n\nAutor: Edda Karlow\n\nText\n\n{text}\n\nSprache: GERMAN; DEUTSCH\n\nPublikationstyp: Zeitung\n\nLadedatum: 20. März 2024\n\nEnde des Dokuments\n\n\n"),
        ("genios", "Lunmark Kurier vom 1{n}.03.2024, S. {n}\n\nRessort: Lokales\nAutor: Edda Karlow\n\n{title}\n\n{text}\n\nQuelle: Lunmark Kurier vom 1{n}.03.2024, S. {n}\nISSN: 1234-5678\nRessort: Lokales\nDokumentnummer: LKUR-2024031{n}-0{n}\n\nDauerhafte Adresse des Dokuments:\nhttps://www.wiso-net.de/document/LKUR__2024031{n}\n\nAlle Rechte vorbehalten: (c) Lunmark Kurier GmbH\n\n© GBI-Genios Deutsche Wirtschaftsdatenbank GmbH\n\n"),
        ("factiva", "{title}\nEdda Karlow\n21{n} Wörter\n1{n} März 2024\nLunmark Kurier\nLUNK\nHauptausgabe\n{n}\nDeutsch\n(c) 2024 Lunmark Kurier GmbH\n\n{text}\n\nDokument LUNK000002024031{n}ek3c0001{n}\n\n"),
        ("europresse", "Lunmark Kurier\nLokales, 1{n} mars 2024 - 05:00:00 UTC +01:00 21{n} mots, p. {n}\n\n{title}\n\nEdda Karlow\n\n{text}\n\n© 2024 Lunmark Kurier. Tous droits réservés.\n\nCertificat émis le 15 mars 2024 à Université de Nulle-Part à des fins de visualisation personnelle et temporaire.\n\nnews·2024031{n}·LC·0{n}23\n\n\n"),
        ("newsbank", "{title}\nLunmark Kurier - March 1{n}, 2024\nAuthor: Edda Karlow ; Staff Writer\n\n{text}\n\nSection: News\nPage: A{n}\nRecord Number: 1B2C3D4E5F{n}\nCopyright (c) 2024 Lunmark Kurier\n\n\n"),
        ("pressreader", "{title}\n\nLunmark Kurier · 1{n} Mar 2024 · A{n} · Edda Karlow\n\n{text}\n\nArticle Name: {title}\nPublication: Lunmark Kurier\nAuthor: Edda Karlow\nStart Page: A{n}\nEnd Page: A{n}\n\n\n"),
        ("retriever", "{title}\nLunmark Kurier. Publicerat i print 2024-03-1{n}. Edda Karlow. Sida {n}\n\n{text}\n\n© Lunmark Kurier\n\nAlla artiklar är skyddade av upphovsrättslagen.\n\n==============================================================================\n\n"),
    ],
)  # fmt: skip
def test_the_databases_of_other_countries(tmp_path: Path, name: str, article: str) -> None:
    titles = ("Nachtfähren enden im Juni", "Wasserwerk wird Brauerei")
    texts = (
        f"{text}\n\nMehr war am Abend im Rathaus nicht zu erfahren, da dort niemand mehr war."
        for text in GERMAN
    )
    file = tmp_path / f"{name}.txt"
    file.write_text(
        "".join(
            article.format(n=n, title=title, text=text)
            for n, (title, text) in enumerate(zip(titles, texts, strict=True), 1)
        )
    )
    found = articles(file)
    assert [item.fields["title"] for item in found] == list(titles)
    for number, item in enumerate(found, 1):
        assert str(number) in str(item.fields["date"])
        assert "Lunmark Kurier" in str(dict(item.fields))
        made = make_article(Seed("a.txt", item.document.data, ""), Authority())  # type: ignore[union-attr]
        assert made.article
        assert made.article.date == f"2024-03-1{number}"
        assert len(made.text.paragraphs) == 2


def test_one_article_is_imported_without_its_cover_page(tmp_path: Path) -> None:
    whole = samples.nexis_uni()
    start = whole.index("About LexisNexis")
    end = whole.index("End of Document")
    file = tmp_path / "one.txt"
    file.write_text(
        f"User Name: = Jo Private\n\nDate and Time: = Friday, March 15, 2024\n\nJob Number: = 1\n\nDocument (1)\n\n1. {samples.TITLES[0]}\n\nClient/Matter: -None-\n\n{whole[start:end]}End of Document\n"
    )
    (item,) = articles(file)
    assert item.fields["title"] == samples.TITLES[0]
    assert item.document
    assert b"Private" not in item.document.data


@pytest.mark.parametrize(
    "text",
    [
        f"Night ferries stop in June\n\nBy Edda Karlow\n\n{samples.TEXTS[0]}\n",
        f"# Night ferries\n\nDate: 2024-03-11\n\n{samples.TEXTS[0]}\n",
        f"<!doctype html><html><head><title>Ferry</title></head><body><article><h1>Ferry</h1><p>{samples.TEXTS[0]}</p></article></body></html>",
    ],
)
def test_other_texts_are_no_downloads(tmp_path: Path, text: str) -> None:
    file = tmp_path / ("a.html" if text.startswith("<") else "a.txt")
    file.write_text(text)
    known = format_of(Source(file))
    assert known is None or known.name != "news database"


def test_damaged_documents_are_recognised_as_no_download(tmp_path: Path) -> None:
    for name, data in (
        ("a.docx", samples.docx(samples.nexis_uni())[:900]),
        ("b.rtf", b"{\\rtf1 {\\fonttbl"),
        ("c.txt", b"\0\1\2" * 999),
    ):
        (tmp_path / name).write_bytes(data)
        known = format_of(Source(tmp_path / name))
        assert known is None or known.name != "news database"
