"""Which articles a change of the authority files concerns: those that the changed names could be found in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Self

from generator.authority.entry import Entry, Key
from generator.authority.spelling import sound
from generator.model.records import KINDS, Article
from generator.text.folding import fold_name

# The shortest sound that is looked for; shorter names are looked for as they are written.
SHORTEST = 3
# Places that are found by the names that other languages have for them.
TRANSLATED = ("country", "capital", "city")


@dataclass(frozen=True)
class Concern:
    """What changed between two states of the authority files: entries, and the words of their names."""

    keys: frozenset[Key] = frozenset()
    words: tuple[str, ...] = ()
    sounds: frozenset[str] = frozenset()
    translated: bool = False

    @classmethod
    def between(cls, before: Mapping[Key, Entry], after: Mapping[Key, Entry]) -> Self:
        """The difference of two states."""
        if before == after:
            return cls()
        changed = [
            key
            for key in before.keys() | after.keys()
            if _matching(before.get(key)) != _matching(after.get(key))
        ]
        entries = [entry for key in changed for entry in (before.get(key), after.get(key)) if entry]
        words = {fold_name(word) for entry in entries for word in _words(entry)}
        sounds = {part for entry in entries for name in entry.names for part in sound(name).stems}
        return cls(
            frozenset(changed),
            tuple(sorted(words)),
            frozenset(part for part in sounds if len(part) >= SHORTEST),
            any(entry.type in TRANSLATED for entry in entries),
        )

    def of(self, article: Article | None, sidecar: bytes | None) -> bool:
        """Whether an article has to be made again. Says yes too often rather than too seldom."""
        if not self.keys:
            return False
        if article is None or any(
            Key(kind, term.id) in self.keys for kind in KINDS for term in article.terms(kind)
        ):
            return True
        if self.translated and article.language != "en":
            return True
        declared = (sidecar or b"").decode("utf-8", errors="replace")
        text = "\n".join((article.title, article.summary, article.body, *article.tags, declared))
        folded = fold_name(text)
        return any(word in folded for word in self.words) or not self.sounds.isdisjoint(_sounds(article))


def _matching(entry: Entry | None) -> Entry | None:
    """An entry without what says nothing of where its names stand."""
    return entry and replace(entry, description="", wikidata="", latitude=None, longitude=None, iptc="")


def _words(entry: Entry) -> Iterator[str]:
    """What a text holds wherever the entry is found in it: of a name, in whatever order, its longest word.

    Words of its context are not enough: without one of its names it is not found beside them.
    """
    for name in entry.names:
        yield max(name.split(), key=len, default=name)
    yield from entry.demonyms
    for terms in entry.terms.values():
        yield from terms


def _sounds(article: Article) -> Iterable[str]:
    return (part for one in article.candidates for part in sound(one.name).stems)
