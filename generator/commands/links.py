"""``clipfile links``: which sources no longer respond, as a report and for the pages of their articles."""

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
from generator.check.report.text import code
from generator.commands.options import (
    DEFAULT_CONFIG,
    ConfigOption,
    SeedsOption,
    console,
    deliver,
    say,
    settings_of,
)
from generator.convert.convert import gather
from generator.inputs.links import LINKS


def links_command(
    seeds: SeedsOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    cache: Annotated[Path, typer.Option("--cache", help="File that stores the answers.")] = Path(
        ".cache/links.json"
    ),
    out: Annotated[Path | None, typer.Option("--out", help="Write the report to this file.")] = None,
    minutes: Annotated[
        float,
        typer.Option(
            "--minutes", help="Stop after this time; the next run continues.", show_default="no limit"
        ),
    ] = math.inf,
) -> None:
    """Check whether each source still responds: one at a time, obeying robots.txt, each at most once a week.

    Dead sources are listed in SEEDS/links.csv. The pages of their articles say so, and link to the archived
    copy.

    Exit codes: 0 the report was made, whatever it says; 2 it could not be made.
    """
    settings = settings_of(config).located(seeds=seeds)
    archive = gather(settings).archive
    seed_of, known = sources(archive), remembered(cache)
    today = dt.datetime.now(tz=dt.UTC).date()
    responses = answers(seed_of, dict(known), today, manners=Manners(seconds=minutes * 60))
    for url, answer in track(responses, "Checking", len(seed_of), console=console, transient=True):
        known[url] = answer
        # Stored at once, so that the next run continues where an interrupted one stopped.
        remember(cache, known)
    gone = statuses(seed_of, known, archive.gone)
    list_gone(settings.seeds, gone)
    deliver("\n".join(_report(seed_of, known)) + "\n", out)
    say(f"Dead sources are listed in {settings.seeds / LINKS}" if gone else "No source is dead.")


def _report(seed_of: Mapping[str, str], known: Mapping[str, Answer]) -> Iterator[str]:
    """Lines of Markdown: counts, then a table of dead sources and one of sources that gave no page."""
    checked = [url for url in sorted(seed_of) if url in known]
    gone = [url for url in checked if known[url].gone]
    failed = [url for url in checked if not known[url].here and not known[url].gone]
    left = len(seed_of) - len(checked)
    later = f", **{left}** left for a later run" if left else ""
    counts = f"**{len(checked)}** checked, **{len(gone)}** dead, **{len(failed)}** unavailable{later}"
    yield f"# Sources\n\n{counts}"
    for title, urls in (("Dead", gone), ("Unavailable", failed)):
        if urls:
            yield f"\n## {title}\n\n| source | seed | answer |\n| --- | --- | --- |"
        for url in urls:
            answer = known[url].fault or f"status {known[url].status}"
            yield f"| {code(url)} | {code(seed_of[url])} | {code(answer)} |"
