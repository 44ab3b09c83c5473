"""The command line: every command is there, and waits for nothing that only another one needs."""

from __future__ import annotations

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from generator.commands.cli import COMMANDS, app

# What only web archives, feeds, addresses on the web and saved pages are read with.
ELSEWHERE = {"warcio", "feedparser", "urllib3", "trafilatura"}


def test_help_names_each_command_and_what_it_does() -> None:
    told = CliRunner().invoke(app, ["--help"], terminal_width=200).output
    rows = [line.strip("│ ").split(maxsplit=1) for line in told.splitlines()]
    named = {row[0]: row[1] for row in rows if len(row) == 2 and row[0] in COMMANDS}
    assert list(named) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_says_how_it_is_used(name: str) -> None:
    done = CliRunner().invoke(app, [name, "--help"])
    assert done.exit_code == 0
    assert f"clipfile {name}" in done.output


def test_a_misspelled_command_is_met_with_a_suggestion() -> None:
    done = CliRunner().invoke(app, ["biuld"])
    assert done.exit_code == 2
    assert "Did you mean 'build'?" in done.output


def test_a_build_loads_nothing_that_only_other_commands_need() -> None:
    modules = "generator.commands.cli, generator.commands.building"
    script = f"import sys, {modules}; print({ELSEWHERE} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
