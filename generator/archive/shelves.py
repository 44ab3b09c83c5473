"""Shelves: the articles of one term, newest first, and the terms that occur most often with it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.model.kinds import KINDS, Kind
from generator.model.records import Article, Term

# Number of terms of each kind that a term's page lists as occurring together with it.
TOGETHER = 8


@dataclass(frozen=True)
class Shelf:
    """The articles of one term, newest first. ``kind`` is the folder of its page, such as "people"."""

    kind: str
    id: str
    name: str
    articles: tuple[Article, ...]

    @property
    def url(self) -> str:
        """Address below the site's root."""
        return f"{self.kind}/{self.id}/"


def shelve(
    kind: str, articles: Iterable[Article], terms_of: Callable[[Article], Iterable[Term]]
) -> tuple[Shelf, ...]:
    """The shelves of one kind, most articles first, then by name.

    Args:
        kind: of all these shelves.
        articles: newest first; a shelf gets the name that the newest article gives its term.
        terms_of: the terms of an article, each of which has a shelf.
    """
    names: dict[str, str] = {}
    by_term: defaultdict[str, list[Article]] = defaultdict(list)
    for article in articles:
        for term, name in terms_of(article):
            names.setdefault(term, name)
            by_term[term].append(article)
    shelves = (Shelf(kind, term, names[term], tuple(group)) for term, group in by_term.items())
    return tuple(sorted(shelves, key=lambda shelf: (-len(shelf.articles), shelf.name, shelf.id)))


def together(shelf: Shelf, most: int = TOGETHER) -> Mapping[Kind, Sequence[tuple[Term, int]]]:
    """For each kind, the terms most frequent in a shelf's articles, with counts; its own term excluded."""
    counts = {
        kind: Counter(term for article in shelf.articles for term in article.terms(kind)) for kind in KINDS
    }
    for kind, count in counts.items():
        if kind == shelf.kind:
            count.pop(Term(shelf.id, shelf.name), None)
    return {
        kind: sorted(count.items(), key=lambda pair: (-pair[1], pair[0].name))[:most]
        for kind, count in counts.items()
        if count
    }
