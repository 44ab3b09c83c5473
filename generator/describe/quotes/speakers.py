"""The names in a body that may be speakers: known names, and names that the text gives in full."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from generator.authority.authority import Authority, Mention
from generator.describe.candidates.tables import cue_tables
from generator.describe.quotes.capitalised import CapitalisedName, capitalised_names
from generator.describe.quotes.speech import word_list

_WORD = re.compile(r"\w+")
# Words that join two names rather than the parts of one.
_JOINED = frozenset({"and", "y", "e", "et", "und"})
_JOINT = re.compile(rf" (?:{'|'.join(sorted(_JOINED))}) ")
# In a person's name.
_MOST_WORDS = 4

# A name of two or three words before "of" or "from" and a place.
_FROM = re.compile(
    r"\A([^\W\d_][\w’'-]+(?: [^\W\d_][\w’'-]+){1,2}) (?:of|from|de|du|von|aus|da|di|van|uit) "
    r"(?:the |la |el )?"
)
_IMPERSONAL = (
    "organization_heads",
    "organization_suffixes",
    "legal_forms",
    "place_suffixes",
    "things",
    "roles",
)


class NameMention(NamedTuple):
    """A name in a body: its offsets, display form and kind ("" when no authority file lists it)."""

    start: int
    end: int
    name: str
    kind: str = ""

    @property
    def personal(self) -> bool:
        """Whether this is a person, or an unlisted name of two or more words, as people's names are."""
        return self.kind == "people" or (not self.kind and " " in self.name)


