"""``clipfile withdraw``: a notice replaces an article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from generator.accession import history
from generator.accession.purge import OwnFiles, own_files
from generator.accession.withdraw import find_article, same_texts, sidecar_of, withdraw
from generator.archive.archive import Archive
from generator.commands.options import DEFAULT_CONFIG, ConfigOption, SeedsOption, say, settings_of
from generator.convert.convert import gather
from generator.inputs.checks import date as checked_day
from generator.inputs.seeds import SIDECAR
from generator.model.errors import ClipfileError
from generator.model.records import Article, Withdrawal


def withdraw_command(  # noqa: PLR0913, PLR0917 - each is an option of the command
    name: Annotated[str, typer.Argument(metavar="ID|ADDRESS|SEED", help="The article.")],
    reason: Annotated[str, typer.Option("--reason", help="The reason, which readers will see.")] = "",
    date: Annotated[
        str,
        typer.Option("--date", metavar="YYYY-MM-DD", help="Date of the withdrawal.", show_default="today"),
    ] = "",
    purge: Annotated[
        bool, typer.Option("--purge", help="Also remove its text, pictures and scans from the seeds.")
    ] = False,
    hide_title: Annotated[bool, typer.Option("--hide-title", help="Also hide the headline.")] = False,
    seeds: SeedsOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Replace an article with a notice, and remove it from pages, lists, search, feeds and data.

    The seed is kept unless you add --purge. The command reports what the repository's history still contains.
    """
    settings = settings_of(config).located(seeds=seeds)
    listed, archive, _ = gather(settings)
    article = find_article(archive, name, settings.seeds)
    requested = Withdrawal(_day(date), " ".join(reason.split()), hide_title)
    withdrawal = _withdrawal(article, requested, purge=purge)
    files = own_files(listed, archive, article, settings.seeds)
    # Collected before the files are deleted, while git can still look them up.
    messages = list(_messages(archive, article, files, settings.seeds, purge=purge))
    withdraw(article, withdrawal, settings.seeds, purge=purge, files=files)
    for message in messages:
        say(message)


def _day(date: str) -> str:
    """The given date, or today. It goes into the sidecar, because a conversion does not know today's date."""
    day = checked_day(date or dt.datetime.now().astimezone().date().isoformat())
    if day.fault:
        raise ClipfileError(f"--date {day.fault}")
    return str(day.value)


def _withdrawal(article: Article, requested: Withdrawal, *, purge: bool) -> Withdrawal:
    """What the sidecar has to say. The text of a withdrawn article can still be purged.

    Raises:
        ClipfileError: there is no reason, or the article is withdrawn and there is nothing left to do.
    """
    before = article.withdrawn
    if before is None:
        if not requested.reason:
            raise ClipfileError('A withdrawal needs a reason, which readers will see: --reason "..."')
        return requested
    since = " ".join(filter(None, ("already withdrawn", before.date and f"since {before.date}")))
    if article.seed.endswith(SIDECAR):
        raise ClipfileError(f"{article.id} is {since}, and its text has been removed from the seeds.")
    if not purge:
        raise ClipfileError(
            f"{article.id} is {since}. To change the notice, edit the sidecar of {article.seed}. "
            "To remove the text from the seeds, add --purge."
        )
    hidden = requested.hide_title or before.hide_title
    return Withdrawal(before.date or requested.date, requested.reason or before.reason, hidden)


def _messages(
    archive: Archive, article: Article, files: OwnFiles, seeds: Path, *, purge: bool
) -> Iterator[str]:
    yield f"Withdrawn: {article.url} ({article.seed})"
    yield "Build the site to show the notice, and commit the change to keep it."
    copies = same_texts(archive, article)
    if copies:
        yield f"The same text is also in {', '.join(copy.seed for copy in copies)}. Withdraw that too."
    if purge:
        for file, user in sorted(files.shared.items()):
            yield f"{file} is kept, because {user} uses it, too."
    documents = [seeds / path for path in (article.seed, *files.pages)]
    others = [seeds / path for path in (*files.sidecars, *files.pictures)]
    yield from history.messages(documents, sidecar_of(seeds, article), purged=purge, others=others)
