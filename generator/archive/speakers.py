"""Quotations by their speakers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.archive.shelves import Shelf
from generator.model.records import Article

# Joins the names of two who said something together, see ``describe/speakers.py``.
AND = " and "


class Spoken(NamedTuple):
    """One quotation, its speaker as the text names them, and the article that has it."""

    text: str
    speaker: str
    article: Article


class Speakers(NamedTuple):
    """Quotations, newest first: by the address of a known speaker's page, and those of anybody else."""

    known: Mapping[str, Sequence[Spoken]]
    names: Mapping[str, str]
    others: Sequence[Spoken]


def find_speakers(articles: Iterable[Article], shelves: Iterable[Shelf]) -> Speakers:
    """Who said what. The same words of the same speaker count once, in the newest article that has them.

    Args:
        articles: newest first.
        shelves: people, then organizations: those who have a page of their own.
    """
    by_name: dict[str, Shelf] = {}
    for shelf in shelves:
        by_name.setdefault(shelf.name, shelf)
    known: defaultdict[str, list[Spoken]] = defaultdict(list)
    others: list[Spoken] = []
    lists: dict[str, list[list[Spoken]]] = {}
    for spoken in _once(articles):
        name = spoken.speaker
        if name not in lists:
            lists[name] = [known[shelf.url] for shelf in _shelves_of(name, by_name)] or [others]
        for found in lists[name]:
            found.append(spoken)
    names = {shelf.url: shelf.name for shelf in by_name.values() if shelf.url in known}
    return Speakers(known, names, others)


def _shelves_of(speaker: str, shelves: Mapping[str, Shelf]) -> list[Shelf]:
    """The page of a speaker, or of each of two who spoke together, where they have one."""
    names = [speaker] if speaker in shelves else speaker.split(AND)
    return [shelves[name] for name in names if name in shelves]


def _once(articles: Iterable[Article]) -> Iterator[Spoken]:
    seen: set[tuple[str, str]] = set()
    for article in articles:
        for quote in article.quotes:
            said = (quote.speaker, quote.text)
            if said not in seen:
                seen.add(said)
                yield Spoken(quote.text, quote.speaker, article)
