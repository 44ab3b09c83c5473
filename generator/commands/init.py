"""``clipfile init``: somebody's own archive begins."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.commands.options import console
from generator.starter import begin


def init_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder for the archive.")],
    name: Annotated[str, typer.Option("--name", help="The site's name.")] = "My archive",
) -> None:
    """Begin an archive of your own: settings, folders, workflows and a first example."""
    written = begin(folder, name)
    console.print(f"{len(written)} files are in {folder}. Now:", markup=False, highlight=False)
    console.print(f"  cd {folder}\n  clipfile serve", markup=False, highlight=False)
