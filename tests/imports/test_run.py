"""``clipfile import`` itself: what it says before, what it writes, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import yaml
from making import folder
from typer.testing import CliRunner
from wordpress_export import TEXT, attachment, export, item, meta, term

from generator.commands.cli import app
from generator.model.errors import ClipfileError
from generator.pictures.fetched import fetched

PICTURE = b"\x89PNG\r\n\x1a\n picture"
ADDRESS = "https://lunmark.example/wp-content/uploads/2024/05/dam.png"
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Lunmark Courier</title>
<item><title>Dam</title><link>https://lunmark.example/dam</link></item></channel></rss>"""


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["import", *map(str, arguments)])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.output


def contents(place: Path) -> dict[str, bytes]:
    return {
        path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()
    }


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return folder(tmp_path / "archive", {"old.txt": "Old\n\nA text that was here before.\n"}).seeds


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    place = tmp_path / "blog"
    uploads = place / "wp-content" / "uploads" / "2024" / "05"
    uploads.mkdir(parents=True)
    (uploads / "dam.png").write_bytes(PICTURE)
    more = (
        term("category", "harbour", "Harbour")
        + meta("_thumbnail_id", "21")
        + meta("paper", "Printed, page 3")
    )
    items = (
        item(1, "Ferry stops", more=more),
        item(2, "Not yet", status="draft"),
        item(3, "Ours alone", status="private"),
        item(4, "About", kind="page"),
        attachment(21, ADDRESS, "The dam"),
    )
    (place / "export.xml").write_text(export(*items), encoding="utf-8")
    return place / "export.xml"


def test_a_dry_run_says_what_would_be_done_and_changes_nothing(
    tmp_path: Path, seeds: Path, blog: Path
) -> None:
    before = contents(tmp_path)
    code, output = run(blog, "--seeds", seeds, "--dry-run")
    assert code == 0
    assert contents(tmp_path) == before
    table = {
        line.split("  ")[0].strip(): line.split("  ")[-1].strip() or line for line in output.splitlines()
    }
    assert "1 would be imported, 0 already in the archive, 0 refused, 2 not public, 2 skipped" in output
    assert {"Format", "Articles", "Dates", "Languages", "Not public", "Skipped", "Field note"} <= table.keys()
    assert "Not yet: is not published: draft" in output
    assert "Ours alone: is not published: private" in output


def test_an_import_writes_seed_sidecar_and_files(tmp_path: Path, seeds: Path, blog: Path) -> None:
    report = tmp_path / "report.csv"
    code, _ = run(blog, "--seeds", seeds, "--report", report)
    assert code == 0
    declared = yaml.safe_load((seeds / "ferry-stops.yml").read_text())
    assert declared["date"].isoformat() == "2024-05-04"
    assert declared["authors"] == ["Ida Sund"]
    assert declared["tags"] == ["Harbour"]
    assert declared["note"] == "paper: Printed, page 3"
    assert declared["pictures"] == [{"file": ADDRESS, "caption": "The dam", "lead": True}]
    assert declared["provenance"] == {
        "file": "export.xml",
        "format": "WordPress export (WXR)",
        "identifier": "https://lunmark.example/?p=1",
    }
    assert fetched(str(seeds), "ferry-stops.html")[ADDRESS] == "dam.png"
    assert (seeds / "ferry-stops_files" / "dam.png").read_bytes() == PICTURE
    rows = {row["item"]: row for row in csv.DictReader(io.StringIO(report.read_text()))}
    assert (rows["Ferry stops"]["outcome"], rows["Not yet"]["why"]) == ("imported", "draft")


def test_drafts_are_imported_as_drafts_on_request(seeds: Path, blog: Path) -> None:
    run(blog, "--seeds", seeds, "--drafts", "--into", "blog")
    assert yaml.safe_load((seeds / "blog" / "not-yet.yml").read_text())["status"] == "draft"
    assert "status" not in yaml.safe_load((seeds / "blog" / "ferry-stops.yml").read_text())


