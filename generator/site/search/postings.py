"""The index of one shard: which articles contain a term, how often, and where.

Everything is JSON, compressed, in small files:

- ``words/N``: some of the terms in their order, each ``[term, words, articles, weights]``. ``words`` are the
  words of the term, or 0 if the term is its only word. Articles are numbered from the newest, which is 0;
  each number but the first is the distance from the one before. A weight is ten times what the term's
  frequency in the article adds to a score (BM25), and ``TITLE`` more if it is in the headline. A word in
  another file than its term is there as ``[word, term]``.
- ``places/N``: for each term of ``words/N``, for each of its articles, the positions in the text. Those of a
  pair of letters, which nearly always are needed, follow its weights in ``words/N`` instead.
- ``texts/N``: what is shown of ``TEXTS`` articles. Of a long text, that is the first of 1 + ``parts``; the
  others are in ``texts/ARTICLE-PART``.

The list of shards has the first term of each file of words, and the last term or word of all.
"""

from __future__ import annotations

import gzip
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import sub
from typing import Any, NamedTuple

import msgspec

from generator.site.search.records import IndexedText
from generator.site.search.tokens import Term, Tokenizer, is_paired

# Ends the names of all files of the index.
SUFFIX = ".json.gz"
# Size of the JSON of a file of words or of places, which is a quarter when it is compressed.
FILE = 20_000
# How many articles share a file of texts.
TEXTS = 2
# A longer text is shown in parts, in characters: an excerpt from its beginning should not load all of it.
PART = 40_000
# Added to the weight of a term in the headline.
TITLE = 100
# Positions between two parts of an article: no phrase goes from one to the next.
GAP = 20
# Parameters of BM25, and the length of an article in words that is taken as normal.
SATURATION, LENGTH, NORMAL = 1.4, 0.75, 500
# A word more often in an article counts as if it were there so often.
OFTEN = 40
# A longer run of letters is no word that anyone types.
LONGEST = 60

_encode = msgspec.json.Encoder().encode


class Files(NamedTuple):
    """The files of a shard by path, and what its entry in the list of shards says of it."""

    files: Mapping[str, bytes]
    bounds: list[str]
    last: str


def compressed(value: object) -> bytes:
    """A value as compressed JSON, the same bytes at any time."""
    return gzip.compress(_encode(value), 6, mtime=0)


class _Entry:
    """A term: its words, and per article its weight and its positions."""

    __slots__ = ("articles", "places", "weights", "words")

    def __init__(self) -> None:
        self.words: set[str] = set()
        self.articles: list[int] = []
        self.weights: list[int] = []
        self.places: list[list[int]] = []


