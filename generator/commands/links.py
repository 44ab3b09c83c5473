"""``clipfile links``: which sources no longer answer, for a report and for the pages of their articles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from generator.accession.links import Answer, answers, list_gone, remember, remembered, sources, statuses
from generator.commands.options import DEFAULT_CONFIG, ConfigOption, SeedsOption, console, settings_of
from generator.convert import gather
from generator.report.markdown import code


def links_command(
    seeds: SeedsOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    cache: Annotated[Path, typer.Option("--cache", help="Where answers are kept.")] = Path(
        ".cache/links.json"
    ),
    out: Annotated[Path | None, typer.Option("--out", help="A file for the report.")] = None,
) -> None:
    """Ask each source whether it is still there: one at a time, robots.txt obeyed, answers kept a week.

    Those that are gone are listed in SEEDS/links.csv; the pages of their articles say so, and lead to the
    archived copy.

    Exit codes: 0 the report was made, whatever it says; 2 it could not be made.
    """
    settings = settings_of(config).located(seeds=seeds)
    archive = gather(settings).archive
    named, found = sources(archive), remembered(cache)
    today = dt.datetime.now(tz=dt.UTC).date()
    told = track(answers(named, dict(found), today), "Asking", len(named), console=console, transient=True)
    for url, answer in told:
        found[url] = answer
        # At once, so that a run that is stopped goes on where it was.
        remember(cache, found)
    list_gone(settings.seeds, statuses(named, found, archive.gone))
    text = "\n".join(_report(named, found)) + "\n"
    if out:
        out.write_text(text, encoding="utf-8")
    else:
        typer.echo(text, nl=False)


def _report(named: Mapping[str, str], found: Mapping[str, Answer]) -> Iterator[str]:
    gone = [url for url in sorted(named) if found[url].gone]
    silent = [url for url in sorted(named) if not found[url].here and url not in gone]
    yield f"# Sources\n\n**{len(named)}** asked, **{len(gone)}** gone, **{len(silent)}** without a page today"
    for title, urls in (("Gone", gone), ("Without a page today", silent)):
        if urls:
            yield f"\n## {title}\n\n| source | seed | answer |\n| --- | --- | --- |"
        for url in urls:
            answer = found[url].fault or f"status {found[url].status}"
            yield f"| {code(url)} | {code(named[url])} | {code(answer)} |"
