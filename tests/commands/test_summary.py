"""The problems printed after a run."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from generator.commands.summary import print_problems
from generator.model.problem import Problem

ERRORS = [Problem(f"e{n}.txt", 1, "date", "must be YYYY-MM-DD") for n in range(14)]
WARNINGS = [
    Problem(f"w{n}.txt", 0, "same-headline", "has the headline of another", "warning") for n in range(24)
]
OTHERS = [Problem("o.txt", 0, "sidecar-orphan", "describes no document", "warning")]


@pytest.fixture(params=[True, False], ids=["terminal", "pipe"])
def lines(request: pytest.FixtureRequest) -> list[str]:
    output = io.StringIO()
    console = Console(file=output, force_terminal=request.param, color_system=None, width=200)
    print_problems([*ERRORS, *WARNINGS, *OTHERS], console)
    return output.getvalue().splitlines()


def test_twenty_warnings_of_a_rule_are_printed_with_a_hint_to_the_rest(lines: list[str]) -> None:
    assert sum("same-headline: has" in line for line in lines) == 20
    assert lines[-1] == "same-headline: 4 more; 'clipfile check' lists them all"
    assert sum("sidecar-orphan" in line for line in lines) == 1


def test_every_error_is_printed(lines: list[str]) -> None:
    assert sum("must be" in line for line in lines) == len(ERRORS)
