"""``clipfile add``: a page from the web becomes a seed."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import typer

from generator.accession.add import WAYBACK, clip
from generator.accession.request import FetchError
from generator.accession.save import Holdings
from generator.commands.options import DEFAULT_CONFIG, ConfigOption, SeedsOption, say, settings_of
from generator.model.errors import ClipfileError
from generator.text.archived import original_of

BY_HAND = "If a browser shows the page, save it there and run: clipfile new FILE --url ADDRESS"


def add_command(
    urls: Annotated[list[str], typer.Argument(metavar="URL...", help="Addresses of articles.")],
    seeds: SeedsOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    wayback: Annotated[
        str,
        typer.Option("--wayback", metavar="URL", help="Service that knows archived copies; '' for none."),
    ] = WAYBACK,
) -> None:
    """Fetch pages and save each one as a seed, with the date and the address of an archived copy.

    Obeys robots.txt, follows redirects to public addresses only, and allows 30 seconds and 10 MB per page.
    Exit codes: 0 all saved; 1 some could not be fetched; 2 none saved.
    """
    holdings = Holdings(settings_of(config).located(seeds=seeds).seeds)
    failed = [url for url in urls if not _add(url, holdings, wayback)]
    if len(failed) == len(urls):
        raise ClipfileError(f"Nothing was added. {BY_HAND}")
    if failed:
        say(BY_HAND)
        raise typer.Exit(1)


def _add(url: str, holdings: Holdings, wayback: str) -> bool:
    """Save one page, unless the archive has it; returns False, after saying why, if it cannot be fetched."""
    existing = holdings.holds(original_of(url) or url)
    try:
        # The command is run by a person, who retrieves the page today.
        clipping = None if existing else clip(url, dt.datetime.now(tz=dt.UTC).date(), wayback)
    except FetchError as error:
        say(str(error), style="red")
        return False
    existing = existing or (holdings.find(clipping) if clipping else "")
    if existing or clipping is None:
        say(f"{url} is already in the archive: {existing}")
        return True
    path = holdings.save(clipping)
    say(f"Saved {path}: {clipping.title}")
    return True
