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
from generator.commands.options import DEFAULT_CONFIG, ConfigOption, SeedsOption, console, settings_of
from generator.convert.pipeline import make_article
from generator.inputs.seeds import SIDECAR, read_seeds
from generator.model.documents import Seed
from generator.model.errors import ClipfileError
from generator.model.records import FullArticle
from generator.system.files import rewrite


def draft_command(
    names: Annotated[list[str], typer.Argument(metavar="SEED...", help="Seeds to draft sidecars for.")],
    seeds: SeedsOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    show: Annotated[bool, typer.Option("--show", help="Print the sidecar; write nothing.")] = False,
) -> None:
    """Write the sidecar of a seed: each field with where its value comes from, TODO where it is not known.

    Run again, it keeps what stands there, comments and order too, and adds only what is new.
    Exit codes: 0 all drafted; 1 some could not be; 2 nothing done.
    """
    folder = settings_of(config).located(seeds=seeds).seeds
    authority, _ = load_authority(authority_folders(folder))
    found, _ = read_seeds(folder)
    faults = []
    for name in names:
        try:
            _drafted(named_seed(found, folder, name), folder, authority, show=show)
        except ClipfileError as error:
            faults.append(str(error))
    if len(faults) == len(names):
        raise ClipfileError("\n".join(faults))
    for fault in faults:
        console.print(fault, style="red", markup=False)
    if faults:
        raise typer.Exit(1)


def _drafted(seed: Seed, folder: Path, authority: Authority, *, show: bool) -> None:
    made = make_article(seed, authority)
    if made.article is None:
        raise ClipfileError("\n".join(map(str, made.problems)))
    # Byte order marks that an editor wrote stay where they are.
    encoding = "utf-8-sig" if (seed.sidecar or b"").startswith(BOM_UTF8) else "utf-8"
    before = (seed.sidecar or b"").decode(encoding)
    full = FullArticle(made.article, made.text)
    text = draft(full, before, schema_address(folder, str(Path(seed.path).parent)))
    if show:
        typer.echo(text, nl=False)
        return
    path = (folder / seed.path).with_suffix(SIDECAR)
    if text != before:
        _write(path, text.encode(encoding))
    what = "is complete already" if text == before else "was added to" if before else "is new"
    console.print(f"{path}: {what}", markup=False, highlight=False)


def _write(path: Path, data: bytes) -> None:
    try:
        rewrite(path, data)
    except OSError as error:
        raise ClipfileError(f"{path}: cannot be written: {error.strerror}") from None