def test_a_second_run_skips_what_is_there_and_reports_what_changed(seeds: Path, blog: Path) -> None:
    run(blog, "--seeds", seeds)
    (seeds / "ferry-stops_files" / "dam.png").unlink()
    (seeds / "ferry-stops_files" / "pictures.json").unlink()
    before = contents(seeds)
    assert "0 imported, 1 already in the archive" in run(blog, "--seeds", seeds)[1]
    # What an interrupted run has not written is added.
    assert contents(seeds).keys() - before.keys() == {
        "ferry-stops_files/dam.png",
        "ferry-stops_files/pictures.json",
    }
    blog.write_text(blog.read_text().replace("twenty people", "thirty people"))
    output = run(blog, "--seeds", seeds)[1]
    assert "Ferry stops: already in the archive as ferry-stops.html, with a different text" in output
    assert b"twenty" in (seeds / "ferry-stops.html").read_bytes()


def test_several_paths_and_one_that_cannot_be_read(tmp_path: Path, seeds: Path, blog: Path) -> None:
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 broken")
    code, output = run(tmp_path / "broken.zip", blog, "--seeds", seeds)
    assert code == 1
    assert "1 imported" in output
    assert "damaged" in output


def test_addresses_are_kept_and_listed_once(tmp_path: Path, seeds: Path) -> None:
    (tmp_path / "feed.xml").write_text(FEED)
    code, output = run(tmp_path / "feed.xml", "--seeds", seeds)
    assert (code, "clipfile import --fetch" in output) == (0, True)
    listed = (seeds / "reading-list.csv").read_text()
    assert "https://lunmark.example/dam,Dam" in listed
    assert "1 already in the archive" in run(tmp_path / "feed.xml", "--seeds", seeds)[1]
    assert (seeds / "reading-list.csv").read_text() == listed
    again = (
        "title,url,time_added,tags,status\nDam,https://lunmark.example/dam,1577836800,mills|rivers,unread\n"
    )
    (tmp_path / "part_000000.csv").write_text(again)
    for _ in range(2):
        run(tmp_path / "part_000000.csv", "--seeds", seeds)
        (row,) = csv.DictReader(io.StringIO((seeds / "reading-list.csv").read_text()))
        assert (row["tags"], row["added"]) == ("mills; rivers", "2020-01-01")


def test_columns_of_a_table_mean_what_a_person_says(tmp_path: Path, seeds: Path) -> None:
    (tmp_path / "list.csv").write_text(f'Kop,Dag,Inhoud,Intern\nFerry stops,2024-05-03,"{TEXT}",secret\n')
    (tmp_path / "map.yml").write_text("Kop: title\nDag: date\nInhoud: text\nIntern:\n")
    assert (
        "nothing has a column"
        not in run(tmp_path / "list.csv", "--map", tmp_path / "map.yml", "--seeds", seeds)[1]
    )
    declared = yaml.safe_load((seeds / "ferry-stops.yml").read_text())
    assert (declared["title"], declared["date"].isoformat()) == ("Ferry stops", "2024-05-03")
    assert "secret" not in str(contents(seeds))
    (tmp_path / "map.yml").write_text("Kopf: title\n")
    output = run(tmp_path / "list.csv", "--map", tmp_path / "map.yml", "--dry-run", "--seeds", seeds)[1]
    assert "nothing has a column 'Kopf'" in output
    (tmp_path / "map.yml").write_text("Kop: title\n- [1\n")
    with pytest.raises(ClipfileError, match="line 2: is not valid YAML"):
        run(tmp_path / "list.csv", "--map", tmp_path / "map.yml", "--seeds", seeds)
    (tmp_path / "map.yml").write_text("Kop: headlin\n")
    with pytest.raises(ClipfileError, match="no field is called 'headlin'"):
        run(tmp_path / "list.csv", "--map", tmp_path / "map.yml", "--seeds", seeds)


@pytest.mark.parametrize(
    "mapping", ["Größe;title\r\nInhoud;text\r\nDag;\r\n", "Größe,title\nInhoud,text\nDag,\n"]
)
def test_columns_are_named_in_the_table_of_a_spreadsheet_program(
    tmp_path: Path, seeds: Path, mapping: str
) -> None:
    (tmp_path / "list.csv").write_text(f'Größe,Dag,Inhoud\nFerry stops,2024-05-03,"{TEXT}"\n')
    (tmp_path / "map.csv").write_bytes(mapping.encode("cp1252"))
    run(tmp_path / "list.csv", "--map", tmp_path / "map.csv", "--seeds", seeds)
    declared = yaml.safe_load((seeds / "ferry-stops.yml").read_text())
    assert (declared["title"], declared.get("date")) == ("Ferry stops", None)


