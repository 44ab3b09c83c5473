"""What a person sees of the problems of a run."""

from __future__ import annotations

import io

from rich.console import Console

from generator.model import Problem
from generator.summary import print_problems

ERRORS = [Problem(f"e{n}.txt", 1, "date", "must be YYYY-MM-DD") for n in range(14)]
WARNINGS = [
    Problem(f"w{n}.txt", 0, "same-headline", "has the headline of another", "warning") for n in range(14)
]
OTHERS = [Problem("o.txt", 0, "sidecar-orphan", "describes no document", "warning")]


def shown(*, terminal: bool) -> list[str]:
    console = Console(file=io.StringIO(), force_terminal=terminal, color_system=None, width=200)
    print_problems([*ERRORS, *WARNINGS, *OTHERS], console)
    return console.file.getvalue().splitlines()  # type: ignore[attr-defined, no-any-return]


def test_a_person_sees_ten_warnings_of_a_rule_and_how_to_see_all() -> None:
    lines = shown(terminal=True)
    assert sum("same-headline: has" in line for line in lines) == 10
    assert lines[-1] == "same-headline: 4 more; 'clipfile check' lists all of them"
    assert sum("sidecar-orphan" in line for line in lines) == 1


def test_no_error_is_left_out() -> None:
    assert sum("must be" in line for line in shown(terminal=True)) == len(ERRORS)


def test_a_file_or_pipe_gets_everything() -> None:
    assert len(shown(terminal=False)) == len([*ERRORS, *WARNINGS, *OTHERS])
