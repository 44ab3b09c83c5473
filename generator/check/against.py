"""Addresses of a published site that no longer exist in the archive."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from generator.check.baseline import Published
from generator.check.subject import Subject
from generator.model.kinds import LISTS
from generator.model.problem import Problem
from generator.model.records import Article

ADDRESS_GONE = "address-gone"
ADDRESS_TAKEN = "address-taken"
LIST_GONE = "list-gone"
ASKED = frozenset({ADDRESS_GONE, ADDRESS_TAKEN, LIST_GONE})
# First parts of the addresses of lists. All other addresses are current or former ones of articles.
OURS: frozenset[str] = frozenset((*LISTS, "give", "log", "map", "quotations", "search", "timeline"))
# Minimum similarity (0 to 1) of two ids for one article to be the likely successor of the other.
ALIKE = 0.6


def gone(subject: Subject, published: Published, now: AbstractSet[str]) -> Iterator[Problem]:
    """A problem for each published address that no longer exists.

    The address of an article is an error, because people cite it. That of a list is a warning, because a list
    disappears with its last article.

    Args:
        subject: the current archive.
        published: the published site.
        now: all current addresses, each ending with ``/``.
    """
    for url in sorted(published.addresses - now):
        if is_list(url):
            yield Problem("", 0, LIST_GONE, _list_message(url, published), "warning")
        else:
            yield _article(subject, published, url)


def is_list(url: str) -> bool:
    """Whether an address is that of a list, which disappears with its last article."""
    return url.partition("/")[0] in OURS


def taken(subject: Subject, published: Published) -> Iterator[Problem]:
    """An error for each address of an article that is now the address of another, if both still exist."""
    articles = (*subject.archive.articles, *subject.archive.withdrawn)
    by_seed = {article.seed: article for article in articles}
    by_url = {article.url: article for article in articles}
    for url, seed in published.owners.items():
        owner, other = by_seed.get(seed), by_url.get(url)
        if owner and other and other.id != owner.id:
            name = url.strip("/").rpartition("/")[2]
            message = (
                f"its address in {published.where}, {url}, now leads to {other.seed}; "
                f"declare 'id: {name}' in its sidecar, and a different id in that of {other.seed}"
            )
            yield Problem(seed, 0, ADDRESS_TAKEN, message)


def _list_message(url: str, published: Published) -> str:
    return (
        f"{url} is a list in {published.where} that has no articles now; "
        f"to redirect its readers, declare 'aliases: [{url}]' in the sidecar of an article that was on it"
    )


def _article(subject: Subject, published: Published, url: str) -> Problem:
    successor = _successor(subject, published, url)
    owner = published.owners.get(url, "")
    path = successor.seed if successor else owner
    where = f"in the sidecar of {path if successor else 'the article that replaces it'}"
    lost = f" (it was {owner})" if owner not in ("", successor and successor.seed) else ""
    message = (
        f"{url} is an address in {published.where} that no longer exists{lost}; declare "
        f"'aliases: [{url}]' {where}, or keep its seed with 'status: withdrawn'"
    )
    return Problem(path, 0, ADDRESS_GONE, message)


def _successor(subject: Subject, published: Published, url: str) -> Article | None:
    """The article of the same seed, or else the one whose id is most similar to that in the address."""
    same = subject.articles.get(published.owners.get(url, ""))
    if same:
        return same
    name = url.strip("/").rpartition("/")[2]
    near = difflib.get_close_matches(name, subject.archive.by_id, 1, ALIKE)
    return subject.archive.by_id[near[0]] if near else None
