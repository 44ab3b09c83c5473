"""Gives each article its address: the one that it had, or a new one, which is remembered.

``seeds/addresses.csv`` has a line for each article, written by each conversion of the archive's own
folder. An unchanged seed is found by its digest, whatever its name; an edited one by its path; a purged
one by its sidecar. The path of a removed seed is marked with ``/``: an article that gets its file name
later is another one. So is one whose text, headline and month all differ from what was in that file; a
warning says so. The address of a withdrawn article stays, and one of an article that is away for a while
is reserved. A server adds addresses only when it starts: an article that somebody is writing has none that
lasts. A line that cannot be read is an error. Where two branches added lines, both are kept.

A host that builds from a clean clone has neither caches nor ``docs/``. An article that is not listed gets
its address from its present headline there, and what the host adds to the file is lost with its clone.

If a file is reused, without a build in between, for another article of the same month or without a date, that
article gets the old address.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from generator.archive.assign import assign, former_addresses
from generator.inputs.given_addresses import (
    ADDRESSES,
    GivenAddress,
    addresses_text,
    kept,
    match,
    read_addresses,
)
from generator.inputs.settings import Settings
from generator.model.addresses import address_id
from generator.model.documents import Seed
from generator.model.problem import Problem
from generator.model.records import Article
from generator.system.files import rewrite


class Addresses(NamedTuple):
    """Path of a seed → the address that its article was given; former address → id of its article.

    ``whole``: whether every line of the file could be read.
    """

    given: Mapping[str, GivenAddress]
    former: Mapping[str, str]
    whole: bool


def give_addresses(
    articles: Sequence[Article], settings: Settings
) -> tuple[list[Article], list[Problem], Addresses]:
    """The articles with their ids and addresses, what is wrong with these, and those of earlier times."""
    given, problems = read_addresses(settings.seeds)
    found = match(articles, given)
    known = {seed: given[row] for seed, row in found.rows.items()}
    scheme = settings.addresses[0]
    same = {seed: entry.address for seed, entry in known.items() if entry.scheme == scheme}
    identified, conflicts = assign(articles, scheme, same, _reserved(given, found.rows, settings))
    earlier = {seed: entry.address for seed, entry in known.items()}
    former = dict(former_addresses(identified, articles, settings.addresses, earlier))
    now = {article.url for article in identified}
    for article in identified:
        entry = known.get(article.seed)
        for address in (entry.address, *entry.former) if entry else ():
            if address not in now:
                former.setdefault(address, article.id)
    others = [_replaced(seed, entry) for seed, entry in found.replaced.items()]
    return identified, [*problems, *others, *conflicts], Addresses(given, former, not problems)


def _reserved(
    given: Mapping[str, GivenAddress], rows: Mapping[str, str], settings: Settings
) -> Mapping[str, str]:
    """Id in an address → path of the seed whose article has or had it, or will have it again."""
    seeds = {row: seed for seed, row in rows.items()}
    owners = {
        row: seeds.get(row, row) for row in given if row in seeds or os.path.lexists(settings.seeds / row)
    }
    return {
        address_id(address): owner
        for row, owner in owners.items()
        for address in (*given[row].former, given[row].address)
    }


def _replaced(seed: str, entry: GivenAddress) -> Problem:
    message = (
        f"is another article than the one at {entry.address}: text, headline and month differ. It gets an "
        f"address of its own; if it is the same article, declare 'aliases: [{entry.address}]'"
    )
    return Problem(seed, 0, "address-of-another", message, "warning")


def remember(
    articles: Iterable[Article],
    seeds: Iterable[Seed],
    addresses: Addresses,
    settings: Settings,
    *,
    live: bool = False,
) -> tuple[Problem, ...]:
    """Write the addresses of an archive next to its seeds if they changed; a warning if it cannot.

    Args:
        articles: with their ids and addresses.
        seeds: all of them.
        addresses: what was remembered.
        settings: the folders.
        live: a server has shown an earlier state. An article that somebody is writing has no address yet, and
            a file that is missing may only be on its way to another name.
    """
    # What could not be read must not be lost.
    if not settings.keeps_addresses or not addresses.whole:
        return ()
    if live:
        known = match(articles := [*articles], addresses.given).rows
        articles = [article for article in articles if article.seed in known]
    # A file with an error is no seed, but it is not removed.
    listed = (path for path in addresses.given if live or os.path.lexists(settings.seeds / path))
    paths = {*(seed.path for seed in seeds), *listed}
    entries = kept(articles, addresses.given, addresses.former, settings.addresses[0], paths)
    if entries == addresses.given:
        return ()
    try:
        rewrite(settings.seeds / ADDRESSES, addresses_text(entries).encode(errors="surrogateescape"))
    except OSError as error:
        why = f"cannot be written: {error.strerror}. The addresses of new articles are not remembered"
        return (Problem(ADDRESSES, 0, "addresses-file", why, "warning"),)
    return ()
