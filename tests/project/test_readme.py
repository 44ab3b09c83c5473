"""The README's commands work, in a copy of the project whose path holds a space."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from making import ROOT

from generator.authority.authority import load_authority
from generator.inputs.fields import FIELDS, parse_declaration

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


def examples(page: str) -> list[str]:
    """The blocks of a page that are marked ``yaml``, those of lists taken to the margin."""
    text = (ROOT / page).read_text(encoding="utf-8")
    return [
        textwrap.dedent(block)
        for block in re.findall(r"^ *```yaml\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    ]


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
def test_sidecars_shown_are_in_order(page: str) -> None:
    shown = [example for example in examples(page) if not example.startswith("- ")]
    assert shown
    for example in shown:
        declared, problems = parse_declaration(example, page)
        assert problems == ()
        assert declared.values["date"]


def test_authority_entry_shown_is_in_order(tmp_path: Path) -> None:
    entry = next(example for example in examples("README.md") if example.startswith("- "))
    (tmp_path / "people.yml").write_text(entry, encoding="utf-8")
    authority, problems = load_authority([tmp_path])
    assert problems == ()
    assert [known.id for known in authority.entries.values()] == ["mario-molina"]


@pytest.mark.parametrize("field", [field.name for field in FIELDS])
def test_readme_names_every_field(field: str) -> None:
    assert f"`{field}`" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_is_linked_exists(page: str) -> None:
    assert [target for target in linked(page) if not (ROOT / target).exists()] == []
