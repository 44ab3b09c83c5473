"""Who in a text can speak: known names, and names that the text itself writes in full."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from generator.authority import Authority, Mention
from generator.describe.speech import openers, particles, titles

_WORD = re.compile(r"\w+")
_WORD_OF_NAME = re.compile(r"[\w’'-]+\.?")
# A stop that belongs to the name: "U.S.", "Jr.".
_ABBREVIATED = re.compile(r"(?:\b\w\.)+$|\b[JS]r\.$")


class Named:
    """A name that stands in a text: ``text[start:end]``, its display form, its kind ("" if unknown)."""

    __slots__ = ("end", "kind", "name", "start")

    def __init__(self, start: int, end: int, name: str, kind: str = "") -> None:
        """Record a name and where it stands."""
        self.start, self.end, self.name, self.kind = start, end, name, kind


class Speakers:
    """The names of one body, looked up by position. Built once for an article that quotes."""

    def __init__(self, body: str, language: str, authority: Authority) -> None:
        """Find the known names at once; others when a quotation asks for them."""
        self.body = body
        self.mentions = authority.mentions(body, language)
        self._starts = [mention.start for mention in self.mentions]

    def within(self, start: int, end: int) -> list[Named]:
        """Names inside ``body[start:end]``, in order: known ones, and capitalised runs beside them."""
        first = bisect_left(self._starts, start)
        known = [self._known(m) for m in self._until(first, end)]
        unknown = [run for run in self._runs(start, end) if not any(_overlap(run, one) for one in known)]
        return sorted([*known, *unknown], key=lambda named: named.start)

    def known(self, start: int, end: int) -> list[Named]:
        """Known names inside ``body[start:end]``, in order."""
        return [self._known(m) for m in self._until(bisect_left(self._starts, start), end)]

    def described(self, phrase: str, before: int) -> str:
        """The one name before that a phrase such as "Russian ministry" stands for, "" if none or several."""
        words = set(_WORD.findall(phrase.casefold()))
        found = {
            m.name: m
            for m in self.mentions
            if m.start < before
            and m.kind != "places"
            and words <= set(_WORD.findall(f"{m.text} {m.name}".casefold()))
        }
        return next(iter(found)) if len(found) == 1 and words else ""

    def _until(self, first: int, end: int) -> Sequence[Mention]:
        return self.mentions[first : bisect_left(self._starts, end)]

    def _known(self, mention: Mention) -> Named:
        return Named(mention.start, mention.end, mention.name, mention.kind)

    def _runs(self, start: int, end: int) -> Iterator[Named]:
        """Runs of words with a capital, in full where the text has the full name earlier."""
        for run_start, run_end in _capitalised(self.body, start, end):
            name = self.body[run_start:run_end]
            if " " in name:
                yield Named(run_start, run_end, name)
            elif name in self._full_names:
                yield Named(run_start, run_end, self._full_names[name])
            elif not _opens(self.body, run_start):
                yield Named(run_start, run_end, name)

    @cached_property
    def _full_names(self) -> dict[str, str]:
        """Last words of the names of two to four words in the text, and the first such name."""
        found: dict[str, str] = {}
        for start, end in _capitalised(self.body, 0, len(self.body)):
            words = self.body[start:end].split()
            if 2 <= len(words) <= 4:
                found.setdefault(words[-1], " ".join(words))
        return found


def _overlap(one: Named, other: Named) -> bool:
    return one.start < other.end and other.start < one.end


def _opens(body: str, start: int) -> bool:
    """Whether a word opens a sentence, so that its capital means nothing."""
    before = body[max(0, start - 3) : start].rstrip(' \n"“«‘')
    return not before or before[-1] in ".!?:\n"


def _capitalised(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of capitalised words that follow each other, small words of names between them.

    Words that only open a sentence, and titles, are left out.
    """
    for run in _run().finditer(body, start, end):
        first = run.start()
        while first < run.end() and (word := _WORD_OF_NAME.match(body, first, run.end())):
            if word[0].rstrip(".").casefold() not in openers() | titles():
                break
            first = _next_capital(body, word.end(), run.end())
        if first < run.end():
            yield first, run.end() - _has_full_stop(run[0])


def _next_capital(body: str, start: int, end: int) -> int:
    while start < end and not body[start].isupper():
        start += 1
    return start


def _has_full_stop(name: str) -> bool:
    return name.endswith(".") and not _ABBREVIATED.search(name)


@cache
def _run() -> re.Pattern[str]:
    capital = "".join(chr(code) for code in range(0x10000) if chr(code).isupper())
    word = rf"[{capital}](?:[\w-]|['’](?!s\b)|\.(?=\w))*\.?"
    small = "|".join(sorted(particles(), key=len, reverse=True))
    return re.compile(rf"(?<!\w){word}(?:(?<!\w\w\w\.) (?:(?:{small}) ){{0,3}}{word})*")
