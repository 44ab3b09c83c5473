"""The words of the archive in small files, from which the search page corrects spelling.

A file ``spelling/N`` has words with similar beginnings: ``[words, frequencies, written, shards]``. The
words are in alphabetical order. Each begins with the number of letters that it shares with the one before:
"0mill4er" is mill and miller. Each has a digit to the base of 36 that says how frequent it is: ``0`` for
words that are known but not offered, such as "the", or else 1 + 2 log2 of the number of its articles.
``written`` has the words that are always written with accents. ``shards`` has a number for each word: its
bits are the newest ``BITS`` shards, the lowest the newest; those that are 1 have the word. A search asks
them first.

Every word is in a file by its first letter. Those that are offered are also in a file by their second
letter, for slips in the first; there ``shards`` is empty. The summary lists ``[letter, shortest, longest]``
of each file in both orders: the code of the letter with which it begins, and the lengths of its words. It
says too whether the files are ``whole``: then a word that is not there is in no article.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import Any, NamedTuple

from generator.text.tables import load_table

# Words that spelling is corrected to: at most so many, of so many letters; in a larger archive not those that
# more than a part of the articles contains, which are words like "the".
OFFERED, SHORTEST, LONGEST = 40_000, 3, 24
COMMON, LARGE = 0.3, 20
# Shards of which the files say whether they have a word; bits of JavaScript's numbers.
BITS = 30
# Words in all files; in a larger archive rare ones are left out.
LISTED = 200_000
# Words in a file: letters with fewer are joined, a letter with more is divided by the length of the words.
FEW, MANY = 2500, 6000

_NO_WORD = re.compile(r"[\d_]")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_SHARED = 9


class KnownWord(NamedTuple):
    """A word, how many articles contain it, and whether a query is corrected to it."""

    word: str
    articles: int
    offered: bool


class SpellingFile(NamedTuple):
    """One file: the code of the first letter that it has, and its words."""

    letter: int
    words: list[KnownWord]

    @property
    def listed(self) -> tuple[int, int, int]:
        """Its entry in the summary."""
        lengths = [len(known.word) for known in self.words]
        return self.letter, min(lengths), max(lengths)


class Spelling(NamedTuple):
    """All words in files by their first and by their second letter."""

    first: list[SpellingFile]
    second: list[SpellingFile]
    whole: bool
    written: Mapping[str, str]
    shards: Mapping[str, int]

    @property
    def summary(self) -> dict[str, Any]:
        """What the summary of the catalog says of the files."""
        return {
            "first": [file.listed for file in self.first],
            "second": [file.listed for file in self.second],
            "whole": self.whole,
        }

    def files(self) -> Iterator[tuple[str, Any]]:
        """The path of each file, and what it contains."""
        for number, file in enumerate(chain(self.first, self.second)):
            words = [known.word for known in file.words]
            written = {word: self.written[word] for word in words if word in self.written}
            shards = [self.shards[word] for word in words] if number < len(self.first) else []
            yield (
                f"spelling/{number}",
                ["".join(_shortened(words)), "".join(map(_frequency, file.words)), written, shards],
            )


def spelling(
    counts: Sequence[Mapping[str, int]], written: Sequence[Mapping[str, str]], articles: int
) -> Spelling:
    """The files of an archive.

    Args:
        counts: for each shard, how many of its articles contain a word.
        written: for each shard, words that are always written with accents.
        articles: how many the archive has.
    """
    words = _words(counts, articles)
    offered = [known for known in words if known.offered]
    known = {known.word for known in offered}
    return Spelling(
        _files(words[:LISTED], 0),
        _files(offered, 1),
        len(words) <= LISTED,
        _written(counts, written, known),
        _shards(counts, words[:LISTED]),
    )


def _words(counts: Sequence[Mapping[str, int]], articles: int) -> list[KnownWord]:
    """All words, those that are offered first, the most frequent before."""
    total: Counter[str] = Counter()
    for shard in counts:
        total.update(shard)
    most = articles * COMMON if articles >= LARGE else articles
    function_words = {word for listed in load_table("function_words").values() for word in listed.split()}
    words = [
        KnownWord(word, count, count <= most and word not in function_words)
        for word, count in total.items()
        if SHORTEST <= len(word) <= LONGEST and not _NO_WORD.search(word)
    ]
    words.sort(key=lambda known: (not known.offered, -known.articles, known.word))
    return [known._replace(offered=known.offered and at < OFFERED) for at, known in enumerate(words)]


def _written(
    counts: Sequence[Mapping[str, int]], written: Sequence[Mapping[str, str]], offered: set[str]
) -> dict[str, str]:
    """The most frequent way to write each word that nowhere is in folded form."""
    ways: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for words, ways_here in zip(counts, written, strict=True):
        for word, way in ways_here.items():
            if word in offered:
                ways[word][way] += words.get(word, 0)
    for words, ways_here in zip(counts, written, strict=True):
        for word in [word for word in ways if word in words and word not in ways_here]:
            del ways[word]
    return {word: min(found, key=lambda way: (-found[way], way)) for word, found in ways.items()}


def _shards(counts: Sequence[Mapping[str, int]], words: Iterable[KnownWord]) -> dict[str, int]:
    """The shards that have each word, as bits."""
    found = {known.word: 0 for known in words}
    for number, shard in enumerate(counts[:BITS]):
        bit = 1 << number
        for word in shard.keys() & found.keys():
            found[word] |= bit
    return found


def _files(words: Iterable[KnownWord], at: int) -> list[SpellingFile]:
    """Words in files by the letter at a place."""
    ordered = sorted(words, key=lambda known: (known.word[at], known.word))
    files: list[SpellingFile] = []
    joinable = False
    for letter, group in groupby(ordered, lambda known: known.word[at]):
        same = list(group)
        if joinable and len(files[-1].words) + len(same) <= FEW:
            files[-1].words.extend(same)
            continue
        joinable = len(same) <= FEW
        files += [SpellingFile(ord(letter), part) for part in _by_length(same)]
    return [SpellingFile(file.letter, sorted(file.words)) for file in files]


def _by_length(words: list[KnownWord]) -> list[list[KnownWord]]:
    """Words in parts by their length, as many together as a file may have."""
    parts: list[list[KnownWord]] = []
    for _, group in groupby(sorted(words, key=lambda known: len(known.word)), lambda known: len(known.word)):
        same = list(group)
        if parts and len(parts[-1]) + len(same) <= MANY:
            parts[-1].extend(same)
        else:
            parts.append(same)
    return parts


def _shortened(words: Iterable[str]) -> Iterator[str]:
    """Each word without the letters that it shares with the one before, and their number."""
    before = ""
    for word in words:
        shared = 0
        while shared < min(_SHARED, len(before), len(word)) and before[shared] == word[shared]:
            shared += 1
        yield f"{shared}{word[shared:]}"
        before = word


def _frequency(known: KnownWord) -> str:
    return _DIGITS[min(len(_DIGITS) - 1, 1 + round(2 * math.log2(known.articles)))] if known.offered else "0"
