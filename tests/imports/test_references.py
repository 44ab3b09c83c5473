"""Libraries of reference managers: newspaper fields are kept, and files next to the export are the texts."""

# ruff: noqa: E501 - lines of exports
from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from reading_exports import items_of

from generator.imports.item import Item
from generator.imports.names import names_in

PAGE = "<html><head><title>Quay closes</title></head><body><article><h1>Quay closes</h1><p>The quay was closed.</p><img src='pier%201.jpg'></article></body></html>"
URL = "https://norwick-herald.example/quay"
SOURCE = {
    "name": "Norwick Herald",
    "url": URL,
    "edition": "late",
    "section": "World",
    "page": "4",
    "issn": "1234-5678",
    "place": "Norwick",
}
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "z": "http://www.zotero.org/namespaces/export#", "dcterms": "http://purl.org/dc/terms/", "dc": "http://purl.org/dc/elements/1.1/",
        "bib": "http://purl.org/net/biblio#", "foaf": "http://xmlns.com/foaf/0.1/", "link": "http://purl.org/rss/1.0/modules/link/", "prism": "http://prismstandard.org/namespaces/1.2/basic/", "vcard": "http://nwalsh.com/rdf/vCard#",
    }.items()
)  # fmt: skip
RIS = f"""TY  - NEWS
TI  - Quay closes
AU  - Rask, Hanna
AU  - Orr, Ben
T2  - Norwick Herald
DA  - 2024/03/12/
PY  - 2024
SP  - 4
ET  - late
SE  - World
SN  - 1234-5678
CY  - Norwick
LA  - en
KW  - harbour
KW  - piers
UR  - {URL}
Y2  - 2024/04/01/10:00:00
AB  - About the quay.
N1  - <p>Ask <b>Ben</b> &amp; Ana</p>
L1  - files/13/quay.pdf
L2  - files/12/quay.html
ER  -

"""


def written(path: Path, content: str) -> list[Item]:
    path.write_text(content, encoding="utf-8")
    return items_of(path)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    for name, data in {
        "files/12/quay.html": PAGE.encode(),
        "files/12/pier 1.jpg": b"JPEG",
        "files/12/logo.gif": b"GIF",
        "files/13/quay.pdf": b"%PDF-1.4",
    }.items():
        path = tmp_path / "My Library" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "My Library"


def check(item: Item, *, page: bool = True, authors: object = ("Hanna Rask", "Ben Orr")) -> None:
    assert item.fields["title"] == "Quay closes"
    assert item.fields["source"] == SOURCE
    assert item.fields["authors"] == [*authors]  # type: ignore[misc]
    assert str(item.fields["date"]) == "2024-03-12"
    assert item.fields["summary"] == "About the quay."
    assert str(item.fields["retrieved"]).startswith("2024-04-01")
    if page:
        assert item.document is not None
        assert item.document.data == PAGE.encode()
        assert ("pier%201.jpg", b"JPEG") in item.attachments
        assert item.kind == "article"


def test_ris(library: Path) -> None:
    address = "TY  - NEWS\nT1  - Ferry stays\nA1  - Rask, Hanna\nJO  - Norwick Herald\nY1  - 2024/03//\nUR  - https://norwick-herald.example/ferry\nER  - \n\n"
    nothing = "TY  - NEWS\nTI  - In print\nT2  - Norwick Herald\nPY  - 1974\nER  - \n"
    quay, ferry, print_only = written(library / "lib.ris", RIS + address + nothing)
    check(quay)
    assert quay.fields["tags"] == ["harbour", "piers"]
    assert quay.note == "Ask Ben & Ana"
    assert [name for name, _ in quay.attachments] == ["pier%201.jpg", "quay.pdf"]
    assert (ferry.kind, ferry.fields["date"], ferry.fields["authors"]) == (
        "address",
        "2024-03",
        ["Hanna Rask"],
    )
    assert (print_only.skipped, print_only.fields["date"]) == ("no text", "1974")


def test_a_cut_off_ris_costs_only_its_last_entry(library: Path) -> None:
    items = written(library / "lib.ris", RIS * 300 + "TY  - NEWS\nTI  - Ferry st")
    assert len(items) == 301
    assert "cut off" in items[-1].fault
    assert not any(item.fault for item in items[:-1])


