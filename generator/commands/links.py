"""``clipfile links``: which sources no longer answer, for a report and for the pages of their articles."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from generator.accession.links import (
    Answer,
    Manners,
    answers,
    list_gone,
    remember,
    remembered,
    sources,
    statuses,
)
from generator.check.report.markdown import code
from generator.commands.options import DEFAULT_CONFIG, ConfigOption, SeedsOption, console, settings_of
from generator.convert.convert import gather


def links_command(
    seeds: SeedsOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    cache: Annotated[Path, typer.Option("--cache", help="Where answers are kept.")] = Path(
        ".cache/links.json"
    ),
    out: Annotated[Path | None, typer.Option("--out", help="A file for the report.")] = None,
    minutes: Annotated[
        float,
        typer.Option(
            "--minutes", help="Ask no more after so many; the next run goes on.", show_default="no limit"
        ),
    ] = math.inf,
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
    told = answers(named, dict(found), today, manners=Manners(seconds=minutes * 60))
    for url, answer in track(told, "Asking", len(named), console=console, transient=True):
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
    asked = [url for url in sorted(named) if url in found]
    gone = [url for url in asked if found[url].gone]
    silent = [url for url in asked if not found[url].here and not found[url].gone]
    later = f", **{len(named) - len(asked)}** to be asked in a later run" if len(asked) < len(named) else ""
    counts = f"**{len(asked)}** asked, **{len(gone)}** gone, **{len(silent)}** without a page today{later}"
    yield f"# Sources\n\n{counts}"
    for title, urls in (("Gone", gone), ("Without a page today", silent)):
        if urls:
            yield f"\n## {title}\n\n| source | seed | answer |\n| --- | --- | --- |"
        for url in urls:
            answer = found[url].fault or f"status {found[url].status}"
            yield f"| {code(url)} | {code(named[url])} | {code(answer)} |"
