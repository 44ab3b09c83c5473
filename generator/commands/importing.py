"""``clipfile import``: what other programs export becomes seeds."""

from __future__ import annotations

import datetime as dt
from pathlib import Path, PurePosixPath
from typing import Annotated

import typer
import yaml
from rich.progress import Progress

from generator.accession.add import WAYBACK
from generator.accession.save import Holdings
from generator.commands.options import (
    DEFAULT_CONFIG,
    ConfigOption,
    SeedsOption,
    console,
    deliver,
    say,
    settings_of,
)
from generator.imports.fetching import fetch_list
from generator.imports.item import TEASER
from generator.imports.reading_list import read_list, write_list
from generator.imports.report import Report, as_csv, table
from generator.imports.rows import rows_of
from generator.imports.run import run
from generator.imports.seeds import ADDRESS, CHANGED, EXISTING, IMPORTED, REFUSED, SKIPPED, WITHHELD, Importer
from generator.imports.source import Options
from generator.imports.texts import read_text
from generator.inputs.fields import KNOWN
from generator.inputs.seeds import READING_LIST, RESERVED
from generator.model.errors import ClipfileError

# What --map may name besides fields: the text, and parts of the source.
_ALSO = frozenset({"", "text", "source.name", "source.url", "source.archived_url", "source.retrieved"})


def import_command(  # noqa: PLR0913, PLR0917 - options of a command
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH...", help="What to import.")] = None,
    seeds: SeedsOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    into: Annotated[str, typer.Option("--into", help="Subfolder of the seeds to import into.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
    drafts: Annotated[
        bool, typer.Option("--drafts", help="Import what is not public too, as drafts.")
    ] = False,
    split: Annotated[
        bool, typer.Option("--split", help="Split texts of several articles at rules between them.")
    ] = False,
    mapping: Annotated[
        Path | None,
        typer.Option("--map", metavar="FILE", help="YAML or CSV: column of the export → field, or nothing."),
    ] = None,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Fetch the pages of addresses that come without a text.")
    ] = False,
    wayback: Annotated[
        str,
        typer.Option("--wayback", metavar="URL", help="Service that knows archived copies; '' for none."),
    ] = WAYBACK,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE.csv", help="Write what became of each item.")
    ] = None,
) -> None:
    """Import what other programs export: files, folders and archives, recognised by their content.

    WordPress and other sites, feeds, web archives, note apps, read-it-later services, reference managers,
    news databases, mailboxes, tables, folders of documents. Run it again to resume: what is already in the
    archive is skipped. What is not public is not imported. Addresses without a text go into
    reading-list.csv, next to the seeds; --fetch gets their pages.
    Exit codes: 0 all imported; 1 some were refused, with reasons; 2 nothing could be imported.
    """
    _check_folder(into)
    if not paths and not fetch:
        raise ClipfileError("Name what to import, a file or folder, as in: clipfile import export.xml")
    today = dt.datetime.now(tz=dt.UTC).date()
    options = Options(today, drafts, split, _columns(mapping) if mapping else {})
    holdings = Holdings(settings_of(config).located(seeds=seeds).seeds)
    waiting = {address.url: address for address in read_list(holdings.seeds)}
    importer, done = Importer(holdings, options, into, dry_run, waiting), Report(wanted=report is not None)
    if paths:
        _import(paths, importer, done, mapping)
        if report:
            deliver(as_csv(done), report)
        _check_outcome(paths, done)
    failed = _fetch(holdings, today, wayback) if fetch and not dry_run else 0
    if failed or done.number(REFUSED):
        raise typer.Exit(1)


def _import(paths: list[Path], importer: Importer, done: Report, mapping: Path | None) -> None:
    _take(paths, importer, done)
    _conclude(done, importer, dry=importer.dry)
    if missing := importer.options.missing():
        names = ", ".join(map(repr, missing))
        say(f"{mapping}: nothing has a column {names}. Check the spelling.", style="yellow")


def _check_outcome(paths: list[Path], done: Report) -> None:
    """Refuse an import of which nothing is of use."""
    if done.number(IMPORTED, EXISTING, CHANGED, ADDRESS, WITHHELD):
        return
    reasons = done.number(REFUSED, SKIPPED)
    advice = "The reasons are above; README.md lists the formats." if reasons else "It has no files."
    names = ", ".join(map(str, paths))
    raise ClipfileError(f"{names}: it contains nothing that can be imported. {advice}")