def test_bibtex(library: Path) -> None:
    entry = r"""@string{nh = "Norwick Herald"}
@comment{jabref-meta: databaseType:bibtex;}
@article{rask_quay_2024,
	title = {{Quay} closes},
	issn = {1234-5678},
	url = {https://norwick-herald.example/quay},
	abstract = {About the quay.},
	language = {en},
	urldate = {2024-04-01},
	journal = nh,
	author = {Rask, Hanna and Ben Orr},
	month = mar, year = {2024}, day = {12}, pages = {4}, address = {Norwick}, edition = {late}, section = {World},
	keywords = {harbour, piers},
	note = {Ask M\"uller \& Ana},
	file = {Snapshot:files/12/quay.html:text/html;Full Text:files/13/quay.pdf:application/pdf},
}

@online{o, title = {Ferry}, date = {2024-03}, url = {https://norwick-herald.example/a_b%20c}, author = {{City Desk}}}
@article{broken, title = {Bro
"""
    quay, ferry, broken = written(library / "lib.bib", entry)
    check(quay)
    assert (quay.fields["tags"], quay.note, quay.identifier) == (
        ["harbour", "piers"],
        "Ask Müller & Ana",
        "rask_quay_2024",
    )
    assert ferry.fields["source"] == {"url": "https://norwick-herald.example/a_b%20c"}
    assert ferry.fields["authors"] == ["City Desk"]
    assert "cut off" in broken.fault


def test_mendeley_and_jabref_paths(library: Path) -> None:
    for path in (
        r":C$\backslash$:/Users/ben/files/12/quay.html:html",
        ":files/12/quay.html:HTML",
        r"C\:\\Users\\ben\\files\\12\\quay.html",
    ):
        (item,) = written(library / "lib.bib", f"@article{{a, title = {{Quay closes}}, file = {{{path}}}}}\n")
        assert item.document is not None, path


def test_csl_json(tmp_path: Path) -> None:
    entry = {
        "id": "http://zotero.org/users/1/items/AB", "type": "article-newspaper", "abstract": "About the quay.", "container-title": "Norwick Herald", "edition": "late", "ISSN": "1234-5678", "language": "en", "page": "4",
        "publisher-place": "Norwick", "section": "World", "title": "Quay <i>closes</i>", "URL": URL, "author": [{"family": "Rask", "given": "Hanna"}, {"literal": "City Desk"}, {"family": "Beck", "given": "Lea", "non-dropping-particle": "van der"}],
        "accessed": {"date-parts": [["2024", 4, 1]]}, "issued": {"date-parts": [["2024", 3, 12]]}, "keyword": "harbour, piers",
    }  # fmt: skip
    items = written(
        tmp_path / "lib.json", json.dumps([{**entry, "id": str(number)} for number in range(400)])
    )
    assert len(items) == 400
    check(items[0], page=False, authors=("Hanna Rask", "City Desk", "Lea van der Beck"))
    assert (items[0].kind, items[0].fields["tags"]) == ("address", ["harbour", "piers"])
    (item,) = written(tmp_path / "one.json", json.dumps([{**entry, "issued": {"raw": "12 March 2024"}}]))
    assert item.fields["date"] == "12 March 2024"


def zotero_item(**more: object) -> dict[str, object]:
    return {
        "itemType": "newspaperArticle", "title": "Quay closes", "publicationTitle": "Norwick Herald", "place": "Norwick", "edition": "late", "date": "2024-03-12", "section": "World", "pages": "4", "ISSN": "1234-5678",
        "url": URL, "accessDate": "2024-04-01T10:00:00Z", "abstractNote": "About the quay.", "language": "en", "tags": [{"tag": "piers"}, {"tag": "harbour", "type": 1}],
        "creators": [{"firstName": "Hanna", "lastName": "Rask", "creatorType": "author"}, {"name": "Ben Orr", "creatorType": "author"}, {"name": "Ed Itor", "creatorType": "editor"}], **more,
    }  # fmt: skip


def test_better_bibtex_json(library: Path) -> None:
    data = {
        "config": {"id": "x", "label": "BetterBibTeX JSON", "localeDateOrder": "ymd"}, "version": {"zotero": "7"},
        "collections": {"C": {"key": "C", "name": "Quays", "items": [7], "collections": []}},
        "items": [
            zotero_item(itemID=7, itemKey="AB", notes=[{"note": "<p>Ask Ben</p>"}], attachments=[{"itemType": "attachment", "title": "Snapshot", "path": "/home/ben/Zotero/storage/files/12/quay.html"}]),
            {"itemType": "note", "note": "<p>Alone</p>"},
        ],
    }  # fmt: skip
    (item,) = written(library / "lib.json", json.dumps(data))
    check(item)
    assert (item.fields["tags"], item.note, item.identifier) == (
        ["piers", "harbour", "Quays"],
        "Ask Ben",
        "AB",
    )


