"""Shelves of collections: those that curators describe in files, and those that articles name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.archive.shelves import Shelf, shelve
from generator.inputs.collections import CollectionFile
from generator.model.names import name_id, name_key
from generator.model.records import Article, Term
from generator.model.slugs import Scheme


def collection_shelves(
    newest: Sequence[Article], by_id: Mapping[str, Article], files: Sequence[CollectionFile], scheme: Scheme
) -> tuple[Shelf, ...]:
    """The shelves of all collections, most articles first, then by name.

    Args:
        newest: all articles, newest first.
        by_id: the same articles by id.
        files: collections that curators describe; each has its own order.
        scheme: whether addresses have Unicode letters.
    """
    curated = {name_key(name) for file in files for name in (file.id, file.title)}

    def others(article: Article) -> Iterable[Term]:
        names = [name for name in article.collections if name_key(name) not in curated]
        return {term.id: term for term in (Term(name_id(name, scheme), name) for name in names)}.values()

    shelves = (*_described(newest, by_id, files), *shelve("collections", newest, others))
    return tuple(sorted(shelves, key=lambda shelf: (-len(shelf.articles), shelf.name)))


def _described(
    newest: Sequence[Article], by_id: Mapping[str, Article], files: Sequence[CollectionFile]
) -> Iterator[Shelf]:
    by_seed = {article.seed: article for article in newest}
    for file in files:
        listed = [by_seed.get(name) or by_id.get(name) for name in file.articles]
        keys = {name_key(file.id), name_key(file.title)}
        joined = [article for article in newest if not keys.isdisjoint(map(name_key, article.collections))]
        chosen = list({article.id: article for article in (*listed, *joined) if article}.values())
        if file.order == "date":
            chosen.sort(key=lambda article: (article.date, article.id), reverse=True)
        yield Shelf("collections", file.id, file.title, tuple(chosen))
