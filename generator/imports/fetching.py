"""Fetches the pages of the list of addresses, like ``clipfile add``."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from generator.accession.add import WAYBACK, archived, clip
from generator.accession.fetch import Visit
from generator.accession.pictures import fetch_pictures
from generator.accession.request import FetchError
from generator.accession.save import Clipping, Holdings
from generator.imports.reading_list import SEPARATOR, Address, read_list, write_list
from generator.inputs.fields import BY_NAME
from generator.text.web_address import parts_of

# Seconds between two pages of one host, and pages after which the list is written again.
PAUSE, _EVERY = 2.0, 20


class Fetched(NamedTuple):
    """What became of an address: the path of its seed, or a sentence about why it could not be fetched."""

    address: Address
    seed: str = ""
    fault: str = ""


def fetch_list(
    holdings: Holdings, day: dt.date, wayback: str = WAYBACK, pause: float = PAUSE, *, pictures: bool = True
) -> Iterator[Fetched]:
    """Fetch every address of the list; those that succeed are deleted from it.

    Args:
        holdings: what the archive has.
        day: of retrieval.
        wayback: service that knows archived copies; "" for none.
        pause: seconds between two pages of one host.
        pictures: also fetch the pictures of the pages.

    Raises:
        ClipfileError: a file cannot be written.
    """
    waiting = {address.url: address for address in read_list(holdings.seeds)}
    last: dict[str, float] = {}
    try:
        for number, address in enumerate(list(waiting.values()), 1):
            host = parts_of(address.url).hostname or ""
            if host in last and not holdings.holds(address.url):
                time.sleep(max(0.0, last[host] + pause - time.monotonic()))
            fetched = _fetch(address, holdings, day, wayback, pictures=pictures)
            last[host] = time.monotonic()
            if fetched.seed:
                del waiting[address.url]
            else:
                waiting[address.url] = address._replace(fault=fetched.fault)
            if number % _EVERY == 0:
                write_list(holdings.seeds, waiting.values())
            yield fetched
    finally:
        write_list(holdings.seeds, waiting.values())


def _fetch(address: Address, holdings: Holdings, day: dt.date, wayback: str, *, pictures: bool) -> Fetched:
    existing, visit = holdings.holds(address.url), Visit()
    if existing:
        return Fetched(address, existing)
    try:
        clipping = _clip(address.url, day, wayback, visit)
    except FetchError as error:
        return Fetched(address, fault=str(error))
    existing = holdings.find(clipping)
    if existing:
        return Fetched(address, existing)
    path = holdings.save(replace(clipping, declared=declared_of(address, clipping), folder=address.into))
    if pictures:
        fetch_pictures(path, holdings.seeds, clipping.address, visit)
    return Fetched(address, path.relative_to(holdings.seeds).as_posix())


def _clip(url: str, day: dt.date, wayback: str, visit: Visit) -> Clipping:
    """The page, or its copy in the web archive if it is gone."""
    try:
        return clip(url, day, wayback, visit)
    except FetchError:
        copy = archived(url, wayback) if wayback else ""
        if not copy:
            raise
        return clip(copy, day, wayback, visit)


def declared_of(address: Address, clipping: Clipping) -> dict[str, object]:
    """What the page's address and the export say. The page itself states its headline."""
    stated = {
        "tags": [tag for tag in address.tags.split(SEPARATOR) if tag],
        "note": address.note,
        "provenance": {"file": address.file, "format": address.format, "identifier": address.identifier},
    }
    others = {name: value for name, value in address.fields.items() if name in BY_NAME}
    source = {**_mapping(others.pop("source", None)), **_mapping(clipping.declared.get("source"))}
    declared = {**others, **clipping.declared, **{name: value for name, value in stated.items() if value}}
    return {**declared, "source": source} if source else declared


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
