"""``clipfile check`` says what it checked, also when there is nothing to report."""

from __future__ import annotations

from pathlib import Path

from making import folder
from typer.testing import CliRunner

from generator.commands.cli import app

TEXT = "Ferry goes on\nMarch 3, 2020\n\nThe ferry goes on until winter, the council said on Monday.\n"


def run(*arguments: str | Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["check", *map(str, arguments)])
    return done.exit_code, done.stdout, done.stderr


def test_a_clean_archive_is_confirmed(tmp_path: Path) -> None:
    seeds = folder(tmp_path, {"a.txt": TEXT, "b.txt": TEXT.replace("Ferry", "Boat")}).seeds
    assert run("--seeds", seeds, "a.txt") == (0, "", "No problems in a.txt.\n")
    (seeds / "b.txt").unlink()
    assert run("--seeds", seeds) == (0, "", "No problems in 1 article.\n")


def test_problems_are_counted_apart_from_the_report(tmp_path: Path) -> None:
    files = {"a.txt": TEXT, "a.yml": "people: [Nobody Known]\n", "b.txt": ""}
    seeds = folder(tmp_path, dict(files)).seeds
    code, report, summary = run("--seeds", seeds)
    assert (code, len(report.splitlines())) == (1, 2)
    assert summary == "1 error and 1 warning in 1 article. Errors keep an article out of the site.\n"
    assert run("--seeds", seeds, "--format", "json")[1].startswith("[")
