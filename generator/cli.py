"""The command line. It parses, calls, prints; it decides nothing.

Exit codes: 0 all well; 1 problems in seeds, the rest done; 2 nothing done (usage, settings, disk).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from generator import __version__
from generator.adapter import build_site, serve_site
from generator.convert import Conversion, convert, inspect
from generator.errors import ClipfileError
from generator.explain import explain, print_explanation
from generator.model import Problem
from generator.settings import DEFAULT_FILE, Settings, load_settings
from generator.summary import counting, print_problems, print_summary

app = typer.Typer(
    name="clipfile",
    help="Turn a folder of raw news clippings into a searchable, citable, permanent website.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

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
WorkersOption = Annotated[
    int | None,
    typer.Option("--workers", min=1, help="Processes to convert with.", show_default="one a processor"),
]


@app.command("convert")
def convert_command(
    seeds: Annotated[
        Path | None, typer.Argument(help="Folder of clippings.", show_default="from mkdocs.yml")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "--docs", help="Folder for the pages.", show_default="from mkdocs.yml"),
    ] = None,
    config: ConfigOption = Path(DEFAULT_FILE),
    workers: WorkersOption = None,
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
        folder = _settings(config).located(seeds=seeds).seeds
        print_explanation(explain(folder, explain_seed), Console())
        return
    _exit(_convert(_settings(config).located(seeds=seeds, docs=out), workers).problems)


@app.command("build")
def build_command(
    seeds: SeedsOption = None,
    docs: DocsOption = None,
    site: SiteOption = None,
    config: ConfigOption = Path(DEFAULT_FILE),
    workers: WorkersOption = None,
) -> None:
    """Build the whole site: convert, render, index for search."""
    settings = _settings(config).located(seeds, docs, site)
    done = _convert(settings, workers)
    with _console.status("Rendering pages, then indexing them for search"):
        build_site(settings)
    _console.print(f"The site is in {settings.site}")
    _exit(done.problems)


@app.command("serve")
def serve_command(
    seeds: SeedsOption = None,
    docs: DocsOption = None,
    address: Annotated[
        str, typer.Option("--address", "-a", help="HOST:PORT to serve at.")
    ] = "127.0.0.1:8000",
    config: ConfigOption = Path(DEFAULT_FILE),
) -> None:
    """Show the site live: an edit of a seed shows in the browser by itself."""
    serve_site(_settings(config).located(seeds, docs), address)


@app.command("check")
def check_command(
    seeds: Annotated[
        Path | None, typer.Argument(help="Folder of clippings.", show_default="from mkdocs.yml")
    ] = None,
    config: ConfigOption = Path(DEFAULT_FILE),
    workers: WorkersOption = None,
) -> None:
    """Report what is wrong with seeds, and write nothing."""
    settings = _settings(config).located(seeds=seeds)
    with counting(_console) as step:
        problems = inspect(settings, step, workers)
    print_problems(problems, _console)
    _exit(problems)


@app.command("version")
def version_command() -> None:
    """Print the version."""
    _console.print(__version__)


def main() -> None:
    """Run the command line; what stops a run is said in one sentence, with exit code 2."""
    try:
        app()
    except ClipfileError as error:
        _console.print(f"clipfile: {error}", style="bold red", markup=False)
        sys.exit(2)


_console = Console(stderr=True, soft_wrap=True)


def _settings(config: Path) -> Settings:
    # A folder without settings can still be converted; a file that was asked for must be there.
    if not config.exists() and config == Path(DEFAULT_FILE):
        return Settings()
    return load_settings(config)


def _convert(settings: Settings, workers: int | None) -> Conversion:
    with counting(_console) as step:
        done = convert(settings, step, workers)
    print_problems(done.problems, _console)
    print_summary(done, _console)
    return done


def _exit(problems: Sequence[Problem]) -> None:
    if any(problem.severity == "error" for problem in problems):
        raise typer.Exit(1)
