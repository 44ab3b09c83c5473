"""``check`` lists the lines of a scan of which the program that read them was unsure."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import folder
from picturing import image, picture_bytes

from generator.check.inspection import inspect
from generator.scans.alto import Block, Line, ScanPage, Word, write_alto

TEXT = (
    "Ferry stays in port at Marum\n\n4 June 1931\n\nThe ferry of Marum stayed in port, for the ice held it.\n"
)


def rules(tmp_path: Path, text: str, sidecar: str = "language: en") -> list[tuple[str, int]]:
    lines = []
    for row, part in enumerate(TEXT.split("\n\n")):
        words = (Word(word, 10, 30 * row, 50, 20, 0.3 if word == "ice" else 0.9) for word in part.split())
        lines.append(Line(tuple(words)))
    files: dict[str, str | bytes] = {
        "ferry.txt": text,
        "ferry.yml": sidecar,
        "ferry.jpg": picture_bytes(image(600, 400)),
        "ferry.alto.xml": write_alto([ScanPage(600, 400, (Block("text", tuple(lines)),))]),
    }
    found = inspect(folder(tmp_path, files))
    return [(problem.message, problem.line) for problem in found if problem.rule == "unsure-line"]


def test_an_unsure_word_is_reported_where_it_is_in_the_text(tmp_path: Path) -> None:
    ((message, line),) = rules(tmp_path, TEXT)
    assert line == 5
    assert "page 1 of the scan: 'ice' may be misread" in message


@pytest.mark.parametrize(
    ("text", "sidecar"),
    [(TEXT.replace("the ice held", "ice still held"), ""), (TEXT, "transcription: verified")],
    ids=["corrected", "verified"],
)
def test_a_line_that_a_person_has_changed_or_confirmed_is_not_reported(
    tmp_path: Path, text: str, sidecar: str
) -> None:
    assert rules(tmp_path, text, sidecar) == []
