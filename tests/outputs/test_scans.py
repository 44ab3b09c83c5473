"""What is published of a scan: the places of words within their limit, and a manifest."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from making import folder, records
from picturing import image, picture_bytes

from generator.convert.convert import convert
from generator.inputs.settings import Settings
from generator.outputs.scans import MOST_BYTES
from generator.scans.alto import Block, Line, ScanPage, Word, read_alto, write_alto

SITE = "https://archive.example/"
TEXT = (
    "Lock gates replaced at Marum\n\n4 June 1931\n\nThe gates of the lock at Marum were replaced in three "
    "nights, and the barges went on by day.\n"
)


def line(text: str, row: int) -> Line:
    words = text.split()
    return Line(tuple(Word(word, 90 * place, 20 * row, 80, 15) for place, word in enumerate(words)))


def scanned(tmp_path: Path, blocks: tuple[Block, ...], sidecar: str = "") -> tuple[Settings, dict[str, Any]]:
    files: dict[str, str | bytes] = {
        "lock.txt": TEXT,
        "lock.jpg": picture_bytes(image(900, 600)),
        "lock.alto.xml": write_alto([ScanPage(900, 600, blocks)]),
        "lock.yml": sidecar or "language: en",
    }
    settings = replace(folder(tmp_path, files), site_url=SITE)
    convert(settings)
    (record,) = records(settings.docs, "seed").values()
    return settings, record


def loaded(settings: Settings, path: str) -> Any:
    return json.loads((settings.docs / path).read_text())


def test_places_of_words_are_light_and_leave_out_other_articles_first(tmp_path: Path) -> None:
    other = tuple(line(f"w{row}a x{row * 7}b y{row * 13}c z{row * 31}d", row) for row in range(4000))
    blocks = (Block("headline", (line("Lock gates replaced at Marum", 0),)), Block("foreign", other))
    settings, record = scanned(tmp_path, blocks)
    data = (settings.docs / record["facsimile"][0]["words"]).read_bytes()
    assert len(gzip.compress(data)) <= MOST_BYTES
    (only,) = json.loads(data)["lines"]
    assert [word[2] for word in only[2]] == ["Lock", "gates", "replaced", "at", "Marum"]


def test_a_page_of_very_many_words_keeps_as_many_as_fit(tmp_path: Path) -> None:
    many = tuple(line(f"w{row}a x{row * 7}b y{row * 13}c z{row * 31}d", row) for row in range(4000))
    settings, record = scanned(tmp_path, (Block("text", many),))
    data = (settings.docs / record["facsimile"][0]["words"]).read_bytes()
    assert 0.7 * MOST_BYTES < len(gzip.compress(data)) <= MOST_BYTES


def test_the_words_can_be_downloaded_without_what_programs_noted(tmp_path: Path) -> None:
    settings, record = scanned(tmp_path, (Block("text", (line("Lock gates", 0),)),))
    data = (settings.docs / f"data/scans/{record['id']}/words.alto.xml").read_bytes()
    assert [word.text for word in next(read_alto(data)[0].lines).words] == ["Lock", "gates"]
    text = (settings.docs / f"data/scans/{record['id']}/text.txt").read_text()
    assert text.startswith("Lock gates replaced at Marum\n\nThe gates of the lock")


@pytest.mark.parametrize(
    ("rights", "field"), [("CC0-1.0", "rights"), ("Ask the town archive", "requiredStatement")]
)
def test_a_manifest_has_the_pages_with_their_lines(tmp_path: Path, rights: str, field: str) -> None:
    sidecar = f"language: en\nrights: {rights}\nsource: {{name: Marum Mail, page: 2}}\n"
    settings, record = scanned(tmp_path, (Block("text", (line("Lock gates", 1),)),), sidecar)
    manifest = loaded(settings, f"data/scans/{record['id']}/manifest.json")
    (canvas,) = manifest["items"]
    assert manifest["@context"] == "http://iiif.io/api/presentation/3/context.json"
    assert manifest["label"] == {"en": ["Lock gates replaced at Marum"]}
    assert field in manifest
    assert (canvas["width"], canvas["height"]) == (900, 600)
    picture = canvas["items"][0]["items"][0]
    assert picture["target"] == canvas["id"]
    assert (settings.docs / picture["body"]["id"].removeprefix(SITE)).is_file()
    notes = loaded(settings, canvas["annotations"][0]["id"].removeprefix(SITE))
    assert [(note["body"]["value"], note["target"]) for note in notes["items"]] == [
        ("Lock gates", f"{canvas['id']}#xywh=0,20,170,15")
    ]
    identifiers = [manifest["id"], canvas["id"], notes["id"], picture["id"]]
    assert len(set(identifiers)) == 4
    assert all(identifier.startswith(SITE) for identifier in identifiers)


def test_without_an_address_of_the_site_there_is_no_manifest(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"lock.jpg": picture_bytes(image(900, 600))})
    convert(settings)
    (record,) = records(settings.docs, "seed").values()
    assert not (settings.docs / f"data/scans/{record['id']}/manifest.json").exists()
