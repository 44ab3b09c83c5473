"""Shelves: the articles of one term, newest first, and what stands together with it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.model.records import KINDS, Article, Kind, Term

# Terms of a kind that a page names as found together with its own.
TOGETHER = 8


@dataclass(frozen=True)
class Shelf:
    """The articles of one term, newest first. ``kind`` is a page folder: people, sources, dates ..."""

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
        kind: of all of them.
        articles: newest first; a term is called what the newest calls it.
        terms_of: the terms of an article, each of which is a shelf.
    """
    names: dict[str, str] = {}
    found: defaultdict[str, list[Article]] = defaultdict(list)
    for article in articles:
        for term, name in terms_of(article):
            names.setdefault(term, name)
            found[term].append(article)
    shelves = (Shelf(kind, term, names[term], tuple(those)) for term, those in found.items())
    return tuple(sorted(shelves, key=lambda shelf: (-len(shelf.articles), shelf.name, shelf.id)))


def together(shelf: Shelf, most: int = TOGETHER) -> Mapping[Kind, Sequence[tuple[Term, int]]]:
    """For each kind the terms that stand in a shelf's articles most, its own aside, with their counts."""
    counts = {
        kind: Counter(one for article in shelf.articles for one in article.terms(kind)) for kind in KINDS
    }
    for kind, count in counts.items():
        if kind == shelf.kind:
            count.pop(Term(shelf.id, shelf.name), None)
    return {
        kind: sorted(count.items(), key=lambda pair: (-pair[1], pair[0].name))[:most]
        for kind, count in counts.items()
        if count
    }
