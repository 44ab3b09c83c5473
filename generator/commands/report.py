"""``clipfile report``: what a change does, for a reviewer."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from generator.check.inspection import examine
from generator.check.report.changes import State, compare
from generator.check.report.markdown import as_markdown
from generator.check.report.revision import checked_out
from generator.commands.options import DEFAULT_CONFIG, ConfigOption, SeedsOption, deliver, settings_of
from generator.commands.states import gathered_state
from generator.inputs.settings import Settings
from generator.outputs.everything import addresses
from generator.outputs.pictures import thumbnail


def report_command(
    base: Annotated[str, typer.Option("--base", metavar="REF", help="The commit to compare with.")],
    seeds: SeedsOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    out: Annotated[Path | None, typer.Option("--out", help="Write the report to this file.")] = None,
    thumbnails: Annotated[
        bool,
        typer.Option(
            "--thumbnails/--no-thumbnails", help="Show new and changed pictures, which hosts may remove."
        ),
    ] = True,
) -> None:
    """Summarize in Markdown what changed since a commit: articles, evidence, names, addresses, problems.

    Exit codes: 0 the report was made, whatever it says; 2 it could not be made.
    """
    settings = settings_of(config).located(seeds=seeds)
    with checked_out(settings.seeds, base) as before:
        old = _state(settings.located(seeds=before, docs=before.parent / "docs"), settings.seeds)
    new = _state(settings, settings.seeds)
    shown = partial(thumbnail, settings.seeds) if thumbnails else None
    deliver(as_markdown(compare(old, new, examine(settings, new.gathered)), shown), out)


def _state(settings: Settings, current_seeds: Path) -> State:
    gathered = gathered_state(settings, current_seeds)
    return State(gathered, addresses(gathered.archive, settings))
