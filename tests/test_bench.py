"""The benchmark's seeds: as many as were asked for, of the same mixture, the same each time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def make_seeds(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "bench" / "make_seeds.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def contents(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.iterdir())]


@pytest.mark.usefixtures("shared")
def test_seeds_are_as_many_as_asked_for_and_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert make_seeds("7", str(tmp_path / name)).returncode == 0
    made = contents(tmp_path / "one")
    assert made == contents(tmp_path / "two")
    assert len(set(made)) == 7
    for seed in made:
        headline, blank, body = seed.decode().split("\n", 2)
        assert headline
        assert not blank
        assert body.strip()


def test_a_corpus_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = make_seeds("7", str(tmp_path / "out"), "--corpus", "no-such-corpus")
    assert done.returncode == 1
    assert "no-such-corpus.jsonl.xz: no such corpus" in done.stderr
