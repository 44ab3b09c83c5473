"""``clipfile add``: a page from the web becomes a seed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from generator.accession.add import WAYBACK, clip
from generator.accession.fetch import Visit
from generator.accession.pictures import fetch_pictures, sentences
from generator.accession.request import FetchError
from generator.accession.save import Holdings
from generator.commands.options import DEFAULT_CONFIG, ConfigOption, SeedsOption, counted, say, settings_of
from generator.model.errors import ClipfileError
from generator.system.places import without_password
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
    pictures: Annotated[
        bool, typer.Option("--pictures/--no-pictures", help="Also fetch the pictures of the articles.")
    ] = True,
) -> None:
    """Fetch pages and save each as a seed, with its pictures, the date and the address of an archived copy.

    Obeys robots.txt, follows redirects to public addresses only, and allows 30 seconds and 10 MB per page.
    Pictures are saved in NAME_files, next to the page; for a page that the archive has, those that are
    missing are fetched. Exit codes: 0 all saved; 1 some could not be fetched; 2 none saved.
    """
    settings = settings_of(config).located(seeds=seeds)
    holdings = Holdings(settings.seeds)
    wanted = pictures and (settings.pictures != "none" or bool(settings.pictures_by_source))
    failed = [url for url in urls if not _add(url, holdings, wayback, pictures=wanted)]
    if len(failed) == len(urls):
        raise ClipfileError(f"Nothing was added. {BY_HAND}")
    if failed:
        say(BY_HAND)
        raise typer.Exit(1)


def _add(url: str, holdings: Holdings, wayback: str, *, pictures: bool) -> bool:
    """Save one page, unless the archive has it; returns False, after saying why, if it cannot be fetched."""
    existing, visit = holdings.holds(original_of(url) or url), Visit()
    try:
        # The command is run by a person, who retrieves the page today.
        day = dt.datetime.now(tz=dt.UTC).date()
        clipping = None if existing else clip(url, day, wayback, visit)
    except FetchError as error:
        say(str(error).replace(url, without_password(url)), style="red")
        return False
    existing = existing or (holdings.find(clipping) if clipping else "")
    if existing or clipping is None:
        say(f"{without_password(url)} is already in the archive: {existing}")
        path = holdings.seeds / existing
    else:
        path = holdings.save(clipping)
        say(f"Saved {path}: {clipping.title}")
    if pictures:
        # The page of a visit may be at an address that nobody typed.
        _add_pictures(path, holdings.seeds, *((clipping.address, visit) if clipping else (url, None)))
    return True


def _add_pictures(path: Path, seeds: Path, url: str, visit: Visit | None) -> None:
    """Fetch the pictures of a saved page, and say which could not be fetched."""
    fetched = fetch_pictures(path, seeds, url, visit)
    if fetched.saved:
        say(f"Saved {counted(fetched.saved, 'picture')} in {path.parent / fetched.folder}")
    for sentence in sentences(fetched.faults):
        say(sentence)