def _check_folder(into: str) -> None:
    parts = PurePosixPath(into).parts
    if PurePosixPath(into).is_absolute() or ".." in parts or (parts and parts[0] in RESERVED):
        reserved = ", ".join(RESERVED)
        raise ClipfileError(f"--into must be a folder below the seeds, and none of {reserved}: {into}")


def _columns(path: Path) -> dict[str, str]:
    """Column of the export → field, from a file of YAML or CSV."""
    try:
        if path.suffix.lower() in {".yml", ".yaml"}:
            loaded = yaml.safe_load(read_text(path))
            pairs = loaded.items() if isinstance(loaded, dict) else []
            columns = {str(column): str(field or "").strip() for column, field in pairs}
        else:
            # Also as a spreadsheet program writes it, in whatever encoding and with semicolons.
            columns = {row.cells[0]: (*row.cells, "")[1] for row in rows_of(path) if row.cells}
    except OSError as error:
        raise ClipfileError(f"{path}: cannot be read: {error.strerror}.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise ClipfileError(
            f"{path}{line}: is not valid YAML. Write a line 'COLUMN: field' for each column."
        ) from None
    unknown = next((field for field in columns.values() if field not in {*KNOWN, *_ALSO}), None)
    if unknown is not None:
        raise ClipfileError(f"{path}: no field is called {unknown!r}. Fields are text, {', '.join(KNOWN)}.")
    if not columns:
        raise ClipfileError(f"{path}: has no lines 'column: field'. Write one for each column that you want.")
    return columns


def _take(paths: list[Path], importer: Importer, done: Report) -> None:
    """Take all items; addresses are kept, also of an import that is interrupted."""
    try:
        # No thread draws the bar: worker processes are copies of this one.
        with Progress(
            console=console, transient=True, disable=not console.is_terminal, auto_refresh=False
        ) as bar:
            task = bar.add_task("Importing", total=1)
            for step in run(paths, importer):
                for sentence in done.add(step.taken, step.format):
                    say(sentence, style="yellow")
                bar.update(task, completed=step.share, refresh=True)
    finally:
        if (done.number(ADDRESS) or importer.amended) and not importer.dry:
            write_list(importer.holdings.seeds, importer.addresses.values())
    for sentence in done.more():
        say(sentence, style="yellow")


def _conclude(done: Report, importer: Importer, *, dry: bool) -> None:
    """Print the table, and what to do next."""
    console.print(table(done), soft_wrap=True)
    there, folder = done.number(EXISTING, CHANGED), importer.holdings.seeds
    verb = "would be imported" if dry else IMPORTED
    outcomes = [
        f"{done.number(IMPORTED):,} {verb}",
        f"{there:,} {EXISTING}",
        f"{done.number(REFUSED):,} {REFUSED}",
    ]
    outcomes += [
        f"{done.number(outcome):,} {outcome}" for outcome in (WITHHELD, SKIPPED) if done.number(outcome)
    ]
    say(", ".join(outcomes))
    addresses = done.number(ADDRESS)
    if dry:
        say("Nothing was changed. To import, run the command without --dry-run.")
        return
    if addresses:
        say(
            f"Addresses without a text: {addresses:,}. They are kept in {folder / READING_LIST}. "
            "To fetch their pages, run: clipfile import --fetch"
        )
    if teasers := done.imported(TEASER):
        say(
            f"Only the beginning of the text: {teasers:,}, marked as incomplete. "
            "To get a whole article, delete its seed and run: clipfile add ADDRESS"
        )
    if done.number(IMPORTED):
        say(f"The new seeds are in {folder / importer.into}. To check them, run: clipfile check")


def _fetch(holdings: Holdings, day: dt.date, wayback: str) -> int:
    """Fetch the pages of the list of addresses; returns how many could not be fetched."""
    saved = failed = 0
    for fetched in fetch_list(holdings, day, wayback):
        if fetched.fault:
            failed += 1
            say(fetched.fault, style="yellow")
        else:
            saved += 1
    say(f"{saved:,} fetched or already in the archive, {failed:,} could not be fetched")
    if failed:
        say(f"What could not be fetched is still in {holdings.seeds / READING_LIST}, with the reason.")
    return failed
