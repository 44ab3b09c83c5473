"""The archive: all articles, sorted, with the indexes and relations that pages need."""

from __future__ import annotations

import importlib
import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple

from generator.archive.collection_shelves import collection_shelves
from generator.archive.comparisons import Comparisons, CopyGroups, Relations, digest_of
from generator.archive.issues import in_print_order
from generator.archive.shelves import TOGETHER, Shelf, shelve, together
from generator.archive.speakers import Speakers, find_speakers
from generator.archive.spelling import with_one_spelling
from generator.archive.translations import find_translations
from generator.authority.authority import Authority, Entry, Key
from generator.authority.sources import SourceEntry
from generator.inputs.collections import CollectionFile
from generator.model.kinds import KINDS
from generator.model.names import name_id, name_key
from generator.model.partial_dates import MONTH, YEAR
from generator.model.records import Article, Term, TextReader
from generator.model.slugs import Scheme
from generator.pictures.same import photographs

__all__ = ["TOGETHER", "Archive", "Background", "Shelf", "build_archive", "together"]


class Background(NamedTuple):
    """The inputs of an archive other than its articles.

    Attributes:
        authority: the known names and topics.
        collection_files: collections that curators describe.
        earlier: article id → body of a corrected article when its seed was first committed, if it differs.
        gone: address of a source that no longer responds → day (YYYY-MM-DD) on which that was noticed.
        comparisons: results of building an earlier archive, which save time.
        former: address of an article in an earlier scheme of addresses → its id.
        scheme: whether the addresses of lists have Unicode letters.
        faults: id of an article → errors of its seed or its fields, while it is served.
        sources: key of a source's name → what a curator says about it.
    """

    authority: Authority
    collection_files: tuple[CollectionFile, ...] = ()
    earlier: Mapping[str, str] = {}
    gone: Mapping[str, str] = {}
    comparisons: Comparisons = Comparisons()
    former: Mapping[str, str] = {}
    scheme: Scheme = "unicode"
    faults: Mapping[str, Sequence[str]] = {}
    sources: Mapping[str, SourceEntry] = {}


def build_archive(articles: Iterable[Article], text: TextReader, background: Background) -> Archive:
    """Sort the articles, set withdrawn ones apart, and build the archive, which never changes.

    Args:
        articles: published or withdrawn, with their ids and addresses.
        text: reads the text of any of them, for as long as the archive is in use.
        background: everything else that is known.
    """
    by_date = sorted(articles, key=lambda article: (article.date, article.id))
    ordered = list(with_one_spelling(by_date, background.sources))
    published = tuple(article for article in ordered if not article.withdrawn)
    withdrawn = tuple(article for article in ordered if article.withdrawn)
    return Archive(published, withdrawn, text, *background)


