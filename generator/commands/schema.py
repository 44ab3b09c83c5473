"""``clipfile schema``: JSON Schemas of the files that curators write, for editors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.accession.schema import schemas
from generator.commands.options import say
from generator.system.files import rewrite


def schema_command(
    out: Annotated[Path, typer.Option("--out", help="Folder for the schemas.")] = Path("schemas"),
) -> None:
    """Write JSON Schemas of sidecars, authority files and collections, for editors that support them."""
    out.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        rewrite(out / name, text.encode())
    say(f"Wrote {len(schemas())} schemas to {out}")
