"""One article of a news database: its labels give the fields and are no text."""

# ruff: noqa: E501 - sample texts
from __future__ import annotations

import pytest

from generator.authority.authority import Authority
from generator.convert.pipeline import make_article
from generator.extract.formats import extract
from generator.extract.plain.apparatus import facts_of
from generator.extract.whole.several import find_several
from generator.model.documents import Declaration, Seed
from generator.text.dates import parse_date

BODY = (
    "The ferry company of Lunmark will stop its night crossings in June, its director told the island council, because "
    "too few passengers use them."
)
SECOND = (
    "The last boat will then leave at nine in the evening, and the first one at six in the morning as before."
)

NEXIS = f"""Night ferry to end in June

Lunmark Courier
May 3, 2021 Monday

Copyright 2021 Lunmark Courier Ltd. All Rights Reserved

Section: NEWS; Pg. 4
Length: 45 words
Byline: Ida Falk, Island correspondent
Dateline: LUNMARK

Body

{BODY}

{SECOND}

Classification

Language: ENGLISH
Publication-Type: Newspaper
Load-Date: May 4, 2021

End of Document
"""
OLD_NEXIS = f"""                               1 of 1 DOCUMENTS

                               Lunmark Courier

                            May 3, 2021 Monday
                               Late Edition

Night ferry to end in June

BYLINE: Ida Falk

SECTION: NEWS; Pg. 4

LENGTH: 45 words

{BODY}

{SECOND}

LOAD-DATE: May 4, 2021

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

                     Copyright 2021 Lunmark Courier Ltd.
                              All Rights Reserved
"""
FACTIVA = f"""HD
Night ferry to end in June
BY
By Ida Falk
WC
45 words
PD
3 May 2021
SN
Lunmark Courier
SC
LUNCOU
LA
English
CY
(c) 2021 Lunmark Courier

LP

{BODY}

TD

{SECOND}

AN
Document LUNCOU0020210504eh530000a
"""
PROQUEST = f"""Title: Night ferry to end in June
Author: Falk, Ida
Publication title: Lunmark Courier
Publication date: May 3, 2021
Section: News

Full text: {BODY}

{SECOND}

Subject: Ferries
Place of publication: Lunmark
ProQuest document ID: 2521000001
Document URL: https://www.proquest.example/docview/2521000001
Copyright: Copyright Lunmark Courier May 3, 2021
Last updated: 2021-05-09
"""


@pytest.mark.parametrize(
    "text", [NEXIS, OLD_NEXIS, FACTIVA, PROQUEST], ids=["nexis", "old", "factiva", "proquest"]
)
def test_the_fields_of_a_download(text: str) -> None:
    article, full, problems, *_ = make_article(Seed("a.txt", text.encode(), ""), Authority())
    assert article is not None
    assert not problems
    assert article.title == "Night ferry to end in June"
    assert (article.date, article.source.name, article.authors) == (
        "2021-05-03",
        "Lunmark Courier",
        ("Ida Falk",),
    )
    assert full.body == f"{BODY}\n\n{SECOND}"
    ledger = "\n".join(line.text for line in full.removed)
    kept = f"{full.body}\n{ledger}"
    assert all(
        line.strip() in kept or line.partition(": ")[2] in kept for line in text.splitlines() if len(line) > 2
    )


def test_an_article_with_a_few_labels_is_none_of_a_database() -> None:
    text = f"Concert\n\nDate: 3 May 2021\nLength: two hours\n\n{BODY}\n\n{SECOND}\n\nLanguage: English\n"
    _, full, *_ = make_article(Seed("a.txt", text.encode(), ""), Authority())
    assert not {line.rule for line in full.removed} & {"database-head", "database-foot"}


