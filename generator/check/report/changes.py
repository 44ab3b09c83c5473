"""Compares two states of an archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Literal, NamedTuple

from generator.archive.archive import Archive, Shelf
from generator.check.against import is_list
from generator.convert.convert import Gathered
from generator.model.kinds import AUTHORITY_KINDS
from generator.model.problem import Problem
from generator.model.records import Article
from generator.outputs.pages.redirects import former_address
from generator.outputs.record import record

# Fields of a record that a reviewer need not see: they follow from other articles, or from the seed.
DERIVED = frozenset({"related", "story", "original", "sha256", "evidence", "lang"})


Fate = Literal["dies", "list", "leads"]


class State(NamedTuple):
    """An archive, and all addresses of its pages and redirects, each ending with ``/``."""

    gathered: Gathered
    addresses: AbstractSet[str]


class EditedArticle(NamedTuple):
    """One article in both states, and the fields whose values differ."""

    before: Article
    after: Article
    fields: Sequence[str]


@dataclass(frozen=True, slots=True)
class Changes:
    """The differences between two states of an archive.

    Attributes:
        base: the archive before.
        head: the archive after.
        added: new articles.
        edited: changed articles.
        removed: articles that are no longer published.
        names: shelves of names that get a page.
        appeared: new addresses.
        gone: address that is no longer a page → its fate: that of an article ``dies``, a ``list`` disappears
            with its last article, or an address ``leads`` on by an alias.
        problems: of the changed files.
    """

    base: Archive
    head: Archive
    added: Sequence[Article] = ()
    edited: Sequence[EditedArticle] = ()
    removed: Sequence[Article] = ()
    names: Sequence[Shelf] = ()
    appeared: Sequence[str] = ()
    gone: Mapping[str, Fate] = field(default_factory=dict)
    problems: Sequence[Problem] = ()


def compare(base: State, head: State, problems: Iterable[Problem] = ()) -> Changes:
    """The differences between two states.

    Args:
        base: the state before.
        head: the state after.
        problems: all problems of the state after.
    """
    old, new = base.gathered.archive, head.gathered.archive
    pairs = _pairs(old, head.gathered)
    edited = [edit for before, after in pairs.values() if (edit := _edit(old, new, before, after)).fields]
    paired = {before.seed for before, _ in pairs.values()}
    return Changes(
        old,
        new,
        [article for article in new.articles if article.seed not in pairs],
        edited,
        [article for article in old.articles if article.seed not in paired],
        list(_new_names(old, new)),
        sorted(head.addresses - base.addresses),
        _gone(base, head),
        _concerning(problems, base.gathered, head.gathered),
    )


def _pairs(base: Archive, head: Gathered) -> Mapping[str, tuple[Article, Article]]:
    """Seed after the change → article before and after. A renamed seed is found by its bytes or its id."""
    before = {article.seed: article for article in base.articles}
    articles = head.archive.articles
    pairs = {article.seed: (before[article.seed], article) for article in articles if article.seed in before}
    # A seed that still exists or is withdrawn was not renamed, even if there is a new copy of it.
    existing = {seed.path for seed in head.seeds}
    withdrawn = {article.id for article in head.archive.withdrawn}
    lost = [
        article for article in base.articles if article.seed not in existing and article.id not in withdrawn
    ]
    for key in ("sha256", "id"):
        paired = {old.seed for old, _ in pairs.values()}
        unpaired = {getattr(article, key): article for article in lost if article.seed not in paired}
        for article in articles:
            other = unpaired.pop(getattr(article, key), None) if article.seed not in pairs else None
            if other:
                pairs[article.seed] = other, article
    return {article.seed: pairs[article.seed] for article in articles if article.seed in pairs}


def _edit(base: Archive, head: Archive, before: Article, after: Article) -> EditedArticle:
    old, new = record(before, base), record(after, head)
    fields = [name for name in new if name not in DERIVED and old[name] != new[name]]
    same_text = base.text(before).body == head.text(after).body
    return EditedArticle(before, after, [*fields, *([] if same_text else ["body"])])


def _new_names(base: Archive, head: Archive) -> Iterator[Shelf]:
    for kind in AUTHORITY_KINDS:
        known = {shelf.id for shelf in base.shelves[kind]}
        yield from (shelf for shelf in head.shelves[kind] if shelf.id not in known)


def _gone(base: State, head: State) -> Mapping[str, Fate]:
    """The fate of each address that is no longer a page, dead ones first."""
    dead = sorted(base.addresses - head.addresses)
    lists = [url for url in dead if is_list(url)]
    leading = sorted((base.addresses & _former(head)) - _former(base))
    fates: Sequence[tuple[Fate, Sequence[str]]] = (
        ("dies", [url for url in dead if not is_list(url)]),
        ("list", lists),
        ("leads", leading),
    )
    return {url: fate for fate, urls in fates for url in urls}


def _former(state: State) -> AbstractSet[str]:
    """The addresses that only redirect."""
    archive = state.gathered.archive
    articles = (*archive.articles, *archive.withdrawn)
    shelves = (shelf.url for shelves in archive.shelves.values() for shelf in shelves)
    aliases = {f"{former_address(alias)}/" for article in articles for alias in article.aliases}
    return (aliases & state.addresses) - {*shelves, *(article.url for article in articles)}


def _concerning(problems: Iterable[Problem], base: Gathered, head: Gathered) -> list[Problem]:
    """The problems of changed seeds and of all other files, errors first."""
    old = {seed.path: (seed.sha256, seed.sidecar) for seed in base.seeds}
    unchanged = {seed.path for seed in head.seeds if old.get(seed.path) == (seed.sha256, seed.sidecar)}
    unchanged |= {PurePosixPath(path).with_suffix(".yml").as_posix() for path in unchanged}
    relevant = (problem for problem in problems if problem.path not in unchanged)
    return sorted(relevant, key=lambda problem: problem.severity != "error")
