"""``clipfile check``: what is wrong, where, and how to fix it."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

import typer

from generator.check.against import ASKED
from generator.check.baseline import Published
from generator.check.fix import apply_fixes
from generator.check.formats import FORMATS, with_full_paths
from generator.check.inspection import below, examine, within
from generator.check.report.revision import changed_since
from generator.commands.against import read_published
from generator.commands.options import (
    DEFAULT_CONFIG,
    ConfigOption,
    SeedsOption,
    console,
    counted,
    leave,
    say,
    settings_of,
)
from generator.convert.convert import gather
from generator.inputs.settings import Settings
from generator.model.problem import Problem
from generator.system.output import unguarded
from generator.system.progress import counting

Format = Literal["text", "json", "github", "sarif"]


def check_command(  # noqa: PLR0913, PLR0917 - each is an option of the command
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders to report on, or another folder of clippings."),
    ] = None,
    seeds: SeedsOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    form: Annotated[Format, typer.Option("--format", help="Output format.")] = "text",
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="REF|URL|FILE",
            help="An earlier site whose addresses must still work: a commit, its data/addresses.txt, or its "
            "folder.",
        ),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Fix unambiguous mistakes, then report the rest.")
    ] = False,
) -> None:
    """Report every problem as file:line:column: rule: problem and remedy.

    Exit codes: 0 no errors (there may be warnings); 1 errors in seeds; 2 nothing was checked.
    """
    settings, chosen = _located(settings_of(config).located(seeds=seeds), paths or [], seeds)
    published = None if against is None else read_published(against, settings)
    problems, articles = _problems(settings, chosen, published)
    # A field reports only its first mistake; fixing that one may reveal another.
    while fix and (fixes := apply_fixes(problems, settings.seeds)):
        for change in fixes:
            say(f"fixed {change}", style="green")
        problems, articles = _problems(settings, chosen, published)
    if form == "github" and against:
        problems = _changed_first(problems, changed_since(settings.seeds, against))
    report = FORMATS[form](with_full_paths(problems, settings.seeds, Path.cwd()))
    if report:
        # The annotations are commands.
        typer.echo(report, file=unguarded(sys.stdout) if form == "github" else None)
    say(_summary(problems, ", ".join(map(str, chosen)) or counted(articles, "article")))
    leave(problems)


def _summary(problems: tuple[Problem, ...], checked: str) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    if not problems:
        return f"No problems in {checked}."
    counts = f"{counted(errors, 'error')} and {counted(len(problems) - errors, 'warning')} in {checked}."
    return f"{counts} Errors keep an article out of the site." if errors else counts


def _located(settings: Settings, paths: list[Path], seeds: Path | None) -> tuple[Settings, tuple[Path, ...]]:
    """Settings and paths to report on. A single folder outside the seeds is itself a folder of seeds."""
    if seeds is None and len(paths) == 1 and paths[0].is_dir():
        other = paths[0].resolve()
        if not other.is_relative_to(settings.seeds):
            return settings.located(seeds=other), ()
    return settings, below(paths, settings.seeds)


def _changed_first(problems: tuple[Problem, ...], changed: frozenset[str]) -> tuple[Problem, ...]:
    """Problems of changed files first: GitHub shows only ten annotations of each severity per step."""
    stems = {PurePosixPath(path).with_suffix("") for path in changed}
    return tuple(sorted(problems, key=lambda each: PurePosixPath(each.path).with_suffix("") not in stems))


def _problems(
    settings: Settings, paths: tuple[Path, ...], published: Published | None
) -> tuple[tuple[Problem, ...], int]:
    """The problems of these paths (of all, if there are none), and the number of articles."""
    with counting(console) as step:
        gathered = gather(settings, step)
        problems = examine(settings, gathered, published)
    articles = len(gathered.archive.articles)
    if not paths:
        return problems, articles
    # The comparison that --against asks for is reported for all paths.
    asked = [problem for problem in problems if problem.rule in ASKED]
    return tuple(dict.fromkeys((*asked, *within(problems, paths, settings.seeds)))), articles
