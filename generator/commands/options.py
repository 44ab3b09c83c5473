"""What commands share: options, messages, and how a run ends."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from generator.inputs.settings import DEFAULT_FILE, Settings, load_settings
from generator.model.errors import ClipfileError
from generator.model.problem import Problem
from generator.system.files import rewrite
from generator.system.output import harmless_stderr

SeedsOption = Annotated[
    Path | None, typer.Option("--seeds", help="Folder of clippings.", show_default="from mkdocs.yml")
]
DocsOption = Annotated[
    Path | None, typer.Option("--docs", help="Folder for the pages.", show_default="from mkdocs.yml")
]
SiteOption = Annotated[
    Path | None, typer.Option("--site", help="Folder for the site.", show_default="from mkdocs.yml")
]
ConfigOption = Annotated[Path, typer.Option("--config", "-f", help="Settings file of the archive.")]
ExecutorOption = Annotated[
    str,
    typer.Option(
        "--executor",
        "--workers",
        help="What converts and renders: a number of processes, or dask://HOST:PORT for a Dask cluster that "
        "shares this disk.",
        show_default="one process per processor",
    ),
]
DEFAULT_CONFIG = Path(DEFAULT_FILE)

console = Console(file=harmless_stderr(), stderr=True, soft_wrap=True)
"""For messages, on standard error. The output that a command was run for goes to standard output."""


def say(text: str, style: str = "") -> None:
    """Print a message exactly as it is, without markup or highlighting."""
    console.print(text, style=style or None, markup=False, highlight=False)


def counted(number: int, noun: str) -> str:
    """A number with its noun: ``1 article``, ``2,000 articles``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def settings_of(config: Path) -> Settings:
    """The archive's settings. Without a settings file, the defaults apply.

    Raises:
        SettingsError: a file that was named does not exist, or a file is not valid.
    """
    if not config.exists() and config == DEFAULT_CONFIG:
        return Settings()
    return load_settings(config)


def deliver(report: str, out: Path | None) -> None:
    """Write a report to a file, or without one to standard output.

    Raises:
        ClipfileError: the file cannot be written.
    """
    if out is None:
        typer.echo(report, nl=False)
        return
    try:
        rewrite(out, report.encode(errors="replace"))
    except OSError as error:
        raise ClipfileError(f"{out}: cannot be written: {error.strerror}") from None
    say(f"Wrote the report to {out}")


def leave(problems: Sequence[Problem]) -> None:
    """Exit with code 1 if any problem is an error."""
    if any(problem.severity == "error" for problem in problems):
        raise typer.Exit(1)