class Postings:
    """All terms of the articles of a shard."""

    def __init__(self, texts: Iterable[IndexedText]) -> None:
        """Read texts, which are numbered in their order."""
        self.entries: defaultdict[str, _Entry] = defaultdict(_Entry)
        self.frequency: Counter[str] = Counter()
        self._tokenizers: dict[str | None, Tokenizer] = {}
        self._shown: list[Mapping[str, Any]] = []
        for number, text in enumerate(texts):
            self._add(number, text)

    def _add(self, number: int, text: IndexedText) -> None:
        if text.language not in self._tokenizers:
            self._tokenizers[text.language] = Tokenizer(text.language)
        tokenizer = self._tokenizers[text.language]
        places: defaultdict[Term, list[int]] = defaultdict(list)
        start, title_end = 0, 0
        words: set[str] = set()
        for part in text.parts:
            reading = tokenizer.read(part)
            for place, term in enumerate(reading.terms, start):
                places[term].append(place)
            words.update(term.word for term in reading.terms)
            for at, term in reading.joined:
                places[term].append(start + at)
                words.add(term.word)
            start += len(reading.terms) + GAP
            title_end = title_end or start
        self._weigh(number, places, start, title_end)
        self.frequency.update(words)
        self._shown.append(text.shown)

    def _weigh(self, number: int, terms: Mapping[Term, list[int]], length: int, title_end: int) -> None:
        by_key: dict[str, list[int]] = {}
        entries = self.entries
        for (key, word), places in terms.items():
            if len(key) > LONGEST:
                continue
            if key in by_key:
                by_key[key] = sorted(by_key[key] + places)
            else:
                by_key[key] = places
            if word is not key:
                entries[key].words.add(word)
        normal = SATURATION * (1 - LENGTH + LENGTH * length / NORMAL)
        scores = [
            max(1, round(10 * often * (SATURATION + 1) / (often + normal))) for often in range(OFTEN + 1)
        ]
        for key, places in by_key.items():
            entry = entries[key]
            often = len(places)
            entry.articles.append(number)
            entry.weights.append(scores[min(often, OFTEN)] + (TITLE if places[0] < title_end else 0))
            entry.places.append(places if often == 1 else steps(places))

    def spellings(self) -> dict[str, str]:
        """How words are written that never are in folded form, as those with accents."""
        spellings: dict[str, str] = {}
        plain: set[str] = set()
        for tokenizer in self._tokenizers.values():
            for word, written in tokenizer.spellings:
                if word == written:
                    plain.add(word)
                else:
                    spellings[word] = min(written, spellings.get(word, written))
        return {word: written for word, written in spellings.items() if word not in plain}

    def files(self) -> Files:
        """The files of the index."""
        files = dict(self._texts())
        parts = list(self._parts())
        firsts = [utf16(part[0]) for part in parts]
        pointers = self._pointers(parts, firsts)
        for number, keys in enumerate(parts):
            files[f"words/{number}"] = compressed([*map(self._row, keys), *pointers[number]])
            places = [0 if is_paired(key) else self.entries[key].places for key in keys]
            files[f"places/{number}"] = compressed(places)
        words = (word for entry in self.entries.values() for word in entry.words)
        last = max(chain(self.entries, words), key=utf16, default="")
        return Files(files, [part[0] for part in parts], last)

    def _texts(self) -> Iterator[tuple[str, bytes]]:
        first = []
        for number, shown in enumerate(self._shown):
            text, *others = _parts_of(shown.get("text", ""))
            first.append({**shown, "text": text, "parts": len(others)} if others else shown)
            for part, other in enumerate(others, 1):
                yield f"texts/{number}-{part}", compressed(other)
        for at in range(0, len(first), TEXTS):
            yield f"texts/{at // TEXTS}", compressed(first[at : at + TEXTS])

    def _row(self, key: str) -> tuple[object, ...]:
        entry = self.entries[key]
        row = (key, sorted(entry.words) or 0, steps(entry.articles), entry.weights)
        return (*row, entry.places) if is_paired(key) else row

    def _parts(self) -> Iterator[list[str]]:
        """All terms in their order, as many together as fit into a file."""
        part: list[str] = []
        words = places = 0
        for key in sorted(self.entries, key=utf16):
            entry = self.entries[key]
            size = 4 * sum(map(len, entry.places))
            words += 12 + 2 * len(key) + 6 * len(entry.articles) + (size if is_paired(key) else 0)
            places += size
            if part and (words > FILE or places > 3 * FILE):
                yield part
                part, words, places = [], 0, 0
            part.append(key)
        if part:
            yield part

    def _pointers(
        self, parts: Sequence[Sequence[str]], firsts: Sequence[bytes]
    ) -> Mapping[int, Sequence[tuple[str, str]]]:
        """By number of a file, the words that belong there and whose term is in another."""
        pointers: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
        for number, keys in enumerate(parts):
            for key in keys:
                for word in sorted(self.entries[key].words):
                    own = max(0, bisect_right(firsts, utf16(word)) - 1)
                    if own != number:
                        pointers[own].append((word, key))
        return pointers


def _parts_of(text: str) -> Iterator[str]:
    """A text in parts, a long one cut between lines."""
    while len(text) > PART:
        end = text.rfind("\n", PART // 2, PART) + 1 or PART
        yield text[:end]
        text = text[end:]
    yield text


def steps(numbers: Sequence[int]) -> list[int]:
    """Rising numbers as the first of them and the distances between neighbours."""
    return [*numbers[:1], *map(sub, numbers[1:], numbers)]


def utf16(text: str) -> bytes:
    """What sorts texts as JavaScript compares them."""
    return text.encode("utf-16-be", "surrogatepass")
