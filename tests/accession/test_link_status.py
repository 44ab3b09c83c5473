"""``clipfile links`` records dead sources in the seeds, and the pages of their articles say so."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from making import ROOT, archive, article, folder
from misbehaving import answer, misbehaving
from typer.testing import CliRunner

from generator.accession.links import Answer, list_gone, sources, statuses
from generator.check.inspection import inspect
from generator.commands.cli import app
from generator.convert.convert import convert, gather
from generator.inputs.links import MAX_BYTES, links_text, read_links
from generator.model.records import Source
from generator.outputs.words import LANGUAGES, words

GONE, HERE, COPY = "https://example.org/gone", "https://example.org/here", "https://example.org/copy,1"
TEXT = "{0}\n\nThe {0} was opened on Monday by the mayor, and many people came to see it.\n"
NAMES = ("bridge", "ferry", "mill", "tower")
SOURCES = {
    "bridge": f"{{url: {GONE}, archived_url: '{COPY}'}}",
    "ferry": f"{{url: {GONE}}}",
    "mill": f"{{url: {HERE}, archived_url: '{COPY}'}}",
    "tower": f"{{url: {GONE}/too, archived_url: {HERE}/too}}",
}
LISTED = f"url,gone\n{GONE},2020-05-08\n{GONE}/too,2020-05-08\n{HERE}/too,2020-05-09\n"


def seeds(**more: str) -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {"links.csv": LISTED, **more}
    for name in NAMES:
        files |= {f"{name}.txt": TEXT.format(name.title()), f"{name}.yml": f"source: {SOURCES[name]}\n"}
    return files


def marked(page: Path) -> Iterator[tuple[str, list[str]]]:
    """Each note that an original is gone, and the link to its archived copy next to it."""
    for note in html.parse(str(page)).xpath("//*[@class='cf-gone']"):
        yield note.text_content(), note.xpath("following-sibling::a/@href")


def test_the_list_is_read_as_written(tmp_path: Path) -> None:
    gone = {GONE: "2020-05-08", COPY: "2020-05-09"}
    list_gone(tmp_path, gone)
    assert (tmp_path / "links.csv").read_text() == f'url,gone\n"{COPY}",2020-05-09\n{GONE},2020-05-08\n'
    assert read_links(tmp_path) == (gone, ())


def test_no_list_is_written_if_nothing_is_dead(tmp_path: Path) -> None:
    list_gone(tmp_path, {})
    assert list(tmp_path.iterdir()) == []
    list_gone(tmp_path, {GONE: "2020-05-08"})
    list_gone(tmp_path, {})
    assert (tmp_path / "links.csv").read_text() == links_text({}) == "url,gone\n"


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("=HYPERLINK(1),2020-05-08", "must be an address"),
        ("javascript:alert(1),2020-05-08", "must be an address"),
        (f"{GONE},yesterday", "must be YYYY-MM-DD"),
        (f"{GONE},", "must be YYYY-MM-DD"),
        (GONE, "must hold url and gone"),
    ],
)
def test_an_invalid_row_is_reported_and_the_others_count(tmp_path: Path, row: str, fault: str) -> None:
    settings = folder(tmp_path, seeds(**{"links.csv": f"{LISTED}{row}\n"}))
    found = [problem for problem in inspect(settings) if problem.path == "links.csv"]
    assert [(item.line, item.rule, item.severity) for item in found] == [(5, "links-row", "warning")]
    assert fault in found[0].message
    assert len(gather(settings).archive.gone) == 3


def test_a_list_that_is_too_long_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "links.csv").write_bytes(b"x" * (MAX_BYTES + 1))
    gone, problems = read_links(tmp_path)
    assert (gone, [problem.rule for problem in problems]) == ({}, ["links-size"])


def test_a_dead_source_stays_dead_until_it_returns_a_page() -> None:
    found = {
        "new": Answer(404, "", "2020-05-08"),
        "old": Answer(410, "", "2020-05-08"),
        "silent": Answer(0, "took longer", "2020-05-08"),
        "down": Answer(503, "", "2020-05-08"),
        "back": Answer(200, "", "2020-05-08"),
        "unknown": Answer(0, "took longer", "2020-05-08"),
    }
    before = dict.fromkeys(("old", "silent", "down", "back", "elsewhere"), "2019-01-01")
    assert statuses(found, found, before) == {
        "new": "2020-05-08",
        "old": "2019-01-01",
        "silent": "2019-01-01",
        "down": "2019-01-01",
    }


def test_archived_copies_are_checked_too() -> None:
    found = sources(archive([article(source=Source(url=GONE, archived_url=COPY))]))
    assert found == {GONE: "a.txt", COPY: "a.txt"}


def test_the_command_updates_the_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.accession.request.is_public", lambda _: True)
    monkeypatch.setattr("generator.accession.links.PAUSE", 0)
    with misbehaving({"/here": answer()}) as server:
        files = {
            name: f"source: {{url: '{server.url('/' + path)}'}}\n"
            for name, path in {"bridge.yml": "gone", "ferry.yml": "here"}.items()
        }
        settings = folder(tmp_path, {**seeds(), **files})
        (settings.seeds / "links.csv").unlink()
        arguments = ["links", "--seeds", str(settings.seeds), "--cache", str(tmp_path / "cache.json")]
        known = {
            url: {"status": 200, "fault": "", "day": "9999-12-31"}
            for url in (HERE, COPY, f"{GONE}/too", f"{HERE}/too")
        }
        (tmp_path / "cache.json").write_text(str(known).replace("'", '"'))
        done = CliRunner().invoke(app, arguments)
        assert done.exit_code == 0, done.output
        assert list(gather(settings).archive.gone) == [server.url("/gone")]
        assert server.asked.count("/gone") == 1


def test_the_list_is_neither_seed_nor_sidecar(tmp_path: Path) -> None:
    settings = folder(tmp_path, seeds())
    done = convert(settings)
    assert len(done.archive.articles) == len(NAMES)
    assert [problem for problem in done.problems if "links" in problem.path] == []
    assert "links.csv" not in (settings.docs / "data" / "manifest-sha256.txt").read_text()


def test_a_new_list_changes_only_the_pages_of_its_articles(tmp_path: Path) -> None:
    settings = folder(tmp_path, seeds())
    (settings.seeds / "links.csv").unlink()
    convert(settings)
    folder(tmp_path, {"links.csv": LISTED})
    assert convert(settings).written.changed == 3
    (settings.seeds / "links.csv").unlink()
    assert convert(settings).written.changed == 3


def test_a_page_says_that_its_source_is_dead_and_links_to_the_copy(tmp_path: Path) -> None:
    undated = f"source: {SOURCES['mill']}\ncorrections: [{{text: It was opened twice.}}]\n"
    settings = folder(tmp_path, seeds() | {"mill.yml": undated})
    places = [f"--{name}={getattr(settings, name)}" for name in ("seeds", "docs", "site")]
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build", *places], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    notes = {
        name: list(marked(settings.site / "articles" / "undated" / name / "index.html")) for name in NAMES
    }
    text = words("en")
    assert notes == {
        "bridge": [(text["original_gone"], [COPY])],
        "ferry": [(text["original_gone"], [])],
        "mill": [],
        "tower": [(text["original_gone"], [])],
    }
    # A correction is announced below the headline, even without a date, and is at the end of the article.
    page = html.parse(str(settings.site / "articles" / "undated" / "mill" / "index.html"))
    (correction,) = page.xpath("//*[@class='cf-corrections']/p")
    assert (correction.text_content(), correction.xpath(".//time")) == ("It was opened twice.", [])
    assert correction.xpath("preceding::h1")
    (line,) = page.xpath("//header//a[@href='#corrections']")
    assert line.text_content() == text["corrected"]


def test_the_note_exists_in_every_language() -> None:
    assert len({words(language)["original_gone"] for language in LANGUAGES}) == len(LANGUAGES) == 8
