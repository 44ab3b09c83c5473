"""The benchmark makes reproducible seeds and a table of medians."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest
from making import ROOT

sys.path.append(str(ROOT / "bench"))
figures = importlib.import_module("figures")


def test_a_cell_has_the_median_the_spread_and_the_ratio_to_the_peer() -> None:
    table = figures.table({10: {"peer s": [9.0, 10.0, 14.0], "build s": [5.0], "page KB": [1.5]}})
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()]
    cells = {row[0]: row[1:] for row in rows}
    assert cells["Hugo and Pagefind, finished Markdown to site"] == ["10.0 ±2.5", ""]
    assert cells["everything from nothing: seeds to site, searchable"] == ["5.0 (0.50)", "(1)"]
    assert cells["page of an article, median, KB"] == ["1.5", ""]


def make_seeds(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "bench" / "make_seeds.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def contents(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.iterdir())]


@pytest.mark.usefixtures("shared")
def test_the_requested_number_of_seeds_is_made_and_reproducible(tmp_path: Path) -> None:
    for name in ("first", "second"):
        assert make_seeds("7", str(tmp_path / name)).returncode == 0
    made = contents(tmp_path / "first")
    assert made == contents(tmp_path / "second")
    assert len(set(made)) == 7
    for seed in made:
        headline, blank, body = seed.decode().split("\n", 2)
        assert headline
        assert not blank
        assert body.strip()


def test_the_message_names_a_missing_corpus(tmp_path: Path) -> None:
    done = make_seeds("7", str(tmp_path / "out"), "--corpus", "no-such-corpus")
    assert done.returncode == 1
    assert "no-such-corpus.jsonl.xz: no such corpus" in done.stderr
