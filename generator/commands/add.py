"""``clipfile add``: a page from the web becomes a seed."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from generator.accession.add import WAYBACK, clip, original_of
from generator.accession.fetch import FetchError
from generator.accession.save import Holdings
from generator.commands.options import DEFAULT_CONFIG, ConfigOption, SeedsOption, console, settings_of
from generator.model.errors import ClipfileError

BY_HAND = "What a browser shows can be saved from there and given by hand: clipfile new FILE --url ADDRESS"


def add_command(
    urls: Annotated[list[str], typer.Argument(metavar="URL...", help="Addresses of articles.")],
    seeds: SeedsOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    wayback: Annotated[
        str, typer.Option("--wayback", metavar="URL", help="Where to ask for archived copies; '' not to ask.")
    ] = WAYBACK,
) -> None:
    """Fetch pages and save each as a seed, with the day and, where there is one, an archived copy.

    robots.txt is obeyed, redirects lead to public addresses only, and a page may take 30 seconds and 10 MB.
    Exit codes: 0 all saved; 1 some could not be fetched; 2 nothing done.
    """
    holdings = Holdings(settings_of(config).located(seeds=seeds).seeds)
    failed = [url for url in urls if not _added(url, holdings, wayback)]
    if len(failed) == len(urls):
        raise ClipfileError(f"Nothing was added. {BY_HAND}")
    if failed:
        console.print(BY_HAND, markup=False, highlight=False)
        raise typer.Exit(1)


def _added(url: str, holdings: Holdings, wayback: str) -> bool:
    held = holdings.holds(original_of(url) or url)
    try:
        # A person at a keyboard retrieves this page on this day.
        clipping = None if held else clip(url, dt.datetime.now(tz=dt.UTC).date(), wayback)
    except FetchError as error:
        console.print(str(error), style="red", markup=False)
        return False
    held = held or (holdings.find(clipping) if clipping else "")
    if held or clipping is None:
        console.print(f"{url} is already in the archive as {held}", markup=False, highlight=False)
        return True
    path = holdings.save(clipping)
    console.print(f"{path}: {clipping.title}", markup=False, highlight=False)
    return True
