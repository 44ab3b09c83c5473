"""``clipfile transcribe`` writes a text and its words next to each scan, and never over a person's."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from picturing import image, picture_bytes
from typer.testing import CliRunner, Result

from generator.commands.cli import app
from generator.scans.alto import read_alto
from generator.transcribe import transcribe
from generator.transcribe.engines.choice import Engines
from generator.transcribe.engines.engine import Picture, Quad, Reading, ReadWord

LINES = ["Ferry returns to the river", "The ferry is back after a long", "winter, the town said today."]


class Printed:
    """An engine that finds three lines on each page; on a page of one colour it finds none."""

    name = "Printed"

    def find(self, page: Picture) -> list[Quad]:
        if page.min() == page.max():
            return []
        tops = ((40, 100), (120, 150), (152, 182))
        return [np.array([(40, y0), (600, y0), (600, y1), (40, y1)], dtype=np.float64) for y0, y1 in tops]

    def read(self, lines: Sequence[Picture], language: str) -> list[Reading]:
        assert language in {"", "en"}
        texts = LINES if len(lines) == len(LINES) else [LINES[1]] * len(lines)
        return [tuple(ReadWord(word, 0.1, 0.2, 0.96) for word in text.split()) for text in texts]


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transcribe, "installed", lambda *_: Engines(Printed()))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["transcribe", "--workers", "1", *map(str, arguments)])


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.png"
    path.write_bytes(picture_bytes(image(), "PNG"))
    return path


def test_a_text_and_its_words_are_written_once(scan: Path) -> None:
    assert run(scan).exit_code == 0
    text = scan.with_suffix(".txt").read_text()
    assert " ".join(text.split()).endswith(" ".join(LINES[1:]))
    (page,) = read_alto(scan.with_name("ferry.alto.xml").read_bytes())
    assert (page.width, page.height) == (640, 400)
    assert "No scan waits" in run(scan).output


def test_an_edited_text_is_kept(scan: Path) -> None:
    run(scan)
    scan.with_suffix(".txt").write_text("A person's text.\n")
    run(scan)
    assert not scan.with_name("ferry.ocr.txt").exists()
    assert "ferry.ocr.txt" in run(scan, "--again").output
    assert scan.with_suffix(".txt").read_text() == "A person's text.\n"
    assert scan.with_name("ferry.ocr.txt").read_text().strip()


def test_a_text_that_nobody_edited_is_read_again(scan: Path) -> None:
    run(scan)
    assert run(scan, "--again").exit_code == 0
    assert not scan.with_name("ferry.ocr.txt").exists()


def test_a_blank_page_is_reported_and_no_error(tmp_path: Path) -> None:
    (tmp_path / "blank.png").write_bytes(picture_bytes(image(mode="L", colour=0), "PNG"))
    done = run(tmp_path / "blank.png")
    assert done.exit_code == 0
    assert "no text was found" in done.output
    assert not (tmp_path / "blank.txt").exists()


def test_a_broken_file_does_not_stop_the_others(scan: Path) -> None:
    (scan.parent / "broken.jpg").write_bytes(b"\xff\xd8\xff broken")
    done = run(scan.parent)
    assert done.exit_code == 1
    assert "broken.jpg: is damaged" in done.output
    assert scan.with_suffix(".txt").exists()


def test_a_folder_for_the_results_gets_the_facts_too(scan: Path, tmp_path: Path) -> None:
    run(scan, "--out", tmp_path / "out", "--language", "en")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "ferry.alto.xml",
        "ferry.json",
        "ferry.txt",
    ]
    facts = json.loads((tmp_path / "out" / "ferry.json").read_text())
    assert (facts["date"], facts["language"]) == (None, "en")
    assert not scan.with_suffix(".txt").exists()


def test_words_of_a_region_are_placed_in_the_whole_picture(scan: Path) -> None:
    run(scan, "--region", "0,50,640,350")
    (page,) = read_alto(scan.with_name("ferry.alto.xml").read_bytes())
    assert (page.width, page.height) == (640, 400)
    assert min(word.y for line in page.lines for word in line.words) > 80


@pytest.mark.parametrize("region", ["1,2,3", "a,b,c,d", "-1,0,5,5", "0,0,0,5", "nan,0,9,9"])
def test_a_region_is_four_numbers(scan: Path, region: str) -> None:
    done = run(scan, f"--region={region}")
    assert done.exit_code != 0
    assert not scan.with_suffix(".txt").exists()


def test_a_sidecar_states_the_language(scan: Path) -> None:
    scan.with_suffix(".yml").write_text("language: en\n")
    assert run(scan).exit_code == 0
    assert 'LANG="en"' in scan.with_name("ferry.alto.xml").read_text()


def test_the_scan_of_a_withdrawn_article_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for name in ("ferry", "mill"):
        (seeds / f"{name}.png").write_bytes(picture_bytes(image(), "PNG"))
    (seeds / "mill.yml").write_text("withdrawn: {date: 2026-01-02, reason: on request}\n")
    assert run("--seeds", seeds).exit_code == 0
    assert sorted(path.name for path in seeds.glob("*.txt")) == ["ferry.txt"]
