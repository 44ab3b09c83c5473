"""``clipfile draft``: a sidecar with what was found, for a curator to correct."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path
from typing import Annotated

import typer

from generator.accession.draft import draft
from generator.accession.save import schema_address
from generator.authority.authority import Authority, load_authority
from generator.authority.folders import authority_folders
from generator.commands.explain import named_seed
from generator.commands.options import DEFAULT_CONFIG, ConfigOption, SeedsOption, say, settings_of
from generator.convert.pipeline import make_article
from generator.inputs.seeds import SIDECAR, read_seeds
from generator.model.documents import Seed
from generator.model.errors import ClipfileError
from generator.model.records import FullArticle
from generator.system.files import create, rewrite


def draft_command(
    names: Annotated[list[str], typer.Argument(metavar="SEED...", help="Seeds to draft sidecars for.")],
    seeds: SeedsOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    show: Annotated[bool, typer.Option("--show", help="Print the sidecar instead of writing it.")] = False,
) -> None:
    """Write a seed's sidecar: each field with the evidence for its value, and TODO where it is unknown.

    If there is a sidecar already, this keeps its contents, comments and order, and adds only what is missing.
    Exit codes: 0 all drafted; 1 some could not be drafted; 2 none drafted.
    """
    folder = settings_of(config).located(seeds=seeds).seeds
    authority, _ = load_authority(authority_folders(folder))
    known_seeds, _ = read_seeds(folder)
    faults = []
    for name in names:
        try:
            _draft_seed(named_seed(known_seeds, folder, name), folder, authority, show=show)
        except ClipfileError as error:
            faults.append(str(error))
    if len(faults) == len(names):
        raise ClipfileError("\n".join(faults))
    for fault in faults:
        say(fault, style="red")
    if faults:
        raise typer.Exit(1)


def _draft_seed(seed: Seed, folder: Path, authority: Authority, *, show: bool) -> None:
    made = make_article(seed, authority)
    if made.article is None:
        raise ClipfileError("\n".join(map(str, made.problems)))
    # A byte order mark that an editor wrote is kept.
    data = seed.sidecar.data if seed.sidecar else b""
    encoding = "utf-8-sig" if data.startswith(BOM_UTF8) else "utf-8"
    before = data.decode(encoding)
    full = FullArticle(made.article, made.text)
    text = draft(full, before, schema_address(folder, str(Path(seed.path).parent)))
    if show:
        typer.echo(text, nl=False)
        return
    path = (folder / seed.path).with_suffix(SIDECAR)
    if text == before:
        say(f"{path} is complete; nothing was added.")
        return
    _write(path, text.encode(encoding), data if seed.sidecar else None)
    say(f"Completed {path}" if before else f"Wrote {path}")


def _write(path: Path, data: bytes, before: bytes | None) -> None:
    """Replace a sidecar that was ``before``, or create one."""
    try:
        if before is None:
            create(path, data)
        else:
            rewrite(path, data, before)
    except OSError as error:
        raise ClipfileError(f"{path}: cannot be written: {error.strerror}") from None