FACTIVA = f"""Night ferry to end in June

Ida Falk

45 words
3 May 2021
Lunmark Courier
LUNCOU
English
(c) 2021 Lunmark Courier. All rights reserved.

{BODY}

{SECOND}

Document LUNCOU0020210503eh530001x
"""
EUROPRESSE = f"""Lunmark Courier
lundi 3 mai 2021 - N° 12, p. 4

Night ferry to end in June

Ida Falk

{BODY}

{SECOND}

© 2021 Lunmark Courier. Tous droits réservés.
news·20210503·LC·004
"""
NEWSBANK = f"""Night ferry to end in June

May 3, 2021 | Lunmark Courier (Lunmark, LU)
Author: Ida Falk | Section: News | 45 Words
Page: A4
OpenURL Link

{BODY}

{SECOND}

CITATION (AGLC STYLE)
Ida Falk, 'Night ferry to end in June', Lunmark Courier (online), 3 May 2021 A4 <https://infoweb.newsbank.com/x>
"""
LABELLED = f"""Заголовок: Night ferry to end in June
Источник: Lunmark Courier
Дата выпуска: 03.05.2021
Автор: Ida Falk

{BODY}

{SECOND}
"""
PROQUEST_REPORT = f"""____________________________________________________________

Report Information from ProQuest
May 15, 2021 10:12
____________________________________________________________

Night ferry to end in June
Author: Falk, Ida
Publication info: Lunmark Courier ; Lunmark [Lunmark]. 03 May 2021: A.4.

Full text: {BODY}

{SECOND}

Publication title: Lunmark Courier
Publication date: May 3, 2021
ProQuest document ID: 123
"""


@pytest.mark.parametrize(
    "text",
    [FACTIVA, EUROPRESSE, NEWSBANK, LABELLED, PROQUEST_REPORT],
    ids=["factiva", "europresse", "newsbank", "labels", "proquest-report"],
)
def test_the_fields_of_downloads_with_few_labels(text: str) -> None:
    draft = extract(Seed("a.txt", text.encode(), ""), Declaration())
    assert draft.body == f"{BODY}\n\n{SECOND}"
    first = {claim.field: claim.value for claim in reversed(draft.claims)}
    assert first["title"] == "Night ferry to end in June"
    assert (first["source_name"], first["authors"]) == ("Lunmark Courier", "Ida Falk")
    assert parse_date(first["date"], "fr") == "2021-05-03"


def test_a_download_saved_as_a_page_is_read_in_the_same_way() -> None:
    page = "".join(f"<p>{line}</p>" for line in NEXIS.split("\n") if line)
    draft = extract(Seed("a.html", f"<html><body>{page}</body></html>".encode(), ""), Declaration())
    assert draft.body == f"{BODY}\n\n{SECOND}"
    assert draft.claimed("source_name")[0].value == "Lunmark Courier"


GENIOS = f"""Night ferry to end in June

Lunmark Courier vom 03.05.2021, Seite 4

Von Ida Falk

Ausgabe: Stadt

{BODY}

{SECOND}

Dokumentnummer: LC-4

Dauerhafte Adresse des Dokuments:
https://www.genios.example/document/LC__4
"""
TROVE = f"""Lunmark Courier (NSW : 1890 - 2054), Monday 3 May 2021, page 4

NIGHT FERRY TO END IN JUNE

By Ida Falk

{BODY}

{SECOND}

National Library of Lunland  http://nla.gov.example/nla.news-article1
"""
PRESSREADER = f"""Night ferry to end in June

Lunmark Courier · 3 May 2021 · 4 · By IDA FALK

{BODY}

{SECOND}

Article Name:Night ferry to end in June
Publication:Lunmark Courier
Start Page:4
End Page:4
"""
CITED = f"""Night ferry to end in June

Falk, Ida. Lunmark Courier; Lunmark [Lunmark]. 03 May 2021: A4.

ProQuest document link

FULL TEXT

{BODY}

{SECOND}

DETAILS

Subject: Ferries
ProQuest document ID: 12
"""
NEXIS_FR = f"""Night ferry to end in June

Lunmark Courier

lundi 3 mai 2021

Copyright 2021 Lunmark Courier Tous droits réservés

Longueur: 45 mots
Auteur: Ida Falk

Texte intégral

{BODY}

{SECOND}

Date de chargement: 4 mai 2021
Type de publication: Journal

Fin du document
"""


