"""The command line. It parses, calls, prints; it decides nothing.

Exit codes: 0 all well; 1 problems in seeds, the rest done; 2 nothing done (usage, settings, disk).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from generator import __version__
from generator.adapter import build_site, serve_site
from generator.commands.add import add_command
from generator.commands.check import check_command
from generator.commands.draft import draft_command
from generator.commands.importing import import_command
from generator.commands.init import init_command
from generator.commands.links import links_command
from generator.commands.new import new_command
from generator.commands.options import (
    DEFAULT_CONFIG,
    ConfigOption,
    DocsOption,
    ExecutorOption,
    SeedsOption,
    SiteOption,
    console,
    leave,
    settings_of,
)
from generator.commands.publish import publish_command, store_command
from generator.commands.report import report_command
from generator.commands.schema import schema_command
from generator.commands.withdraw import withdraw_command
from generator.convert import Conversion, convert
from generator.errors import ClipfileError
from generator.executors import LOCAL, Where
from generator.explain import explain, print_explanation
from generator.settings import Settings
from generator.summary import counting, print_problems, print_summary

app = typer.Typer(
    name="clipfile",
    help="Turn a folder of raw news clippings into a searchable, citable, permanent website.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.command("convert")
def convert_command(
    seeds: Annotated[
        Path | None, typer.Argument(help="Folder of clippings.", show_default="from mkdocs.yml")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "--docs", help="Folder for the pages.", show_default="from mkdocs.yml"),
    ] = None,
    config: ConfigOption = DEFAULT_CONFIG,
    executor: ExecutorOption = LOCAL,
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
        print_explanation(explain(folder, explain_seed), Console())
        return
    settings = settings_of(config).located(seeds=seeds, docs=out)
    leave(_convert(settings, Where.named(executor)).problems)


@app.command("build")
def build_command(
    seeds: SeedsOption = None,
    docs: DocsOption = None,
    site: SiteOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    executor: ExecutorOption = LOCAL,
) -> None:
    """Build the whole site: convert, render, index for search."""
    settings = settings_of(config).located(seeds, docs, site)
    done = _convert(settings, Where.named(executor))
    with console.status("Rendering pages, then indexing them for search"):
        build_site(settings, executor=executor)
    console.print(f"The site is in {settings.site}")
    leave(done.problems)


@app.command("serve")
def serve_command(
    seeds: SeedsOption = None,
    docs: DocsOption = None,
    address: Annotated[
        str, typer.Option("--address", "-a", help="HOST:PORT to serve at.")
    ] = "127.0.0.1:8000",
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Show the site live: an edit of a seed shows in the browser by itself."""
    serve_site(settings_of(config).located(seeds, docs), address)


app.command("check")(check_command)
app.command("add")(add_command)
app.command("draft")(draft_command)
app.command("new")(new_command)
app.command("import")(import_command)
app.command("init")(init_command)
app.command("links")(links_command)
app.command("publish")(publish_command)
app.command("report")(report_command)
app.command("schema")(schema_command)
app.command("store")(store_command)
app.command("withdraw")(withdraw_command)


@app.command("version")
def version_command() -> None:
    """Print the version."""
    console.print(__version__)


def main() -> None:
    """Run the command line; what stops a run is said in one sentence, with exit code 2."""
    try:
        app()
    except ClipfileError as error:
        console.print(f"clipfile: {error}", style="bold red", markup=False)
        sys.exit(2)


def _convert(settings: Settings, where: Where) -> Conversion:
    with counting(console) as step:
        done = convert(settings, step, where)
    print_problems(done.problems, console)
    print_summary(done, console)
    return done
