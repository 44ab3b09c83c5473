"""``clipfile import``: many clippings at once."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Annotated

import typer
from rich.progress import Progress

from generator.accession.importing import Item, open_source
from generator.accession.save import Holdings
from generator.commands.options import DEFAULT_CONFIG, ConfigOption, SeedsOption, console, settings_of
from generator.errors import ClipfileError


def import_command(
    source: Annotated[Path, typer.Argument(metavar="FEED|WARC|FOLDER", help="What to import.")],
    seeds: SeedsOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    into: Annotated[str, typer.Option("--into", help="A subfolder of the seeds.")] = "",
) -> None:
    """Import the entries of a feed, the pages of a web archive or the files of a folder.

    Run again, it goes on where it was: what the archive holds already is passed over.
    Exit codes: 0 all imported; 1 some were refused, with reasons; 2 nothing could be imported.
    """
    if PurePosixPath(into).is_absolute() or ".." in PurePosixPath(into).parts:
        raise ClipfileError(f"--into {into}: must be a folder below the seeds.")
    found = open_source(source, dt.datetime.now(tz=dt.UTC).date())
    holdings = Holdings(settings_of(config).located(seeds=seeds).seeds)
    counts: Counter[str] = Counter()
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Importing", total=found.size)
        for item in found.items:
            outcome = _imported(item, holdings, into)
            counts[outcome] += 1
            bar.update(task, completed=item.done)
    told = ", ".join(f"{counts[what]} {what}" for what in ("imported", "already there", "refused"))
    console.print(told, markup=False, highlight=False)
    if counts["refused"]:
        raise typer.Exit(1)


def _imported(item: Item, holdings: Holdings, into: str) -> str:
    if item.clipping is None:
        console.print(f"{item.name}: {item.fault}", style="yellow", markup=False, highlight=False)
        return "refused"
    if holdings.find(item.clipping):
        return "already there"
    folder = (PurePosixPath(into) / item.clipping.folder).as_posix()
    holdings.save(replace(item.clipping, folder="" if folder == "." else folder))
    return "imported"
