"""Quotations by their speakers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.archive.shelves import Shelf
from generator.model.records import Article

# Joins the names of two people who are quoted together, see ``describe/quotes/speakers.py``.
AND = " and "
# A word that may be a name: with a capital, or in a script without capitals. Pronouns are no names.
_NAME = re.compile(r"(?!(?:I|He|She|They|We|It|You)\b)(?:[^\W\d_a-z]|[a-z]{1,3}-?[A-Z])")


class ArticleQuotation(NamedTuple):
    """A quotation in an article, with its speaker as the text names them."""

    text: str
    speaker: str
    article: Article


class Speakers(NamedTuple):
    """Quotations, newest first.

    Attributes:
        known: URL of a speaker's page → their quotations.
        names: URL of a speaker's page → their name.
        others: quotations of speakers who have no page.
    """

    known: Mapping[str, Sequence[ArticleQuotation]]
    names: Mapping[str, str]
    others: Sequence[ArticleQuotation]


def find_speakers(articles: Iterable[Article], shelves: Iterable[Shelf]) -> Speakers:
    """Group quotations by speaker, without those whose speaker has no name.

    Words that several articles quote are listed once, with the newest.

    Args:
        articles: newest first.
        shelves: of people, then of organizations: the speakers who have a page.
    """
    by_name: dict[str, Shelf] = {}
    for shelf in shelves:
        by_name.setdefault(shelf.name, shelf)
    known: defaultdict[str, list[ArticleQuotation]] = defaultdict(list)
    others: list[ArticleQuotation] = []
    lists: dict[str, list[list[ArticleQuotation]]] = {}
    for quotation in _distinct(articles):
        name = quotation.speaker
        if name not in lists:
            lists[name] = [known[shelf.url] for shelf in _shelves_of(name, by_name)] or [others]
        for quotations in lists[name]:
            quotations.append(quotation)
    names = {shelf.url: shelf.name for shelf in by_name.values() if shelf.url in known}
    return Speakers(known, names, others)


def is_named(speaker: str) -> bool:
    """Whether the speaker of a quotation has a name: "Ana Paz", but neither "" nor "a spokesman"."""
    return any(_NAME.match(word) for word in speaker.split())


def _shelves_of(speaker: str, shelves: Mapping[str, Shelf]) -> list[Shelf]:
    """The shelf of a speaker, or of each of two joint speakers, without those who have none."""
    names = [speaker] if speaker in shelves else speaker.split(AND)
    return [shelves[name] for name in names if name in shelves]


def _distinct(articles: Iterable[Article]) -> Iterator[ArticleQuotation]:
    seen: set[tuple[str, str]] = set()
    for article in articles:
        for quote in article.quotes:
            key = (quote.speaker, quote.text)
            if key not in seen and is_named(quote.speaker):
                seen.add(key)
                yield ArticleQuotation(quote.text, quote.speaker, article)
