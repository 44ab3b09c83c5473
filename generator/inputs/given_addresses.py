"""The addresses that articles were given: ``seeds/addresses.csv``, which conversions keep and people commit.

An address is first made from the headline. From then on, the file says what it is: it stays although the
headline changes, text is added or the seed is renamed, also in a fresh clone and with other software. An
article is found by the path of its seed, or by its digest if the seed was renamed.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.inputs.checks import slug
from generator.inputs.limits import unfit
from generator.model.problem import Problem
from generator.model.records import Article

# No document may have this name.
ADDRESSES = "addresses.csv"
COLUMNS = ("seed", "sha256", "scheme", "address", "former")
_RESTORE = "Restore the line from git; until then, nothing is written to the file"
MAX_BYTES = 200_000_000
_ADDRESS = re.compile(r"articles/(?:\d{4}(?:/\d{2})?|undated)/([^/\s]+)/")


class GivenAddress(NamedTuple):
    """The address of an article.

    Attributes:
        sha256: digest of its seed when the address was last written.
        scheme: the scheme of addresses by which it was made.
        address: below the site's root.
        former: earlier addresses, which lead to it.
    """

    sha256: str
    scheme: str
    address: str
    former: tuple[str, ...] = ()


def read_addresses(seeds: Path) -> tuple[Mapping[str, GivenAddress], tuple[Problem, ...]]:
    """Path of a seed → its address; and what is wrong with the file. Without a file, none was given."""
    file = seeds / ADDRESSES
    if not os.path.lexists(file):
        return {}, ()
    fault = unfit(seeds.resolve(), file)
    if fault:
        return {}, (Problem(ADDRESSES, 0, *fault, "warning"),)
    if file.stat().st_size > MAX_BYTES:
        message = f"is larger than {MAX_BYTES // 1_000_000} MB, so it is not used; restore it from git"
        return {}, (Problem(ADDRESSES, 0, "addresses-size", message, "warning"),)
    given: dict[str, GivenAddress] = {}
    problems: list[Problem] = []
    for line, row, fault_text in _rows(file.read_text(encoding="utf-8-sig", errors="surrogateescape")):
        if fault_text:
            problems.append(Problem(ADDRESSES, line, "addresses-row", fault_text, "warning"))
            continue
        seed, sha256, scheme, address, former = row
        entry = GivenAddress(sha256, scheme, address, tuple(former.split()))
        # After a merge a seed may be listed twice: the first address counts, the other one leads to it.
        first = given.get(seed)
        given[seed] = _with_former(first, (entry.address, *entry.former)) if first else entry
    return given, tuple(problems)


def addresses_text(given: Mapping[str, GivenAddress]) -> str:
    """The text of the file, by path."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for seed, (sha256, scheme, address, former) in sorted(given.items()):
        writer.writerow((seed, sha256, scheme, address, " ".join(former)))
    return text.getvalue()


def remembered(articles: Iterable[Article], given: Mapping[str, GivenAddress]) -> Mapping[str, GivenAddress]:
    """Path of a seed → the address that its article was given, under this or an earlier path."""
    articles = list(articles)
    paths = {article.seed for article in articles}
    gone: dict[str, list[GivenAddress]] = {}
    for seed, entry in given.items():
        if seed not in paths:
            gone.setdefault(entry.sha256, []).append(entry)
    found: dict[str, GivenAddress] = {}
    for article in articles:
        renamed = gone.get(article.sha256, []) if article.sha256 else []
        known = given.get(article.seed) or (renamed.pop() if len(renamed) == 1 else None)
        if known:
            found[article.seed] = known
    return found


def kept(
    articles: Iterable[Article],
    given: Mapping[str, GivenAddress],
    former: Mapping[str, str],
    scheme: str,
    present: Iterable[str],
) -> Mapping[str, GivenAddress]:
    """What the file is to say after a conversion.

    Args:
        articles: with their ids and addresses.
        given: what it says now.
        former: former address → id of its article.
        scheme: the present scheme of addresses.
        present: paths of all seeds, also of those that are not published.
    """
    articles = list(articles)
    before = remembered(articles, given)
    by_id: dict[str, list[str]] = {}
    for address, name in former.items():
        by_id.setdefault(name, []).append(address)
    moved = {entry for seed, entry in before.items() if seed not in given}
    seeds = set(present)
    entries = {seed: entry for seed, entry in given.items() if seed in seeds or entry not in moved}
    for article in articles:
        old = before.get(article.seed)
        entry = GivenAddress(article.sha256 or (old.sha256 if old else ""), scheme, article.url)
        earlier = (old.address, *old.former) if old else ()
        entries[article.seed] = _with_former(entry, (*earlier, *sorted(by_id.get(article.id, ()))))
    return entries


def _with_former(entry: GivenAddress, addresses: Iterable[str]) -> GivenAddress:
    known = dict.fromkeys((*entry.former, *addresses))
    return entry._replace(former=tuple(address for address in known if address != entry.address))


def _rows(text: str) -> Iterator[tuple[int, list[str], str]]:
    """Line, cells, and what is wrong with them ("" if nothing) of each row but the header."""
    reader = csv.reader(io.StringIO(text))
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield (
                reader.line_num,
                [],
                f"cannot be read as CSV: {error}. {_RESTORE}",
            )
            continue
        if row and tuple(row) != COLUMNS:
            yield reader.line_num, row, _fault(row)


def _fault(row: list[str]) -> str:
    if len(row) != len(COLUMNS):
        return f"must have {', '.join(COLUMNS)}: {','.join(row)[:80]!r}. {_RESTORE}"
    for address in (row[3], *row[4].split()):
        match = _ADDRESS.fullmatch(address)
        if not match or slug(match[1]).fault:
            return f"has what is no address of an article: {address[:80]!r}. {_RESTORE}"
    return ""
