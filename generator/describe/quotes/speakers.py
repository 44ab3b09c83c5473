"""Who in a text can speak: known names, and names that the text itself writes in full."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from generator.authority.authority import Authority, Mention
from generator.describe.candidates.tables import cue_tables
from generator.describe.capitals import Run, capitalised
from generator.describe.quotes.speech import word_list

_WORD = re.compile(r"\w+")
# Words that join two names, not the parts of one.
_JOINED = frozenset({"and", "y", "e", "et", "und"})
_JOINT = re.compile(rf" (?:{'|'.join(sorted(_JOINED))}) ")
# Of a person's name.
_MOST_WORDS = 4

# A name of two words or three before "of" or "from" and a place.
_FROM = re.compile(
    r"\A([^\W\d_][\w’'-]+(?: [^\W\d_][\w’'-]+){1,2}) (?:of|from|de|du|von|aus|da|di|van|uit) "
    r"(?:the |la |el )?"
)
_BODIES = ("organization_heads", "organization_suffixes", "legal_forms", "place_suffixes", "things", "roles")


class Named(NamedTuple):
    """A name that stands in a text: its span, its display form, its kind ("" if no authority knows it)."""

    start: int
    end: int
    name: str
    kind: str = ""

    @property
    def personal(self) -> bool:
        """Whether this is a person, or an unknown name of two words or more, as people's are."""
        return self.kind == "people" or (not self.kind and " " in self.name)


class Speakers:
    """The names of one body, looked up by position. Built once for an article that quotes."""

    def __init__(self, body: str, language: str, authority: Authority, whole: str = "") -> None:
        """Find the known names of ``body``, the end of ``whole``, at once; others when a quotation asks."""
        self.body = body
        self._language = language
        self._nouns = language.partition("-")[0] in word_list("capital_nouns")
        self._demonyms = authority.demonyms
        self.mentions = authority.mentions_at_end(body, whole or body, language)
        self._starts = [mention.start for mention in self.mentions]

    def within(self, start: int, end: int) -> list[Named]:
        """Names inside ``body[start:end]``, in order: known ones, and capitalised runs beside them.

        A known name that only leads into another ("California Attorney General Ana Paz") gives way to it.
        """
        known = [Named(m.start, m.end, m.name, m.kind) for m in self._between(start, end)]
        found: list[Named] = []
        for run in capitalised(self.body, start, end):
            inside = [one for one in known if one.start < run.end and run.lead < one.end]
            known = [one for one in known if one not in inside]
            if pair := self._pair(run, inside):
                found.append(pair)
            elif inside and inside[-1].end >= run.end - 1:
                found.append(self._of_place(run, inside[-1]) or inside[-1])
            else:
                found += self._unknown(run, max([run.start, *(one.end for one in inside)]))
        return sorted([*known, *found])

    def _pair(self, run: Run, inside: Sequence[Named]) -> Named | None:
        """The two people that a run joins, where one of them is known: "Ana Paz and Bo Lind"."""
        joint = _JOINT.search(self.body, run.lead, run.end) if inside else None
        if not joint:
            return None
        first = self._person((run.lead, joint.start()), inside)
        second = self._person((joint.end(), run.end), inside)
        return Named(first.start, second.end, f"{first.name} and {second.name}") if first and second else None

    def _person(self, span: tuple[int, int], inside: Sequence[Named]) -> Named | None:
        """The one person that a part of a run names, a title before the name aside."""
        start, end = span
        known = [one for one in inside if start <= one.start and one.end <= end]
        if known:
            return known[-1] if known[-1].kind == "people" and known[-1].end >= end - 1 else None
        last = next(reversed(list(capitalised(self.body, start, end))), None)
        words = self.body[last.start : last.end].split() if last else []
        if last and 2 <= len(words) <= _MOST_WORDS and not self._is_body(words):
            return Named(last.start, last.end, " ".join(words))
        return None

    def _of_place(self, run: Run, place: Named) -> Named | None:
        """Who a run names before the place they are from: "Ana Paz of Norway", not "Bank of Norway"."""
        head = _FROM.fullmatch(self.body[run.start : place.start]) if place.kind == "places" else None
        if not head or self._is_body(head[1].split()):
            return None
        return Named(run.start, run.start + len(head[1]), head[1])

    def _is_body(self, words: Sequence[str]) -> bool:
        """Whether words name an office or an organization, not a person."""
        known = cue_tables(self._language).words
        titled = any(word.casefold().rstrip(".") in word_list("titles") for word in words)
        return titled or any(word in known[part] for word in words for part in _BODIES)

    def described(self, phrase: str, before: int) -> str:
        """The one name before that a phrase such as "Russian ministry" stands for, "" if none or several."""
        words = set(_WORD.findall(phrase.casefold()))
        found = {name for name, (start, known) in self._bodies.items() if start < before and words <= known}
        return found.pop() if len(found) == 1 and words else ""

    @cached_property
    def _bodies(self) -> dict[str, tuple[int, set[str]]]:
        """People and organizations by name: where each is first named, and the words of its names."""
        first = {m.name: m for m in reversed(self.mentions) if m.kind != "places"}
        return {name: (m.start, _words_of(m)) for name, m in first.items()}

    def _between(self, start: int, end: int) -> list[Mention]:
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _unknown(self, run: Run, rest: int) -> Iterator[Named]:
        """The name of a run, in full where the text has the full name, known names before ``rest`` aside."""
        after = next(
            (r for r in capitalised(self.body, rest, run.end) if " " in self.body[r.start : r.end]), run
        )
        name = self.body[after.start : after.end]
        name = _last_names(name) if self._nouns else name
        full = self._full_names.get(name, name)
        if " " in full or not (self._nouns or full in self._demonyms or _opens(self.body, after.start)):
            yield Named(after.start, after.end, full)

    @cached_property
    def _full_names(self) -> dict[str, str]:
        """Last words of the names of two to four words in the text, and the first such name."""
        found: dict[str, str] = {}
        for run in capitalised(self.body, 0, len(self.body), several=True):
            name = self.body[run.start : run.end]
            if " " not in name:
                continue
            words = (_last_names(name) if self._nouns else name).split()
            if 2 <= len(words) <= _MOST_WORDS and not _JOINED & set(words):
                found.setdefault(words[-1], " ".join(words))
        return found


def _words_of(mention: Mention) -> set[str]:
    return set(_WORD.findall(f"{mention.text} {mention.name}".casefold()))


def _last_names(name: str) -> str:
    """The last two words of a run, where any noun may stand before them: "Sprecherin Ana Paz"."""
    words = name.split()[-2:]
    return " ".join(words) if all(word[0].isupper() for word in words) else words[-1]


def _opens(body: str, start: int) -> bool:
    """Whether a word opens a sentence, so that its capital means nothing."""
    before = body[max(0, start - 3) : start].rstrip(' \n"“«‘')
    return not before or before[-1] in ".!?:\n"
