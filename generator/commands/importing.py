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
from generator.accession.items import ImportItem
from generator.accession.save import Holdings
from generator.commands.options import DEFAULT_CONFIG, ConfigOption, SeedsOption, console, say, settings_of
from generator.inputs.seeds import RESERVED
from generator.model.errors import ClipfileError

# What can become of an item, in the words of the summary.
IMPORTED, EXISTING, REFUSED = "imported", "already in the archive", "refused"
IGNORED = "not articles (pictures, redirects and the like)"


def import_command(
    source: Annotated[Path, typer.Argument(metavar="FEED|WARC|FOLDER", help="What to import.")],
    seeds: SeedsOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    into: Annotated[str, typer.Option("--into", help="Subfolder of the seeds to import into.")] = "",
) -> None:
    """Import the entries of a feed, the pages of a web archive or the files of a folder.

    Run it again to resume: what is already in the archive is skipped.
    Exit codes: 0 all imported; 1 some were refused, with reasons; 2 nothing could be imported.
    """
    parts = PurePosixPath(into).parts
    if PurePosixPath(into).is_absolute() or ".." in parts or (parts and parts[0] in RESERVED):
        reserved = ", ".join(RESERVED)
        raise ClipfileError(f"--into must be a folder below the seeds, and none of {reserved}: {into}")
    opened = open_source(source, dt.datetime.now(tz=dt.UTC).date())
    holdings = Holdings(settings_of(config).located(seeds=seeds).seeds)
    counts: Counter[str] = Counter()
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Importing", total=opened.size)
        for item in opened.items:
            counts[_import(item, holdings, into)] += 1
            bar.update(task, completed=item.done)
    _report(counts, holdings.seeds / into)
    if not counts[IMPORTED] + counts[EXISTING]:
        raise ClipfileError(f"{source}: it contains nothing that can be imported.")
    if counts[REFUSED]:
        raise typer.Exit(1)


def _report(counts: Counter[str], folder: Path) -> None:
    outcomes = [f"{counts[outcome]} {outcome}" for outcome in (IMPORTED, EXISTING, REFUSED)]
    if counts[IGNORED]:
        outcomes.append(f"{counts[IGNORED]} {IGNORED}")
    say(", ".join(outcomes))
    if counts[IMPORTED]:
        say(f"The new seeds are in {folder}. To check them, run: clipfile check")


def _import(item: ImportItem, holdings: Holdings, into: str) -> str:
    """Save one item, and return what became of it."""
    if item.clipping is None and not item.fault:
        return IGNORED
    if item.clipping is None:
        say(f"{item.name}: {item.fault}", style="yellow")
        return REFUSED
    existing = holdings.find(item.clipping)
    if existing:
        if item.clipping.sidecar not in ("", holdings.sidecar_of(existing)):
            difference = f"already in the archive as {existing}, with a different sidecar. Compare the two."
            say(f"{item.name}: {difference}", style="yellow")
        return EXISTING
    folder = (PurePosixPath(into) / item.clipping.folder).as_posix()
    holdings.save(replace(item.clipping, folder="" if folder == "." else folder))
    return IMPORTED
