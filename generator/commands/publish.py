"""The site, and what builds keep, on another disk or in an object store."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from generator.commands.options import DEFAULT_CONFIG, ConfigOption, console, settings_of
from generator.model.errors import ClipfileError
from generator.system.locking import lock
from generator.system.mirror import Mirrored, pull, push

KEPT = ".cache"

AddressArgument = Annotated[
    str, typer.Argument(help="A folder, or an address that fsspec knows: s3://bucket/archive, sftp://...")
]


class Way(StrEnum):
    """Where to: from there to here, or from here to there."""

    FETCH = "fetch"
    SAVE = "save"


def publish_command(address: AddressArgument, config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Copy the finished site to where a host serves it: what changed goes up, what is gone goes last."""
    site = settings_of(config).site
    if not (site / "index.html").is_file():
        raise ClipfileError(f"{site}: holds no site. Run 'clipfile build' first.")
    _say(push(site, address), address)


def store_command(
    way: Annotated[Way, typer.Argument(help="fetch before a build, save after it")],
    address: AddressArgument,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Share what builds keep (articles, pages, search) between machines that build one archive."""
    docs = settings_of(config).docs
    with lock(docs):
        kept: Path = docs / KEPT
        _say(pull(address, kept) if way is Way.FETCH else push(kept, address), address)


def _say(done: Mirrored, address: str) -> None:
    console.print(
        f"{address}: {done.moved} files moved, {done.removed} removed, {done.unchanged} as they were"
    )
