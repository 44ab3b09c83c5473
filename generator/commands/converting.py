"""``clipfile convert``: clippings become pages and data."""

from __future__ import annotations

import importlib
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from generator.commands.options import (
    DEFAULT_CONFIG,
    ConfigOption,
    ExecutorOption,
    console,
    leave,
    settings_of,
)
from generator.commands.summary import print_problems, print_summary
from generator.convert.convert import Conversion, convert
from generator.inputs.settings import Settings
from generator.system.progress import counting
from generator.system.work import LOCAL, Where


def convert_command(  # noqa: PLR0913, PLR0917 - each is an option of the command
    seeds: Annotated[
        Path | None, typer.Argument(help="Folder of clippings.", show_default="from mkdocs.yml")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "--docs", help="Folder for the pages.", show_default="from mkdocs.yml"),
    ] = None,
    config: ConfigOption = DEFAULT_CONFIG,
    executor: ExecutorOption = LOCAL,
    self_contained: Annotated[
        bool,
        typer.Option(
            "--self-contained",
            help="Put the data of each page's template into its front matter, for programs other than "
            "Clipfile that render the pages with its theme.",
        ),
    ] = False,
    explain_seed: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="SEED",
            help="Show what cleaning keeps and removes of one seed, and write nothing.",
        ),
    ] = None,
) -> None:
    """Convert clippings into Markdown pages and data: the first half of a build."""
    if explain_seed:
        folder = settings_of(config).located(seeds=seeds).seeds
        explaining = importlib.import_module("generator.commands.explain")  # it loads all readers
        explaining.print_explanation(explaining.explain(folder, explain_seed), Console())
        return
    located = settings_of(config).located(seeds=seeds, docs=out)
    settings = replace(located, self_contained=self_contained)
    problems = converted(settings, Where.named(executor)).problems
    console.print(f"The pages are in {settings.docs}", markup=False, highlight=False)
    leave(problems)


def converted(settings: Settings, where: Where) -> Conversion:
    """Convert, and print what a person should know of it."""
    with counting(console) as step:
        done = convert(settings, step, where)
    print_problems(done.problems, console)
    print_summary(done, console)
    return done