def test_zotero_api_json(tmp_path: Path) -> None:
    entries = [
        {"key": "AB", "version": 1, "library": {}, "data": zotero_item(key="AB")},
        {"key": "AC", "data": {"key": "AC", "itemType": "attachment", "title": "S"}},
    ]
    (item,) = written(tmp_path / "items.json", json.dumps(entries))
    check(item, page=False)


def rdf(*entries: str, more: str = "") -> str:
    return f"<rdf:RDF {NAMESPACES}>{''.join(entries)}{more}</rdf:RDF>"


ENTRY = f"""<bib:Article rdf:about="{URL}"><z:itemType>newspaperArticle</z:itemType>
<dcterms:isPartOf><bib:Newspaper><dc:title>Norwick Herald</dc:title><dc:identifier>ISSN 1234-5678</dc:identifier></bib:Newspaper></dcterms:isPartOf>
<dc:publisher><foaf:Organization><vcard:adr><vcard:Address><vcard:locality>Norwick</vcard:locality></vcard:Address></vcard:adr></foaf:Organization></dc:publisher>
<bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Rask</foaf:surname><foaf:givenName>Hanna</foaf:givenName></foaf:Person></rdf:li>
<rdf:li><foaf:Person><foaf:surname>Ben Orr</foaf:surname></foaf:Person></rdf:li></rdf:Seq></bib:authors>
<link:link rdf:resource="#item_12"/><dcterms:isReferencedBy rdf:resource="#item_14"/>
<dc:subject>harbour</dc:subject><dc:subject><z:AutomaticTag><rdf:value>piers</rdf:value></z:AutomaticTag></dc:subject>
<dc:title>Quay closes</dc:title><dcterms:abstract>About the quay.</dcterms:abstract><dc:date>2024-03-12</dc:date><z:language>en</z:language>
<prism:section>World</prism:section><prism:edition>late</prism:edition><dc:identifier><dcterms:URI><rdf:value>{URL}</rdf:value></dcterms:URI></dc:identifier>
<dcterms:dateSubmitted>2024-04-01 10:00:00</dcterms:dateSubmitted><bib:pages>4</bib:pages></bib:Article>"""
OTHERS = f"""<z:Attachment rdf:about="#item_12"><z:itemType>attachment</z:itemType><rdf:resource rdf:resource="files/12/quay.html"/>
<dc:identifier><dcterms:URI><rdf:value>{URL}</rdf:value></dcterms:URI></dc:identifier><dc:title>Snapshot</dc:title><link:type>text/html</link:type></z:Attachment>
<bib:Memo rdf:about="#item_14"><rdf:value>&lt;p&gt;Ask Ben&lt;/p&gt;</rdf:value></bib:Memo>
<z:Collection rdf:about="#collection_1"><dc:title>Quays</dc:title><dcterms:hasPart rdf:resource="{URL}"/></z:Collection>"""


def test_zotero_rdf_alone_and_as_a_folder(library: Path) -> None:
    (item,) = written(library / "My Library.rdf", rdf(ENTRY, more=OTHERS))
    check(item)
    assert (item.fields["tags"], item.note) == (["harbour", "piers", "Quays"], "Ask Ben")
    (library / "copy.bib").write_text("@article{a, title = {Quay closes}}\n")
    for folder in (library, library.parent):
        first, copy, unnamed = items_of(folder)
        check(first)
        assert copy.skipped == "the same library in another form"
        assert unnamed.skipped == "file that no entry names"
        assert unnamed.name.endswith("files/13/quay.pdf")


def test_another_library_in_the_same_folder_is_read_too(library: Path) -> None:
    (library / "a.json").write_text(
        json.dumps(
            [{"id": "1", "type": "article-newspaper", "title": "Quay closes", "issued": {}, "URL": URL}]
        )
    )
    (library / "b.bib").write_text(
        f"@article{{a, title = {{Quay closes}}}}\n@article{{b, title = {{Ferry}}, url = {{{URL}2}}}}\n"
    )
    items = [item for item in items_of(library) if item.kind != "file"]
    assert [(item.fields.get("title"), item.skipped) for item in items] == [
        ("Quay closes", ""),
        ("Ferry", ""),
        (None, "the same library in another form"),
    ]


