"""Web archives: pages with their pictures, the list of pages of WACZ first."""

from __future__ import annotations

import io
import json
from importlib import import_module
from pathlib import Path

import pytest
from picturing import picture_bytes
from reading_exports import items_of
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from generator.imports import web_compression

TEXT = "The ferry company of Lunmark will stop its night crossings in June, its director told the council. "
HOST = "https://courier.example"
PICTURE = picture_bytes()


def page(title: str, picture: str = "/img/pier.jpg") -> bytes:
    return (
        f"<!doctype html><html><head><title>{title} - Courier</title></head><body><article><h1>{title}</h1>"
        f"<p>{TEXT * 2}</p><figure><img src='{picture}' width='600' height='400'>"
        f"<figcaption>The pier at night</figcaption></figure><p>{TEXT * 2}</p></article></body></html>"
    ).encode()


def warc(*records: tuple[str, bytes, str, str], gzip: bool = True) -> bytes:
    """A web archive of (address, body, status, type)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    for url, body, status, kind in records:
        head = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        dated = {"WARC-Date": "2024-03-15T09:11:12Z"}
        writer.write_record(
            writer.create_warc_record(
                url, "response", payload=io.BytesIO(body), http_headers=head, warc_headers_dict=dated
            )
        )
    return out.getvalue()


def records() -> list[tuple[str, bytes, str, str]]:
    return [
        (f"{HOST}/", page("Front page"), "200 OK", "text/html"),
        (f"{HOST}/ferry", page("Night ferries stop"), "200 OK", "text/html; charset=utf-8"),
        (f"{HOST}/ad", b"<html><body>An advertisement</body></html>", "200 OK", "text/html"),
        (f"{HOST}/img/pier.jpg", PICTURE, "200 OK", "image/jpeg"),
        (f"{HOST}/style.css", b"p {}", "200 OK", "text/css"),
        (f"{HOST}/gone", page("Gone"), "404 Not Found", "text/html"),
    ]


def wacz(folder: Path, listed: list[dict[str, str]]) -> Path:
    (folder / "archive").mkdir(parents=True)
    (folder / "pages").mkdir()
    (folder / "archive" / "data.warc.gz").write_bytes(warc(*records()))
    (folder / "datapackage.json").write_text('{"profile": "data-package"}')
    lines = [{"format": "json-pages-1.0", "id": "pages", "title": "All pages"}, *listed]
    (folder / "pages" / "pages.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    return folder


def test_pages_have_their_pictures_and_the_rest_is_counted(tmp_path: Path) -> None:
    for gzip in (True, False):
        file = tmp_path / "pages.warc"
        file.write_bytes(warc(*records(), gzip=gzip))
        items = items_of(file)
        pages = [item for item in items if item.document]
        assert [item.name for item in pages] == [f"{HOST}/", f"{HOST}/ferry", f"{HOST}/ad"]
        assert pages[1].fields == {"url": f"{HOST}/ferry", "retrieved": "2024-03-15"}
        assert pages[1].document
        assert pages[1].document.data == page("Night ferries stop")
        assert [(file.name, file.data == PICTURE) for file in pages[1].attachments] == [
            (f"{HOST}/img/pier.jpg", True)
        ]
        assert sorted(item.skipped for item in items if item.skipped) == [
            "error page",
            "part of a page",
            "picture",
        ]


def test_only_the_listed_pages_of_a_wacz_archive_are_articles(tmp_path: Path) -> None:
    listed = [
        {
            "id": "1",
            "url": f"{HOST}/ferry",
            "ts": "2024-03-15T09:11:12Z",
            "title": "Night ferries stop - Courier",
        },
        {"id": "2", "url": f"{HOST}/missing", "title": "A page that failed"},
    ]
    found, missing = items_of(wacz(tmp_path / "one", listed))
    assert (found.name, found.identifier, len(found.attachments)) == (listed[0]["title"], f"{HOST}/ferry", 1)
    assert "title" not in found.fields  # the page has a better one
    assert "clipfile add" in missing.fault
    assert len([item for item in items_of(wacz(tmp_path / "none", [])) if item.document]) == 3


def test_a_listed_page_may_have_moved(tmp_path: Path) -> None:
    folder = wacz(tmp_path / "moved", [{"url": "http://courier.example/ferry", "title": "Ferry"}])
    head = StatusAndHeaders("301 Moved", [("Location", f"{HOST}/ferry")], protocol="HTTP/1.1")
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    url = "http://courier.example/ferry"
    writer.write_record(
        writer.create_warc_record(url, "response", payload=io.BytesIO(b""), http_headers=head)
    )
    (folder / "archive" / "other.warc.gz").write_bytes(out.getvalue())
    (item,) = items_of(folder)
    assert item.document
    assert item.document.data == page("Night ferries stop")


def test_what_is_complete_in_a_cut_archive_is_read(tmp_path: Path) -> None:
    file = tmp_path / "cut.warc.gz"
    pages = [(f"{HOST}/{n}", page(f"Ferry {n}"), "200 OK", "text/html") for n in range(3)]
    file.write_bytes(warc(*pages)[:-60])
    *whole, last = items_of(file)
    assert len([item for item in whole if item.document]) == 2
    assert "Get a complete copy" in last.fault
    assert not any("Get a complete" in item.fault for item in whole)


def test_damaged_lists_of_pages_are_passed_over(tmp_path: Path) -> None:
    folder = wacz(tmp_path / "one", [])
    (folder / "pages" / "pages.jsonl").write_bytes(
        b'\xff{"url": 3}\n[[[[\n{"url": "https://courier.example/ferry"}\n'
    )
    (item,) = items_of(folder)
    assert item.name == f"{HOST}/ferry"


def encoded(packed: bytes, encoding: str) -> bytes:
    """A web archive with one page, which the server has compressed."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    fields = [("Content-Type", "text/html"), ("Content-Encoding", encoding)]
    head = StatusAndHeaders("200 OK", fields, protocol="HTTP/1.1")
    payload = io.BytesIO(packed)
    writer.write_record(
        writer.create_warc_record(f"{HOST}/ferry", "response", payload=payload, http_headers=head)
    )
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["br", "zstd"])
def test_a_compressed_page_is_read(tmp_path: Path, encoding: str) -> None:
    body = page("Night ferries stop")
    if encoding == "br":
        packed = import_module("brotli").compress(body)
    else:
        packed = import_module("zstandard").ZstdCompressor().compress(body)
    archive = encoded(packed, encoding)
    (tmp_path / "a.warc").write_bytes(archive)
    (item,) = items_of(tmp_path / "a.warc")
    assert item.document
    assert b"<h1>Night ferries stop</h1>" in item.document.data
    # A copy that lost its bytes is refused with what to do.
    damaged = archive.replace(packed, b"\0" * len(packed))
    (tmp_path / "b.warc").write_bytes(damaged)
    (item,) = items_of(tmp_path / "b.warc")
    assert "clipfile add" in item.fault


@pytest.mark.parametrize("encoding", ["br", "zstd"])
def test_a_page_that_is_a_bomb_is_not_unpacked_whole(
    tmp_path: Path, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = page("Night ferries stop") + b" " * 30_000_000
    packed = (
        import_module("brotli").compress(body, quality=1)
        if encoding == "br"
        else import_module("zstandard").ZstdCompressor().compress(body)
    )
    monkeypatch.setattr(web_compression, "_MOST_BYTES", 11_000_000)
    limited = web_compression._Limited
    given: list[int] = []

    class Counted(limited):  # type: ignore[valid-type, misc]
        def decompress(self, data: bytes) -> bytes:
            found: bytes = super().decompress(data)
            given.append(len(found))
            return found

    monkeypatch.setattr(web_compression, "_Limited", Counted)
    (tmp_path / "a.warc").write_bytes(encoded(packed, encoding))
    (item,) = items_of(tmp_path / "a.warc")
    assert "is larger than" in item.fault
    assert 10_000_000 < sum(given) < len(body)