def test_articles_of_one_export_may_share_an_identifier_or_an_address(tmp_path: Path, seeds: Path) -> None:
    rows = "".join(
        f'{name},Box 3,https://lunmark.example/1931-12-25,"{TEXT} {name}."\n'
        for name in ("Dam", "Mill", "Quay")
    )
    (tmp_path / "list.csv").write_text(f"Title,Call number,URL,Text\n{rows}")
    assert "3 imported" in run(tmp_path / "list.csv", "--seeds", seeds)[1]
    (seeds / "mill.txt").unlink()
    (seeds / "mill.yml").unlink()
    assert "1 imported, 2 already in the archive" in run(tmp_path / "list.csv", "--seeds", seeds)[1]
    assert "0 imported, 3 already in the archive" in run(tmp_path / "list.csv", "--seeds", seeds)[1]


def test_a_folder_of_exports_and_documents_with_pictures(seeds: Path, blog: Path) -> None:
    (blog.parent / "notes").mkdir()
    (blog.parent / "notes" / "mill.md").write_text("# Mill\n\nThe mill turns.\n\n![The mill](mill.png)\n")
    (blog.parent / "notes" / "mill.png").write_bytes(PICTURE)
    run(blog.parent, "--seeds", seeds)
    assert {"ferry-stops.html", "notes/mill.md", "notes/mill_files/mill.png"} <= contents(seeds).keys()
    listed = json.loads((seeds / "notes" / "mill_files" / "pictures.json").read_text())
    assert listed["mill.png"] == "mill.png"


def test_a_folder_may_list_what_is_not_meant(tmp_path: Path, seeds: Path) -> None:
    given = folder(
        tmp_path / "given",
        {
            "a.txt": "Mill\n\nThe mill turns.\n",
            "b.txt": "Dam\n\nThe dam holds.\n",
            "old/c.txt": "Quay\n\nThe quay stays.\n",
            "README.md": "# About this folder\n",
            "Thumbs.db": b"\0",
            ".clipfileignore": "b.txt\nold/\n",
        },
    ).seeds
    assert "1 imported, 0 already in the archive, 0 refused" in run(given, "--seeds", seeds)[1]
    assert contents(seeds).keys() == {"a.txt", "old.txt"}


def test_a_fault_of_a_reader_loses_only_what_follows(
    tmp_path: Path, seeds: Path, blog: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = iter(["", ""])
    # The third item finds no day: a fault of the reader, not of the export.
    monkeypatch.setattr("generator.imports.readers.wordpress._updated", lambda *_: next(days))
    blog.write_text(export(*(item(number, f"News {number}", f"{TEXT} {number}") for number in range(4))))
    (tmp_path / "feed.xml").write_text(FEED)
    code, output = run(blog, tmp_path / "feed.xml", "--seeds", seeds)
    assert code == 1
    assert "export.xml: could not be read any further" in output
    assert "please report it" in output
    assert {name for name in contents(seeds) if name.endswith(".html")} == {"news-0.html", "news-1.html"}
    assert "https://lunmark.example/dam" in (seeds / "reading-list.csv").read_text()


def test_articles_of_one_name_have_numbers(tmp_path: Path, seeds: Path) -> None:
    texts = [f"{TEXT} Number {number}." for number in range(3)]
    items = (item(number, "News of the day", text) for number, text in enumerate(texts))
    (tmp_path / "export.xml").write_text(export(*items))
    run(tmp_path / "export.xml", "--seeds", seeds)
    names = {name for name in contents(seeds) if name.endswith(".html")}
    assert names == {"news-of-the-day.html", "news-of-the-day-2.html", "news-of-the-day-3.html"}


def test_a_changed_row_of_a_table_without_keys_is_reported(tmp_path: Path, seeds: Path) -> None:
    table = tmp_path / "list.csv"
    rows = [
        ("Mill", "2024-05-04", TEXT),
        ("In brief", "2024-05-04", f"{TEXT} One."),
        ("In brief", "2024-05-04", f"{TEXT} Two."),
    ]
    table.write_text("title,date,text\n" + "".join(f'{title},{day},"{text}"\n' for title, day, text in rows))
    assert "3 imported" in run(table, "--seeds", seeds)[1]
    table.write_text(table.read_text().replace(f'Mill,2024-05-04,"{TEXT}', f'Mill,2024-05-04,"{TEXT} Later.'))
    code, output = run(table, "--seeds", seeds)
    assert (code, "0 imported, 3 already in the archive" in output) == (0, True)
    assert "row 2" not in output
    assert "already in the archive as mill.txt, with a different text" in output
