"""Scans in seeds: with a text, with a sidecar, alone; and images that are none."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from making import folder, records, tree
from picturing import image, picture_bytes
from PIL import Image

from generator.convert.convert import Conversion, convert
from generator.inputs.settings import Settings
from generator.scans.alto import Block, Line, ScanPage, Word, write_alto

TEXT = (
    "Dyke holds at Vestholm\n\n7 February 1962\n\nThe dyke at Vestholm held through the night, and the "
    "people of the lower town returned to their houses.\n\nThe mayor thanked the soldiers who had carried "
    "sand.\n"
)
SCAN = picture_bytes(image(600, 800))
PHOTO = "![The dyke](dyke.jpg)"


def archive(tmp_path: Path, **files: str | bytes) -> tuple[Settings, Conversion]:
    """An archive of files, whose names have ``__`` for ``/`` and ``_`` for the last full stop."""
    named = {}
    for name, data in files.items():
        stem, _, ending = name.rpartition("_")
        named[f"{stem.replace('__', '/')}.{ending}"] = data
    settings = folder(tmp_path, named)
    return settings, convert(settings)


def found(settings: Settings) -> dict[str, Any]:
    return records(settings.docs, "seed")


def words(*, wrong: str = "") -> bytes:
    """The words of the scan of ``TEXT``, one a line; the third was read as ``wrong``."""
    lines = []
    for row, text in enumerate(TEXT.split()):
        read = wrong if wrong and row == 2 else text
        lines.append(Line((Word(read, 10, 10 * row, 100, 8, 0.8),)))
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    return write_alto([ScanPage(600, 800, (Block("text", tuple(lines)),))], digest=digest)


def test_a_scan_alone_is_published_and_waits_for_its_transcription(tmp_path: Path) -> None:
    settings, done = archive(tmp_path, dyke_at_vestholm_jpg=SCAN)
    (record,) = found(settings).values()
    assert (record["title"], record["incomplete"]) == ("Dyke at vestholm", "no transcription")
    assert [(page["page"], page["width"], page["height"]) for page in record["facsimile"]] == [(1, 600, 800)]
    assert [(problem.rule, problem.severity) for problem in done.problems] == [("untranscribed", "warning")]
    page = (settings.docs / record["url"].rstrip("/")).with_suffix(".md").read_text()
    assert f"../../{record['facsimile'][0]['file']}" in page


def test_a_sidecar_says_what_a_scan_is(tmp_path: Path) -> None:
    sidecar = (
        "title: Dyke holds\nsummary: The ice held\nreviewed: 2026-01-05\ndate: 1962-02\n"
        "source: {name: Vestholm Post, page: pp. 4-5, issn: 1234567x}\n"
    )
    settings, _ = archive(tmp_path, DYKE_JPG=SCAN, DYKE_yml=sidecar)
    (record,) = found(settings).values()
    assert (record["title"], record["date"]) == ("Dyke holds", "1962-02")
    assert record["source"] == {"name": "Vestholm Post", "page": "4-5", "issn": "1234-567X"}
    assert record["reviewed"] == "2026-01-05"
    page = (settings.docs / record["url"].rstrip("/")).with_suffix(".md").read_text()
    assert ": The ice held](" in page
    assert "reviewed: 2026-01-05" in page


def test_a_text_has_the_scans_of_its_name_in_order(tmp_path: Path) -> None:
    pages = {f"dyke.{number}_png": picture_bytes(image(600, 100 * number), "PNG") for number in (1, 2, 10)}
    settings, done = archive(tmp_path, dyke_txt=TEXT, **pages)
    (record,) = found(settings).values()
    assert [page["height"] for page in record["facsimile"]] == [100, 200, 1000]
    assert (record["incomplete"], record["transcription"], record["date"]) == (None, None, "1962-02-07")
    assert not done.problems
    manifest = (settings.docs / "data" / "manifest-sha256.txt").read_text()
    assert all(f"data/{name.replace('_', '.')}\n" in manifest for name in pages)


def test_a_page_with_a_saved_copy_has_a_scan_too(tmp_path: Path) -> None:
    article = f"<article><h1>Dyke holds at Vestholm</h1><p>{TEXT.split(chr(10) * 2)[2]}</p></article>"
    settings, _ = archive(tmp_path, sub__dyke_html=article, sub__dyke_webp=picture_bytes(image(), "WEBP"))
    assert len(found(settings)["sub/dyke.html"]["facsimile"]) == 1


@pytest.mark.parametrize(
    "files",
    [
        {"dyke_md": f"# Dyke holds\n\n{PHOTO}\n\n{TEXT}"},
        {"other_md": f"# Dyke holds\n\n{PHOTO}\n\n{TEXT}"},
        {"other_txt": TEXT, "other_yml": "pictures: [dyke.jpg]"},
        {"other_md": f"---\ndraft: true\n---\n\n{PHOTO}\n\n{TEXT}"},
        {"other_md": f"---\ntitle: [\n---\n\n{PHOTO}\n\n{TEXT}"},
        {"other_md": f"# X\n\n{PHOTO}", "other_yml": "id: x\nwithdrawn: {date: 2020-01-01, reason: Wrong}"},
        {"index_md": TEXT},
    ],
    ids=["own", "other", "sidecar", "draft", "error", "withdrawn", "bundle"],
)
def test_a_picture_of_a_clipping_is_no_scan(tmp_path: Path, files: dict[str, str]) -> None:
    settings, _ = archive(tmp_path, dyke_jpg=SCAN, **files)
    assert "dyke.jpg" not in found(settings)
    assert not any(record["facsimile"] for record in found(settings).values())


def test_an_image_among_the_pictures_of_clippings_is_reported_and_left_out(tmp_path: Path) -> None:
    text = f"# Dyke holds\n\n![](photos/a.jpg)\n\n{TEXT}"
    settings, done = archive(tmp_path, a_md=text, photos__a_jpg=SCAN, photos__b_jpg=picture_bytes())
    assert [*found(settings)] == ["a.md"]
    assert [(problem.path, problem.rule) for problem in done.problems] == [("photos/b.jpg", "image")]
    assert done.left_out["images without an article"] == 1


def test_a_drawing_is_an_error_unless_a_clipping_shows_it(tmp_path: Path) -> None:
    text = f"# Dyke holds\n\n![A plan](plan.svg)\n\n{TEXT}"
    settings, done = archive(tmp_path, a_md=text, plan_svg="<svg/>", other_svg="<svg/>")
    assert [(problem.path, problem.rule) for problem in done.problems] == [("other.svg", "format")]
    (line,) = (line for line in found(settings)["a.md"]["removed"] if line["kind"] == "picture")
    assert line["rule"] == "picture-drawing"


def test_the_scan_of_an_ignored_text_is_not_published(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"dyke.txt": TEXT, "dyke.jpg": SCAN, ".clipfileignore": "dyke.txt\n"})
    assert [problem.path for problem in convert(settings).problems] == ["dyke.jpg"]
    assert not found(settings)


def test_a_broken_scan_costs_only_itself(tmp_path: Path) -> None:
    settings, done = archive(tmp_path, a_txt=TEXT, a_jpg=SCAN[:300], b_png=b"\x89PNG", c_jpg=SCAN)
    assert [*found(settings)] == ["c.jpg", "a.txt"]
    assert sorted(
        (problem.path, problem.severity) for problem in done.problems if problem.rule == "scan"
    ) == [
        ("a.txt", "warning"),
        ("b.png", "error"),
    ]


def test_a_pdf_of_images_and_a_tiff_are_scans_of_several_pages(tmp_path: Path) -> None:
    pdf, tiff = (
        picture_bytes(image(200, 300), kind, save_all=True, append_images=[image(300, 200)])
        for kind in ("PDF", "TIFF")
    )
    settings, _ = archive(tmp_path, a_pdf=pdf, b_tif=tiff)
    for record in found(settings).values():
        assert [page["width"] < page["height"] for page in record["facsimile"]] == [True, False]
        assert record["incomplete"] == "no transcription"


def test_what_a_camera_notes_is_not_published(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x9286] = "Vestcam", "Aunt Inger's kitchen"
    settings, _ = archive(tmp_path, dyke_jpg=picture_bytes(image(600, 800), exif=exif))
    for name in tree(settings.docs):
        if name.startswith("media/"):
            assert b"Vestcam" not in (settings.docs / name).read_bytes()


def test_text_that_was_recognized_says_how_sure_it_is(tmp_path: Path) -> None:
    settings, _ = archive(tmp_path, dyke_txt=TEXT, dyke_jpg=SCAN, **{"dyke.alto_xml": words()})
    (record,) = found(settings).values()
    assert (record["transcription"], record["accuracy"], record["readings"]) == ("ocr", 0.8, [])
    date = record["evidence"]["date"]
    assert date["basis"] == "extracted"
    assert date["confidence"] < 0.8
    places = json.loads((settings.docs / record["facsimile"][0]["words"]).read_text())
    assert places["lines"][0] == [[10, 0, 100, 8], 1, [[10, 100, "Dyke"]]]


@pytest.mark.parametrize(("sidecar", "state"), [("", "corrected"), ("transcription: verified", "verified")])
def test_a_corrected_word_is_found_under_both_readings(tmp_path: Path, sidecar: str, state: str) -> None:
    files = (
        {"dyke.alto_xml": words(wrong="al"), "dyke_yml": sidecar}
        if sidecar
        else {"dyke.alto_xml": words(wrong="al")}
    )
    settings, _ = archive(tmp_path, dyke_txt=f"{TEXT}\n", dyke_jpg=SCAN, **files)
    (record,) = found(settings).values()
    assert (record["transcription"], record["accuracy"], record["readings"]) == (state, None, ["al"])
    places = json.loads((settings.docs / record["facsimile"][0]["words"]).read_text())
    assert places["lines"][2][2] == [[10, 100, "at", "al"]]


def test_a_transcription_keeps_the_address_of_its_scan(tmp_path: Path) -> None:
    settings, _ = archive(tmp_path, dyke_jpg=SCAN)
    settings = replace(settings, own_seeds=settings.seeds)
    convert(settings)
    before = found(settings)["dyke.jpg"]["url"]
    (settings.seeds / "dyke.txt").write_text(TEXT)
    convert(settings)
    addresses = (settings.seeds / "addresses.csv").read_text()
    assert before in addresses
    assert "dyke.jpg" not in addresses


def test_a_scan_that_changes_is_made_again_and_one_that_goes_is_removed(tmp_path: Path) -> None:
    settings, _ = archive(tmp_path, dyke_txt=TEXT, dyke_jpg=SCAN)
    before = found(settings)["dyke.txt"]["facsimile"][0]["file"]
    (settings.seeds / "dyke.jpg").write_bytes(picture_bytes(image(610, 800)))
    convert(settings)
    assert found(settings)["dyke.txt"]["facsimile"][0]["file"] != before
    (settings.seeds / "dyke.jpg").unlink()
    convert(settings)
    assert not found(settings)["dyke.txt"]["facsimile"]
    assert not [name for name in tree(settings.docs) if name.startswith("media/")]


def test_the_policy_of_pictures_holds_for_scans(tmp_path: Path) -> None:
    settings, _ = archive(tmp_path, dyke_jpg=SCAN, dyke_yml="show_pictures: none")
    assert not found(settings)["dyke.jpg"]["facsimile"]
    assert not [name for name in tree(settings.docs) if name.startswith("media/")]


def test_a_sidecar_may_name_scans_of_any_name(tmp_path: Path) -> None:
    sidecar = "facsimile: [front.jpg, more/back.jpg]"
    back = picture_bytes(image(500, 800))
    settings, _ = archive(tmp_path, dyke_txt=TEXT, dyke_yml=sidecar, front_jpg=SCAN, more__back_jpg=back)
    (record,) = found(settings).values()
    assert [page["width"] for page in record["facsimile"]] == [600, 500]
    assert not record["pictures"]


def test_a_converted_page_with_a_scan_is_a_seed_with_a_scan(tmp_path: Path) -> None:
    settings, _ = archive(tmp_path / "a", dyke_jpg=SCAN, quay_txt=TEXT, quay_jpg=SCAN)
    pages = {
        name: (settings.docs / name).read_bytes()
        for name in tree(settings.docs)
        if name.startswith(("articles/", "media/")) and not name.endswith(".webp")
    }
    again = folder(tmp_path / "b", pages)
    done = convert(again)
    assert {problem.rule for problem in done.problems} <= {"untranscribed"}
    before, after = records(settings.docs, "id"), records(again.docs, "id")
    for name in before:
        for field in ("title", "incomplete", "body", "pictures"):
            assert before[name][field] == after[name][field]
        assert len(after[name]["facsimile"]) == 1


def test_the_words_of_a_scan_without_a_text_are_its_text(tmp_path: Path) -> None:
    blocks = [
        Block("headline", (_line("Dyke holds at Vestholm"),)),
        Block("header", (_line("Vestholm Post"),)),
        Block(
            "text",
            (_line("The ice pressed against the dyke all morn", hyphenated=True), _line("ing, and held.")),
        ),
    ]
    alto = write_alto([ScanPage(600, 800, tuple(blocks))])
    settings, done = archive(tmp_path, dyke_jpg=SCAN, **{"dyke.alto_xml": alto})
    (record,) = found(settings).values()
    assert (record["title"], record["incomplete"]) == ("Dyke holds at Vestholm", None)
    assert record["body"] == "The ice pressed against the dyke all morning, and held."
    assert (record["transcription"], record["accuracy"]) == ("ocr", 0.8)
    assert not done.problems


def _line(text: str, *, hyphenated: bool = False) -> Line:
    words = [Word(word, 10.0 * at, 10, 9, 8, 0.8) for at, word in enumerate(text.split())]
    return Line(tuple(words), hyphenated)


def test_the_words_of_a_scan_that_are_no_article_can_be_found(tmp_path: Path) -> None:
    alto = write_alto([ScanPage(600, 800, (Block("header", (_line("Vestholm Post"),)),))])
    settings, _ = archive(tmp_path, dyke_jpg=SCAN, **{"dyke.alto_xml": alto})
    (record,) = found(settings).values()
    assert record["incomplete"] == "no transcription"


def test_scans_without_a_text_are_no_copies_of_each_other(tmp_path: Path) -> None:
    other = picture_bytes(image(610, 800))
    _, done = archive(tmp_path, dyke_jpg=SCAN, quay_jpg=other)
    assert len(done.archive.articles) == 2
    assert not done.archive.originals


@pytest.mark.parametrize("named", ["../../mill.jpg", "https://mill.invalid/mill.jpg"])
def test_a_scan_elsewhere_costs_only_the_field(tmp_path: Path, named: str) -> None:
    settings, done = archive(tmp_path, dyke_jpg=SCAN, dyke_yml=f"title: The dyke\nfacsimile: {named}\n")
    (record,) = found(settings).values()
    assert [page["page"] for page in record["facsimile"]] == [1]
    (problem,) = (problem for problem in done.problems if problem.rule == "field-facsimile")
    assert named in problem.message
    assert (problem.path, problem.line) == ("dyke.yml", 2)


def test_a_scan_that_is_not_published_does_not_wait_for_its_text(tmp_path: Path) -> None:
    gone = "title: The quay\nwithdrawn: {date: 2026-01-02, reason: on request}\n"
    _, done = archive(
        tmp_path,
        dyke_jpg=SCAN,
        dyke_yml="title: The dyke\ndraft: true\n",
        quay_jpg=picture_bytes(image(610, 800)),
        quay_yml=gone,
    )
    assert [problem.rule for problem in done.problems] == ["not-published"]


@pytest.mark.parametrize(
    ("name", "title"), [("mill v1.2", "Mill v1.2"), ("mill.1", "Mill"), ("mill", "Mill")]
)
def test_the_number_of_a_first_page_is_not_in_the_headline(tmp_path: Path, name: str, title: str) -> None:
    settings, _ = archive(tmp_path, **{f"{name}_jpg": SCAN})
    (record,) = found(settings).values()
    assert record["title"] == title


@pytest.mark.parametrize(
    ("ending", "data"),
    [
        ("alto.xml", "<TEI/>"),
        ("xml", '<document xmlns="http://www.abbyy.com/FineReader_xml/FineReader10-schema-v1.xml"/>'),
        ("xml", "<PcGts><Page/></PcGts>"),
        ("hocr", '<html><body><div class="ocr_page"/></body></html>'),
    ],
)
def test_words_in_another_format_than_alto_are_reported(tmp_path: Path, ending: str, data: str) -> None:
    name = "_".join(f"dyke.{ending}".rsplit(".", 1))
    settings, done = archive(tmp_path, dyke_txt=TEXT, dyke_jpg=SCAN, **{name: data})
    (record,) = found(settings).values()
    assert record["facsimile"]
    (problem,) = done.problems
    assert "is not ALTO" in problem.message


def test_other_data_about_a_scan_is_not_reported(tmp_path: Path) -> None:
    _, done = archive(tmp_path, dyke_txt=TEXT, dyke_jpg=SCAN, dyke_xml="<record><title>Dyke</title></record>")
    assert not done.problems


def test_two_texts_of_one_scan_are_reported(tmp_path: Path) -> None:
    second = f"# Another article\n\n{TEXT.replace('dyke', 'quay')}"
    settings, done = archive(tmp_path, dyke_txt=TEXT, dyke_md=second, dyke_jpg=SCAN)
    assert [len(record["facsimile"]) for _, record in sorted(found(settings).items())] == [0, 1]
    (problem,) = (problem for problem in done.problems if problem.rule == "scan-shared")
    assert problem.path == "dyke.md"
    assert "'dyke.txt'" in problem.message
