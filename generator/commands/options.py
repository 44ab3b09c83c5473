"""What commands share: options, the console for messages, and how a run ends."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from generator.inputs.settings import DEFAULT_FILE, Settings, load_settings
from generator.model.problem import Problem

SeedsOption = Annotated[
    Path | None, typer.Option("--seeds", help="Folder of clippings.", show_default="from mkdocs.yml")
]
DocsOption = Annotated[
    Path | None, typer.Option("--docs", help="Folder for the pages.", show_default="from mkdocs.yml")
]
SiteOption = Annotated[
    Path | None, typer.Option("--site", help="Folder for the site.", show_default="from mkdocs.yml")
]
ConfigOption = Annotated[Path, typer.Option("--config", "-f", help="The archive's settings file.")]
ExecutorOption = Annotated[
    str,
    typer.Option(
        "--executor",
        "--workers",
        help="Who converts and renders: a number of processes, or dask://HOST:PORT, a Dask cluster that "
        "shares this disk.",
        show_default="a process each processor",
    ),
]
DEFAULT_CONFIG = Path(DEFAULT_FILE)

console = Console(stderr=True, soft_wrap=True)
"""Where messages go; what a command is asked for goes to standard output."""


def settings_of(config: Path) -> Settings:
    """The archive's settings. A folder without any can still be converted; a file asked for must be there."""
    if not config.exists() and config == DEFAULT_CONFIG:
        return Settings()
    return load_settings(config)


def leave(problems: Sequence[Problem]) -> None:
    """End with exit code 1 where there is an error."""
    if any(problem.severity == "error" for problem in problems):
        raise typer.Exit(1)
