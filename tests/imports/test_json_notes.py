"""Notes of Simplenote and Standard Notes, notes that Evernote exports as web pages, and collections as EPUB."""

# ruff: noqa: E501 - sample texts
from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from picturing import picture_bytes
from reading_exports import items_of

from generator.model.errors import ClipfileError

TEXT = "The ferry company of Lunmark will stop its night crossings in June, its director told the island council."
MORE = "Islanders who work in the harbour said that they would have no way home after ten, and that nobody asked them."
URL = "https://courier.example/ferry"


def test_simplenote(tmp_path: Path) -> None:
    notes = [
        {
            "id": "a1",
            "content": f"Night ferries\r\n{URL}\r\n\r\n{TEXT}\r\n\r\n{MORE}",
            "creationDate": "2024-03-15T09:11:12.000Z",
            "tags": ["ferries"],
        },
        {"id": "a2", "content": f"An address\r\n{URL}/2", "creationDate": "2024-03-15T09:11:12.000Z"},
    ]
    file = tmp_path / "notes.json"
    file.write_text(
        json.dumps({"activeNotes": notes, "trashedNotes": [{"id": "a3", "content": f"Gone\r\n{TEXT}"}]})
    )
    first, address, gone = items_of(file)
    assert first.fields == {
        "title": "Night ferries",
        "url": URL,
        "created": "2024-03-15",
        "tags": ["ferries"],
    }
    assert first.document
    assert first.document.data.decode() == f"# Night ferries\n\n{TEXT}\n\n{MORE}\n"
    assert (address.kind, address.document, gone.withheld) == ("address", None, "trash")


def test_standard_notes(tmp_path: Path) -> None:
    def item(kind: str, key: str, **content: object) -> dict[str, object]:
        return {
            "uuid": key,
            "content_type": kind,
            "created_at": "2024-03-15T09:11:12.000Z",
            "content": content,
        }

    file = tmp_path / "Standard Notes Backup.txt"
    items = [
        item("Note", "n1", title="Night ferries", text=f"{TEXT}\n\n{MORE}", references=[]),
        item("Note", "n2", title="Gone", text=TEXT, trashed=True),
        item("Note", "n3", title="Locked", text=TEXT, protected=True),
        item("Tag", "t1", title="ferries", references=[{"uuid": "n1", "content_type": "Note"}]),
        item("SN|UserPreferences", "p1"),
    ]
    file.write_text(json.dumps({"version": "004", "items": items}))
    first, gone, locked = items_of(file)
    assert first.fields == {"title": "Night ferries", "created": "2024-03-15", "tags": ["ferries"]}
    assert (gone.withheld, locked.withheld) == ("trash", "protected")
    file.write_text(
        json.dumps(
            {"version": "004", "items": [{"uuid": "n1", "content_type": "Note", "content": "004:abc"}]}
        )
    )
    with pytest.raises(ClipfileError, match="encrypted"):
        items_of(file)


def test_a_note_that_evernote_exports_as_a_web_page(tmp_path: Path) -> None:
    file = tmp_path / "note.html"
    head = f'<meta name="exporter-version" content="Evernote Mac 10.80.3"/><meta name="author" content="jo@private.example"/><meta name="created" content="2024-03-15 09:11:12 +0000"/><meta name="source-url" content="{URL}"/><meta name="keywords" content="ferries, islands"/>'
    file.write_text(
        f"<!DOCTYPE html><html><head><title>Night ferries</title>{head}</head><body><div>{TEXT}</div><div>{MORE}</div></body></html>"
    )
    (item,) = items_of(file)
    assert item.fields == {"url": URL, "retrieved": "2024-03-15", "tags": "ferries, islands"}


def epub(path: Path, chapters: dict[str, str]) -> Path:
    listed = "".join(
        f'<item id="c{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        )
        archive.writestr(
            "EPUB/package.opf",
            f'<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><manifest>{listed}</manifest><spine>{spine}</spine></package>',
        )
        archive.writestr("EPUB/pier.jpg", picture_bytes())
        for name, content in chapters.items():
            archive.writestr(
                f"EPUB/{name}",
                f'<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{content}</body></html>',
            )
    return path


def test_the_chapters_of_a_collection_are_articles(tmp_path: Path) -> None:
    chapters = {
        f"page-{n}.xhtml": f'<h1>Ferries {n}</h1><p><a href="{URL}/{n}">courier.example</a></p><p>{TEXT}</p><p><img src="pier.jpg" alt="The pier"/></p><p>{MORE}</p>'
        for n in (1, 2)
    }
    file = epub(
        tmp_path / "readeck.epub",
        {"nav.xhtml": "<nav>Contents</nav>", **chapters, "empty.xhtml": "<p>End</p>"},
    )
    contents, first, second, end = items_of(file)
    assert [item.fields for item in (first, second)] == [
        {"title": f"Ferries {n}", "url": f"{URL}/{n}"} for n in (1, 2)
    ]
    assert [file.name for file in first.attachments] == ["pier.jpg"]
    assert (contents.skipped, end.skipped) == ("table of contents or cover", "no text")
    file.write_bytes(file.read_bytes()[:900])
    with pytest.raises(ClipfileError, match="Export it again"):
        items_of(file)
