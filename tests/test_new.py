"""``clipfile new`` at a terminal: what is not known is asked for, and a wrong answer is asked for again."""

from __future__ import annotations

import os
import pty
import select
import sys
import time
from pathlib import Path

import yaml

TEXT = [
    "Council votes for the new bridge",
    "",
    "The council voted for a bridge over the river. It will be built of wood.",
]
# What appears, and what a person then types.
TALK = [
    ("[y/N]", ["n"]),
    ("holds only", [*TEXT, "."]),
    ("Address of the article", ["https://example.org/bridge"]),
    ("date (", ["soon"]),
    ("must be YYYY-MM-DD", ["2020-01-02"]),
    ("authors (", ["Ana Example, B Example"]),
    ("source.name (", [""]),
    ("Now run: clipfile check", []),
]
PATIENCE = 60.0


def until(terminal: int, wanted: str) -> str:
    """What the terminal shows, up to the words that are waited for."""
    shown, end = "", time.monotonic() + PATIENCE
    while wanted not in shown and time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            shown += os.read(terminal, 65536).decode(errors="replace")
    assert wanted in shown, shown
    return shown


def test_a_text_is_pasted_shown_and_completed_by_answers(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    child, terminal = pty.fork()
    if not child:
        os.chdir(tmp_path)
        os.environ |= {"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"}
        os.execv(sys.executable, [sys.executable, "-m", "generator", "new"])  # noqa: S606 - our own program
    shown = ""
    for wanted, typed in TALK:
        shown += until(terminal, wanted)
        for line in typed:
            os.write(terminal, f"{line}\n".encode())
    assert os.waitpid(child, 0)[1] == 0
    assert "extracted, headline" in shown
    seed = tmp_path / "seeds" / "council-votes-for-the-new-bridge.txt"
    assert seed.read_text().split() == " ".join(TEXT).split()
    declared = yaml.safe_load(seed.with_suffix(".yml").read_text())
    assert declared.pop("source")["url"] == "https://example.org/bridge"
    assert {key: str(value) for key, value in declared.items()} == {
        "date": "2020-01-02",
        "authors": "['Ana Example', 'B Example']",
    }
