"""Decides which articles a change in the authority files affects: those that may contain a changed name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Self

from generator.authority.entry import Entry, Key
from generator.authority.spelling import sound
from generator.model.kinds import AUTHORITY_KINDS
from generator.model.records import Article, ArticleText
from generator.text.folding import fold_name

# Shorter sounds match too many names; such names are only searched for as written.
SHORTEST = 3
# Types of places that have names of their own in other languages.
TRANSLATED = ("country", "capital", "city")


@dataclass(frozen=True)
class Concern:
    """The difference between two states of the authority files.

    Attributes:
        keys: entries that were added, changed or removed.
        words: words from their names, folded and in lower case.
        sounds: phonetic stems of their names, to find other spellings.
        translated: whether a changed place may have a different name in another language.
    """

    keys: frozenset[Key] = frozenset()
    words: tuple[str, ...] = ()
    sounds: frozenset[str] = frozenset()
    translated: bool = False

    @classmethod
    def between(cls, before: Mapping[Key, Entry], after: Mapping[Key, Entry]) -> Self:
        """The difference between two states of the entries."""
        if before == after:
            return cls()
        changed = [
            key
            for key in before.keys() | after.keys()
            if _matching(before.get(key)) != _matching(after.get(key))
        ]
        entries = [entry for key in changed for entry in (before.get(key), after.get(key)) if entry]
        words = {fold_name(word) for entry in entries for word in _words(entry)}
        sounds = {stem for entry in entries for name in entry.names for stem in sound(name).stems}
        return cls(
            frozenset(changed),
            tuple(sorted(words)),
            frozenset(stem for stem in sounds if len(stem) >= SHORTEST),
            any(entry.type in TRANSLATED for entry in entries),
        )

    def affects(
        self, article: Article | None, sidecar: bytes | None, read: Callable[[], ArticleText]
    ) -> bool:
        """Whether a seed must be described again. If in doubt, True.

        Args:
            article: the article that the seed became, if any.
            sidecar: the bytes of its sidecar, if any.
            read: reads the article's text; called only if it is needed to decide.
        """
        if not self.keys:
            return False
        if article is None or any(
            Key(kind, term.id) in self.keys for kind in AUTHORITY_KINDS for term in article.terms(kind)
        ):
            return True
        if self.translated and article.language != "en":
            return True
        return self._could_occur(article, sidecar, read())

    def _could_occur(self, article: Article, sidecar: bytes | None, text: ArticleText) -> bool:
        """Whether a changed name may occur in the headline, the text or the declared fields."""
        declared = (sidecar or b"").decode("utf-8", errors="replace")
        # A tag that names an entry is not among the tags, but in the evidence for that entry.
        quoted = [evidence.text for evidence in text.evidence.values()]
        tags = [tag.name for tag in article.tags]
        words = "\n".join((article.title, article.summary, text.body, *tags, *quoted, declared))
        folded = fold_name(words)
        return any(word in folded for word in self.words) or not self.sounds.isdisjoint(_sounds(text))


def _matching(entry: Entry | None) -> Entry | None:
    """The entry without the fields that do not affect where its names are found."""
    return entry and replace(entry, description="", wikidata="", latitude=None, longitude=None, iptc="")


def _words(entry: Entry) -> Iterator[str]:
    """Words of which at least one occurs in every text that mentions the entry: the longest of each name.

    Words of the entry's context are not needed: they only count together with one of its names.
    """
    for name in entry.names:
        yield max(name.split(), key=len, default=name)
    yield from entry.demonyms
    for terms in entry.terms.values():
        yield from terms


def _sounds(text: ArticleText) -> Iterable[str]:
    return (stem for candidate in text.candidates for stem in sound(candidate.name).stems)