@pytest.mark.parametrize(
    "text",
    [GENIOS, TROVE, PRESSREADER, CITED, NEXIS_FR],
    ids=["genios", "trove", "pressreader", "citation", "french-nexis"],
)
def test_what_surrounds_the_text_in_other_databases(text: str) -> None:
    draft = extract(Seed("a.txt", text.encode(), ""), Declaration())
    assert draft.body == f"{BODY}\n\n{SECOND}"
    first = {claim.field: claim.value for claim in reversed(draft.claims)}
    assert first["title"].lower() == "night ferry to end in june"
    assert (first["source_name"], first["authors"].lower()) == ("Lunmark Courier", "ida falk")
    assert parse_date(first["date"], "fr") == "2021-05-03"


def test_classes_of_a_database_say_what_a_part_of_its_page_is() -> None:
    article = (
        '<article><span class="DocPublicationName">Lunmark Courier, no. 12</span>'
        '<span class="DocHeader">lundi 3 mai 2021 - p. 4</span><p class="titreArticleVisu">Night ferry</p>'
        f'<div class="docAuthors">Ida Falk</div><p>{BODY}</p><p>{SECOND}</p><div>news·20210503·LC·004</div></article>'
    )
    draft = extract(Seed("a.html", f"<html><body>{article}</body></html>".encode(), ""), Declaration())
    first = {claim.field: claim.value for claim in reversed(draft.claims)}
    assert (first["title"], first["source_name"], first["authors"]) == (
        "Night ferry",
        "Lunmark Courier",
        "Ida Falk",
    )
    assert draft.body == f"{BODY}\n\n{SECOND}"
    two = extract(Seed("a.html", f"<html><body>{article}{article}</body></html>".encode(), ""), Declaration())
    assert [problem.rule for problem in two.problems] == ["several-articles"]


def test_a_download_kept_as_markdown_loses_its_labels() -> None:
    text = (
        f"# Night ferry\n\n**Quelle:** Lunmark Courier vom 03.05.2021, S. 4\n\n**Dokumentnummer:** LC-4\n\n"
        f"**Autor:** Ida Falk\n\n{BODY}\n\n{SECOND}\n"
    )
    draft = extract(Seed("a.md", text.encode(), ""), Declaration())
    first = {claim.field: claim.value for claim in reversed(draft.claims)}
    assert (first["source_name"], first["date"], first["authors"]) == (
        "Lunmark Courier",
        "03.05.2021",
        "Ida Falk",
    )
    assert draft.body == f"{BODY}\n\n{SECOND}"


DANISH = f"""Night ferry to end in June

3. maj 2021, Lunmark Courier, side 4, 45 ord, Af Ida Falk, id: e91b44c7

{BODY}

{SECOND}

Artikel-id: e91b44c7
Alt materiale i Infomedia er omfattet af lov om ophavsret.
"""
NORWEGIAN = f"""Nyheter i Lunmark Courier
Night ferry to end in June

Lunmark Courier. Publisert på trykk 03.05.2021. IDA FALK. Seksjon: Lokalt. Side: 4

{BODY}

{SECOND}

© Lunmark Courier
Alle artikler er beskyttet av lov om opphavsrett til åndsverk.
"""
BRACKETED = f"""検索結果　印刷日：2021年5月9日

［見出し］Night ferry to end in June
［媒体］Lunmark Courier
［日付］2021.05.03
［記者］Ida Falk
［文字数］45
［本文］
{BODY}

{SECOND}

［記事番号］20210503LCA004
※無断転載は禁止されています。
"""
UNKNOWN_LABELS = f"""Lunmark Courier vom 03.05.2021, Seite 4 / Ressort: Inseln

Night ferry to end in June

Von Ida Falk

{BODY}

{SECOND}

Fundstelle im Bestand: LUC_20210503_0004_02
Anschlagszahl: 260
Alle Rechte vorbehalten. © Lunmark Courier
"""
SECTION_FIRST = f"""Inseln
Night ferry to end in June
Ida Falk
45 Wörter
3 Mai 2021
Lunmark Courier
LUCOUR
4
Deutsch
Copyright 2021 Lunmark Courier GmbH.

{BODY}

{SECOND}

Lunmark Courier GmbH
Dokument LUCOUR0020210503eh530004p
"""
SWEDISH = f"""Night ferry to end in June

Lunmark Courier
3 maj 2021 måndag

Copyright 2021 Lunmark Courier AB Med ensamrätt

Avsnitt: ÖAR; Sid. 4
Längd: 45 ord
Av: Ida Falk

Brödtext

{BODY}

{SECOND}

Klassificering

Språk: ENGLISH; ENGELSKA
Laddningsdatum: 4 maj 2021

Slut på dokumentet
"""


