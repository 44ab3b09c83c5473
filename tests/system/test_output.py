"""Names of files and headlines cannot give commands to the service that builds a site."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import folder

from generator.system import output
from generator.system.output import HarmlessOutput, guard, harmless, unguarded


def obeyed(log: str) -> list[str]:
    """The lines that GitHub's runner or others would obey, as they read them."""
    lines = re.split(r"\r\n|\r|\n", log)
    return [line for line in lines if line.lstrip().startswith("::") or re.search(r"##[A-Za-z]*\[", line)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x.txt: no-date\n", r"\::error::x.txt: no-date" + "\n"),
        ("  ::add-mask::e", r"  \::add-mask::e"),
        ("a\n\u3000::error::b\r::stop-commands::c", "a\n\u3000\\::error::b\r\\::stop-commands::c"),
        ("a: ##[error]b", r"a: #\#[error]b"),
        ("###[group]", r"##\#[group]"),
        ("##vso[task.complete]", r"#\#vso[task.complete]"),
        ("a::b and # c ## d [e]", "a::b and # c ## d [e]"),
    ],
)
def test_a_line_that_is_a_command_is_made_harmless(text: str, shown: str) -> None:
    assert harmless(text) == shown
    assert not obeyed(shown)
    assert harmless(shown) == shown


@given(st.lists(st.text(alphabet=":# \n\r[a\u00a0")))
def test_nothing_that_is_printed_in_any_parts_is_a_command(parts: list[str]) -> None:
    stream = io.StringIO()
    guarded = HarmlessOutput(lambda: stream)
    for part in parts:
        guarded.write(part)
    # The parts of a sign that is printed in two are those of a program, not of a name.
    if "".join(parts) == "".join(part for part in parts if len(part) != 1):
        assert not [line for line in obeyed(stream.getvalue()) if line not in "".join(parts)]
    assert stream.getvalue().replace("\\", "") == "".join(parts)


def test_a_line_that_goes_on_is_no_command() -> None:
    stream = io.StringIO()
    guarded = HarmlessOutput(lambda: stream)
    for part in ("a", "::b\n", " ", "::c"):
        guarded.write(part)
    assert stream.getvalue() == "a::b\n \\::c"


@pytest.mark.parametrize(("environment", "shown"), [({"CI": "true"}, r"\::a"), ({}, "::a")])
def test_what_is_printed_for_programs_is_changed_only_in_the_log_of_a_service(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], shown: str
) -> None:
    out, error = io.StringIO(), io.StringIO()
    monkeypatch.setattr("sys.stdout", out)
    monkeypatch.setattr("sys.stderr", error)
    guard(environment)
    for stream in (sys.stdout, sys.stderr):
        stream.write("::a")
        unguarded(stream).write("\n::error::meant")
    assert out.getvalue() == f"{shown}\n::error::meant"
    assert error.getvalue() == "\\::a\n::error::meant"


def test_what_is_written_into_a_file_is_not_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "a.yml").open("w") as file:
        monkeypatch.setattr("sys.stdout", file)
        monkeypatch.setattr("sys.stderr", io.StringIO())
        guard({"CI": "true"})
        sys.stdout.write("::a")
    assert (tmp_path / "a.yml").read_text() == "::a"


@pytest.mark.parametrize("command", [["convert"], ["check"], ["check", "--format", "github"]])
def test_file_names_and_headlines_in_a_log_give_no_commands(tmp_path: Path, command: list[str]) -> None:
    files = {
        "::error::bad.txt": "",
        "##[error]worse.txt": "::warning::A headline\n\nThe mill by the river burnt down last night.\n",
        "::stop-commands::x.txt": "##[add-matcher]A headline\n\nThe mill by the sea burnt down last night.\n",
        "::set-output name=a::b.yml": "date: 2020-01-01\n",
    }
    folder(tmp_path, files)
    done = subprocess.run(
        [sys.executable, "-m", "generator", *command],
        cwd=tmp_path,
        env={**os.environ, "CI": "true", "PYTHONPATH": str(Path(output.__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "bad.txt" in done.stdout + done.stderr
    assert obeyed(done.stderr) == []
    # The annotations of a check, each a command of its own, in which the name of the file is escaped.
    meant = obeyed(done.stdout)
    assert all(re.match(r"::(error|warning) file=[^:]*,title=[a-z-]+::", line) for line in meant)
    assert bool(meant) == ("github" in command)
