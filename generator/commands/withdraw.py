"""``clipfile withdraw``: an article's text leaves the site, and a notice takes its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from generator.accession.history import told
from generator.accession.withdraw import find_article, remnant, same_texts, sidecar_of, withdrawing
from generator.archive.archive import Archive
from generator.commands.options import DEFAULT_CONFIG, ConfigOption, SeedsOption, console, settings_of
from generator.convert.convert import gather
from generator.inputs.checks import date as checked_day
from generator.inputs.seeds import SIDECAR
from generator.model.errors import ClipfileError
from generator.model.records import Article, Withdrawal
from generator.system.files import rewrite


def withdraw_command(  # noqa: PLR0913, PLR0917 - each is an option of the command
    name: Annotated[str, typer.Argument(metavar="ID|ADDRESS|SEED", help="The article.")],
    reason: Annotated[str, typer.Option("--reason", help="Why, for readers to see.")] = "",
    date: Annotated[
        str, typer.Option("--date", metavar="YYYY-MM-DD", help="The day.", show_default="today")
    ] = "",
    purge: Annotated[bool, typer.Option("--purge", help="Remove the text from the seeds too.")] = False,
    hide_title: Annotated[bool, typer.Option("--hide-title", help="Withhold the headline too.")] = False,
    seeds: SeedsOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Put a notice in an article's place: its text leaves pages, lists, search, feeds and data.

    The seed is kept, unless you say --purge. What the history of its repository still holds is said then.
    """
    settings = settings_of(config).located(seeds=seeds)
    archive = gather(settings).archive
    article = find_article(archive, name, settings.seeds)
    asked = Withdrawal(_day(date), " ".join(reason.split()), hide_title)
    withdrawal = _decided(article, asked, purge=purge)
    sidecar = sidecar_of(settings.seeds, article)
    before = sidecar.read_bytes().decode("utf-8-sig") if sidecar.exists() else ""
    text = remnant(article, withdrawal, settings.seeds) if purge else withdrawing(before, article, withdrawal)
    document = settings.seeds / article.seed
    # Told before the file goes: git answers for what is there and for what was.
    lines = list(_told(archive, article, document, purge=purge))
    if "\r\n" in before:
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    _write(sidecar, text, document if purge else None)
    for line in lines:
        console.print(line, markup=False, highlight=False)


def _day(date: str) -> str:
    """The day that was asked for, else today: a conversion has no clock and reads it from the sidecar."""
    found = checked_day(date or dt.datetime.now().astimezone().date().isoformat())
    if found.fault:
        raise ClipfileError(f"--date {found.fault}")
    return str(found.value)


def _decided(article: Article, asked: Withdrawal, *, purge: bool) -> Withdrawal:
    """What the sidecar is to say. Of an article that is withdrawn already, the text can still be removed."""
    before = article.withdrawn
    if before is None:
        if not asked.reason:
            raise ClipfileError('Say why, for readers to see: --reason "..."')
        return asked
    since = " ".join(filter(None, ("withdrawn already", before.date)))
    if article.seed.endswith(SIDECAR):
        raise ClipfileError(f"{article.id} is {since}, and its text is removed from the seeds.")
    if not purge:
        raise ClipfileError(
            f"{article.id} is {since}. To say something else, correct {article.seed}'s sidecar; "
            "to remove the text from the seeds, add --purge."
        )
    hidden = asked.hide_title or before.hide_title
    return Withdrawal(before.date or asked.date, asked.reason or before.reason, hidden)


def _write(sidecar: Path, text: str, document: Path | None) -> None:
    """The sidecar first: whoever is stopped in between has an article that is withdrawn."""
    try:
        rewrite(sidecar, text.encode())
        if document:
            document.unlink(missing_ok=True)
    except OSError as error:
        raise ClipfileError(f"{error.filename}: cannot be written: {error.strerror}") from error


def _told(archive: Archive, article: Article, document: Path, *, purge: bool) -> Iterator[str]:
    yield f"Withdrawn: {article.url} ({article.seed})"
    yield "Build the site to put the notice in its place; commit the change to keep it."
    others = same_texts(archive, article)
    if others:
        yield f"The same text stands in {', '.join(one.seed for one in others)}: withdraw that too."
    yield from told(document, purged=purge)
