"""Which scans wait for their text; a text that a person has edited is never overwritten."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from generator.scans.alto import write_alto
from generator.transcribe.jobs import Job, State, jobs_of, state_of, without_pictures


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")


def test_pages_of_one_scan_are_one_job_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    touch(tmp_path, "flood.10.jpg", "flood.2.jpg", "a/fire.pdf", "notes.txt", ".hidden/x.png")
    jobs = jobs_of([tmp_path])
    assert [Path(job.stem).name for job in jobs] == ["fire", "flood"]
    assert [Path(name).name for name in jobs[1].files] == ["flood.2.jpg", "flood.10.jpg"]


def test_a_picture_that_a_document_names_is_no_scan(tmp_path: Path) -> None:
    touch(tmp_path, "flood.jpg", "map.png")
    (tmp_path / "article.md").write_text("![A map](map.png)")
    assert [Path(job.stem).name for job in without_pictures(jobs_of([tmp_path]), tmp_path)] == ["flood"]


@pytest.mark.parametrize(
    ("text", "noted", "state"),
    [
        (None, "", State.MISSING),
        (b"as written", b"as written", State.OURS),
        (b"as edited", b"as written", State.EDITED),
        (b"typed", None, State.OTHER),
    ],
)
def test_the_state_of_a_text(tmp_path: Path, text: bytes | None, noted: bytes | None, state: State) -> None:
    stem = tmp_path / "flood"
    if text is not None:
        stem.with_suffix(".txt").write_bytes(text)
    if noted:
        (tmp_path / "flood.alto.xml").write_bytes(write_alto((), digest=hashlib.sha256(noted).hexdigest()))
    assert state_of(Job(stem.as_posix(), (f"{stem}.jpg",))) is state


@pytest.mark.parametrize("name", ["flood.md", "flood.TXT", "flood.rtf", "flood.jpg.txt"])
def test_a_document_next_to_a_scan_is_its_text(tmp_path: Path, name: str) -> None:
    touch(tmp_path, "flood.jpg", name)
    assert state_of(jobs_of([tmp_path / "flood.jpg"])[0]) is State.OTHER


@pytest.mark.parametrize(
    "name", ["flood.yml", "flood.xml", "flood.ocr.txt", "flood.tif", "flood.2.txt", "floods.txt"]
)
def test_other_files_next_to_a_scan_are_not_its_text(tmp_path: Path, name: str) -> None:
    touch(tmp_path, "flood.jpg", name)
    assert state_of(jobs_of([tmp_path / "flood.jpg"])[0]) is State.MISSING
