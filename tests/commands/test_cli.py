"""The command line lists every command, and each loads only what it needs."""

from __future__ import annotations

import io
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from making import folder
from rich.console import Console
from typer.testing import CliRunner

from generator.commands import building
from generator.commands.cli import COMMANDS, app

# Libraries for web archives, feeds, web addresses and saved pages.
OF_OTHER_COMMANDS = {"warcio", "feedparser", "urllib3", "trafilatura"}
# What reads and describes seeds, and makes pictures smaller: a build without changes needs none of them.
OF_READERS = {"charset_normalizer", "PIL", "generator.convert.pipeline", "generator.extract.formats"}


def test_help_names_each_command_and_what_it_does() -> None:
    help_text = CliRunner().invoke(app, ["--help"], terminal_width=200).output
    rows = [line.strip("│ ").split(maxsplit=1) for line in help_text.splitlines()]
    described = {row[0]: row[1] for row in rows if len(row) == 2 and row[0] in COMMANDS}
    assert list(described) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_a_help_text(name: str) -> None:
    done = CliRunner().invoke(app, [name, "--help"])
    assert done.exit_code == 0
    assert f"clipfile {name}" in done.output


def test_a_misspelled_command_gets_a_suggestion() -> None:
    done = CliRunner().invoke(app, ["biuld"])
    assert done.exit_code == 2
    assert "Did you mean 'build'?" in done.output


def test_build_does_not_load_libraries_of_other_commands() -> None:
    modules = "generator.commands.cli, generator.commands.building"
    script = f"import sys, {modules}; print({OF_OTHER_COMMANDS | OF_READERS} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("terminal", [True, False])
def test_a_build_has_no_thread_when_it_starts_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: bool
) -> None:
    settings = folder(tmp_path, {"a.txt": "Ferry resumes\n\nThe ferry resumed its trips on Tuesday.\n"})
    (tmp_path / "mkdocs.yml").write_text("site_name: An archive\n")
    monkeypatch.setattr(building, "console", Console(file=io.StringIO(), force_terminal=terminal))
    before = threading.active_count()
    threads: list[int] = []
    monkeypatch.setattr(building, "build_site", lambda *_, **__: threads.append(threading.active_count()))
    arguments = ["build", "--seeds", str(settings.seeds), "--config", str(tmp_path / "mkdocs.yml")]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    assert threads == [before]
