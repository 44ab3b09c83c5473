"""The archive: all articles, sorted, with every index built once, then frozen."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

import msgspec
import xxhash

from generator.archive.likeness import same_text
from generator.archive.memory import Memory
from generator.archive.related import Relations, best, near
from generator.archive.shelves import TOGETHER, Shelf, shelve, together
from generator.archive.speakers import Speakers, find_speakers
from generator.archive.stories import stories
from generator.authority.authority import Authority, Entry, Key
from generator.inputs.collections import CollectionFile
from generator.model.addresses import slug
from generator.model.records import KINDS, Article, Term

__all__ = ["TOGETHER", "Archive", "Shelf", "build_archive", "together"]


@dataclass(frozen=True)
class Archive:
    """All published articles by date, then id; oldest first. Undated ones come before all others.

    ``withdrawn`` are those of which only the address is left. ``earlier`` holds by id the bodies of corrected
    articles as they were when their seeds were first committed. ``gone`` holds the addresses of sources that
    no longer answer, each with the day (YYYY-MM-DD) on which that was found. ``memory`` is what an earlier
    archive worked out, and becomes what this one did.
    """

    articles: tuple[Article, ...]
    authority: Authority
    collection_files: tuple[CollectionFile, ...] = ()
    withdrawn: tuple[Article, ...] = ()
    earlier: Mapping[str, str] = field(default_factory=dict)
    gone: Mapping[str, str] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)

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
        found: dict[str, tuple[Shelf, ...]] = {kind: shelve(kind, newest, attrgetter(kind)) for kind in KINDS}
        found["sources"] = shelve("sources", newest, _source)
        found["languages"] = shelve("languages", newest, _language)
        found["collections"] = tuple(
            sorted(self._collections(), key=lambda shelf: (-len(shelf.articles), shelf.name))
        )
        return found

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
        """Article id → the collections it stands in."""
        found: defaultdict[str, tuple[Shelf, ...]] = defaultdict(tuple)
        for shelf in self.shelves["collections"]:
            for article in shelf.articles:
                found[article.id] += (shelf,)
        return dict(found)

    @cached_property
    def months(self) -> tuple[Shelf, ...]:
        """One shelf a month, newest first; ``id`` is ``YYYY/MM``."""
        dated = (article for article in self.newest if article.date)
        groups = itertools.groupby(dated, lambda article: f"{article.date[:4]}/{article.date[5:7]}")
        return tuple(Shelf("dates", month, month, tuple(articles)) for month, articles in groups)

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[Article | None, Article | None]]:
        """Article id → the dated articles before and after it in time."""
        dated = [None, *(article for article in self.articles if article.date), None]
        triples = zip(dated, dated[1:], dated[2:], strict=False)
        return {here.id: (before, after) for before, here, after in triples if here}

    @cached_property
    def related(self) -> Mapping[str, tuple[Article, ...]]:
        """Article id → the articles that share most with it, best first."""
        by_id = self.by_id
        return {name: tuple([by_id[one] for one in others]) for name, others in self._related.items()}

    @cached_property
    def _related(self) -> Mapping[str, Sequence[str]]:
        known, found = self.memory.related, {}
        used: dict[bytes, list[str]] = {}
        ids = {kind: [[one.id for one in shelf.articles] for shelf in self.shelves[kind]] for kind in KINDS}
        for name, shared in near(ids).items():
            listed = self._listed(name)
            key = xxhash.xxh3_128_digest(msgspec.msgpack.encode((name, [one.key for one in shared], listed)))
            used[key] = found[name] = known.get(key) or best(name, shared, frozenset(listed))
        self.memory.related = used
        return found

    def _listed(self, name: str) -> list[str]:
        """Those that an article's page lists as copies or reports of the same event already."""
        if name not in self.originals and name not in self.story_of and name not in self.copies:
            return [name]
        return [one.id for groups in (self._carriers(name), self._reports(name)) for one in groups]

    @cached_property
    def relations(self) -> Mapping[str, Relations]:
        """Article id → how it stands to others of the archive."""
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
        """Who said what."""
        return find_speakers(self.newest, (*self.shelves["people"], *self.shelves["organizations"]))

    def _carriers(self, name: str) -> tuple[Article, ...]:
        original = self.originals.get(name, name)
        return (self.by_id[original], *self.copies.get(original, ()))

    def _reports(self, name: str) -> tuple[Article, ...]:
        return self.stories.get(self.story_of.get(name, ""), ())

    @cached_property
    def originals(self) -> Mapping[str, str]:
        """Article id → id of the first article with the same text, for every article of such a group."""
        return same_text(self.articles, self.memory)

    @cached_property
    def copies(self) -> Mapping[str, tuple[Article, ...]]:
        """Id of the first article that carries a text → the others that carry it."""
        found: defaultdict[str, tuple[Article, ...]] = defaultdict(tuple)
        for article in self.articles:
            original = self.originals.get(article.id, article.id)
            if original != article.id:
                found[original] += (article,)
        return dict(found)

    @cached_property
    def story_of(self) -> Mapping[str, str]:
        """Article id → id of the story (the first report of one event), where there are several reports."""
        return stories(self.articles)

    @cached_property
    def stories(self) -> Mapping[str, tuple[Article, ...]]:
        """Story id → its reports, oldest first."""
        found: defaultdict[str, tuple[Article, ...]] = defaultdict(tuple)
        for article in self.articles:
            if article.id in self.story_of:
                found[self.story_of[article.id]] += (article,)
        return dict(found)

    @cached_property
    def translations(self) -> Mapping[str, tuple[Article, ...]]:
        """Article id → the same article in other languages, where a curator declared it."""
        groups: defaultdict[str, list[Article]] = defaultdict(list)
        for article in self.articles:
            groups[self._first_language(article)].append(article)
        return {
            one.id: tuple(other for other in group if other.id != one.id and other.language != one.language)
            for group in groups.values()
            if len(group) > 1
            for one in group
        }

    def _first_language(self, article: Article) -> str:
        """The id that a translation names, through as many translations as lead to it."""
        seen = [article.id]
        while (before := self.by_id[seen[-1]].translation_of) in self.by_id and before not in seen:
            seen.append(before)
        # Two that name each other are one group all the same.
        return min(seen) if before in seen else seen[-1]

    def entry(self, kind: str, name: str) -> Entry | None:
        """What the authority files know of a term, if anything."""
        return self.authority.entries.get(Key(kind, name))  # type: ignore[arg-type]

    def _collections(self) -> Iterator[Shelf]:
        by_seed = {article.seed: article for article in self.articles}
        curated = {file.id: file for file in self.collection_files}
        for file in self.collection_files:
            listed = [by_seed.get(name) or self.by_id.get(name) for name in file.articles]
            joined = [
                article
                for article in self.newest
                if file.id in article.collections or file.title in article.collections
            ]
            chosen = list({one.id: one for one in (*listed, *joined) if one}.values())
            if file.order == "date":
                chosen.sort(key=lambda article: (article.date, article.id), reverse=True)
            yield Shelf("collections", file.id, file.title, tuple(chosen))
        titles = {file.title for file in self.collection_files}
        known = {*curated, *titles}
        yield from shelve(
            "collections",
            self.newest,
            lambda article: [Term(slug(name), name) for name in article.collections if name not in known],
        )


def _source(article: Article) -> Iterable[Term]:
    name = article.source.name
    return [Term(slug(name), name)] if name else ()


def _language(article: Article) -> Iterable[Term]:
    return [Term(article.language.lower(), article.language)] if article.language else ()


def build_archive(
    articles: Iterable[Article], authority: Authority, collections: tuple[CollectionFile, ...] = ()
) -> Archive:
    """Sort the articles and freeze the archive; withdrawn ones stand apart."""
    ordered = sorted(articles, key=lambda article: (article.date, article.id))
    return Archive(
        tuple(article for article in ordered if not article.withdrawn),
        authority,
        collections,
        tuple(article for article in ordered if article.withdrawn),
    )
