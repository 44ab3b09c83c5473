"""The README's commands work, in a copy of the project whose path holds a space."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "CONTRIBUTING.md")
# These go on until somebody stops them, or would start this very test again: that they exist is shown here,
# what they do elsewhere.
ENDLESS = {"make serve", "make demo", "make test", "make check"}


def commands(page: str) -> list[str]:
    """The command lines of the blocks marked ``sh``, comments taken off, in their order."""
    blocks = re.findall(
        r"^```sh\n(.*?)^```", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    lines = (line.partition(" # ")[0].strip() for block in blocks for line in block.splitlines())
    return [line for line in lines if line]


def linked(page: str) -> list[str]:
    """The files of the project that a page links to or shows."""
    found = re.findall(r"\]\(([^)#\s]+)", (ROOT / page).read_text(encoding="utf-8"))
    return [target for target in found if "://" not in target]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one line of a shell. What ``make`` would install is here already, and is the real project's."""
    line = re.sub(r"^make ", "make --old-file=.venv/ready ", command)
    environment = {**os.environ, "NO_COLOR": "1"}
    # The README is ours, and its lines are a shell's.
    return subprocess.run(
        ["sh", "-c", line], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme") / "a copy"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for path in filter(None, listed.split("\0")):
        if (ROOT / path).is_file():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / path, folder / path)
    (folder / ".venv").symlink_to(sys.prefix)
    return folder


def test_commands_of_the_readme_work_in_their_order(copy: Path) -> None:
    tried = [command for command in commands("README.md") if command not in ENDLESS]
    assert {"make site", ".venv/bin/clipfile check"} <= set(tried)
    for command in tried:
        done = run(command, copy)
        assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    assert (copy / "site" / "index.html").is_file()
    assert list((copy / "site" / "articles").rglob("index.html"))


@pytest.mark.parametrize("command", sorted(ENDLESS))
def test_command_exists(command: str, copy: Path) -> None:
    assert any(command in commands(page) for page in PAGES)
    assert run(f"make --dry-run {shlex.split(command)[1]}", copy).returncode == 0


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_is_linked_exists(page: str) -> None:
    assert [target for target in linked(page) if not (ROOT / target).exists()] == []
