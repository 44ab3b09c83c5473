"""Finding known names in a text: one automaton, so the time depends on the text, not on the names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

import ahocorasick

from generator.authority.entry import Entry, Key
from generator.authority.forms import Form, forms, whole
from generator.text.folding import fold_name
from generator.text.scripts import is_touching
from generator.text.tables import load_table

_LETTER = re.compile(r"\w")
_Keys = tuple[tuple[Key, ...], tuple[Key, ...]]
_NOBODY: _Keys = ((), ())
# The last letter of Latin script, accents that combine aside.
_LATIN = "\u02ff"
# Where one form names several kinds and nothing else decides, the body that acts wins over its seat.
_ORDER = ("organizations", "places", "people")


class Hit(NamedTuple):
    """A form found as whole words: where, and the entries it may name."""

    start: int
    end: int
    full: tuple[Key, ...]
    partial: tuple[Key, ...]


class Matcher:
    """A set of names, built once. Two names of one form share it."""

    def __init__(self, named: Iterable[tuple[Key, Form]]) -> None:
        """Build the automaton from (entry, form) pairs; their order decides ties."""
        by_form: dict[str, _Keys] = {}
        for key, (text, partial) in named:
            full, surnames = by_form.get(text, _NOBODY)
            if partial:
                by_form[text] = (full, surnames if key in surnames else (*surnames, key))
            else:
                by_form[text] = (full if key in full else (*full, key), surnames)
        by_form.pop("", None)
        other = {text: keys for text, keys in by_form.items() if text[0] > _LATIN}
        self._latin = _automaton({text: keys for text, keys in by_form.items() if text not in other})
        self._other = _automaton(other)
        # At each letter an automaton looks through all first letters, of which other scripts have thousands.
        firsts = "".join(sorted({text[0] for text in other}))
        self._others = re.compile(f"[{re.escape(firsts)}]" if firsts else r"(?!)")

    def hits(self, folded: str) -> list[Hit]:
        """Every form in a folded text that stands as whole words, in order of their ends."""
        found = _hits(self._latin, folded)
        if not folded.isascii() and self._others.search(folded):
            found = sorted([*found, *_hits(self._other, folded)], key=lambda hit: (hit.end, hit.start))
        return found


def _automaton(by_form: Mapping[str, _Keys]) -> Any:  # noqa: ANN401 - the library has no types
    """An automaton that gives for each form its length and keys; None without forms."""
    if not by_form:
        return None
    automaton = ahocorasick.Automaton()
    for text, (full, surnames) in by_form.items():
        automaton.add_word(text, (len(text), full, surnames))
    automaton.make_automaton()
    return automaton


def _hits(automaton: Any, folded: str) -> list[Hit]:  # noqa: ANN401
    if automaton is None:
        return []
    return [
        Hit(end + 1 - length, end + 1, full, partial)
        for end, (length, full, partial) in automaton.iter(folded)
        if whole(folded, end + 1 - length, end + 1)
    ]


def matcher(entries: Iterable[Entry]) -> Matcher:
    """The matcher for every form of these entries."""
    keyed = ((entry.key, forms(entry)) for entry in entries)
    return Matcher((key, form) for key, written in keyed for form in written)


def choose(hits: Sequence[Hit], entries: Mapping[Key, Entry], folded: str) -> list[tuple[Hit, Key]]:
    """Longest matches first come, first served, each with the one entry it names.

    A surname alone counts where the full name stands in the text too; of several such people, the one
    named in full most recently.
    """
    context = _Context(folded)
    taken = _longest([(hit, key) for hit in hits if (key := context.one(hit.full, entries))])
    return sorted([*taken, *_surnames(hits, taken)], key=lambda pair: pair[0].start)


def _surnames(hits: Iterable[Hit], taken: Sequence[tuple[Hit, Key]]) -> Iterator[tuple[Hit, Key]]:
    """Surnames alone, each with its person, where they overlap no full name. One pass over both, in order."""
    first = {key: hit.start for hit, key in reversed(taken)}
    recent: dict[Key, int] = {}
    position = end = 0
    for hit in sorted((hit for hit in hits if hit.partial), key=lambda one: (one.start, -one.end)):
        while position < len(taken) and taken[position][0].start < hit.end:
            full, key = taken[position]
            recent[key], end = position, max(end, full.end)
            position += 1
        named = [key for key in hit.partial if key in first]
        if named and hit.start >= end:
            end = hit.end
            yield hit, max(named, key=lambda key: (recent.get(key, -1), -first[key]))


def _longest(pairs: list[tuple[Hit, Key]]) -> list[tuple[Hit, Key]]:
    chosen: list[tuple[Hit, Key]] = []
    for pair in sorted(pairs, key=lambda one: (one[0].start, -one[0].end)):
        if not chosen or pair[0].start >= chosen[-1][0].end:
            chosen.append(pair)
    return chosen


def names_a_thing(folded: str, end: int) -> bool:
    """Whether what follows a place makes it the name of a treaty, war or meeting: ``Montreal Protocol``."""
    return _thing().match(folded, end) is not None


@cache
def _thing() -> re.Pattern[str]:
    nouns = "|".join(load_table("cues")["after_place"].split())
    return re.compile(rf" (?:[A-Z][a-z]+ )?(?:{nouns})s?(?!\w)")


class _Context:
    """The words of a text, for entries that count only beside certain words."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._text = ""
        self._named: dict[Sequence[Key], Key | None] = {}

    def one(self, keys: Sequence[Key], entries: Mapping[Key, Entry]) -> Key | None:
        """The entry that a form names here, or None: nobody, or two of one kind that nothing tells apart."""
        if len(keys) == 1 and not entries[keys[0]].context:
            return keys[0]
        if keys not in self._named:
            self._named[keys] = _one(keys, entries, self)
        return self._named[keys]

    def count(self, entry: Entry) -> int:
        """How many of an entry's context words the text holds."""
        self._text = self._text or self._folded.casefold()
        return sum(
            phrase in self._text and (not is_word or _stands(phrase, self._text))
            for phrase, is_word in _phrases(entry.context + entry.demonyms)
        )


@lru_cache(maxsize=4096)
def _phrases(words: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    """Each phrase, folded, and whether it counts only as a word of its own."""
    folded = (fold_name(word) for word in words)
    return tuple((phrase, phrase.isalnum() and not is_touching(phrase)) for phrase in folded)


def _stands(word: str, text: str) -> bool:
    """Whether a word stands in a text that holds its letters, with no letter beside it."""
    start = text.find(word)
    while start >= 0:
        around = text[start - 1 : start] + text[start + len(word) : start + len(word) + 1]
        if not _LETTER.search(around):
            return True
        start = text.find(word, start + 1)
    return False


def _one(keys: Sequence[Key], entries: Mapping[Key, Entry], context: _Context) -> Key | None:
    ranked = [(context.count(entries[key]) if entries[key].context else 0, key) for key in keys]
    able = [(count, key) for count, key in ranked if count or not entries[key].context]
    best = [key for count, key in able if count == max(count for count, _ in able)]
    kind = min((key.kind for key in best), key=_ORDER.index, default=None)
    same = [key for key in best if key.kind == kind]
    return same[0] if len(same) == 1 else None