class SpeakerIndex:
    """The names in one body, by position. Built once for an article with quotations."""

    def __init__(self, body: str, language: str, authority: Authority, whole: str = "") -> None:
        """Find the known names in ``body``; other names are found when they are asked for.

        Args:
            body: the article's text.
            language: BCP 47 tag, or "".
            authority: the known names.
            whole: headline and body, if it was searched before; it ends with ``body``.
        """
        self.body = body
        self._language = language
        self._nouns = language.partition("-")[0] in word_list("capital_nouns")
        self._demonyms = authority.demonyms
        self.mentions = authority.mentions_at_end(body, whole or body, language)
        self._starts = [mention.start for mention in self.mentions]

    def within(self, start: int, end: int) -> list[NameMention]:
        """Names inside ``body[start:end]``, in order: known ones and other capitalised names.

        A known name that only introduces another ("California Attorney General Ana Paz") is replaced by it.
        """
        known = [NameMention(m.start, m.end, m.name, m.kind) for m in self._between(start, end)]
        others: list[NameMention] = []
        for run in capitalised_names(self.body, start, end):
            inside = [name for name in known if name.start < run.end and run.lead < name.end]
            known = [name for name in known if name not in inside]
            if pair := self._pair(run, inside):
                others.append(pair)
            elif inside and inside[-1].end >= run.end - 1:
                others.append(self._before_place(run, inside[-1]) or inside[-1])
            else:
                others += self._unknown(run, max([run.start, *(name.end for name in inside)]))
        return sorted([*known, *others])

    def _pair(self, run: CapitalisedName, inside: Sequence[NameMention]) -> NameMention | None:
        """The two people that a run joins, if at least one is known: "Ana Paz and Bo Lind"."""
        joint = _JOINT.search(self.body, run.lead, run.end) if inside else None
        if not joint:
            return None
        first = self._person((run.lead, joint.start()), inside)
        second = self._person((joint.end(), run.end), inside)
        if not first or not second:
            return None
        return NameMention(first.start, second.end, f"{first.name} and {second.name}")

    def _person(self, span: tuple[int, int], inside: Sequence[NameMention]) -> NameMention | None:
        """The person that part of a run names, without a title before the name."""
        start, end = span
        known = [name for name in inside if start <= name.start and name.end <= end]
        if known:
            return known[-1] if known[-1].kind == "people" and known[-1].end >= end - 1 else None
        last = next(reversed(list(capitalised_names(self.body, start, end))), None)
        words = self.body[last.start : last.end].split() if last else []
        if last and 2 <= len(words) <= _MOST_WORDS and not self._is_impersonal(words):
            return NameMention(last.start, last.end, " ".join(words))
        return None

    def _before_place(self, run: CapitalisedName, place: NameMention) -> NameMention | None:
        """The person named before the place they are from: "Ana Paz of Norway", not "Bank of Norway"."""
        head = _FROM.fullmatch(self.body[run.start : place.start]) if place.kind == "places" else None
        if not head or self._is_impersonal(head[1].split()):
            return None
        return NameMention(run.start, run.start + len(head[1]), head[1])

    def _is_impersonal(self, words: Sequence[str]) -> bool:
        """Whether the words name an office or an organization rather than a person."""
        known = cue_tables(self._language).words
        titled = any(word.casefold().rstrip(".") in word_list("titles") for word in words)
        return titled or any(word in known[table] for word in words for table in _IMPERSONAL)

    def display(self, name: str) -> str:
        """The display name of a person or organization in this spelling, else the name itself."""
        return next((m.name for m in self.mentions if m.text == name and m.kind != "places"), name)

    def described(self, phrase: str, before: int) -> str:
        """The name that a phrase such as "Russian ministry" stands for.

        Args:
            phrase: a noun phrase.
            before: the name must be mentioned before this offset.

        Returns:
            The display name, or "" when no name or more than one fits.
        """
        words = set(_WORD.findall(phrase.casefold()))
        names = self._described_names.items()
        fitting = {name for name, (start, known) in names if start < before and words <= known}
        return fitting.pop() if len(fitting) == 1 and words else ""

    @cached_property
    def _described_names(self) -> dict[str, tuple[int, set[str]]]:
        """People and organizations by name: the offset of the first mention, and the words of the name."""
        first = {m.name: m for m in reversed(self.mentions) if m.kind != "places"}
        return {name: (m.start, _words_of(m)) for name, m in first.items()}

    def _between(self, start: int, end: int) -> list[Mention]:
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _unknown(self, run: CapitalisedName, rest: int) -> Iterator[NameMention]:
        """The name in the part of a run from ``rest`` on; in full, where the text gives the full name."""
        after = next(
            (r for r in capitalised_names(self.body, rest, run.end) if " " in self.body[r.start : r.end]), run
        )
        name = self.body[after.start : after.end]
        name = _last_names(name) if self._nouns else name
        full = self._full_names.get(name, name)
        if " " in full or not (self._nouns or full in self._demonyms or _opens(self.body, after.start)):
            yield NameMention(after.start, after.end, full)

    @cached_property
    def _full_names(self) -> dict[str, str]:
        """Names of two to four words by their last word; of several, the first in the text."""
        names: dict[str, str] = {}
        for run in capitalised_names(self.body, 0, len(self.body), several=True):
            name = self.body[run.start : run.end]
            if " " not in name:
                continue
            words = (_last_names(name) if self._nouns else name).split()
            if 2 <= len(words) <= _MOST_WORDS and not _JOINED & set(words):
                names.setdefault(words[-1], " ".join(words))
        return names


def _words_of(mention: Mention) -> set[str]:
    return set(_WORD.findall(f"{mention.text} {mention.name}".casefold()))


def _last_names(name: str) -> str:
    """The last two words of a run, for languages that capitalise nouns: "Sprecherin Ana Paz"."""
    words = name.split()[-2:]
    return " ".join(words) if all(word[0].isupper() for word in words) else words[-1]


def _opens(body: str, start: int) -> bool:
    """Whether a word opens a sentence, so that its capital is no sign of a name."""
    before = body[max(0, start - 3) : start].rstrip(' \n"“«‘')
    return not before or before[-1] in ".!?:\n"
