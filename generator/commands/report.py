"""``clipfile report``: what a change does, for a reviewer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.check.inspection import examine
from generator.check.report.changes import State, compare
from generator.check.report.markdown import as_markdown
from generator.check.report.revision import checked_out
from generator.commands.options import DEFAULT_CONFIG, ConfigOption, SeedsOption, settings_of
from generator.commands.states import gathered_state
from generator.inputs.settings import Settings
from generator.outputs.everything import addresses


def report_command(
    base: Annotated[str, typer.Option("--base", metavar="REF", help="The commit to compare with.")],
    seeds: SeedsOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    out: Annotated[Path | None, typer.Option("--out", help="A file for the report.")] = None,
) -> None:
    """Say in Markdown what changed since a commit: articles, evidence, names, addresses, what is to mend.

    Exit codes: 0 the report was made, whatever it says; 2 it could not be made.
    """
    settings = settings_of(config).located(seeds=seeds)
    with checked_out(settings.seeds, base) as before:
        old = _state(settings.located(seeds=before, docs=before.parent / "docs"), settings.seeds)
    new = _state(settings, settings.seeds)
    text = as_markdown(compare(old, new, examine(settings, new.gathered)))
    if out:
        out.write_text(text, encoding="utf-8")
    else:
        typer.echo(text, nl=False)


def _state(settings: Settings, own: Path) -> State:
    gathered = gathered_state(settings, own)
    return State(gathered, addresses(gathered.archive, settings))
