"""``clipfile build`` and ``clipfile serve``: the whole site, once or live."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from generator.commands.converting import converted
from generator.commands.options import (
    DEFAULT_CONFIG,
    ConfigOption,
    DocsOption,
    ExecutorOption,
    SeedsOption,
    SiteOption,
    console,
    leave,
    say,
    settings_of,
)
from generator.inputs.given_addresses import ADDRESSES
from generator.inputs.settings import Settings
from generator.site.run import build_site, serve_site
from generator.site.trees.ownership import check_replaceable
from generator.system import git
from generator.system.work import LOCAL, Where


def build_command(
    seeds: SeedsOption = None,
    docs: DocsOption = None,
    site: SiteOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    executor: ExecutorOption = LOCAL,
) -> None:
    """Build the whole site: convert, render, index for search."""
    settings = settings_of(config).located(seeds, docs, site)
    check_replaceable(settings)
    # Only the problems are kept: the articles are in files and need not fill memory during indexing.
    problems = converted(settings, Where.named(executor)).problems
    # A plain line: what moves needs a thread, and a process with threads starts worker processes slowly.
    if console.is_terminal:
        console.print("Rendering pages, then indexing them for search")
    build_site(settings, executor=executor)
    for line in _next_steps(settings):
        say(line)
    leave(problems)


def _next_steps(settings: Settings) -> Iterator[str]:
    """Where the site is, and what a curator may do next."""
    yield f"The site is in {settings.site}"
    if git.ask(settings.seeds, "status", "--porcelain", "--", ADDRESSES):
        yield f"Commit {settings.seeds.name}/{ADDRESSES} with the seeds: it keeps the address of each article"
    yield "To look at it: clipfile serve. To publish it: copy that folder to a host, or clipfile publish"


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
