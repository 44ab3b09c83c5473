"""``clipfile init``: somebody's own archive begins."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.accession.starter import begin
from generator.commands.options import console


def init_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder for the archive.")],
    name: Annotated[str, typer.Option("--name", help="The site's name.")] = "My archive",
) -> None:
    """Begin an archive of your own: settings, folders, workflows and a first example."""
    written = begin(folder, name)
    console.print(f"Files written to {folder.resolve()}: {len(written)}. Now:", markup=False, highlight=False)
    steps = ["clipfile serve"] if folder.resolve() == Path.cwd() else [f"cd {folder}", "clipfile serve"]
    console.print("\n".join(f"  {step}" for step in steps), markup=False, highlight=False)
