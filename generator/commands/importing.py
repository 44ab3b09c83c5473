"""``clipfile import``: many clippings at once."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Annotated

import typer
from rich.progress import Progress

from generator.accession.importing import open_source
from generator.accession.items import Item
from generator.accession.save import Holdings
from generator.commands.options import DEFAULT_CONFIG, ConfigOption, SeedsOption, console, settings_of
from generator.inputs.seeds import RESERVED
from generator.model.errors import ClipfileError

PASSED = "passed over (pictures, redirects and the like)"


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
    parts = PurePosixPath(into).parts
    if PurePosixPath(into).is_absolute() or ".." in parts or (parts and parts[0] in RESERVED):
        kept = ", ".join(RESERVED)
        raise ClipfileError(f"--into {into}: must be a folder below the seeds, and none of {kept}.")
    found = open_source(source, dt.datetime.now(tz=dt.UTC).date())
    holdings = Holdings(settings_of(config).located(seeds=seeds).seeds)
    counts: Counter[str] = Counter()
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Importing", total=found.size)
        for item in found.items:
            outcome = _imported(item, holdings, into)
            counts[outcome] += 1
            bar.update(task, completed=item.done)
    _report(counts)
    if not counts["imported"] + counts["already there"]:
        raise ClipfileError(f"{source}: nothing in it could be imported.")
    if counts["refused"]:
        raise typer.Exit(1)


def _report(counts: Counter[str]) -> None:
    told = [f"{counts[what]} {what}" for what in ("imported", "already there", "refused")]
    if counts[PASSED]:
        told.append(f"{counts[PASSED]} {PASSED}")
    console.print(", ".join(told), markup=False, highlight=False)
    if counts["imported"]:
        console.print("Now run: clipfile check", markup=False, highlight=False)


def _imported(item: Item, holdings: Holdings, into: str) -> str:
    if item.clipping is None and not item.fault:
        return PASSED
    if item.clipping is None:
        console.print(f"{item.name}: {item.fault}", style="yellow", markup=False, highlight=False)
        return "refused"
    held = holdings.find(item.clipping)
    if held:
        if item.clipping.sidecar not in ("", holdings.sidecar_of(held)):
            said = f"is already there as {held}, whose sidecar says something else; compare the two"
            console.print(f"{item.name}: {said}", style="yellow", markup=False, highlight=False)
        return "already there"
    folder = (PurePosixPath(into) / item.clipping.folder).as_posix()
    holdings.save(replace(item.clipping, folder="" if folder == "." else folder))
    return "imported"
