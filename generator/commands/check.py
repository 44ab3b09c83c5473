"""``clipfile check``: what is wrong, where, and how to mend it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

import typer

from generator.check.against import ASKED
from generator.check.baseline import Published
from generator.check.fix import mend
from generator.check.formats import FORMATS, placed
from generator.check.inspection import below, inspect, within
from generator.check.report.revision import changed_since
from generator.commands.against import read_published
from generator.commands.options import (
    DEFAULT_CONFIG,
    ConfigOption,
    SeedsOption,
    console,
    leave,
    settings_of,
)
from generator.inputs.settings import Settings
from generator.model.problem import Problem
from generator.system.progress import counting

Form = Literal["text", "json", "github", "sarif"]


def check_command(  # noqa: PLR0913, PLR0917 - each is an option of the command
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders to report on; or another folder of clippings."),
    ] = None,
    seeds: SeedsOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    form: Annotated[Form, typer.Option("--format", help="How to print.")] = "text",
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="REF|URL|FILE",
            help="An earlier site: a commit, its data/addresses.txt, its folder. Its addresses must not die.",
        ),
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what is safe, then report the rest.")] = False,
) -> None:
    """Report what is wrong, as file:line:column: rule: what, and how to mend it.

    Exit codes: 0 no error (there may be warnings); 1 errors in seeds; 2 nothing was checked.
    """
    settings, chosen = _located(settings_of(config).located(seeds=seeds), paths or [], seeds)
    published = None if against is None else read_published(against, settings)
    problems = _problems(settings, chosen, published)
    # Of a field only the first fault is told: behind one that is mended there may be another.
    while fix and (done := mend(problems, settings.seeds)):
        for one in done:
            console.print(f"mended {one}", markup=False, highlight=False, style="green")
        problems = _problems(settings, chosen, published)
    if form == "github" and against:
        problems = _foremost(problems, changed_since(settings.seeds, against))
    shown = FORMATS[form](placed(problems, settings.seeds, Path.cwd()))
    if shown:
        typer.echo(shown)
    leave(problems)


def _located(settings: Settings, paths: list[Path], seeds: Path | None) -> tuple[Settings, tuple[Path, ...]]:
    """A single folder outside the seeds folder is itself a folder of seeds."""
    if seeds is None and len(paths) == 1 and paths[0].is_dir():
        other = paths[0].resolve()
        if not other.is_relative_to(settings.seeds):
            return settings.located(seeds=other), ()
    return settings, below(paths, settings.seeds)


def _foremost(problems: tuple[Problem, ...], changed: frozenset[str]) -> tuple[Problem, ...]:
    """Those of changed files first: of each kind GitHub shows ten annotations of a step, and no more."""
    stems = {PurePosixPath(path).with_suffix("") for path in changed}
    return tuple(sorted(problems, key=lambda one: PurePosixPath(one.path).with_suffix("") not in stems))


def _problems(
    settings: Settings, paths: tuple[Path, ...], published: Published | None
) -> tuple[Problem, ...]:
    with counting(console) as step:
        found = inspect(settings, step, published)
    if not paths:
        return found
    # What was asked for by name is told whatever the paths.
    asked = [one for one in found if one.rule in ASKED]
    return tuple(dict.fromkeys((*asked, *within(found, paths, settings.seeds))))
