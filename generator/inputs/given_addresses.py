"""The addresses that articles were given: ``seeds/addresses.csv``, which conversions keep and people commit.

An address is first made from the headline. From then on, the file says what it is: it stays although the
headline changes, text is added or the seed is renamed, also in a fresh clone and with other software. An
article is found by the digest of its seed, which may have been renamed, or else by the seed's path.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from generator.inputs.checks import slug
from generator.inputs.csv_rows import csv_rows, csv_text
from generator.inputs.limits import unfit
from generator.model.addresses import address_id
from generator.model.problem import Problem
from generator.model.records import Article
from generator.model.slugs import slug as title_slug

# No document may have this name.
ADDRESSES = "addresses.csv"
# No path of a seed starts with it: it marks one that was removed. Its article is found by its digest only,
# because an article that is later put into a file of this name is another one.
GONE = "/"
COLUMNS = ("seed", "sha256", "scheme", "address", "former")
_RESTORE = "Restore the line from git; until then, nothing is written to the file"
_SIDECAR = ".yml"  # as in ``seeds``, which needs this module
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
        return {}, (Problem(ADDRESSES, 0, *fault),)
    if file.stat().st_size > MAX_BYTES:
        message = f"is larger than {MAX_BYTES // 1_000_000} MB, so it is not used; restore it from git"
        return {}, (Problem(ADDRESSES, 0, "addresses-size", message),)
    given: dict[str, GivenAddress] = {}
    problems: list[Problem] = []
    for line, row, error in csv_rows(file.read_text(encoding="utf-8-sig", errors="surrogateescape"), COLUMNS):
        if why := error or _fault(row):
            problems.append(Problem(ADDRESSES, line, "addresses-row", f"{why}. {_RESTORE}"))
            continue
        seed, sha256, scheme, address, former = row
        entry = GivenAddress(sha256, scheme, address, tuple(former.split()))
        # After a merge a seed may be listed twice: the first address counts, the other one leads to it.
        # Not so that of a removed seed, where it may be of another article.
        first = given.get(seed) if not seed.startswith(GONE) else None
        given[seed] = _with_former(first, (entry.address, *entry.former)) if first else entry
    return given, tuple(problems)


def addresses_text(given: Mapping[str, GivenAddress]) -> str:
    """The text of the file, by path."""
    rows = (
        (seed, sha256, scheme, address, " ".join(former))
        for seed, (sha256, scheme, address, former) in sorted(given.items())
    )
    return csv_text([COLUMNS, *rows])


class Matches(NamedTuple):
    """What the file says of some articles.

    Attributes:
        rows: path of a seed → the path by which the file lists its article.
        replaced: path of a seed → the address of another article, which was in that file before.
    """

    rows: Mapping[str, str]
    replaced: Mapping[str, GivenAddress]


def match(articles: Iterable[Article], given: Mapping[str, GivenAddress]) -> Matches:
    """Find articles that may have been edited or renamed since; see ``convert.addresses``."""
    by_seed = {article.seed: article for article in articles}
    # A sidecar alone has no digest of its own, but that of the document that was purged.
    same = (
        seed
        for seed, article in by_seed.items()
        if seed in given and article.sha256 in {"", given[seed].sha256}
    )
    rows = {seed: seed for seed in same}
    rows |= _renamed(by_seed, given, rows)
    free = given.keys() - rows.values()
    replaced: dict[str, GivenAddress] = {}
    for seed, article in by_seed.items():
        if seed in rows:
            continue
        if seed in free and _is_another(article, given[seed]):
            replaced[seed] = given[seed]
        elif seed in free:
            rows[seed] = seed
    rows |= _transcribed(by_seed, given, rows)
    return Matches(rows | _purged(by_seed, given, rows), replaced)


def _renamed(
    by_seed: Mapping[str, Article], given: Mapping[str, GivenAddress], rows: Mapping[str, str]
) -> dict[str, str]:
    """The rows of unchanged documents that have another path now, also that of another article."""
    by_digest: dict[str, list[str]] = {}
    for row in given.keys() - rows.keys():
        by_digest.setdefault(given[row].sha256, []).append(row)
    found: dict[str, str] = {}
    for seed, article in sorted(by_seed.items()):
        candidates = by_digest.get(article.sha256, []) if article.sha256 and seed not in rows else []
        if len(candidates) != 1:
            continue
        there = by_seed.get(candidates[0])
        # Not a copy of an article's earlier text: the article itself is still there, with another text.
        if seed in given or there is None or not _has_headline(there, given[there.seed]):
            found[seed] = candidates.pop()
    return found


def _transcribed(
    by_seed: Mapping[str, Article], given: Mapping[str, GivenAddress], rows: Mapping[str, str]
) -> dict[str, str]:
    """The rows of scans that have a text now, which is the document of the same article."""
    found: dict[str, str] = {}
    for seed, article in by_seed.items():
        if article.facsimile and seed not in rows and seed not in given:
            scan = article.facsimile[0].file
            if scan in given and scan not in by_seed and scan not in rows.values():
                found[seed] = scan
    return found


def _purged(
    by_seed: Mapping[str, Article], given: Mapping[str, GivenAddress], rows: Mapping[str, str]
) -> dict[str, str]:
    """The rows of documents of which a purge left only the sidecar."""
    lone = {seed.removesuffix(_SIDECAR): seed for seed in by_seed if seed.endswith(_SIDECAR)}
    lone = {stem: seed for stem, seed in lone.items() if seed not in rows and seed not in given}
    candidates: dict[str, list[str]] = {}
    for row in given.keys() - rows.values() - by_seed.keys() if lone else ():
        for name in {row, posixpath.splitext(row)[0]} & lone.keys():
            candidates.setdefault(lone[name], []).append(row)
    found = {}
    for seed, names in candidates.items():
        own = [row for row in names if address_id(given[row].address) == by_seed[seed].id]
        if len(own or names) == 1:
            (found[seed],) = own or names
    return found


def _is_another(article: Article, entry: GivenAddress) -> bool:
    """Whether an article with another text has neither the headline nor the month of an address.

    What an address does not say is no difference: an edited article must never lose its address.
    """
    if article.withdrawn or article.id == address_id(entry.address) or entry.scheme == "date-id":
        return False
    months = ["-".join(address.split("/")[1:-2]) for address in (entry.address, *entry.former)]
    month = article.date[:7]
    has_month = any(
        known == "undated" or month.startswith(known) or known.startswith(month) for known in months
    )
    return not has_month and not _has_headline(article, entry)


def _has_headline(article: Article, entry: GivenAddress) -> bool:
    """Whether half of the words of an address are in a headline, or the other way round."""
    slugs = {article.slug or title_slug(article.title), title_slug(article.title, "ascii")}
    ids = {address_id(address) for address in (entry.address, *entry.former)}
    pairs = [({*name.split("-")}, {*words.split("-")}) for name in ids for words in slugs]
    return any(2 * len(known & words) >= min(len(known), len(words)) for known, words in pairs)


def remembered(articles: Iterable[Article], given: Mapping[str, GivenAddress]) -> Mapping[str, GivenAddress]:
    """Path of a seed → the address that its article was given, under this or an earlier path."""
    return {seed: given[row] for seed, row in match(articles, given).rows.items()}


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
    rows = match(articles, given).rows
    by_id: dict[str, list[str]] = {}
    for address, name in former.items():
        by_id.setdefault(name, []).append(address)
    # An article that is not published keeps its path, unless another one is there now.
    stay = {*present} - {article.seed for article in articles}
    entries: dict[str, GivenAddress] = {}
    for row in sorted(given.keys() - {*rows.values()}):
        # Of two articles that were removed from one path, the later is kept.
        entries[row if row in stay or row.startswith(GONE) else f"{GONE}{row}"] = given[row]
    for article in articles:
        old = given[rows[article.seed]] if article.seed in rows else None
        entry = GivenAddress(article.sha256 or (old.sha256 if old else ""), scheme, article.url)
        earlier = (old.address, *old.former) if old else ()
        entries[article.seed] = _with_former(entry, (*earlier, *sorted(by_id.get(article.id, ()))))
    return entries


def _with_former(entry: GivenAddress, addresses: Iterable[str]) -> GivenAddress:
    known = dict.fromkeys((*entry.former, *addresses))
    return entry._replace(former=tuple(address for address in known if address != entry.address))


def _fault(row: list[str]) -> str:
    if len(row) != len(COLUMNS):
        return f"must have {', '.join(COLUMNS)}: {','.join(row)[:80]!r}"
    for address in (row[3], *row[4].split()):
        match = _ADDRESS.fullmatch(address)
        if not match or slug(match[1]).fault:
            return f"has what is no address of an article: {address[:80]!r}"
    return ""
