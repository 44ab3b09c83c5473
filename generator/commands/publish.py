"""``clipfile publish`` and ``store``: the site and the cache of builds on another disk or object store."""

from __future__ import annotations

import contextlib
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from generator.commands.options import DEFAULT_CONFIG, ConfigOption, counted, say, settings_of
from generator.inputs.settings import Settings
from generator.model.errors import ClipfileError
from generator.model.kinds import LISTS
from generator.system.locking import has_cache, lock
from generator.system.mirror import Mirrored, pull, push
from generator.system.places import place_at, without_password
from generator.text.controls import legible

CACHE = ".cache"
# Folders of a site that hold nothing but generated files: pages of articles and lists, and the search index.
GENERATED = frozenset({"articles", "search-index", *LISTS})
# Names of files that a message lists.
SHOWN = 5

AddressArgument = Annotated[
    str, typer.Argument(help="A folder, or an address that fsspec supports: s3://bucket/archive, sftp://...")
]


class Direction(StrEnum):
    """Which way to copy: ``fetch`` from the address to this machine, ``save`` from here to the address."""

    FETCH = "fetch"
    SAVE = "save"


def publish_command(address: AddressArgument, config: ConfigOption = DEFAULT_CONFIG) -> None:
    """Copy the finished site to its host: first the files that changed, then removals of old ones.

    Files there that are not of a site of Clipfile stay.
    """
    settings = settings_of(config).located()
    site = settings.site
    if not (site / "index.html").is_file():
        raise ClipfileError(f"{site}: there is no site. Run 'clipfile build' first.")
    _check_apart(address, settings)
    # A build would replace the site while it is copied.
    with lock(settings.docs) if has_cache(settings.docs) else contextlib.nullcontext():
        _report(push(site, address, GENERATED), address)


def store_command(
    direction: Annotated[
        Direction, typer.Argument(metavar="fetch|save", help="'fetch' before a build, 'save' after it.")
    ],
    address: AddressArgument,
    config: ConfigOption = DEFAULT_CONFIG,
) -> None:
    """Share the cache of builds (articles, pages, search) between machines that build the same archive."""
    settings = settings_of(config).located()
    _check_apart(address, settings)
    with lock(settings.docs):
        cache: Path = settings.docs / CACHE
        _report(pull(address, cache) if direction is Direction.FETCH else push(cache, address), address)


def _check_apart(address: str, settings: Settings) -> None:
    """Find out whether a folder of this machine may be filled with a copy.

    Raises:
        ClipfileError: it contains the archive or is part of it, or the address is of no folder.
    """
    local = place_at(address).local
    if local is None:
        return
    root = local.resolve()
    for folder in (settings.seeds, settings.docs, settings.site):
        if root.is_relative_to(folder) or folder.is_relative_to(root):
            raise ClipfileError(
                f"{address}: is {root}, which {_relation(root, folder)} {folder}. Name a folder of its own."
            )


def _relation(root: Path, folder: Path) -> str:
    if root == folder:
        return "is also"
    return "contains" if folder.is_relative_to(root) else "is in"


def _report(mirrored: Mirrored, address: str) -> None:
    say(
        f"{without_password(address)}: {counted(mirrored.moved, 'file')} copied, "
        f"{mirrored.removed:,} removed, {mirrored.unchanged:,} unchanged"
    )
    if mirrored.others:
        names = ", ".join(map(legible, mirrored.others[:SHOWN]))
        more = ", ..." if len(mirrored.others) > SHOWN else ""
        say(
            f"{counted(len(mirrored.others), 'other file')} there stayed: {names}{more}. "
            "Remove what should not be public."
        )
