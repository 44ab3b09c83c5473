"""``clipfile draft``: a sidecar with what was found, for a curator to correct."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.accession.draft import draft
from generator.accession.save import schema_address
from generator.authority import load_authority
from generator.commands.options import DEFAULT_CONFIG, ConfigOption, SeedsOption, console, settings_of
from generator.convert import authority_folders
from generator.errors import ClipfileError
from generator.explain import find_seed
from generator.pipeline import make_article
from generator.seeds import SIDECAR


def draft_command(
    names: Annotated[list[str], typer.Argument(metavar="SEED...", help="Seeds to draft sidecars for.")],
    seeds: SeedsOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    show: Annotated[bool, typer.Option("--show", help="Print the sidecar; write nothing.")] = False,
) -> None:
    """Write the sidecar of a seed: each field with where its value comes from, TODO where it is not known.

    Run again, it keeps what stands there, comments and order too, and adds only what is new.
    """
    folder = settings_of(config).located(seeds=seeds).seeds
    authority, _ = load_authority(authority_folders(folder))
    for name in names:
        seed = find_seed(folder, name)
        made = make_article(seed, authority)
        if made.article is None:
            raise ClipfileError("\n".join(map(str, made.problems)))
        path = (folder / seed.path).with_suffix(SIDECAR)
        before = (seed.sidecar or b"").decode("utf-8-sig")
        text = draft(made.article, before, schema_address(folder, str(Path(seed.path).parent)))
        if show:
            typer.echo(text, nl=False)
        else:
            _write(path, before, text)


def _write(path: Path, before: str, text: str) -> None:
    if text != before:
        path.write_text(text, encoding="utf-8", newline="")
    what = "is complete already" if text == before else "was added to" if before else "is new"
    console.print(f"{path}: {what}", markup=False, highlight=False)
