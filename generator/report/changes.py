"""Two states of an archive compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.archive import Archive, Shelf
from generator.convert import Gathered
from generator.model import KINDS, Article, Problem
from generator.record import record

# Of a record, what a reviewer need not see change: it follows from other articles, or from the seed.
DERIVED = frozenset({"related", "story", "original", "sha256", "evidence", "lang"})


class Edited(NamedTuple):
    """One article in both states, and the fields whose values differ."""

    before: Article
    after: Article
    fields: Sequence[str]


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of articles, addresses and names; ``problems`` are those of what changed."""

    base: Archive
    head: Archive
    added: Sequence[Article] = ()
    edited: Sequence[Edited] = ()
    removed: Sequence[Article] = ()
    names: Sequence[Shelf] = ()
    appeared: Sequence[str] = ()
    gone: Mapping[str, bool] | None = None
    problems: Sequence[Problem] = ()


def compare(base: Gathered, head: Gathered, problems: Iterable[Problem] = ()) -> Changes:
    """What changed between two states.

    Args:
        base: the state before.
        head: the state after.
        problems: everything that is wrong with the state after.
    """
    pairs = dict(_pairs(base.archive, head.archive))
    edited = [edit for before, after in pairs.values() if (edit := _edited(base, head, before, after)).fields]
    added = [one for one in head.archive.articles if one.seed not in pairs]
    kept = {before.seed for before, _ in pairs.values()}
    before, after = _addresses(base.archive), _addresses(head.archive)
    return Changes(
        base.archive,
        head.archive,
        added,
        edited,
        [one for one in base.archive.articles if one.seed not in kept],
        list(_new_names(base.archive, head.archive)),
        sorted(after - before),
        {url: _led(url, head.archive) for url in sorted(before - after)},
        _concerning(problems, base, head),
    )


def _pairs(base: Archive, head: Archive) -> Iterator[tuple[str, tuple[Article, Article]]]:
    """Seed after the change → article before and after; a seed that was renamed is known by its bytes."""
    before = {one.seed: one for one in base.articles}
    after = {one.seed: one for one in head.articles}
    moved = {one.sha256: one for seed, one in before.items() if seed not in after}
    for seed, article in after.items():
        other = before.get(seed) or moved.pop(article.sha256, None)
        if other:
            yield seed, (other, article)


def _edited(base: Gathered, head: Gathered, before: Article, after: Article) -> Edited:
    old, new = record(before, base.archive), record(after, head.archive)
    fields = [name for name in new if name not in DERIVED and old[name] != new[name]]
    return Edited(before, after, [*fields, *(["body"] if before.body != after.body else [])])


def _new_names(base: Archive, head: Archive) -> Iterator[Shelf]:
    for kind in KINDS:
        known = {shelf.id for shelf in base.shelves[kind]}
        yield from (shelf for shelf in head.shelves[kind] if shelf.id not in known)


def _addresses(archive: Archive) -> set[str]:
    shelves = (shelf.url for shelves in archive.shelves.values() for shelf in shelves)
    return {*shelves, *(article.url for article in (*archive.articles, *archive.withdrawn))}


def _led(url: str, head: Archive) -> bool:
    """Whether an address that goes still leads somewhere: an article names it among its aliases."""
    return any(url.strip("/") == alias.strip("/") for one in head.articles for alias in one.aliases)


def _concerning(problems: Iterable[Problem], base: Gathered, head: Gathered) -> list[Problem]:
    """The problems of seeds that changed, and of the files that are no seeds."""
    old = {seed.path: (seed.sha256, seed.sidecar) for seed in base.seeds}
    unchanged = {seed.path for seed in head.seeds if old.get(seed.path) == (seed.sha256, seed.sidecar)}
    unchanged |= {PurePosixPath(path).with_suffix(".yml").as_posix() for path in unchanged}
    return [problem for problem in problems if problem.path not in unchanged]
