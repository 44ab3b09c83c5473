"""Readers and describers take time by the length of a seed: phrases of all tables are repeated in long seeds.

The limit of processor time is a guard, no measure: what is linear takes less than two seconds, what grows
with the square of the length more than four.
"""

from __future__ import annotations

import subprocess
import sys

from making import ROOT, THOROUGH

PROGRAM = ROOT / "tests" / "repeated.py"
LENGTH, GUARD = (200_000, 25) if THOROUGH else (50_000, 4)  # bytes and seconds
# By default one phrase of so many in the tables is tried, in two of the forms; what is made from them is
# tried always.
EVERY = 1 if THOROUGH else 4000


def test_a_seed_of_one_repeated_phrase_is_read_in_time() -> None:
    command = [sys.executable, str(PROGRAM), *map(str, (LENGTH, GUARD, EVERY))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    assert done.returncode == 0, (
        f"takes too long, or fails: {lines[-1] if lines else ''}\n{done.stderr[-2000:]}"
    )
    assert int(lines[-1].removeprefix("tried ")) > 100
