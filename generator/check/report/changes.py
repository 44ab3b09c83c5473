"""Two states of an archive compared."""

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

# Of a record, what a reviewer need not see change: it follows from other articles, or from the seed.
DERIVED = frozenset({"related", "story", "original", "sha256", "evidence", "lang"})


Fate = Literal["dies", "list", "leads"]


class State(NamedTuple):
    """An archive, and every address that it gives, also former ones; each ends with ``/``."""

    gathered: Gathered
    addresses: AbstractSet[str]


class Edited(NamedTuple):
    """One article in both states, and the fields whose values differ."""

    before: Article
    after: Article
    fields: Sequence[str]


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of articles, addresses and names; ``problems`` are those of what changed.

    ``gone`` says of each address that is no longer a page what becomes of it: an article's ``dies``, a
    ``list`` went with its last article, or one ``leads`` on by an alias.
    """

    base: Archive
    head: Archive
    added: Sequence[Article] = ()
    edited: Sequence[Edited] = ()
    removed: Sequence[Article] = ()
    names: Sequence[Shelf] = ()
    appeared: Sequence[str] = ()
    gone: Mapping[str, Fate] = field(default_factory=dict)
    problems: Sequence[Problem] = ()


def compare(base: State, head: State, problems: Iterable[Problem] = ()) -> Changes:
    """What changed between two states.

    Args:
        base: the state before.
        head: the state after.
        problems: everything that is wrong with the state after.
    """
    old, new = base.gathered.archive, head.gathered.archive
    pairs = _pairs(old, head.gathered)
    edited = [edit for before, after in pairs.values() if (edit := _edited(old, new, before, after)).fields]
    kept = {before.seed for before, _ in pairs.values()}
    return Changes(
        old,
        new,
        [one for one in new.articles if one.seed not in pairs],
        edited,
        [one for one in old.articles if one.seed not in kept],
        list(_new_names(old, new)),
        sorted(head.addresses - base.addresses),
        _gone(base, head),
        _concerning(problems, base.gathered, head.gathered),
    )


def _pairs(base: Archive, head: Gathered) -> Mapping[str, tuple[Article, Article]]:
    """Seed after the change → article before and after; a renamed seed is known by its bytes, or its id."""
    before = {one.seed: one for one in base.articles}
    articles = head.archive.articles
    found = {one.seed: (before[one.seed], one) for one in articles if one.seed in before}
    # What is there still, or is withdrawn, has no other name, even where a copy of it is new.
    there = {seed.path for seed in head.seeds}
    withdrawn = {one.id for one in head.archive.withdrawn}
    lost = [one for one in base.articles if one.seed not in there and one.id not in withdrawn]
    for key in ("sha256", "id"):
        paired = {old.seed for old, _ in found.values()}
        left = {getattr(one, key): one for one in lost if one.seed not in paired}
        for article in articles:
            other = left.pop(getattr(article, key), None) if article.seed not in found else None
            if other:
                found[article.seed] = other, article
    return {one.seed: found[one.seed] for one in articles if one.seed in found}


def _edited(base: Archive, head: Archive, before: Article, after: Article) -> Edited:
    old, new = record(before, base), record(after, head)
    fields = [name for name in new if name not in DERIVED and old[name] != new[name]]
    same_text = base.text(before).body == head.text(after).body
    return Edited(before, after, [*fields, *([] if same_text else ["body"])])


def _new_names(base: Archive, head: Archive) -> Iterator[Shelf]:
    for kind in AUTHORITY_KINDS:
        known = {shelf.id for shelf in base.shelves[kind]}
        yield from (shelf for shelf in head.shelves[kind] if shelf.id not in known)


def _gone(base: State, head: State) -> Mapping[str, Fate]:
    """What becomes of addresses, those first of which nothing does."""
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
    """The addresses that only lead on."""
    archive = state.gathered.archive
    articles = (*archive.articles, *archive.withdrawn)
    shelves = (shelf.url for shelves in archive.shelves.values() for shelf in shelves)
    named = {f"{former_address(alias)}/" for one in articles for alias in one.aliases}
    return (named & state.addresses) - {*shelves, *(one.url for one in articles)}


def _concerning(problems: Iterable[Problem], base: Gathered, head: Gathered) -> list[Problem]:
    """The problems of seeds that changed, and of the files that are no seeds; errors first."""
    old = {seed.path: (seed.sha256, seed.sidecar) for seed in base.seeds}
    unchanged = {seed.path for seed in head.seeds if old.get(seed.path) == (seed.sha256, seed.sidecar)}
    unchanged |= {PurePosixPath(path).with_suffix(".yml").as_posix() for path in unchanged}
    found = (problem for problem in problems if problem.path not in unchanged)
    return sorted(found, key=lambda one: one.severity != "error")
