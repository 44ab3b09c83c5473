"""Tables with a header, of catalogues and of nobody in particular."""

# ruff: noqa: E501, DTZ001 - rows of tables
from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest
from reading_exports import items_of

from generator.imports.item import Item
from generator.model.errors import ClipfileError

BODY = "The eastern quay was closed to lorries.\n\nEleven of its forty piers are cracked."
URL = "https://norwick-herald.example/quay"


def written(path: Path, content: str | bytes, **options: object) -> list[Item]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return items_of(path, **options)


def text(item: Item) -> str:
    assert item.document is not None
    return item.document.data.decode()


def test_a_plain_table_with_texts_of_several_lines(tmp_path: Path) -> None:
    rows = "".join(
        f'"Report {n}",2024-03-{n % 28 + 1:02},"Rask, Hanna; Orr, Ben","harbour; piers",{URL}/{n},"{BODY}"\n'
        for n in range(500)
    )
    items = written(tmp_path / "articles.csv", f"title,date,author,tags,url,text\n{rows}")
    assert len(items) == 500
    assert {item.kind for item in items} == {"article"}
    assert items[3].fields == {
        "title": "Report 3", "source": {"url": f"{URL}/3"}, "date": "2024-03-04", "authors": ["Hanna Rask", "Ben Orr"], "tags": ["harbour", "piers"],
    }  # fmt: skip
    assert text(items[3]) == f"Report 3\n\n{BODY}\n"


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Titel;Datum;Autor;Zeitung;Ausgabe;Seite;Ressort;Schlagworte;Volltext", "Kai gesperrt;12.03.2024;Hanna Rask;Norwicker Bote;Abend;4;Lokales;Hafen, Brücken;Der Kai ist gesperrt."),
        ("Titre;Date de parution;Auteur;Titre du journal;Édition;Page;Rubrique;Mots-clés;Texte intégral", "Kai gesperrt;12.03.2024;Hanna Rask;Norwicker Bote;Abend;4;Lokales;Hafen, Brücken;Der Kai ist gesperrt."),
        ("Título;Fecha;Autor;Periódico;Edición;Página;Sección;Palabras clave;Texto completo", "Kai gesperrt;12.03.2024;Hanna Rask;Norwicker Bote;Abend;4;Lokales;Hafen, Brücken;Der Kai ist gesperrt."),
        ("Titolo;Data di pubblicazione;Autore;Testata;Edizione;Pagina;Sezione;Parole chiave;Testo", "Kai gesperrt;12.03.2024;Hanna Rask;Norwicker Bote;Abend;4;Lokales;Hafen, Brücken;Der Kai ist gesperrt."),
        ("Artikeltitel;Veröffentlicht am;Verfasserin;Zeitung;Ausgabe;Seite;Ressort;Thema;Artikel", "Kai gesperrt;12.03.2024;Hanna Rask;Norwicker Bote;Abend;4;Lokales;Hafen, Brücken;Der Kai ist gesperrt."),
        ("Título del artículo;Fecha;Autora;Diario;Edición;Página;Sección;Tema;Artículo", "Kai gesperrt;12.03.2024;Hanna Rask;Norwicker Bote;Abend;4;Lokales;Hafen, Brücken;Der Kai ist gesperrt."),
        ("タイトル;日付;著者;新聞;版;ページ;版面;タグ;本文", "Kai gesperrt;12.03.2024;Hanna Rask;Norwicker Bote;Abend;4;Lokales;Hafen, Brücken;Der Kai ist gesperrt."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_names_of_columns_in_other_languages_and_encodings(
    tmp_path: Path, header: str, row: str, encoding: str
) -> None:
    (item,) = written(tmp_path / "table.csv", f"{header}\r\n{row}\r\n".encode(encoding))
    assert item.fields == {
        "title": "Kai gesperrt", "source": {"name": "Norwicker Bote", "edition": "Abend", "page": "4", "section": "Lokales"}, "date": "2024-03-12", "authors": "Hanna Rask", "tags": ["Hafen", "Brücken"],
    }  # fmt: skip
    assert text(item) == "Kai gesperrt\n\nDer Kai ist gesperrt.\n"


def test_central_european_letters_of_windows(tmp_path: Path) -> None:
    row = "Přívoz stojí;11. března 2024;Přívoz u Zelené Lhoty stojí, protože převozník čeká na vyšší hladinu řeky."
    (item,) = written(tmp_path / "t.csv", f"Název článku;Datum vydání;Text článku\n{row}\n".encode("cp1250"))
    assert (item.fields["title"], item.fields["date"]) == ("Přívoz stojí", "11. března 2024")
    assert "převozník čeká" in text(item)


def test_western_european_letters_of_windows(tmp_path: Path) -> None:
    row = "Größere Brücken über den Fluss;12.03.2024;Die Züge fahren früher über die größere Brücke, sagt die Behörde für Straßen."
    (item,) = written(tmp_path / "t.csv", f"Titel;Datum;Text\n{row}\n".encode("cp1252"))
    assert item.fields["title"] == "Größere Brücken über den Fluss"
    assert "Straßen" in text(item)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_separators(tmp_path: Path, mark: str) -> None:
    rows = (
        mark.join(["Title", "Date", "Tags"])
        + "\n"
        + mark.join(['"A, b; c"', "2024-03-12", '"harbour"'])
        + "\n"
    )
    (item,) = written(tmp_path / "t.csv", rows)
    assert (item.fields["title"], item.skipped) == ("A, b; c", "no text")
    (item,) = written(tmp_path / "t.tsv", f"sep={mark}\n{rows}")
    assert item.fields["tags"] == ["harbour"]


def test_omeka_classic_and_s(tmp_path: Path) -> None:
    classic = 'Dublin Core:Title,Dublin Core:Creator,Dublin Core:Date,Dublin Core:Subject,Dublin Core:Publisher,Dublin Core:Language,Item Type Metadata:Text,tags,public\n"Quay closes","Rask, Hanna",1974-05,"Harbours|Lorries","Norwick Herald",English,"The quay was closed.","piers",1\n'
    (item,) = written(tmp_path / "omeka.csv", classic)
    assert item.fields == {
        "title": "Quay closes", "source": {"name": "Norwick Herald"}, "authors": "Hanna Rask", "date": "1974-05", "language": "en", "public": "1", "tags": ["Harbours", "Lorries", "piers"],
    }  # fmt: skip
    modern = 'o:id,dcterms:title,dcterms:creator,dcterms:issued,dcterms:subject,dcterms:spatial,dcterms:language,bibo:content,dcterms:identifier\n7,Quay closes,Hanna Rask,1974-05-12,Harbours;Lorries,Norwick,deu,"<p>The quay was closed.</p>",NH-7\n'
    (item,) = written(tmp_path / "omeka-s.csv", modern)
    assert item.document is not None
    assert item.document.suffix == ".html"
    assert item.fields == {
        "title": "Quay closes",
        "authors": "Hanna Rask",
        "date": "1974-05-12",
        "places": ["Norwick"],
        "language": "de",
        "tags": ["Harbours", "Lorries"],
    }
    assert item.identifier == "7"
    dspace = 'id,collection,dc.title[en],dc.contributor.author,dc.date.issued[],dc.subject[en_US]\n1,123/4,Quay closes,"Rask, Hanna||Orr, Ben",1974-05-12,Harbours||Lorries\n'
    (item,) = written(tmp_path / "dspace.csv", dspace)
    assert (item.fields["authors"], item.fields["tags"]) == (
        ["Hanna Rask", "Ben Orr"],
        ["Harbours", "Lorries"],
    )


def test_collectionbuilder_with_its_objects(tmp_path: Path) -> None:
    (tmp_path / "objects").mkdir()
    (tmp_path / "objects" / "nh_001.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "objects" / "nh_002.jpg").write_bytes(b"JPEG")
    header = "objectid,parentid,title,creator,date,description,subject,location,latitude,longitude,source,identifier,type,format,language,rights,rightsstatement,display_template,object_location,image_small,image_thumb,image_alt_text,object_transcript"
    first = "nh001,,Quay closes,Hanna Rask,1974-05-12,About,Harbours;Lorries,Norwick,1.5,2.5,Norwick Herald,NH-1,Text,application/pdf,eng,Public domain,http://rights.example/x,pdf,/objects/nh_001.pdf,,,,"
    second = "nh002,,Ferry stays,,1974-05-13,,Ferries,,,,,,Image,image/jpeg,eng,,,image,objects/nh_002.jpg,,,,The ferry stays."
    table = tmp_path / "metadata.csv"
    table.write_text(f"{header}\n{first}\n{second}\n")
    for path in (table, tmp_path):
        quay, ferry = items_of(path)
        assert quay.document == (b"%PDF-1.4", ".pdf")
        assert quay.identifier == "nh001"
        assert (quay.fields["places"], quay.fields["tags"], quay.fields["source"]) == (
            ["Norwick"],
            ["Harbours", "Lorries"],
            "Norwick Herald",
        )
        assert "latitude" not in quay.fields
        assert text(ferry) == "Ferry stays\n\nThe ferry stays.\n"
        assert ferry.attachments == (("nh_002.jpg", b"JPEG"),)


def test_tropy(tmp_path: Path) -> None:
    header = "http://purl.org/dc/elements/1.1/title,http://purl.org/dc/elements/1.1/creator,http://purl.org/dc/elements/1.1/date,http://purl.org/dc/elements/1.1/source,https://tropy.org/v1/tropy#box,notes"
    (item,) = written(
        tmp_path / "tropy.csv",
        f'{header}\nQuay closes,Hanna Rask,1974-05-12,Norwick Herald,Box 4,"<p>Ask Ben</p>"\n',
    )
    assert item.fields == {
        "title": "Quay closes",
        "authors": "Hanna Rask",
        "date": "1974-05-12",
        "source": "Norwick Herald",
        "box": "Box 4",
    }
    assert item.note == "Ask Ben"


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Articles"
    for row in (
        ["Clippings of the harbour"],
        [],
        ["Title", "Date", "Page", "Text", "Tags", "Link"],
        ["Quay closes", dt.datetime(2024, 3, 12), 4, BODY, "harbour, piers", URL],
        ["Ferry stays", dt.date(1974, 5, 3), 12.0, None, None, f"{URL}/2"],
    ):
        sheet.append(row)
    book.create_sheet("Colours").append(["red", "green"])
    hidden = book.create_sheet("Private")
    hidden.append(["Title", "Text"])
    hidden.append(["Secret", "Nobody sees this."])
    hidden.sheet_state = "hidden"
    book.save(path)
    return path


def test_excel(tmp_path: Path) -> None:
    quay, ferry, colours = items_of(workbook(tmp_path / "clippings.xlsx"))
    assert quay.fields == {
        "title": "Quay closes",
        "source": {"url": URL, "page": "4"},
        "date": "2024-03-12",
        "tags": ["harbour", "piers"],
    }
    assert text(quay) == f"Quay closes\n\n{BODY}\n"
    assert (ferry.kind, ferry.fields["date"], ferry.fields["source"]) == (
        "address",
        "1974-05-03",
        {"url": f"{URL}/2", "page": "12"},
    )
    assert colours.skipped == "sheet without known columns"


def ods(path: Path, rows: str) -> Path:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr(
            "content.xml",
            f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="Articles">{rows}</table:table></office:spreadsheet></office:body></office:document-content>',
        )
    return path


def cell(words: str, more: str = "") -> str:
    return f"<table:table-cell{more}><text:p>{words}</text:p></table:table-cell>"


def test_opendocument(tmp_path: Path) -> None:
    header = (
        "<table:table-row>"
        + "".join(map(cell, ("Title", "Date", "Tags", "Text")))
        + '<table:table-cell table:number-columns-repeated="1000"/></table:table-row>'
    )
    day = '<table:table-cell office:value-type="date" office:date-value="2024-03-12T00:00:00"><text:p>12/03/24</text:p></table:table-cell>'
    words = "<table:table-cell><office:annotation><text:p>A comment</text:p></office:annotation><text:p>First.</text:p><text:p>Second<text:s/>one.</text:p></table:table-cell>"
    row = f"<table:table-row>{cell('Quay closes')}{day}{cell('harbour; piers')}{words}</table:table-row>"
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    (item,) = items_of(ods(tmp_path / "clippings.ods", header + row + empty))
    assert item.fields == {"title": "Quay closes", "date": "2024-03-12", "tags": ["harbour", "piers"]}
    assert text(item) == "Quay closes\n\nFirst.\nSecond one.\n"


def test_columns_that_a_person_maps(tmp_path: Path) -> None:
    rows = f"Kopf,Wann,Worte,Wo,Weg\nQuay closes,2024-03-12,{'x' * 50},Norwick|Ostmark,1\n"
    columns = {"Kopf": "title", "Wann": "date", "Worte": "text", "wo": "places", "Weg": ""}
    (item,) = written(tmp_path / "t.csv", rows, columns=columns)
    assert item.name == "Quay closes"
    assert text(item) == f"Quay closes\n\n{'x' * 50}\n"
    # The names stay: ``declare`` maps them.
    assert item.fields == {
        "title": "Quay closes",
        "Wann": "2024-03-12",
        "Wo": ["Norwick", "Ostmark"],
        "Weg": "1",
    }


def test_unknown_columns_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ClipfileError, match="--map FILE"):
        written(tmp_path / "t.csv", "aaa,bbb\n1,2\n")
    with pytest.raises(ClipfileError, match="damaged"):
        written(tmp_path / "t.xlsx", b"PK\x03\x04 no workbook")


def test_marks_that_say_that_a_row_is_not_public_are_kept(tmp_path: Path) -> None:
    first, second = written(
        tmp_path / "t.csv", "title,text,status,published\nA,Words of it.,draft,\nB,Words of it.,,false\n"
    )
    assert first.fields["status"] == "draft"
    assert second.fields["published"] == "false"


def test_texts_in_other_forms(tmp_path: Path) -> None:
    rows = '"A","<!doctype html><html><body><p>A whole page</p></body></html>"\n"B","## Part\n\n- one [link](https://x.example)"\n"C","Less than 3 < 4 > 2."\n"D","<p>&nbsp;</p>"\n'
    items = written(tmp_path / "t.csv", f"title,content\n{rows}")
    assert [item.document and item.document.suffix for item in items] == [".html", ".md", ".txt", None]
    assert text(items[1]).startswith("# B\n\n## Part")


@pytest.mark.parametrize(
    ("header", "days", "read"),
    [
        ("Date", ["03/04/2024", "25/12/2024"], ["2024-04-03", "2024-12-25"]),
        ("Date", ["03/04/2024", "12/25/2024"], ["2024-03-04", "2024-12-25"]),
        ("Date", ["03/04/2024", "05/06/2024"], ["03/04/2024", "05/06/2024"]),
        ("Date", ["25/12/2024", "12/25/2024"], ["25/12/2024", "12/25/2024"]),
        ("Fecha", ["03/04/2024", "05/06/2024 10:30"], ["2024-04-03", "2024-06-05"]),
        ("Date", ["30/02/2024", "1974"], ["30/02/2024", "1974"]),
    ],
)
def test_other_rows_show_which_number_is_the_month(
    tmp_path: Path, header: str, days: list[str], read: list[str]
) -> None:
    rows = "".join(f"A,{day},Words of it.\n" for day in days)
    items = written(tmp_path / "t.csv", f"Title,{header},Text\n{rows}")
    assert [item.fields["date"] for item in items] == read
