"""Finds known names in a text with an automaton, in time that depends on the text, not on the names."""

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
# The last letter of Latin script, apart from combining accents.
_LATIN = "\u02ff"
# If a form names entries of several kinds and nothing else decides, an organization wins over its seat.
_ORDER = ("organizations", "places", "people")


class FormMatch(NamedTuple):
    """A form of a name found in a text as whole words.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        full: keys of the entries that it names in full.
        partial: keys of the people whose surname it is.
    """

    start: int
    end: int
    full: tuple[Key, ...]
    partial: tuple[Key, ...]


class Matcher:
    """Finds a fixed set of names in any text. Entries with the same form share it."""

    def __init__(self, keyed_forms: Iterable[tuple[Key, Form]]) -> None:
        """Build the automatons from pairs of an entry's key and a form; their order decides ties."""
        by_form: dict[str, _Keys] = {}
        for key, (text, partial) in keyed_forms:
            full, surnames = by_form.get(text, _NOBODY)
            if partial:
                by_form[text] = (full, surnames if key in surnames else (*surnames, key))
            else:
                by_form[text] = (full if key in full else (*full, key), surnames)
        by_form.pop("", None)
        other = {text: keys for text, keys in by_form.items() if text[0] > _LATIN}
        self._latin = _automaton({text: keys for text, keys in by_form.items() if text not in other})
        self._other = _automaton(other)
        # At each position an automaton tries all first letters, of which other scripts have thousands; a text
        # without any of them skips that automaton.
        firsts = "".join(sorted({text[0] for text in other}))
        self._others = re.compile(f"[{re.escape(firsts)}]" if firsts else r"(?!)")

    def is_only(self, form: str, key: Key) -> bool:
        """Whether a folded form is that of one entry alone, and names it in full."""
        automaton = self._latin if form[:1] <= _LATIN else self._other
        known = automaton.get(form, None) if automaton is not None and form else None
        return known is not None and known[1] == (key,)

    def matches(self, folded: str) -> list[FormMatch]:
        """Every form that a folded text contains as whole words, by their ends; they may overlap."""
        latin = _matches(self._latin, folded)
        if folded.isascii() or not self._others.search(folded):
            return latin
        other = _matches(self._other, folded)
        return sorted([*latin, *other], key=lambda match: (match.end, match.start))


def _automaton(by_form: Mapping[str, _Keys]) -> Any:  # noqa: ANN401 - the library has no types
    """An automaton that returns the length and the keys of each form; None if there are no forms."""
    if not by_form:
        return None
    automaton = ahocorasick.Automaton()
    for text, (full, surnames) in by_form.items():
        automaton.add_word(text, (len(text), full, surnames))
    automaton.make_automaton()
    return automaton


def _matches(automaton: Any, folded: str) -> list[FormMatch]:  # noqa: ANN401
    if automaton is None:
        return []
    return [
        FormMatch(end + 1 - length, end + 1, full, partial)
        for end, (length, full, partial) in automaton.iter(folded)
        if whole(folded, end + 1 - length, end + 1)
    ]


def matcher(entries: Iterable[Entry]) -> Matcher:
    """A matcher for every form of the names of these entries."""
    keyed = ((entry.key, forms(entry)) for entry in entries)
    return Matcher((key, form) for key, written in keyed for form in written)


def choose(
    matches: Sequence[FormMatch], entries: Mapping[Key, Entry], folded: str
) -> list[tuple[FormMatch, Key]]:
    """Choose matches that do not overlap, each with the one entry it names, in order of position.

    From left to right, the longest match wins. A surname alone counts only if the full name occurs in the
    text as well; of several people with that surname, it is the one most recently named in full.

    Args:
        matches: all matches in the text.
        entries: all entries by key.
        folded: the folded text.
    """
    context = _Context(folded)
    full = _longest([(match, key) for match in matches if (key := context.resolve(match.full, entries))])
    return sorted([*full, *_surnames(matches, full)], key=lambda pair: pair[0].start)


def _surnames(
    matches: Iterable[FormMatch], full: Sequence[tuple[FormMatch, Key]]
) -> Iterator[tuple[FormMatch, Key]]:
    """Surnames that do not overlap a full name, each with its person, in one pass over both."""
    first = {key: match.start for match, key in reversed(full)}
    recent: dict[Key, int] = {}
    position = end = 0
    surnames = (match for match in matches if match.partial)
    for match in sorted(surnames, key=lambda match: (match.start, -match.end)):
        while position < len(full) and full[position][0].start < match.end:
            full_name, key = full[position]
            recent[key], end = position, max(end, full_name.end)
            position += 1
        people = [key for key in match.partial if key in first]
        if people and match.start >= end:
            end = match.end
            yield match, max(people, key=lambda key: (recent.get(key, -1), -first[key]))


def _longest(pairs: list[tuple[FormMatch, Key]]) -> list[tuple[FormMatch, Key]]:
    chosen: list[tuple[FormMatch, Key]] = []
    for pair in sorted(pairs, key=lambda pair: (pair[0].start, -pair[0].end)):
        if not chosen or pair[0].start >= chosen[-1][0].end:
            chosen.append(pair)
    return chosen


def names_a_thing(folded: str, end: int) -> bool:
    """Whether a place is part of the name of a treaty, war or meeting: ``Montreal Protocol``.

    Args:
        folded: the folded text.
        end: offset after the place.
    """
    return _thing().match(folded, end) is not None


@cache
def _thing() -> re.Pattern[str]:
    nouns = "|".join(load_table("cues")["after_place"].split())
    return re.compile(rf" (?:[A-Z][a-z]+ )?(?:{nouns})s?(?!\w)")


class _Context:
    """Decides which entry a form names in one text, by the context words that the text contains."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._text = ""
        self._resolved: dict[Sequence[Key], Key | None] = {}

    def resolve(self, keys: Sequence[Key], entries: Mapping[Key, Entry]) -> Key | None:
        """The entry that a form with these keys names in this text, None if there is none or several."""
        if len(keys) == 1 and not entries[keys[0]].context:
            return keys[0]
        if keys not in self._resolved:
            self._resolved[keys] = _resolve(keys, entries, self)
        return self._resolved[keys]

    def count(self, entry: Entry) -> int:
        """The number of an entry's context words and demonyms that occur in the text."""
        self._text = self._text or self._folded.casefold()
        return sum(
            phrase in self._text and (not is_word or _is_word_in(phrase, self._text))
            for phrase, is_word in _phrases(entry.context + entry.demonyms)
        )


@lru_cache(maxsize=4096)
def _phrases(words: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    """Each phrase, folded, and whether it must match a whole word."""
    folded = (fold_name(word) for word in words)
    return tuple((phrase, phrase.isalnum() and not is_touching(phrase)) for phrase in folded)


def _is_word_in(word: str, text: str) -> bool:
    """Whether ``word``, which ``text`` contains, occurs in it as a whole word."""
    start = text.find(word)
    while start >= 0:
        around = text[start - 1 : start] + text[start + len(word) : start + len(word) + 1]
        if not _LETTER.search(around):
            return True
        start = text.find(word, start + 1)
    return False


def _resolve(keys: Sequence[Key], entries: Mapping[Key, Entry], context: _Context) -> Key | None:
    ranked = [(context.count(entries[key]) if entries[key].context else 0, key) for key in keys]
    possible = [(count, key) for count, key in ranked if count or not entries[key].context]
    best = [key for count, key in possible if count == max(count for count, _ in possible)]
    kind = min((key.kind for key in best), key=_ORDER.index, default=None)
    same = [key for key in best if key.kind == kind]
    return same[0] if len(same) == 1 else None