@pytest.mark.parametrize(
    "text",
    [DANISH, NORWEGIAN, BRACKETED, UNKNOWN_LABELS, SECTION_FIRST, SWEDISH],
    ids=["danish", "norwegian", "brackets", "unknown-labels", "section-first", "swedish"],
)
def test_a_download_is_known_by_its_shape(text: str) -> None:
    draft = extract(Seed("a.txt", text.encode(), ""), Declaration())
    assert draft.body == f"{BODY}\n\n{SECOND}"
    first = {claim.field: claim.value for claim in reversed(draft.claims)}
    assert first["title"] == "Night ferry to end in June"
    assert first["source_name"] == "Lunmark Courier"
    assert parse_date(first["date"]) == "2021-05-03"


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("May 3, 2021 | Lunmark Courier (Lunmark, LU) | Page: 4A", None),
        ("Lunmark Courier · 3 May 2021 · 4 · By Ida Falk", "By Ida Falk"),
        ("2021/05/03　Lunmark Courier　朝刊　3ページ　128文字", None),
    ],
)
def test_facts_side_by_side(text: str, authors: str | None) -> None:
    facts = {fact.kind: fact.value for fact in reversed(facts_of(text))}
    assert facts["source"] == "Lunmark Courier"
    assert facts.get("author") == authors


@pytest.mark.parametrize(
    "text",
    [
        "On 3 May 2021, the council of Lunmark, which owns the ferry, met again",
        "Printed on: 3 May 2021, Lunmark",
        "Where: Guild hall, Quay street",
    ],
)
def test_other_lines_state_no_facts(text: str) -> None:
    assert facts_of(text) == ()


def test_a_box_of_facts_and_a_copyright_line_are_no_download() -> None:
    box = "Where: Guild hall, Quay street\n\nWhen: Thursday, 7 p.m.\n\nAdmission: free"
    text = f"Night ferry to end in June\n\nBy Ida Falk\n\nMay 3, 2021\n\n{BODY}\n\n{box}\n\n{SECOND}\n\n© 2021 Lunmark Courier\n"
    draft = extract(Seed("a.txt", text.encode(), ""), Declaration())
    assert "Guild hall" in draft.body
    assert not [line for line in draft.removed if line.rule.startswith("database")]


def test_a_table_of_two_columns_states_the_fields() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{value}</td></tr>"
        for name, value in (
            ("Title", "Night ferry to end in June"),
            ("Source", "Lunmark Courier"),
            ("Date", "3 May 2021"),
            ("Accession number", "LUC0503"),
        )
    )
    page = f"<html><body><table>{rows}</table><p>{BODY}</p><p>{SECOND}</p></body></html>"
    draft = extract(Seed("a.html", page.encode(), ""), Declaration())
    first = {claim.field: claim.value for claim in reversed(draft.claims)}
    assert (first["title"], first["source_name"]) == ("Night ferry to end in June", "Lunmark Courier")
    assert draft.body == f"{BODY}\n\n{SECOND}"


def test_articles_with_a_line_of_facts_and_a_number_each_are_several() -> None:
    parts = (
        f"霧浜新聞 | 2021-05-0{day}\n報章 | A05 | 字數: 98\n\nNight ferry {day}\n\n{BODY}\n\n文章編號: 20210503{day}456\n"
        for day in (3, 4)
    )
    draft = extract(Seed("a.txt", "\n".join(parts).encode(), ""), Declaration())
    assert [problem.rule for problem in draft.problems] == ["several-articles"]


def test_captions_with_rights_do_not_make_a_text_several_articles() -> None:
    text = "\n\n".join(f"{BODY}\n\nThe quay of Lunmark. © 2021 Ole Berg, Example Agency" for _ in range(3))
    assert find_several(text.splitlines()) is None
