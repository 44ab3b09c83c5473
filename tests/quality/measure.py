"""Measure the scores in `floors.yml` with the scorer in ../shared, and compare or update them.

python tests/quality/measure.py            # print each floor and the current score
python tests/quality/measure.py --write    # replace the floors by the current scores: a deliberate edit
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = HERE / "floors.yml"
HEAD = """\
# Scores that extraction must not fall below, as measured by ../shared/bench/score.py, with a digest of the
# data they were measured on. A test fails when a score falls. Lowering a floor is a deliberate edit:
# python tests/quality/measure.py --write, with the reason in the commit message.
"""


def load_floors() -> dict[str, dict[str, Any]]:
    """The arguments, digest and floors of each measurement, by name."""
    floors: dict[str, dict[str, Any]] = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))
    return floors


def digest(data: str) -> str:
    """SHA-256 of a data file, or of all files in a folder in order of their names."""
    path = SHARED / "data" / data
    files = [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file())
    total = hashlib.sha256()
    for file in files:
        total.update(file.read_bytes())
    return total.hexdigest()


def measure(floor: dict[str, Any]) -> dict[str, float]:
    """Run one measurement and return its scores by name."""
    command = [
        sys.executable,
        str(SHARED / "bench" / "score.py"),
        floor["task"],
        str(SHARED / "data" / floor["data"]),
    ]
    kind = ["--kind", floor["kind"]] if "kind" in floor else []
    done = subprocess.run([*command, *kind], cwd=ROOT, capture_output=True, text=True, check=True)
    scores: dict[str, float] = json.loads(done.stdout)
    return scores


def main() -> None:
    """Print the scores of every measurement, and with ``--write`` make them the new floors."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="make the current scores the new floors")
    write = parser.parse_args().write
    floors = load_floors()
    for name, floor in floors.items():
        scores = measure(floor)
        for score, least in floor["floors"].items():
            print(f"{name:28} {score:22} floor {least:.4f}  now {scores[score]:.4f}")  # noqa: T201 - a script
            floor["floors"][score] = scores[score] if write else least
        floor["sha256"] = digest(floor["data"])
    if write:
        FLOORS.write_text(HEAD + yaml.safe_dump(floors, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