@dataclass(frozen=True)
class Archive:
    """All published articles by date, then id, oldest first; undated ones come before all others.

    Indexes and relations are computed when they are first used, from the fields alone.

    Attributes:
        withdrawn: articles of which only the address is left.
        text: reads the text of an article.
        known: comparisons of an earlier archive; see ``Background`` for this and the other fields.
    """

    articles: tuple[Article, ...]
    withdrawn: tuple[Article, ...]
    text: TextReader
    authority: Authority
    collection_files: tuple[CollectionFile, ...]
    earlier: Mapping[str, str]
    gone: Mapping[str, str]
    known: Comparisons
    former: Mapping[str, str]
    scheme: Scheme
    faults: Mapping[str, Sequence[str]]
    sources: Mapping[str, SourceEntry]

    @cached_property
    def by_id(self) -> Mapping[str, Article]:
        """Article by permanent id."""
        return {article.id: article for article in self.articles}

    @cached_property
    def newest(self) -> tuple[Article, ...]:
        """Articles newest first, undated ones last."""
        return self.articles[::-1]

    @cached_property
    def shelves(self) -> Mapping[str, tuple[Shelf, ...]]:
        """Kind → shelves, most articles first, then by name."""
        newest = self.newest
        collections = collection_shelves(newest, self.by_id, self.collection_files, self.scheme)
        return {
            **{kind: shelve(kind, newest, attrgetter(kind)) for kind in KINDS},
            "sources": shelve("sources", in_print_order(newest), self._source),
            "languages": shelve("languages", newest, _language),
            "collections": collections,
        }

    @cached_property
    def photographs(self) -> Mapping[str, str]:
        """For the digest of each picture, that of the oldest one which is the same photograph."""
        return photographs(article.pictures for article in self.articles if article.pictures)

    @cached_property
    def counts(self) -> Mapping[tuple[str, str], int]:
        """(kind, term id) → number of articles."""
        return {
            (shelf.kind, shelf.id): len(shelf.articles)
            for shelves in self.shelves.values()
            for shelf in shelves
        }

    @cached_property
    def collections_of(self) -> Mapping[str, tuple[Shelf, ...]]:
        """Article id → the collections it belongs to."""
        collections: defaultdict[str, tuple[Shelf, ...]] = defaultdict(tuple)
        for shelf in self.shelves["collections"]:
            for article in shelf.articles:
                collections[article.id] += (shelf,)
        return dict(collections)

    @cached_property
    def months(self) -> tuple[Shelf, ...]:
        """One shelf per month, newest first; ``id`` is ``YYYY/MM``."""
        return self._by_date(MONTH)

    @cached_property
    def years(self) -> tuple[Shelf, ...]:
        """One shelf per year, newest first, with the articles of which only the year is known."""
        return self._by_date(YEAR)

    def _by_date(self, length: int) -> tuple[Shelf, ...]:
        dated = (article for article in self.newest if len(article.date) >= length)
        groups = itertools.groupby(dated, lambda article: article.date[:length].replace("-", "/"))
        return tuple(Shelf("dates", name, name, tuple(articles)) for name, articles in groups)

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[Article | None, Article | None]]:
        """Article id → the dated articles before and after it in time, and in a newspaper by page."""
        dated = [None, *in_print_order([article for article in self.articles if article.date]), None]
        triples = zip(dated, dated[1:], dated[2:], strict=False)
        return {here.id: (before, after) for before, here, after in triples if here}

    @cached_property
    def related(self) -> Mapping[str, tuple[Article, ...]]:
        """Article id → the articles that share most with it, best first."""
        by_id = self.by_id
        return {name: tuple([by_id[other] for other in others]) for name, others in self._related.items()}

    @cached_property
    def _related(self) -> Mapping[str, Sequence[str]]:
        if self._is_compared:
            return self.known.related
        related: Mapping[str, Sequence[str]]
        related = _comparing("related").find_related(self.articles, self._listed)
        return related

    def _listed(self, name: str) -> list[str]:
        """The articles that a page lists in another way: copies, reports, translations, neighbours."""
        groups = [
            self.translations.get(name, ()),
            *((neighbour,) for neighbour in self.neighbours.get(name, ()) if neighbour),
        ]
        if name in self.originals or name in self.story_of or name in self.copies:
            groups += [self._with_same_text(name), self._reports(name)]
        return [article.id for group in groups for article in group]

    @cached_property
    def comparisons(self) -> Comparisons:
        """The results of comparing articles, for building the next archive."""
        return Comparisons(self._digest, self._copy_groups, self.story_of, self._related)

    @cached_property
    def _digest(self) -> bytes:
        return digest_of(self.articles)

    @property
    def _is_compared(self) -> bool:
        """Whether an earlier archive had the same articles."""
        return bool(self._digest) and self.known.articles == self._digest

    @cached_property
    def relations(self) -> Mapping[str, Relations]:
        """Article id → its relations to collections and other articles."""
        return {article.id: self._relations(article.id) for article in self.articles}

    def _relations(self, name: str) -> Relations:
        return Relations(
            tuple([shelf.name for shelf in self.collections_of.get(name, ())]),
            tuple(self._related.get(name, ())),
            self.story_of.get(name),
            tuple([other.id for other in self.translations.get(name, ())]),
            self.originals.get(name),
        )

    @cached_property
    def speakers(self) -> Speakers:
        """Quotations by speaker."""
        return find_speakers(self.newest, (*self.shelves["people"], *self.shelves["organizations"]))

    def _with_same_text(self, name: str) -> tuple[Article, ...]:
        original = self.originals.get(name, name)
        return (self.by_id[original], *self.copies.get(original, ()))

    def _reports(self, name: str) -> tuple[Article, ...]:
        return self.stories.get(self.story_of.get(name, ""), ())

    @cached_property
    def _copy_groups(self) -> CopyGroups:
        if self._is_compared:
            return self.known.copies
        groups: CopyGroups
        groups = _comparing("likeness").find_copies(self.articles, self.text, self.known.copies.compared)
        return groups

    @property
    def originals(self) -> Mapping[str, str]:
        """Article id → id of the first article with the same text, for every article of a group of copies."""
        return self._copy_groups.originals

    @cached_property
    def copies(self) -> Mapping[str, tuple[Article, ...]]:
        """Id of the first article with a text → the others with the same text."""
        copies: defaultdict[str, tuple[Article, ...]] = defaultdict(tuple)
        for article in self.articles:
            original = self.originals.get(article.id, article.id)
            if original != article.id:
                copies[original] += (article,)
        return dict(copies)

    @cached_property
    def story_of(self) -> Mapping[str, str]:
        """Article id → id of its story, which is that of the first report, if there are several reports."""
        if self._is_compared:
            return self.known.stories
        stories: Mapping[str, str] = _comparing("stories").stories(self.articles)
        return stories

    @cached_property
    def stories(self) -> Mapping[str, tuple[Article, ...]]:
        """Story id → its reports, oldest first."""
        reports: defaultdict[str, tuple[Article, ...]] = defaultdict(tuple)
        for article in self.articles:
            if article.id in self.story_of:
                reports[self.story_of[article.id]] += (article,)
        return dict(reports)

    @cached_property
    def translations(self) -> Mapping[str, tuple[Article, ...]]:
        """Article id → the same article in other languages, as declared by curators."""
        return find_translations(self.articles, self.by_id)

    def entry(self, kind: str, name: str) -> Entry | None:
        """The authority files' entry for a term, or None."""
        return self.authority.entries.get(Key(kind, name))  # type: ignore[arg-type]

    def paper(self, shelf: Shelf) -> SourceEntry | None:
        """What a curator says about the newspaper or site of a shelf, or None."""
        return self.sources.get(name_key(shelf.name)) if shelf.kind == "sources" else None

    def _source(self, article: Article) -> Iterable[Term]:
        name = article.source.name
        return [Term(name_id(name, self.scheme), name)] if name else ()


def _comparing(module: str) -> Any:  # noqa: ANN401 - a module that is loaded only where articles are compared
    return importlib.import_module(f"generator.archive.{module}")


def _language(article: Article) -> Iterable[Term]:
    return [Term(article.language.lower(), article.language)] if article.language else ()
