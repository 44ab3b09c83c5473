"""Addresses of a published site that the archive no longer gives."""

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
# First parts of the addresses of lists. All others are of articles, or former addresses of articles.
OURS: frozenset[str] = frozenset((*LISTS, "give", "log", "map", "quotations", "search", "timeline"))
# How alike two ids are, of 1, that one article may have taken the place of the other.
ALIKE = 0.6


def gone(subject: Subject, published: Published, now: AbstractSet[str]) -> Iterator[Problem]:
    """A problem for each address that led somewhere and leads nowhere now.

    An article's address is an error: people cite it. A list's is a warning: it goes with its last article.

    Args:
        subject: the archive as it is now.
        published: the site as it was.
        now: every address that the archive gives now, each ending with ``/``.
    """
    for url in sorted(published.addresses - now):
        if is_list(url):
            yield Problem("", 0, LIST_GONE, _list_message(url, published), "warning")
        else:
            yield _article(subject, published, url)


def is_list(url: str) -> bool:
    """Whether an address is that of a list, which goes with the last article on it."""
    return url.partition("/")[0] in OURS


def taken(subject: Subject, published: Published) -> Iterator[Problem]:
    """An error for each address that led to one article and leads to another now, while both are here."""
    articles = (*subject.archive.articles, *subject.archive.withdrawn)
    by_seed = {article.seed: article for article in articles}
    by_url = {article.url: article for article in articles}
    for url, seed in published.owners.items():
        mine, other = by_seed.get(seed), by_url.get(url)
        if mine and other and other.id != mine.id:
            name = url.strip("/").rpartition("/")[2]
            message = (
                f"{url} was its address in {published.where} and leads to {other.seed} now; "
                f"write 'id: {name}' beside it, and another id beside {other.seed}"
            )
            yield Problem(seed, 0, ADDRESS_TAKEN, message)


def _list_message(url: str, published: Published) -> str:
    return (
        f"{url} is a list of {published.where}, and nothing stands on it now; "
        f"to lead its readers on, write 'aliases: [{url}]' beside an article that was on it"
    )


def _article(subject: Subject, published: Published, url: str) -> Problem:
    successor = _successor(subject, published, url)
    owner = published.owners.get(url, "")
    path = successor.seed if successor else owner
    where = f"beside {path}" if successor else "beside the article that took its place"
    lost = f" (it was {owner})" if owner not in ("", successor and successor.seed) else ""
    message = (
        f"{url} is an address of {published.where} and leads nowhere now{lost}; write "
        f"'aliases: [{url}]' {where}, or keep its seed with 'status: withdrawn'"
    )
    return Problem(path, 0, ADDRESS_GONE, message)


def _successor(subject: Subject, published: Published, url: str) -> Article | None:
    """The article of the same seed; else the one whose id is that of the address, or almost."""
    same = subject.articles.get(published.owners.get(url, ""))
    if same:
        return same
    name = url.strip("/").rpartition("/")[2]
    near = difflib.get_close_matches(name, subject.archive.by_id, 1, ALIKE)
    return subject.archive.by_id[near[0]] if near else None
