"""Take the figures of `floors.yml` with the scorer in ../shared, and compare or renew them.

python tests/quality/measure.py            # print what is reached beside each floor
python tests/quality/measure.py --write    # make what is reached the new floors: a deliberate edit
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
# What reading must not fall below: figures of ../shared/bench/score.py as they were reached, with a digest of
# the data that they were taken on. A test fails when one falls. Lowering one is a deliberate edit:
# python tests/quality/measure.py --write, and the commit message says why.
"""


def load_floors() -> dict[str, dict[str, Any]]:
    """Name of each measurement → its arguments, digest and floors."""
    found: dict[str, dict[str, Any]] = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))
    return found


def digest(data: str) -> str:
    """SHA-256 of a data file, or of every file of a folder in order of name."""
    path = SHARED / "data" / data
    files = [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file())
    total = hashlib.sha256()
    for file in files:
        total.update(file.read_bytes())
    return total.hexdigest()


def measured(floor: dict[str, Any]) -> dict[str, float]:
    """The figures of one measurement now."""
    command = [
        sys.executable,
        str(SHARED / "bench" / "score.py"),
        floor["task"],
        str(SHARED / "data" / floor["data"]),
    ]
    kind = ["--kind", floor["kind"]] if "kind" in floor else []
    done = subprocess.run([*command, *kind], cwd=ROOT, capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def main() -> None:
    """Print, or renew with ``--write``, the figures of every measurement."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="make what is reached the new floors")
    write = parser.parse_args().write
    floors = load_floors()
    for name, floor in floors.items():
        reached = measured(floor)
        for figure, least in floor["floors"].items():
            print(f"{name:28} {figure:22} floor {least:.4f}  reached {reached[figure]:.4f}")  # noqa: T201 - a script
            floor["floors"][figure] = reached[figure] if write else least
        floor["sha256"] = digest(floor["data"])
    if write:
        FLOORS.write_text(HEAD + yaml.safe_dump(floors, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
