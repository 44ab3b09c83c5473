"""``clipfile schema``: JSON Schemas of the files that curators write, for editors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.accession.schema import schemas
from generator.commands.options import say


def schema_command(
    out: Annotated[Path, typer.Option("--out", help="Folder for the schemas.")] = Path("schemas"),
) -> None:
    """Write JSON Schemas of sidecars, authority files and collections, for editors that support them."""
    out.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (out / name).write_text(text, encoding="utf-8")
    say(f"Wrote {len(schemas())} schemas to {out}")