def test_damaged_and_hostile_rdf(library: Path) -> None:
    whole = rdf(*(ENTRY.replace(URL, f"{URL}{number}") for number in range(3)))
    items = written(library / "lib.rdf", whole[: len(whole) - 600])
    assert [bool(item.fault) for item in items] == [False, False, True]
    bomb = f'<!DOCTYPE r [<!ENTITY a "SECRET"><!ENTITY b SYSTEM "file:///etc/passwd">]>{rdf(ENTRY.replace("Quay closes", "Quay &a;&b; closes"))}'
    (item, *_) = written(library / "lib.rdf", bomb)
    assert "SECRET" not in repr(item)
    assert "root:" not in repr(item)


def test_files_outside_of_the_folder_are_not_read(library: Path) -> None:
    secret = library.parent / "secret.html"
    secret.write_text("<p>secret</p>")
    (library / "files" / "link.html").symlink_to(secret)
    for path in ("../secret.html", str(secret), "files/link.html", "files/12/../../../secret.html"):
        (item,) = written(library / "lib.ris", f"TY  - NEWS\nTI  - Quay closes\nL1  - {path}\nER  - \n")
        assert item.document is None, path


def test_enw_and_endnote_xml(tmp_path: Path) -> None:
    enw = f"""%0 Newspaper Article
%T Quay closes
%A Rask, Hanna
%A Orr, Ben
%J Norwick Herald
%D 2024
%8 2024-03-12
%[ 2024-04-01
%U {URL}
%P 4
%7 late
%& World
%@ 1234-5678
%C Norwick
%K harbour
%X About
the quay.

%0 Web Page
%T Ferry stays
%U https://norwick-herald.example/ferry
"""
    quay, ferry = written(tmp_path / "lib.enw", enw)
    check(Item("", fields={**quay.fields, "summary": "About the quay."}), page=False)
    assert quay.fields["summary"] == "About\nthe quay."
    assert ferry.name == "Ferry stays"
    xml = f"""<?xml version="1.0" encoding="UTF-8"?><xml><records><record><rec-number>1</rec-number><ref-type name="Newspaper Article">23</ref-type>
<contributors><authors><author><style face="normal">Rask, Hanna</style></author><author>Orr, Ben</author></authors></contributors><titles><title><style>Quay closes</style></title><secondary-title>Norwick Herald</secondary-title></titles>
<pages>4</pages><edition>late</edition><section>World</section><keywords><keyword>harbour</keyword></keywords><dates><year>2024</year><pub-dates><date>2024-03-12</date></pub-dates></dates><pub-location>Norwick</pub-location><isbn>1234-5678</isbn>
<abstract>About the quay.</abstract><access-date>2024-04-01</access-date><urls><related-urls><url>{URL}</url></related-urls></urls></record><record><ref-type"""
    item, cut = written(tmp_path / "lib.xml", xml)
    check(item, page=False)
    assert "cut off" in cut.fault


def test_a_zotero_table_with_files(library: Path) -> None:
    header = '"Key","Item Type","Publication Year","Author","Title","Publication Title","ISBN","ISSN","DOI","Url","Abstract Note","Date","Date Added","Date Modified","Access Date","Pages","Edition","Section","Place","Language","Rights","Extra","Notes","File Attachments","Link Attachments","Manual Tags","Automatic Tags"'
    row = f'"AB","newspaperArticle","2024","Rask, Hanna; Orr, Ben","Quay closes","Norwick Herald","","1234-5678","","{URL}","About the quay.","2024-03-12","2024-04-02 10:00:00","2024-04-02 10:00:00","2024-04-01 10:00:00","4","late","World","Norwick","en","","","<p>Ask Ben</p>","files/12/quay.html; files/13/quay.pdf","","harbour; piers","quays"'
    (item,) = written(library / "lib.csv", f"\ufeff{header}\n{row}\n")
    check(item)
    assert item.fields["tags"] == ["harbour", "piers", "quays"]


def test_newspaper_fields_are_parts_of_the_source(library: Path) -> None:
    (item, *_) = written(library / "lib.ris", RIS)
    source = item.fields["source"]
    assert isinstance(source, Mapping)
    assert set(source) == {"name", "url", "edition", "section", "page", "issn", "place"}


def test_names_in_very_deep_lists_are_read() -> None:
    deep: object = "Ida Falk"
    for _ in range(3_000):
        deep = [deep]
    assert names_in([deep, "Ole Dahl"]) == ["Ida Falk", "Ole Dahl"]
