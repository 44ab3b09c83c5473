"""Pages that a browser saved whole keep their address, the day of saving and their pictures."""

# ruff: noqa: E501 - sample texts
from __future__ import annotations

import base64
import json
import plistlib
from pathlib import Path

import pytest
from making import folder
from picturing import picture_bytes
from reading_exports import items_of

from generator.imports.run import format_of
from generator.imports.source import Source

TEXT = "The ferry company of Lunmark will stop its night crossings in June, its director told the island council. "
URL = "https://courier.example/2024/03/11/ferry"
PICTURE = picture_bytes()
FACTS = {"url": URL, "retrieved": "2024-03-15"}


def page(picture: str, comment: str = "") -> str:
    return (
        f"<!DOCTYPE html>\n<html lang='en'>{comment}<head><title>Night ferries - Courier</title></head><body><article><h1>Night ferries stop</h1><p>{TEXT * 2}</p>"
        f"<figure><img src='{picture}' width='600' height='400'><figcaption>The pier at night</figcaption></figure><p>{TEXT * 2}</p></article></body></html>"
    )


def webarchive(kind: plistlib.PlistFormat = plistlib.FMT_BINARY) -> bytes:
    main = {
        "WebResourceData": page("/img/pier.jpg").encode("utf-16-le"),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-16LE",
        "WebResourceURL": URL,
        "WebResourceFrameName": "",
    }
    parts = [
        {
            "WebResourceData": PICTURE,
            "WebResourceMIMEType": "image/jpeg",
            "WebResourceURL": "https://courier.example/img/pier.jpg",
        },
        {
            "WebResourceData": b"x",
            "WebResourceMIMEType": "text/css",
            "WebResourceURL": "https://courier.example/a.css",
        },
    ]
    return plistlib.dumps({"WebMainResource": main, "WebSubresources": parts}, fmt=kind)


@pytest.mark.parametrize("kind", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_webarchive_of_safari(tmp_path: Path, kind: plistlib.PlistFormat) -> None:
    file = tmp_path / "Night ferries.webarchive"
    file.write_bytes(webarchive(kind))
    (item,) = items_of(file)
    assert item.fields == {"url": URL}
    assert item.document
    assert "Night ferries stop" in item.document.data.decode()
    assert [(file.name, file.data) for file in item.attachments] == [
        ("https://courier.example/img/pier.jpg", PICTURE)
    ]


def test_a_damaged_webarchive_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "cut.webarchive"
    for data in (
        webarchive()[:-500],
        b"bplist00" + b"\xff" * 40,
        b"<?xml version='1.0'?><plist><dict><key>WebMainResource</key><string>x</string></dict></plist>",
    ):
        file.write_bytes(data)
        (item,) = items_of(file)
        assert "Save the page again" in item.fault
        assert item.document is None


def test_maff(tmp_path: Path) -> None:
    about = (
        '<?xml version="1.0"?>\n<RDF:RDF xmlns:MAF="http://maf.mozdev.org/metadata/rdf#" xmlns:NC="http://home.netscape.com/NC-rdf#" xmlns:RDF="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><RDF:Description RDF:about="urn:root">'
        f'<MAF:originalurl RDF:resource="{URL}"/><MAF:title RDF:resource="Night ferries - Courier"/><MAF:archivetime RDF:resource="Fri, 15 Mar 2024 23:11:12 -0500"/><MAF:indexfilename RDF:resource="index.html"/><MAF:charset RDF:resource="UTF-8"/></RDF:Description></RDF:RDF>'
    )
    files: dict[str, str | bytes] = {
        "index.rdf": about,
        "index.html": page("index_files/pier.jpg"),
        "index_files/pier.jpg": PICTURE,
    }
    single = folder(tmp_path / "one", files).seeds
    two = folder(
        tmp_path / "two", {f"1710_{n}/{name}": content for n in (1, 2) for name, content in files.items()}
    ).seeds
    (two / "1710_2" / "index.html").unlink()
    (item,) = items_of(single)
    first, second = items_of(two)
    for found in (item, first):
        assert (found.name, found.fields) == ("Night ferries - Courier", FACTS)
        assert [part.data for part in found.attachments] == [PICTURE]
    assert "is missing" in second.fault


def test_har(tmp_path: Path) -> None:
    def entry(url: str, kind: str, text: str, **more: str) -> dict[str, object]:
        content = {"mimeType": kind, "text": text, **more}
        return {
            "pageref": "page_1",
            "startedDateTime": "2024-03-15T23:11:12.000-05:00",
            "request": {"url": url},
            "response": {"status": 200, "content": content},
        }

    entries = [
        entry(URL, "text/html; charset=utf-8", page("/img/pier.jpg")),
        entry("https://courier.example/frame", "text/html", "<p>An advertisement</p>"),
        entry(
            "https://courier.example/img/pier.jpg",
            "image/jpeg",
            base64.b64encode(PICTURE).decode(),
            encoding="base64",
        ),
    ]
    file = tmp_path / "page.har"
    file.write_text(
        json.dumps({"log": {"version": "1.2", "creator": {"name": "Firefox"}, "entries": entries}})
    )
    found, *others = items_of(file)
    assert found.fields == FACTS
    assert [part.data for part in found.attachments] == [PICTURE]
    assert [item.skipped for item in others] == ["part of a page"] * 2


@pytest.mark.parametrize(
    ("comment", "facts"),
    [
        (
            f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Fri Mar 15 2024 23:11:12 GMT-0500 (Eastern Time)\n-->",
            FACTS,
        ),
        (f"<!-- saved from url=(0040){URL} -->", {"url": URL}),
    ],
)
def test_what_a_comment_says_of_a_page(tmp_path: Path, comment: str, facts: dict[str, str]) -> None:
    file = tmp_path / "page.html"
    file.write_text(page("page_files/pier.jpg", comment))
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "pier.jpg").write_bytes(PICTURE)
    (item,) = items_of(file)
    assert item.fields == facts
    assert item.document
    assert item.document.data == file.read_bytes()
    assert [(part.name, part.data) for part in item.attachments] == [("page_files/pier.jpg", PICTURE)]


def test_a_page_reads_no_file_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.jpg").write_bytes(PICTURE)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "page_files").mkdir()
    file = tmp_path / "in" / "page.html"
    file.write_text(page("page_files/../../secret.jpg", f"<!-- saved from url=(0040){URL} -->"))
    (item,) = items_of(file)
    assert item.attachments == ()


def test_other_pages_are_documents(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(page("pier.jpg"))
    assert format_of(Source(file)) is None
