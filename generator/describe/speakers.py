"""Who in a text can speak: known names, and names that the text itself writes in full."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from generator.authority import Authority, Mention
from generator.describe.speech import openers, particles, titles

_WORD = re.compile(r"\w+")


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
    """Spans of capitalised words that follow each other, small words of names between them."""
    run: list[re.Match[str]] = []
    for word in re.compile(r"[^\W_][\w’'-]*\.?").finditer(body, start, end):
        if run and body[run[-1].end() : word.start()] != " ":
            yield from _trimmed(run)
            run = []
        bare = word[0].rstrip(".")
        if bare[0].isupper() or (run and bare in particles()):
            run.append(word)
        elif run:
            yield from _trimmed(run)
            run = []
    yield from _trimmed(run)


def _trimmed(run: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """A run without opening words, titles and trailing small words."""
    words = list(run)
    while words and words[0][0].rstrip(".").casefold() in openers() | titles():
        words.pop(0)
    while words and not words[-1][0][0].isupper():
        words.pop()
    if words:
        last = words[-1]
        end = last.end() - (last[0].endswith(".") and not re.fullmatch(r"(?:\w\.)+|[JS]r\.", last[0]))
        yield words[0].start(), end
