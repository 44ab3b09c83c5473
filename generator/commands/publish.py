"""``clipfile publish`` and ``store``: the site and the cache of builds on another disk or object store."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from generator.commands.options import DEFAULT_CONFIG, ConfigOption, counted, say, settings_of
from generator.model.errors import ClipfileError
from generator.system.locking import lock
from generator.system.mirror import Mirrored, pull, push

CACHE = ".cache"

AddressArgument = Annotated[
    str, typer.Argument(help="A folder, or an address that fsspec supports: s3://bucket/archive, sftp://...")
]


class Direction(StrEnum):
    """Which way to copy: ``fetch`` from the address to this machine, ``save`` from here to the address."""

    FETCH = "fetch"
    SAVE = "save"


def publish_command(address: AddressArgument, config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Copy the finished site to its host: first the files that changed, then removals of old ones."""
    site = settings_of(config).site
    if not (site / "index.html").is_file():
        raise ClipfileError(f"{site}: there is no site. Run 'clipfile build' first.")
    _report(push(site, address), address)


def store_command(
    direction: Annotated[
        Direction, typer.Argument(metavar="fetch|save", help="'fetch' before a build, 'save' after it.")
    ],
    address: AddressArgument,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Share the cache of builds (articles, pages, search) between machines that build the same archive."""
    docs = settings_of(config).docs
    with lock(docs):
        cache: Path = docs / CACHE
        _report(pull(address, cache) if direction is Direction.FETCH else push(cache, address), address)


def _report(mirrored: Mirrored, address: str) -> None:
    say(
        f"{address}: {counted(mirrored.moved, 'file')} copied, {mirrored.removed:,} removed, "
        f"{mirrored.unchanged:,} unchanged"
    )
