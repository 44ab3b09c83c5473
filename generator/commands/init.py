"""``clipfile init``: a new archive."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from generator.accession.starter import create_archive
from generator.commands.options import counted, say


def init_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder for the archive.")],
    name: Annotated[str, typer.Option("--name", help="Name of the site.")] = "My archive",
) -> None:
    """Create an archive of your own: settings, folders, workflows and a first example."""
    written = create_archive(folder, name)
    say(f"Created an archive in {folder.resolve()} ({counted(len(written), 'file')}). To see its site, run:")
    change_folder = [] if folder.resolve() == Path.cwd() else [f"cd {shlex.quote(str(folder))}"]
    say("\n".join(f"  {step}" for step in (*change_folder, "clipfile serve")))
